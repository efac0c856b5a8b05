"""Days at random: whatever people do at their phones, events alone show it, at every PBX."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.control_args import ControlError
from tests.contract.kinds import able

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.legs import Leg
    from tests.contract.office import Office

STEPS = 40
MOST = 2
"""So many calls does one phone have at a time: who would take a third?"""
COLLEAGUES = ("2001", "2002", "2003")


class People:
    """Everybody at a phone, and the callers outside."""

    def __init__(self, office: Office, rng: Random) -> None:
        self.office = office
        self.rng = rng
        self.acts: tuple[tuple[int, Callable[[], object]], ...] = (
            (10, self.call_in),
            (4, self.colleague_dials),
            (3, self.dial),
            (14, self.pick_up),
            (9, self.hang_up),
            (3, self.refuse),
        )

    def act(self) -> str:
        """Do one thing; what it was. What cannot be done is left."""
        act = self.rng.choices([act for _, act in self.acts], [often for often, _ in self.acts])[0]
        self.office.pbx.pump()
        try:
            return f"{act.__name__}: {act()}"
        except ControlError as error:
            return f"{act.__name__}: {error}"
        finally:
            self.office.pbx.pump()

    def _may_have_more(self) -> None:
        if len(self.office.pbx.exchange.legs_of("2000")) >= MOST:
            message = "enough"
            raise ControlError(message)

    def call_in(self) -> str:
        self._may_have_more()
        return self.office.rings(self.rng.choice(["", "5503302", "5503303", "03012345678"]))

    def colleague_dials(self) -> object:
        self._may_have_more()
        return self.office.do("dial", extension=self.rng.choice(COLLEAGUES), number="2000")

    def dial(self) -> object:
        self._may_have_more()
        number = self.rng.choice((*COLLEAGUES, "0405555555"))
        return self.office.do("dial", extension="2000", number=number)

    def refuse(self) -> object:
        return self.office.do("refuse", extension="2000")

    def pick_up(self) -> str:
        leg = self._one(lambda leg: leg.ringing)
        self.office.pbx.exchange.pick_up(leg)
        return leg.channel

    def hang_up(self) -> str:
        leg = self._one(lambda leg: leg.alive)
        self.office.pbx.exchange.hang_up(leg)
        return leg.channel

    def _one(self, fits: Callable[[Leg], bool]) -> Leg:
        legs = [leg for leg in self.office.pbx.exchange.legs.values() if fits(leg)]
        if not legs:
            message = "nobody"
            raise ControlError(message)
        return self.rng.choice(legs)


def seen(office: Office, rows: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """The calls as far as they are told: where a phone's hold is not, it is a talk."""
    if office.kind.tells_hold:
        return rows
    return sorted(("talking" if phase == "held" else phase, others) for phase, others in rows)


@pytest.mark.parametrize("seed", range(4))
@able()
async def test_what_people_do_is_seen_by_events_alone(office: Office, seed: int) -> None:
    """After each step; nobody looks unless the client itself finds that it must."""
    people, steps = People(office, Random(seed)), []
    async with office.linked():
        for _ in range(STEPS):
            steps.append(people.act())
            await office.until(
                lambda: seen(office, office.shown()) == seen(office, office.true()),
                f"true: {office.shown()}, after\n" + "\n".join(steps[-12:]) + "\n",
            )

    assert office.log_ins == 1
