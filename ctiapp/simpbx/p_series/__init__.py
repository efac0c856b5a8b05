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

Of calls that move (inferred; what may be otherwise is a switch in ``rules.py``):

============  =====================================================================================
transfer      blind: the other one is cut off and left out of the next 30011 (BYE where it was done
              at a phone); 30013 shows the call of the moment before, for the API's transfers, too.
              The target rings on a new channel of the same call. Not answered in time, refused,
              busy: 30015 says why under the call's id, then the transferor rings on a new channel.
              In a conversation of more than two: 70132
rights        ``dial_permission``, else the transferor's own; what they forbid, or a number that is
              none, moves nobody: 30015 follows under the call's id (of a consultation: its own)
consultation  the operator's channel stands in two calls. The answer names the first call. swap and
              threeway need an answer (else 70132); complete without one is a blind transfer. Two
              calls that become one bear the older id. The other end gone: the operator is back in
              the call that is left, not on hold. The operator hangs up: completes, or where nobody
              has answered the caller rings back
parking       slots 6001-6020; one that is taken or none is 40002 naming ``parking_slot``, no free
              one 60002. The parked party has HOLD. ``park_time`` is the whole time, not the rest. A
              recall rings the parker, in the old call on a new channel. Who fetches comes into the
              parked call; the call that they dialled ends, they stand in it as BYE
add_member    from who talks just now, and one invitation at a time (else 70132): of an inviter who
              holds the handbook says nothing. A tenth party is 70510; a failure is a 30015 under
              the call's id, and the call goes on
mute, record  want a connected channel; again changes nothing; pause and resume out of turn 70132
inbound       until it is let in, 30016 is all that is told; refused, the call ends as busy. After
              the ten seconds 70132
uaCSTA        30020 follows the 30011 of the ring; extension, call and address that do not belong
              together are 60001, what the phone cannot do now 70132. A hang-up is not told
listening     the supervisor's phone rings in a call of its own, whose id is answered, and where
              they stand alone: RING, then ANSWERED. Of listening and whispering no 30011 of the
              other call tells; barging in, they come over into it as one more member, and their own
              call ends with BYE. An extension that forbids it is 70084
prompts       one 30018 a prompt, after its last time; then the call ends. An unknown one is 40002
============  =====================================================================================

Of queues and agents (inferred as well; how calls are shared out: ``queues.py``, ``sharing.py``):

============  =====================================================================================
who may       whoever has a token: the API does not know which person asks, so that not to manage a
              queue is never 10005
which queues  left out, ``queue_ids`` means for a log-in or log-out the queues that one serves as a
              dynamic agent, for a pause those that one is logged in to; none at all is 60001
refusals      nobody's agent 60001; a static agent's log-in and log-out, and a pause of who is
              logged out, 70084. Of several, all or nothing. Again changes nothing, and is no error
is_pause      of the examples is not heard, ``is_paused`` of the table is. To log in again leaves a
              pause alone; to log out ends it
reason        a code that is none, and any without the call-centre subscription, is 40002 naming
              ``reason``. The list of the reasons is answered without a subscription, too. To pause
              again with another reason changes the reason
in a call     a pause or a log-out counts at once (``is_pause`` 1, ``call_status`` 2) and cuts
              nothing: the talk, or the ring, goes on; the next call stays away
wrap-up       begins when the agent leaves the call, and is told by nothing: ``call_status`` is 1.
              It keeps the calls of that queue away, no others
auto-pause    of one queue, after so many of its calls rang out in a row; a refused call, and one
              whose caller gave up, does not count. 30026 comes first, then 30025 with the newest
              call first; ``pause_reason`` is Auto-Pause. An answer, a log-in or the end of a pause
              starts the count again
call_status   of the queue: who is rung for still waits, by the example, and stands in both lists
              under one id (``rules.py``). Of an agent: 0 where no phone is registered
records       a caller who gave up in a queue is ABANDONED, one whose time was up NO ANSWER (before
              it 30015 with 480); ``agent_ring_time`` is the ring of the agent who answered, else 0
voice mail    who is not answered and leaves a message is VOICEMAIL (``voicemail.py``): until then
              they stand alone in the call, ANSWERED, and no 30015 comes
30029         of later firmware: an object, as published for it, ``status`` Paused; Unpaused, Logged
              In and Logged Out are guessed. Before 30025, where both come
30033         of later firmware: a file that was asked for and had to be made ready first (the
              settings say how long that takes) is ready. 30027, the same of a report, is never
              sent: the handbook has no report that is a file
people        of departments, contacts, past calls and recordings: the heads of
              ``organization.py``, ``contacts.py``, ``records.py`` and ``recordings.py``; what makes
              the lines of a call ``archive.py``
hotel         wake-up calls and check-out: the heads of ``hotel.py`` and ``wakeups.py``; extensions
              that the API makes, changes and deletes: ``extensions.py``; the ways out and who may
              use them: ``routes.py`` of both packages
presence      "do not disturb" keeps the calls of queues and ring groups away, and fails direct ones
              with DND. To set what is set already tells nothing
============  =====================================================================================
"""
