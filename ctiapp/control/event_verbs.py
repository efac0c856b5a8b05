"""The ctl verb that tries whether the PBX's events reach this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.ctl import CtlReply

if TYPE_CHECKING:
    from ctiapp.model.ctl import CtlRequest
    from ctiapp.services.eventtrial import EventTrial


class EventVerbs:
    """Does ``events``.

    Args:
        trial: what is asked.
    """

    def __init__(self, trial: EventTrial) -> None:
        self._trial = trial

    async def events(self, _: CtlRequest) -> CtlReply:
        """``events test``: one's own phone rings for a moment; it answers when that is over.

        Raises:
            CtiError: as `EventTrial.run`.
        """
        return CtlReply(data={"took_s": round(await self._trial.run(), 3)})
