"""A working day in pictures: the real application against the simulated PBX, driven by keys.

Each step does one thing that a receptionist does, waits until the PBX confirms it, and takes a
picture. The transcript says what was done and what the application then knew.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.services.connection import Connection
from ctiapp.settings import StartOptions, Theme
from ctiapp.tools.driving import Driver, DrivingError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.app import Application
    from ctiapp.services.cards import Card

CALLER = "+493090182014"
SECOND_CALLER = "0015503308"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its file name, what it tells, and what it does."""

    name: str
    tells: str
    do: Callable[[Tour], Awaitable[None]]


class Tour:
    """Plays the steps, and writes pictures and transcript."""

    def __init__(self, application: Application, out: Path, steps: int | None) -> None:
        self.driver = Driver(application)
        self.services = application.core.services
        self.application = application
        self._out = out
        self._steps = STEPS if steps is None else STEPS[:steps]
        self.pictures = 0

    async def play(self) -> None:
        """All steps, in order."""
        lines: list[str] = []
        for index, step in enumerate(self._steps, 1):
            await step.do(self)
            path = self._out / f"{index:02d}-{step.name}.png"
            saved = await self.driver.picture(path)
            self.pictures += len(saved)
            lines.append(f"{index:2d}. {step.tells}")
            lines.append(f"    pictures: {', '.join(picture.name for picture in saved)}")
            lines += [f"    {line}" for line in self._known()]
        (self._out / "transcript.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _known(self) -> list[str]:
        status = self.services.session.status
        lines = [f"connection: {status.state.value}"]
        lines += [_line_of(card) for card in self.services.desk.cards]
        popup = self.services.desk.popup
        if popup.visible and popup.latency_ms is not None:
            lines.append(f"pop: {popup.latency_ms:.1f} ms after its frame")
        return lines

    # -- what the steps are made of ----------------------------------------------------------------

    async def happen(self, verb: str, **body: object) -> str:
        """Make something happen at the PBX; the call's id where one is named."""
        demo = self.application.demo
        if demo is None:
            raise DrivingError("there is no simulated PBX")
        said = await demo.control(verb, **body)
        return str(said.get("call_id", ""))

    async def phase(self, phase: Phase, count: int = 1) -> None:
        """Wait until so many calls are in that phase."""
        await self.driver.until(
            f"{count} call(s) {phase.value}",
            lambda: sum(card.phase is phase for card in self.services.desk.cards) == count,
        )

    async def signed_in(self) -> None:
        """Wait until the picture is live and the names are loaded."""
        await self.driver.until(
            "signed in", lambda: self.services.session.status.state is Connection.ONLINE
        )
        await self.driver.until("names loaded", lambda: self.services.directory.progress.done)

    async def popped(self, *, visible: bool) -> None:
        """Wait until the pop is there, or gone."""
        await self.driver.until("the pop", lambda: self.services.desk.popup.visible is visible)


def _line_of(card: Card) -> str:
    who = card.name or card.number_text or "withheld"
    via = "" if card.via_number is None else f" via {card.via_name or card.via_number.text}"
    end = "" if card.end is None else f" ({card.end.reason.value})"
    return f"call {card.call_id}: {card.phase.value}{end}, {who}{via}"


async def _signed_in(tour: Tour) -> None:
    await tour.signed_in()


async def _rings(tour: Tour) -> None:
    await tour.happen("call", **{"from": CALLER, "to": "2000", "via": "6402"})
    await tour.phase(Phase.RINGING)
    await tour.popped(visible=True)


async def _answered(tour: Tour) -> None:
    await tour.application.lift()
    await tour.phase(Phase.TALKING)
    await tour.popped(visible=False)


async def _held(tour: Tour) -> None:
    tour.driver.press("F9")
    await tour.phase(Phase.HELD)


async def _second_rings(tour: Tour) -> None:
    await tour.happen("call", **{"from": SECOND_CALLER, "to": "2000"})
    await tour.phase(Phase.RINGING)
    await tour.popped(visible=True)


async def _rejected(tour: Tour) -> None:
    tour.driver.press("Shift+F8")
    await tour.phase(Phase.RINGING, 0)
    await tour.popped(visible=False)


async def _resumed(tour: Tour) -> None:
    tour.driver.press("F9")
    await tour.phase(Phase.TALKING)


async def _hung_up(tour: Tour) -> None:
    tour.driver.press("F8")
    await tour.phase(Phase.TALKING, 0)


async def _searched(tour: Tour) -> None:
    tour.driver.press("F2")
    await tour.driver.settle()
    tour.driver.write("leo")
    await tour.driver.settle()


async def _dialled(tour: Tour) -> None:
    tour.driver.press("Return")
    await tour.phase(Phase.DIALING)


async def _connected(tour: Tour) -> None:
    await tour.application.lift()
    card = next(card for card in tour.services.desk.cards if card.phase is Phase.DIALING)
    number = "" if card.number is None else card.number.text
    await tour.driver.until(
        "the colleague's phone rings",
        lambda: not any(card.own_phone_rings for card in tour.services.desk.cards),
    )
    await tour.happen("pickup", extension=number)
    await tour.phase(Phase.TALKING)


async def _dark(tour: Tour) -> None:
    tour.services.preferences.change(lambda settings: replace(settings, theme=Theme.DARK))
    await tour.happen("call", **{"from": CALLER, "to": "2000", "via": "6402"})
    await tour.phase(Phase.RINGING)
    await tour.popped(visible=True)


async def _lost(tour: Tour) -> None:
    await tour.happen("black_hole", on=True)
    await tour.happen("cut")
    await tour.driver.until(
        "the loss is seen",
        lambda: tour.services.session.status.state is Connection.RECONNECTING,
    )


STEPS = (
    Step("signed-in", "Signed in: the people of the house, nothing rings.", _signed_in),
    Step("ringing", "A caller comes through the queue Support: the pop and the card.", _rings),
    Step("talking", "The handset is lifted: the pop is gone, the talk is timed.", _answered),
    Step("held", "F9 holds the caller.", _held),
    Step("second-call", "A second caller rings beside the held one.", _second_rings),
    Step("rejected", "Shift+F8 rejects the second caller.", _rejected),
    Step("resumed", "F9 takes the first caller back.", _resumed),
    Step("hung-up", "F8 ends the talk; the card says how it ended.", _hung_up),
    Step("search", "F2 and a few letters find a colleague.", _searched),
    Step("dialling", "Enter calls: one's own phone rings first.", _dialled),
    Step("connected", "Both handsets are lifted.", _connected),
    Step("dark", "The same in the dark, with another caller.", _dark),
    Step("link-lost", "The PBX falls silent: the window says so.", _lost),
)


def main(out: Path, steps: int | None) -> int:
    """Play the tour into a directory; 0 where every step came true."""
    from ctiapp import app

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ctiapp-tour-") as own:
        played: list[Tour] = []

        async def script(application: Application) -> None:
            tour = Tour(application, out, steps)
            played.append(tour)
            await tour.play()

        options = StartOptions(data_dir=Path(own), demo=True)
        code = app.run(options, script=script, demo_options=())
    if code == 0:
        print(json.dumps({"out": str(out), "pictures": sum(tour.pictures for tour in played)}))
    else:
        print("ctiapp: the tour stopped; the log above says where", file=sys.stderr)
    return code
