"""The Yeastar P-Series OpenAPI v1.0 as the simulated PBX speaks it, quirks included.

Where the handbook is silent, this PBX decided:

- A block after five failed log-ins holds for every request of the address, not only for log-ins.
  A refresh with a dead token answers 10004 and counts as no failure.
- A request without a token answers 10005, one with a dead or unknown token 10004.
- An event socket belongs to the log-in: it outlives a refresh and falls with the newest token.
- A second subscription on a socket replaces the first; a refused one changes nothing.
- A list whose page size is unnamed and undocumented has 20 entries a page.
- ``call/query`` answers success and null for calls that are not there.
- The path of a call is the last service that it came through, on the caller's and the callee's leg.
  ``inbound.to`` is the number that was reached first: the extension, or the service's own.
- Queues and menus answer the caller at once (ANSWERED); in ring groups the caller hears ALERT.
- A call ends with one last 30011, then 30012; where it failed, 30015 stands between them, and the
  30011 comes only if somebody hung up. What a leg loses without hanging up itself (answered
  elsewhere, rang out in a queue) is left out of the next 30011.
- 30011 needs the call-state switch of every extension in the call, and the trunks' switch where an
  outside party is in it. 30012, 30015 and 30026 have no switch.
- An extension without a registered device fails with 408, one that rings out with 603, an outside
  party that does not answer with 480. Who hangs their own ringing phone up after ``call/dial`` has
  not failed: the call just ends.
"""
