"""What the tests of the handover share: a shift with a little of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.model.call import Moment, Phase
from ctiapp.model.directory import Extension, Presence
from ctiapp.model.followups import FollowUp, Miss
from ctiapp.model.handover import DayFigures
from ctiapp.model.history import Fate, PastCall
from ctiapp.model.ids import ExtensionId, LegId
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.services.handover import Handover

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError
    from ctiapp.services.cards import Card

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOW = Moment(1000.0, NOON)
ME = Extension(ExtensionId("1"), Number("2000"), "Kristin Hale")
HOSTILE = "<img src=x onerror=1>\u202e"
"""What somebody called themselves."""


def hours(**busy: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """A day in which nothing happened but ``h9=(4, 1)``: answered and not."""
    day = [(0, 0)] * 24
    for name, counts in busy.items():
        day[int(name.removeprefix("h"))] = counts
    return tuple(day)


def miss(number: str | None, name: str = "", *, minutes: int = 30) -> Miss:
    """Somebody tried in vain so many minutes ago."""
    at = NOON - timedelta(minutes=minutes)
    known = None if number is None else Number(number)
    return Miss(f"m{minutes}", number or "", at, known, name, Fate.MISSED, 20, Number("6402"))


def waiting(number: str | None, name: str = "", *, tries: int = 1, **more: object) -> FollowUp:
    """Somebody who is to be called back."""
    each = tuple(miss(number, name, minutes=30 + 10 * at) for at in range(tries))
    return FollowUp(number or "", (number or "",), each, **more)  # type: ignore[arg-type]


def shift(*, held: tuple[Card, ...] = (), people: int = 0) -> Handover:
    """A shift; ``people``: so many more are to be called back."""
    parked = ParkedCall(
        "6001", Number("13900000002"), Number("2003"), LegId("a"), Moment(940.0, NOON)
    )
    opened = (
        waiting("5503301", "Joseph Goffin", tries=3, reason="wants the bill"),
        waiting(None),
        waiting("5503302", HOSTILE, until=NOON + timedelta(hours=3)),
        *(waiting(f"55044{n:02}") for n in range(people)),
    )
    note = PastCall(
        "1", NOON, Number("5503301"), "Joseph Goffin", None, True, Fate.ANSWERED, note="Taxi at 7"
    )
    away = (Extension(ExtensionId("3"), Number("2003"), "Dave Harris"), Presence.LUNCH)
    day = DayFigures(34, 2, 3, 1, 12, 6.4, 4210, hours(h9=(20, 1), h14=(14, 3)))
    return Handover(NOW, ME, (parked,), held, opened, (away,), (note,), day)


def quiet() -> Handover:
    """A shift in which nothing happened."""
    return Handover(NOW, None, (), (), (), (), (), DayFigures())


def held_call() -> Card:
    """A call that is held here."""
    from tests.ui.fakes import card

    return card("7", Phase.HELD, since=Moment(910.0, NOON))


class FakeHandovers:
    """Gathers what the test says."""

    def __init__(self) -> None:
        self.facts = quiet()
        self.gathered = 0
        self.error: CtiError | None = None

    async def gather(self) -> Handover:
        self.gathered += 1
        if self.error is not None:
            raise self.error
        return self.facts
