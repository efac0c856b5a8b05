"""The OpenVox UC API v0.0.1 as the simulated PBX speaks it, written from the fact sheet.

Where the sheet is silent, this PBX decided; words, codes and numbers that are guessed stand in
``inferred.py``, what an endpoint leaves open at the head of its module. Of calls:

============  =====================================================================================
ids           all reports of a call bear one id, but for its end: each ``BYE`` bears a new one, as
              in the sheet's examples, and ``NewCdr`` the first ``BYE``'s. In the second ``BYE`` the
              trunk's id is a new one as well. (Switches: ``inferred.Quirks``)
RING, ALERT   one ``RING`` for each extension that begins to ring, and one ``ALERT`` to whoever
              hears that: not to one who waits in a queue. Told where the status monitor of one of
              them is ticked. One's own phone that is rung first has a ``RING`` alone
ANSWER        once for each answer, with both sides. Who is alone (with a queue, a menu, a prompt, a
              room) is told if it is an extension. To pick up one's own phone that is rung first is
              not told
not told      holds; a phone that stops ringing because somebody else answered or the ring was over:
              only its ``ExtensionStatus`` tells
BYE           whoever hangs up, or is cut off while they talk, stands first, then the other; who was
              alone has one. Who goes over to another call has none. A caller from outside who gives
              up has ``BYE``s as well; one inside a ``CallFailed``, as documented
CallFailed    names an extension that never rang, too, before the caller
Tranfer       of transfers at the phone, and of forwarding, with whoever forwards; the API has no
              transfer
restart       nothing is told of it, and nothing of the calls that it ended
============  =====================================================================================
"""
