"""Calls over a store that is live, and a PBX that tells events."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.model import events
from ctiapp.model.events import LinkState
from ctiapp.pbx.interface import Account
from ctiapp.services.calls import Calls
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from ctiapp.state.store import Store
from tests.model.said import CALL, ME, inbound, mine, report
from tests.services.fakes import Clock, FakePbx, Keeper, settle

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from ctiapp.model.call import LegReport
    from ctiapp.model.commands import Verb
    from ctiapp.model.ids import CallId
    from ctiapp.services.calls import Outcome


class Desk:
    """Calls over a store that is live, and a PBX that tells events."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.clock = Clock()
        self.store = Store()
        self.store.reset(ME, self.clock())
        self.store.apply(events.LinkChanged(LinkState.UP), self.clock())
        self.pbx = FakePbx(Account("p-series", "pbx", "client", ME))
        preferences = Preferences(settings or Settings(), Keeper(), Notices())
        self.calls = Calls(self.store, self.clock, preferences)
        self.asked = 0
        self.calls.attach(self.pbx, self._ask)

    def _ask(self) -> None:
        self.asked += 1

    def said(self, *legs: LegReport, call_id: str = CALL) -> None:
        """The PBX tells how a call stands."""
        self.store.apply(events.CallReported(report(*legs, call_id=call_id)), self.clock())

    def then(self, *legs: LegReport) -> None:
        """The PBX tells that as soon as it is sent a command, before it answers."""
        self.pbx.on_execute = lambda _: self.said(*legs)

    def pending(self, call_id: CallId = CALL) -> set[Verb]:
        """What is pending on a call."""
        call = self.store.call(call_id)
        return set() if call is None else set(call.pending)


def talk(desk: Desk) -> None:
    """5503301 is talked to."""
    desk.said(inbound("ANSWERED"), mine("ANSWER"))


async def started(doing: Coroutine[None, None, Outcome]) -> asyncio.Task[Outcome]:
    """Begin it, and let it come to where it waits."""
    task = asyncio.create_task(doing)
    await settle()
    return task
