"""Puts the history together of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.services.agentchoice import all_mine
from ctiapp.services.history import History
from ctiapp.services.historyfeed import HistoryFeed
from ctiapp.services.historysync import HistorySync

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from ctiapp.model.number import Number
    from ctiapp.services.agentfacts import AgentPicture
    from ctiapp.services.agents import Agents
    from ctiapp.services.directory import Directory
    from ctiapp.services.journal import Journal
    from ctiapp.services.notes import Notes
    from ctiapp.services.numbering import Numbering
    from ctiapp.services.pbxclock import PbxClock
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.session import Session
    from ctiapp.state.store import Store
    from ctiapp.storage.history import HistoryFile


def make_history(  # noqa: PLR0913 - what it stands on, each by name
    file: HistoryFile,
    *,
    store: Store,
    clock: Clock,
    session: Session,
    journal: Journal,
    notes: Notes,
    numbering: Numbering,
    agents: Agents,
    directory: Directory,
    preferences: Preferences,
    pbx_clock: PbxClock,
    rng: random.Random | None = None,
) -> History:
    """Make it, and have it hear of all that it depends on.

    Args:
        file: where it is kept.
        store: who one is, and what the PBX tells.
        clock: both clocks.
        session: whom to ask, and when.
        journal, notes: what this desk saw, and what was written on it.
        numbering: how numbers are read.
        agents: which queues are one's own.
        directory: finds people by their names of today.
        preferences: how long calls are kept.
        pbx_clock: by how much the PBX's clock is off ours.
        rng: for how long to wait after a sign-in.
    """

    def queues() -> frozenset[Number] | None:
        if not store.agents.listed:
            return None
        return frozenset(queue.queue.number for queue, _ in all_mine(store.agents))

    def find(text: str, limit: int) -> Iterable[Number]:
        return (match.number for match in directory.search(text, limit))

    feed = HistoryFeed(
        file,
        store,
        journal,
        lambda: numbering.plan,
        lambda: session.status.pbx,
        queues,
        pbx_clock,
    )
    sync = HistorySync(file, feed, session, clock, preferences, rng)

    def on_agents(_: AgentPicture) -> None:
        known = queues()
        if known is not None:
            feed.queues_known()
            sync.queues_known(known)

    agents.subscribe(on_agents)
    numbering.subscribe(lambda _: feed.reread())
    return History(file, feed, sync, journal, notes, find)
