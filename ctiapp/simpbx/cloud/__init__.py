"""The Yeastar Cloud PBX API v1.1.0 as the simulated PBX speaks it, quirks included.

What its handbook leaves open, this PBX decided; everything in this table is inferred:

============  =====================================================================================
log-in        five wrong passwords lock log-ins alone; a refresh token dies with its token (10
              minutes and 30; ``md5tokens.py``). A second log-in listens beside the first, unless it
              names the same address. What is not taken is sent again each second (``posting.py``)
RING alone    whom the PBX itself rings (the caller's own phone after a dial, a wake-up call, a
              prompt) is told by a RING that names them alone, without ALERT; that they lift the
              handset is not told
ANSWERED      alone: a queue, a menu or a mailbox has answered whoever it names
BYE           the two of a conversation of two, whether the call ends with it or goes on (a
              transfer); who was alone with a service has one BYE
no report     a ring that ends because another phone, a colleague or a mailbox has answered, or
              because a queue tries the next agent: ``ExtensionStatus`` is all there is. Nor of hold
CallFailed    of a call that nobody has answered, instead of BYE; 487 where the caller gave up. Two
              extensions stand in one ``ext``, as a list. A reason without a word is 480 or 603
monitor       ALERT and RING need the status monitor of the extension that rings, else of that which
              calls
Invite        refused, the call ends with one BYE and has no NewCdr; accept and refuse after the ten
              seconds are 10016
Incoming      ``inbound/transfer_number`` says within the ten seconds where the call goes; until
              then nothing else is told, and ``inbound/query`` has it as waiting
version       below 1.0.2 the members of ``call`` stand beside it, under keys that repeat
from          a caller who withholds their number is ``Unknown``
ids           an inbound line has the id of the call that it began; an outbound one a number of its
              own in the same second
callee        of a caller whom a menu has answered: its ``ivrid``; of one who was led outside again:
              the ``outboundid`` (l. 2581 says that there may be these, and shows neither)
current call  the one that an extension talks on, else dials, holds, or is rung for, in this order
dialling      inside, whatever has a number here; outside nothing else (10031). A number that is
              none is 10011 at once, a right that is missing 10024
agents        of a queue with a dynamic agent only those who are logged in are told; an extension
              logs in to any queue. A pause hides what else the agent does; who is no agent is 10019
wake-up       ``repeats`` counts all rings, the first included. The same time and days once more is
              10022. No rooms with alarms: no ``wakeups``
CDR           the CSV has the names of NewCdr's members as its head; nothing to tell is 20021
voicemail     fetched without ``random`` where one was asked for, as the printed link has none
restart       the log-in outlives it; BootUp follows
============  =====================================================================================
"""
