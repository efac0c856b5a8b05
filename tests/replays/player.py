"""Plays a recording through the dialect's parser, the store, the verbs, the cards and the pops.

A recording is a file as ``ctl capture`` writes it, frame by frame with its second. More kinds of
lines stand between the frames where the trouble needs them, and are passed over by ``ctiapp
replay``: a verb that is asked for, with what the PBX answered to it; a picture, with what it
answered when it was asked how things stand; the same of its queues and of the agents of one, with
the second of the question where that is another; and its contacts.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctiapp.model import events
from ctiapp.model.agentanswers import AgentsTold, QueuesTold
from ctiapp.model.errors import CtiError
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account
from ctiapp.pbx.p_series import wire, wire_calls, wire_queues, wire_rest
from ctiapp.services.agentpicture import Painter
from ctiapp.services.calls import Calls
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.services.screenpop import pops
from ctiapp.settings import Settings
from ctiapp.state.changes import PictureDoubtful
from ctiapp.state.store import Store
from ctiapp.tools.replay import Recording
from tests.services.fakes import Clock, FakePbx, Keeper, settle

if TYPE_CHECKING:
    from ctiapp.model.call import Call
    from ctiapp.services.calls import Outcome
    from ctiapp.state.changes import Change

PLACE = Path(__file__).parent


class Player:
    """A desk that a recording is played to.

    Attributes:
        scenes: what there was to be seen, one text for each change of it: the calls by the letters
            of their first appearance, each with its phase, ``>`` before the one that the keys act
            on; ``*`` where it pops up, ``?`` where a verb is pending, ``<`` where the caller can be
            taken back.
        outcomes: what became of the verbs, in order.
        asked: how often a fresh picture was asked for.
        names: the names that there were to be read, one text for each change of them: of each call
            who it is with, ``-`` where nobody knows.
        stands: how one stood as an agent, and what one's presence was beside that, one text for
            each change of it.
        left_out: what could not be read of the frames.
    """

    def __init__(self, name: str) -> None:
        self._path = PLACE / f"{name}.jsonl"
        me = Number(Recording.open(self._path).extension)
        self._clock = Clock()
        self._store = Store()
        self._store.reset(me, self._clock())
        self._store.apply(events.LinkChanged(LinkState.UP), self._clock())
        self._store.subscribe(self._on_changes)
        self._directory = Directory(self._store, Notices())
        self._desk = Desk(self._store, self._directory)
        self._painter = Painter()
        preferences = Preferences(Settings(), Keeper(), Notices())
        self._calls = Calls(self._store, self._clock, preferences)
        self._pbx = FakePbx(Account("p-series", "pbx", "client", me))
        self._calls.attach(self._pbx, self._ask)
        self._verbs: list[asyncio.Task[Outcome | str]] = []
        self._names: dict[CallId, str] = {}
        self.scenes: list[str] = []
        self.names: list[str] = []
        self.stands: list[str] = []
        self.asked = 0
        self.left_out: list[str] = []

    def _ask(self) -> None:
        self.asked += 1

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        self.asked += sum(isinstance(change, PictureDoubtful) for change in changes)

    # -- playing ---------------------------------------------------------------------------------

    async def play(self) -> None:
        """Play it to its end, each line at its second, and let what was asked come to its end."""
        begun_s = self._clock().mono_s
        for line in self._path.read_text(encoding="utf-8").splitlines()[1:]:
            told: dict[str, Any] = json.loads(line)
            await asyncio.sleep(max(0.0, begun_s + told["t"] - self._clock().mono_s))
            if "contacts" in told:
                await self._meet(told["contacts"])
            else:
                self._take(told, begun_s)
            await settle()
            self._look()
        await asyncio.gather(*self._verbs)
        self._directory.detach()
        await settle()

    async def _meet(self, answer: dict[str, Any]) -> None:
        """Know the people of this list of contacts."""
        self._pbx.contact_pages = [wire_rest.contact_page(answer, self.left_out.append)]
        known = asyncio.Event()
        stop = self._directory.subscribe(lambda progress: known.set() if progress.done else None)
        self._directory.attach(self._pbx, None)
        await known.wait()
        stop()

    def _take(self, told: dict[str, Any], begun_s: float) -> None:
        asked_s = begun_s + told.get("asked", told["t"])
        if "queues" in told:
            page = wire_queues.queue_page(told["queues"], self.left_out.append)
            self._store.take_answer(QueuesTold(page.items), asked_s, self._clock())
        elif "agents" in told:
            statuses = wire_queues.agent_statuses(told["agents"], self.left_out.append)
            answer = AgentsTold(QueueId(told["queue"]), statuses)
            self._store.take_answer(answer, asked_s, self._clock())
        elif "frame" in told:
            for event in wire.parse(told["frame"], self.left_out.append):
                self._store.apply(event, self._clock())
        elif "picture" in told:
            reports = wire_calls.call_reports(told["picture"], self.left_out.append)
            self._store.replace(reports, self._clock())
        else:
            self._pbx.answers = [wire_calls.command_answer(told["answer"])]
            self._verbs.append(asyncio.create_task(self._do(told)))

    async def _do(self, told: dict[str, Any]) -> Outcome | str:
        call_id, calls = CallId(told["call"]), self._calls
        number = Number(told.get("to", ""))
        doing = {
            "hold": lambda: calls.hold(call_id),
            "park": lambda: calls.park(call_id),
            "transfer": lambda: calls.transfer(call_id, number),
            "consult": lambda: calls.consult(call_id, number),
        }[told["verb"]]()
        try:
            return await doing
        except CtiError as error:
            return error.key

    def _look(self) -> None:
        up = {card.call_id for card in pops(self._desk.cards)}
        shown = []
        for call in sorted(self._store.calls, key=lambda call: call.sequence):
            name = self._names.setdefault(call.call_id, "abcdef"[len(self._names)])
            keys = ">" if call.call_id == self._desk.selected else ""
            marks = (
                ("*", call.call_id in up),
                ("?", bool(call.pending)),
                ("<", call.can_be_taken_back),
            )
            marked = "".join(mark for mark, so in marks if so)
            shown.append(f"{keys}{name} {call.phase.value}{marked}")
        names = (
            f"{self._names[card.call_id]} {card.name or '-'}"
            for card in sorted(self._desk.cards, key=lambda card: card.sequence)
        )
        _note(self.scenes, ", ".join(shown))
        _note(self.names, ", ".join(names))
        if self._store.agents.listed:
            _note(self.stands, self._stand())

    def _stand(self) -> str:
        me = self._store.me
        lamp = None if me is None else self._store.lamps.get(me)
        presence = None if lamp is None else lamp.presence
        drawn = self._painter.draw(
            self._store.agents, presence=presence, reasons=(), listening=None
        ).me
        says = "-" if drawn.presence is None else drawn.presence.value
        why = f" ({drawn.reason})" if drawn.reason else ""
        return f"{drawn.standing.value}{why}, {says}"

    # -- afterwards ------------------------------------------------------------------------------

    @property
    def outcomes(self) -> list[Outcome | str]:
        """What became of the verbs; for a refused one its key."""
        return [verb.result() for verb in self._verbs]

    def call(self, name: str) -> Call:
        """A call by its letter."""
        call_id = next(call_id for call_id, letter in self._names.items() if letter == name)
        call = self._store.call(call_id)
        assert call is not None
        return call


def _note(notes: list[str], said: str) -> None:
    """Write down what there is to be seen, where it is not what there was."""
    if said and said not in notes[-1:]:
        notes.append(said)
