"""The codes of answers that say no (fact sheet, section 8), and what an answer consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ctiapp.simpbx.pushparams import JsonObject

UNSUPPORTED: Final = "10003"
BLANK: Final = "10004"
NO_CALL_ID: Final = "10005"
NO_CALL: Final = "10007"
NOT_MONITORED: Final = "10009"
NO_CALLEE: Final = "10011"
NOT_CONNECTED: Final = "10015"
TOO_LATE: Final = "10016"
EXTENSION_NOT_SAVED: Final = "10017"
ALARM_NOT_SAVED: Final = "10020"
NO_ALARM: Final = "10021"
NO_PROMPT: Final = "10023"
NO_OUTSIDE_RIGHT: Final = "10024"
CALLEE_REFUSED: Final = "10031"
QUEUE_PASSWORD: Final = "10032"  # noqa: S105 - a code
EXTENSION_EXISTS: Final = "10085"
EXTENSION_NOT_DELETED: Final = "10086"
RECORDING_KEY: Final = "20012"
RECORDING_FILE: Final = "20014"
VOICEMAIL_STATUS: Final = "20016"
VOICEMAIL_KEY: Final = "20017"
VOICEMAIL_FILE: Final = "20018"
CDR_TIME: Final = "20019"
CDR_KEY: Final = "20020"


def success(**members: object) -> JsonObject:
    """Return what an answer holds beside its status: a list without rows is left out of it.

    Printed for voicemail and alarms, inferred for all others (sections 5 to 7).
    """
    return {name: each for name, each in members.items() if each != []}
