"""``ctl watch``: one object a change, for as long as somebody listens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ctiapp.control.picture import call_picture, connection_picture, popup_picture
from ctiapp.control.queue_picture import gone_picture, own_queues

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ctiapp.control.picture import Describe
    from ctiapp.model.call import Moment
    from ctiapp.services.agentfacts import AgentPicture
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.screenpop import PopupStatus

BACKLOG = 1000
"""Changes that may wait for a slow listener before it is let go."""


class Watching:
    """What changed and was not read yet, for one listener."""

    def __init__(self, services: Services, describe: Describe) -> None:
        self._services = services
        self._describe = describe
        self._waiting: asyncio.Queue[dict[str, object] | None] = asyncio.Queue(BACKLOG)
        self._seen = {card.call_id: call_picture(card) for card in services.desk.all_cards}
        self._queues = _by_number(services.agents.picture, services.clock())
        self._endings = [
            services.desk.subscribe(self._on_cards),
            services.session.subscribe(self._on_status),
            services.desk.subscribe_popup(self._on_popup),
            services.agents.subscribe(self._on_queues),
        ]
        # The first line says how the link stands: who reads it knows that nothing is missed now.
        self._on_status(services.session.status)

    async def next(self) -> dict[str, object] | None:
        """The next change; None where the listener fell too far behind."""
        return await self._waiting.get()

    def close(self) -> None:
        """Listen no more."""
        for end in self._endings:
            end()

    def _put(self, kind: str, data: dict[str, object]) -> None:
        at = self._services.clock().at.isoformat(timespec="milliseconds")
        if self._waiting.qsize() < BACKLOG - 1:
            self._waiting.put_nowait({"at": at, "kind": kind, "data": data})
        elif not self._waiting.full():
            self._waiting.put_nowait(None)

    def _on_cards(self, _: tuple[Card, ...]) -> None:
        now = {card.call_id: call_picture(card) for card in self._services.desk.all_cards}
        for call_id, picture in now.items():
            if self._seen.get(call_id) != picture:
                self._put("call", picture)
        self._seen = now

    def _on_status(self, status: ConnectionStatus) -> None:
        self._put("link", connection_picture(status, self._describe))

    def _on_popup(self, popup: PopupStatus) -> None:
        self._put("popup", popup_picture(popup))

    def _on_queues(self, agents: AgentPicture) -> None:
        now = _by_number(agents, self._services.clock())
        for number, before in self._queues.items():
            if number not in now:
                self._put("queue", gone_picture(before))
        for number, picture in now.items():
            if self._queues.get(number) != picture:
                self._put("queue", picture)
        self._queues = now


def _by_number(agents: AgentPicture, now: Moment) -> dict[object, dict[str, object]]:
    return {picture["number"]: picture for picture in own_queues(agents, now)}


async def changes(
    services: Services, describe: Describe
) -> AsyncGenerator[dict[str, object], None]:
    """Yield changes from now on; ends where the listener falls too far behind."""
    watching = Watching(services, describe)
    try:
        while (change := await watching.next()) is not None:
            yield change
    finally:
        watching.close()
