"""The ctl verb of the calls of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.ctl import CtlReply
from ctiapp.model.errors import InvalidState
from ctiapp.model.history import HistoryFilter

if TYPE_CHECKING:
    from ctiapp.model.ctl import CtlRequest
    from ctiapp.model.history import PastCall
    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services

LATEST = 50
"""How many calls ``ctl history`` prints at most."""


def past_call_picture(call: PastCall, name: str | None, taker: str | None) -> dict[str, object]:
    """A call of the past, in the machine form.

    Null is what is not known: the number of whoever withholds it, the queue of a call that came
    directly, who took it where nobody did; nor does oneself take a call that one made.

    Args:
        call: the call.
        name: who has its number today; None where nobody is known to.
        taker: who has the number today at which it was answered; None likewise.
    """
    return {
        "key": call.key,
        "at": call.at.isoformat(timespec="milliseconds"),
        "number": _text(call.number),
        "name": name or call.name or None,
        "direction": None if call.direction is None else call.direction.value,
        "incoming": call.incoming,
        "fate": call.fate.value,
        "taken_by": None
        if not call.incoming or (call.taken_by is None and not call.taken_name)
        else {"number": _text(call.taken_by), "name": taker or call.taken_name or None},
        "talk_s": call.talk_s,
        "ring_s": call.ring_s,
        "queue": _text(call.queue),
        "did": _text(call.did),
        "recording": call.recording or None,
        "note": call.note or None,
        "parts": call.parts,
        "call_id": call.call_id,
    }


class HistoryVerbs:
    """Does ``history``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def history(self, request: CtlRequest) -> CtlReply:
        """``history [TEXT]``: the newest calls (that have the text in them), the newest first.

        Raises:
            InvalidState: key ``link.not_up``: nobody is signed in.
            StorageError: the history cannot be read.
        """
        if self._services.history.owner is None:
            raise InvalidState("signed out", key="link.not_up")
        wanted = HistoryFilter(text=" ".join(request.args))
        calls = await self._services.history.latest(LATEST, wanted)
        pictures = [
            past_call_picture(call, self._name(call.number), self._name(call.taken_by))
            for call in calls
        ]
        return CtlReply(data={"calls": pictures})

    def _name(self, number: Number | None) -> str | None:
        who = self._services.directory.identify(number)
        return None if who is None else who.label


def _text(number: Number | None) -> str | None:
    return None if number is None else number.text
