"""Wake-up calls that are to ring no more, though nobody here cancelled them.

Either somebody elsewhere took them away, or they rang: a PBX whose clock was put forward rings
before this desk thinks that it is time, and an alarm that rings once is gone after that. What it
shows *now* settles which: so its clock is read again before anything is taken for cancelled.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Wake
    from ctiapp.services.hotel.desktime import DeskTime


class PassedOver:
    """They.

    Args:
        time: the PBX's clock.
    """

    def __init__(self, time: DeskTime) -> None:
        self._time = time
        self._over: dict[str, Wake] = {}
        self._doubtful: dict[str, tuple[Wake, datetime | None]] = {}

    @property
    def doubtful(self) -> bool:
        """Whether the clock has to be read again, since one is gone before its time."""
        return bool(self._doubtful)

    @property
    def rooms(self) -> set[Number]:
        """Whose they are: what they tell must not be missed meanwhile."""
        doubtful = (wake for wake, _ in self._doubtful.values())
        return {wake.room for wake in (*self._over.values(), *doubtful)}

    def gone(
        self, wakes: Iterable[Wake], there: Collection[str], cancelled: Callable[[str], bool]
    ) -> None:
        """These are to ring no more.

        Args:
            wakes: which.
            there: the ids of all alarms that the PBX has still.
            cancelled: whether the alarm of that id was taken away at this desk.
        """
        now = self._time.now()
        for wake in wakes:
            alarm_id = wake.alarm.alarm_id
            if wake.wall <= now:
                # Somebody put the clock forward over it, or this program hung.
                self._over[wake.wake_id] = wake
            elif wake.alarm.once and alarm_id not in there and not cancelled(alarm_id):
                self._doubtful[wake.wake_id] = wake, self._time.read_at

    def back(self, names: Collection[str]) -> None:
        """These are to ring after all."""
        self._doubtful = {n: kept for n, kept in self._doubtful.items() if n not in names}

    def take(self) -> list[Wake]:
        """Those whose time was passed over, each once, with when that was.

        What is gone before its time, by a clock that was read after that, was cancelled elsewhere.
        Where the clock cannot be read it is waited for, until the time has come anyhow.
        """
        now = self._time.now()
        over, self._over = self._over, {}
        for name, (wake, read_at) in list(self._doubtful.items()):
            if wake.wall <= now:
                over[name] = wake
            elif self._time.read_at == read_at:
                continue
            del self._doubtful[name]
        return [replace(wake, at=self._time.instant(wake.wall)) for wake in over.values()]
