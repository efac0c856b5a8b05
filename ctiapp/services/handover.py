"""What the next shift has to know, gathered at one moment.

Who is away is told of those one has to do with, so that the page stays one page: one's own
department, one's favourites, and who serves the same queues; of everybody where there is no such
group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import Phase
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Origin, Presence, person_key
from ctiapp.model.handover import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Moment
    from ctiapp.model.directory import Extension
    from ctiapp.model.followups import FollowUp
    from ctiapp.model.handover import DayFigures
    from ctiapp.model.history import PastCall
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number
    from ctiapp.model.parking import ParkedCall
    from ctiapp.services.agents import Agents
    from ctiapp.services.cards import Card
    from ctiapp.services.desk import Desk
    from ctiapp.services.directory import Directory
    from ctiapp.services.followups import FollowUps
    from ctiapp.services.history import History
    from ctiapp.services.parking import Parking
    from ctiapp.services.ports import Clock
    from ctiapp.services.session import Session

_THERE: Final = frozenset({Presence.AVAILABLE, Presence.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Handover:
    """The facts.

    Attributes:
        now: when they were gathered.
        me: whose desk it is; None where nobody is signed in.
        parked: who waits in which slot.
        held: one's own calls that are held here.
        open: who is to be called back, now or later.
        away: who says that they are not there, with what they say, by name.
        notes: the calls of today that have a note, the oldest first.
        day: the calls of today, counted.
        parks: whether calls can be parked at this PBX at all.
    """

    now: Moment
    me: Extension | None
    parked: tuple[ParkedCall, ...]
    held: tuple[Card, ...]
    open: tuple[FollowUp, ...]
    away: tuple[tuple[Extension, Presence], ...]
    notes: tuple[PastCall, ...]
    day: DayFigures
    parks: bool = True


class Handovers:
    """Gathers them.

    Args:
        session, clock, desk, parking, directory, agents, history, followups: what tells.
        presence: what somebody says of themselves now; None where nothing was told since.
    """

    def __init__(  # noqa: PLR0913 - what it gathers from, each by name
        self,
        *,
        session: Session,
        clock: Clock,
        desk: Desk,
        parking: Parking,
        directory: Directory,
        agents: Agents,
        history: History,
        followups: FollowUps,
        presence: Callable[[Number], Presence | None],
    ) -> None:
        self._session = session
        self._clock = clock
        self._desk = desk
        self._parking = parking
        self._directory = directory
        self._agents = agents
        self._history = history
        self._followups = followups
        self._presence = presence

    async def gather(self) -> Handover:
        """Gather them as they are now.

        Raises:
            StorageError: the calls of today cannot be read.
        """
        now = self._clock()
        today = now.at.astimezone().date()
        calls = await self._history.since(datetime.combine(today, time()).astimezone())
        return Handover(
            now,
            self._session.status.me,
            self._parking.parked,
            tuple(c for c in self._desk.cards if c.phase is Phase.HELD and c.end is None),
            self._followups.people,
            self._away(),
            tuple(call for call in reversed(calls) if call.note),
            figures(calls),
            Capability.PARK in self._session.status.offered,
        )

    def _away(self) -> tuple[tuple[Extension, Presence], ...]:
        me = self._session.status.me
        near = self._near()
        found = []
        for extension in self._directory.extensions:
            if me is not None and extension.number == me.number:
                continue
            if near and extension.number not in near:
                continue
            says = self._presence(extension.number) or extension.presence
            if says not in _THERE:
                found.append((extension, says))
        found.sort(key=lambda each: each[0].name.casefold())
        return tuple(found)

    def _near(self) -> frozenset[Number]:
        """Those one has to do with; nobody where there is no such group."""
        me = self._session.status.me
        near = {
            agent.number
            for queue in self._agents.picture.queues
            if queue.me is not None or queue.managed
            for agent in queue.agents
        }
        ids: set[ExtensionId] = set()
        if me is not None:
            mine = [one for one in self._directory.departments if me.ext_id in one.members]
            # The smallest of them: the whole company is a department as well.
            mine.sort(key=lambda one: len(one.members))
            ids = set(mine[0].members) if mine else ids
        liked = frozenset(self._directory.favourites)
        near |= {
            one.number
            for one in self._directory.extensions
            if one.ext_id in ids or person_key(Origin.EXTENSION, one.number.text) in liked
        }
        return frozenset(near)
