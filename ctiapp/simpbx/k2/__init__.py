"""The Yeastar K2 IPPBX API v2.0.0 as the simulated PBX speaks it, misspellings included.

What its fact sheet infers stands in ``inferred.py``, what it leaves open in the head of the module
that it concerns. How calls move is the exchange's affair, as it is for every vendor: see the head
of the P-Series' package. Beside that:

============  =====================================================================================
transport     events go by HTTP to whoever names a port or an address at the log-in, and by TCP to
              whoever logs in at the event port; ``transport`` answers which of them was meant
CallStatus    one for each change, with all members; what a member loses without hanging up itself
              is left out of the next one, who hangs up has BYE in it. EARLYMEDIA is RING here
idle          an extension whose call ends is ``Registered``; ``Idle`` is never sent, as there are
              no analogue phones
Tranfer       of transfers at a phone and of forwarding alone; what the API moves is told by
              CallStatus, and by CallFailed where it fails
hang-up       ``uacstacall/hangup`` tells ``callover``; a caller who gives up is told by CallStatus
not there     a member that is invited into a room, instant conferences, paging, contacts, groups,
              trunks, routes, IVRs: 10003
============  =====================================================================================
"""
