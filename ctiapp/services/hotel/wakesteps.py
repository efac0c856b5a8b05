"""What is written down of each step of a wake-up call, and what stands for a plan gone wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.ids import ExtensionId
from ctiapp.model.wakes import LogBy, LogKind, Wake, WakeOutcome, WakeReason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ctiapp.model.wakes import Plan, WakeTry
    from ctiapp.services.hotel.wakelog import WakeLog

_KINDS = {
    WakeOutcome.RINGING: LogKind.RANG,
    WakeOutcome.ANSWERED: LogKind.ANSWERED,
    WakeOutcome.NOT_ANSWERED: LogKind.NOT_ANSWERED,
    WakeOutcome.BUSY: LogKind.BUSY,
    WakeOutcome.UNKNOWN: LogKind.UNKNOWN,
}
"""What a line of the log calls a try."""


class WakeSteps:
    """Writes them down.

    Args:
        wakelog: where.
    """

    def __init__(self, wakelog: WakeLog) -> None:
        self._log = wakelog

    async def say(
        self,
        kind: LogKind,
        wake: Wake,
        params: Mapping[str, str],
        *,
        by: LogBy = LogBy.PBX,
        who: str | None = None,
    ) -> None:
        """Write down a step of a wake-up call."""
        await self._log.say(kind, wake.room, f"{wake.wall:%Y-%m-%d %H:%M}", params, by=by, who=who)

    async def say_changes(self, old: Wake, new: Wake) -> None:
        """Write down each try, and that somebody has to see to it."""
        for one in new.tries:
            before = next((each for each in old.tries if each.number == one.number), None)
            if before is None or before.outcome is not one.outcome:
                await self.say(_KINDS[one.outcome], new, _params(one))
        if new.outcome is WakeOutcome.UNVOUCHED and old.outcome is not new.outcome:
            await self.say(LogKind.UNVOUCHED, new, {"why": new.reason.value})
        if new.red and not old.red:
            await self.say(LogKind.ESCALATED, new, {"outcome": new.outcome.value})


def is_plan(wake: Wake) -> bool:
    """Whether it stands for a plan that was never set."""
    return wake.wake_id.startswith("plan/")


def planned(plan: Plan, at: datetime, now: datetime) -> Wake:
    """What stands for a plan that was not set: somebody has to see to it."""
    # What nobody tried to set was planned by a program that did not run when its day came.
    tried = plan.late or plan.notice is not None
    return Wake(
        plan.wake_id,
        plan.room,
        ExtensionId(""),
        plan.wall,
        at,
        plan.alarm,
        WakeOutcome.NOT_SET if tried else WakeOutcome.UNVOUCHED,
        WakeReason.NONE if tried else WakeReason.NOT_RUNNING,
        since=now,
    )


def _params(one: WakeTry) -> dict[str, str]:
    """What a line of the log says of a try."""
    return {"try": str(one.number), "why": one.reason.value}
