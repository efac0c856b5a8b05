"""What is said of a call: how it stands, why it ended, and what can be done with it.

A part of `ctiapp.ui.words`, which loads it when the first call is spoken of: what it knows calls by
is more than the signed-out window needs. Nobody else imports it.
"""

from __future__ import annotations

from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.ui.marked import QT_TRANSLATE_NOOP

PHASES = {
    Phase.OFFERED: QT_TRANSLATE_NOOP("words", "OFFERED"),
    Phase.RINGING: QT_TRANSLATE_NOOP("words", "RINGING"),
    Phase.DIALING: QT_TRANSLATE_NOOP("words", "CALLING"),
    Phase.TALKING: QT_TRANSLATE_NOOP("words", "TALKING"),
    Phase.HELD: QT_TRANSLATE_NOOP("words", "HELD"),
    Phase.PARKED: QT_TRANSLATE_NOOP("words", "PARKED"),
    Phase.ENDED: QT_TRANSLATE_NOOP("words", "ENDED"),
}
ENDS = {
    EndReason.HUNG_UP: QT_TRANSLATE_NOOP("words", "You hung up"),
    EndReason.REMOTE_HUNG_UP: QT_TRANSLATE_NOOP("words", "The other side hung up"),
    EndReason.REJECTED: QT_TRANSLATE_NOOP("words", "Rejected"),
    EndReason.ANSWERED_ELSEWHERE: QT_TRANSLATE_NOOP("words", "Answered elsewhere"),
    EndReason.CALLER_GAVE_UP: QT_TRANSLATE_NOOP("words", "The caller gave up"),
    EndReason.NO_ANSWER: QT_TRANSLATE_NOOP("words", "No answer"),
    EndReason.TRANSFERRED: QT_TRANSLATE_NOOP("words", "Transferred"),
    EndReason.JOINED: QT_TRANSLATE_NOOP("words", "Joined the other call"),
    EndReason.PARKED: QT_TRANSLATE_NOOP("words", "Parked"),
    EndReason.ACCEPTED: QT_TRANSLATE_NOOP("words", "You accepted it"),
    EndReason.LET_IN: QT_TRANSLATE_NOOP("words", "Put through without you"),
    EndReason.REFUSED: QT_TRANSLATE_NOOP("words", "You refused it"),
    EndReason.FAILED: QT_TRANSLATE_NOOP("words", "The call failed"),
    EndReason.WHILE_AWAY: QT_TRANSLATE_NOOP("words", "Ended while the connection was down"),
    EndReason.UNKNOWN: QT_TRANSLATE_NOOP("words", "Ended"),
}
FAILS = {
    FailReason.NO_PERMISSION: QT_TRANSLATE_NOOP("words", "You may not call this number"),
    FailReason.NO_OUTSIDE_RIGHTS: QT_TRANSLATE_NOOP("words", "You may not call outside numbers"),
    FailReason.CONGESTION: QT_TRANSLATE_NOOP("words", "All outside lines are busy; try again"),
    FailReason.DO_NOT_DISTURB: QT_TRANSLATE_NOOP("words", "They do not want to be disturbed"),
    FailReason.LINE_UNREACHABLE: QT_TRANSLATE_NOOP("words", "Their phone cannot be reached"),
    FailReason.BUSY: QT_TRANSLATE_NOOP("words", "Busy"),
    FailReason.NOT_FOUND: QT_TRANSLATE_NOOP("words", "Nobody has this number"),
    FailReason.NO_ANSWER: QT_TRANSLATE_NOOP("words", "No answer"),
    FailReason.GONE: QT_TRANSLATE_NOOP("words", "This number is no longer in use"),
    FailReason.INCOMPLETE: QT_TRANSLATE_NOOP("words", "The number is not complete"),
    FailReason.DECLINED: QT_TRANSLATE_NOOP("words", "Busy or declined"),
    FailReason.OTHER: QT_TRANSLATE_NOOP("words", "The call failed"),
}
VERBS = {
    Verb.DIAL: QT_TRANSLATE_NOOP("words", "Call"),
    Verb.HANG_UP: QT_TRANSLATE_NOOP("words", "Hang up"),
    Verb.REJECT: QT_TRANSLATE_NOOP("words", "Reject"),
    Verb.HOLD: QT_TRANSLATE_NOOP("words", "Hold"),
    Verb.RESUME: QT_TRANSLATE_NOOP("words", "Resume"),
    Verb.ANSWER: QT_TRANSLATE_NOOP("words", "Answer"),
    Verb.MUTE: QT_TRANSLATE_NOOP("words", "Mute"),
    Verb.UNMUTE: QT_TRANSLATE_NOOP("words", "Unmute"),
    Verb.RECORD: QT_TRANSLATE_NOOP("words", "Record"),
    Verb.PAUSE_RECORDING: QT_TRANSLATE_NOOP("words", "Pause rec."),
    Verb.RESUME_RECORDING: QT_TRANSLATE_NOOP("words", "Resume rec."),
    Verb.PARK: QT_TRANSLATE_NOOP("words", "Park"),
    Verb.RETRIEVE: QT_TRANSLATE_NOOP("words", "Pick up"),
    Verb.TRANSFER: QT_TRANSLATE_NOOP("words", "Transfer"),
    Verb.CONSULT: QT_TRANSLATE_NOOP("words", "Consult"),
    Verb.SAFE_TRANSFER: QT_TRANSLATE_NOOP("words", "Safe transfer"),
    Verb.COMPLETE: QT_TRANSLATE_NOOP("words", "Complete"),
    Verb.ABORT: QT_TRANSLATE_NOOP("words", "Back to caller"),
    Verb.SWAP: QT_TRANSLATE_NOOP("words", "Swap"),
    Verb.CONFERENCE: QT_TRANSLATE_NOOP("words", "All three"),
    Verb.ADD: QT_TRANSLATE_NOOP("words", "Add"),
    Verb.TAKE_BACK: QT_TRANSLATE_NOOP("words", "Take back"),
    Verb.ACCEPT_INBOUND: QT_TRANSLATE_NOOP("words", "Accept"),
    Verb.REFUSE_INBOUND: QT_TRANSLATE_NOOP("words", "Refuse"),
}
PENDING = {
    Verb.DIAL: QT_TRANSLATE_NOOP("words", "Calling…"),
    Verb.HANG_UP: QT_TRANSLATE_NOOP("words", "Hanging up…"),
    Verb.REJECT: QT_TRANSLATE_NOOP("words", "Rejecting…"),
    Verb.HOLD: QT_TRANSLATE_NOOP("words", "Holding…"),
    Verb.RESUME: QT_TRANSLATE_NOOP("words", "Resuming…"),
    Verb.ANSWER: QT_TRANSLATE_NOOP("words", "Answering…"),
    Verb.MUTE: QT_TRANSLATE_NOOP("words", "Muting…"),
    Verb.UNMUTE: QT_TRANSLATE_NOOP("words", "Unmuting…"),
    Verb.RECORD: QT_TRANSLATE_NOOP("words", "Starting…"),
    Verb.PAUSE_RECORDING: QT_TRANSLATE_NOOP("words", "Pausing…"),
    Verb.RESUME_RECORDING: QT_TRANSLATE_NOOP("words", "Going on…"),
    Verb.PARK: QT_TRANSLATE_NOOP("words", "Parking…"),
    Verb.RETRIEVE: QT_TRANSLATE_NOOP("words", "Picking up…"),
    Verb.TRANSFER: QT_TRANSLATE_NOOP("words", "Transferring…"),
    Verb.CONSULT: QT_TRANSLATE_NOOP("words", "Consulting…"),
    Verb.SAFE_TRANSFER: QT_TRANSLATE_NOOP("words", "Transferring safely…"),
    Verb.COMPLETE: QT_TRANSLATE_NOOP("words", "Completing…"),
    Verb.ABORT: QT_TRANSLATE_NOOP("words", "Going back…"),
    Verb.SWAP: QT_TRANSLATE_NOOP("words", "Swapping…"),
    Verb.CONFERENCE: QT_TRANSLATE_NOOP("words", "Joining…"),
    Verb.ADD: QT_TRANSLATE_NOOP("words", "Adding…"),
    Verb.TAKE_BACK: QT_TRANSLATE_NOOP("words", "Taking back…"),
    Verb.ACCEPT_INBOUND: QT_TRANSLATE_NOOP("words", "Accepting…"),
    Verb.REFUSE_INBOUND: QT_TRANSLATE_NOOP("words", "Refusing…"),
}
