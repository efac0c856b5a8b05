"""The application from the frame to what a view would paint, without socket and without window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctiapp.control.picture import call_picture
from ctiapp.model.call import Moment
from ctiapp.model.events import LinkChanged, LinkState
from ctiapp.model.number import Number
from ctiapp.pbx.p_series import wire
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.notices import Notices
from ctiapp.state.store import Store
from ctiapp.tools.bench_feed import ME
from ctiapp.ui.calls.justnow import JustNow
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.screenpop.viewmodel import pops_of

if TYPE_CHECKING:
    from ctiapp.services.cards import Card

TICK_S = 0.5
"""How often time is let pass, as the application does."""

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def moment(at_s: float) -> Moment:
    """Both clocks so many seconds after the start."""
    return Moment(at_s, _EPOCH + timedelta(seconds=at_s))


class Wire:
    """Wire and store alone: what every frame costs, whoever looks."""

    def __init__(self) -> None:
        self.store = Store()
        self.store.reset(Number(ME), moment(0.0))
        self.store.apply(LinkChanged(LinkState.UP), moment(0.0))
        self._ticked_s = 0.0
        self.remarks = 0

    def feed(self, at_s: float, frame: str) -> None:
        """Take one frame."""
        now = moment(at_s)
        for event in wire.parse(frame, self._remark):
            self.store.apply(event, now)
        self.tick(at_s)

    def tick(self, at_s: float) -> None:
        """Let time pass, as often as the application does."""
        if at_s - self._ticked_s >= TICK_S:
            self._ticked_s = at_s
            self.store.tick(moment(at_s))

    def _remark(self, _words: str) -> None:
        self.remarks += 1


class Stack(Wire):
    """With the cards, and all that the views make of them."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self.store, Directory(self.store, Notices()))
        self.desk.subscribe(self._on_cards)
        self.shown = 0
        self._just_now = JustNow()

    def _on_cards(self, cards: tuple[Card, ...]) -> None:
        self.shown += len(faces(cards, self.desk.selected)) + len(pops_of(cards))
        self.shown += len([call_picture(card) for card in cards])
        self._just_now.take(cards)
