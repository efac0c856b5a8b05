"""The services that work with the PBX of a session, for as long as it is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from ctiapp.model.events import DirectoryChanged
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.agents import Agents
    from ctiapp.services.calls import Calls
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.directory import Directory
    from ctiapp.services.parking import Parking


@dataclass(frozen=True, slots=True)
class Followers:
    """All of them: they get the PBX once the picture is live, and let it go together.

    Attributes:
        calls: the call verbs.
        directory: the names.
        parking: the slots.
        agents: queues and agents.
    """

    calls: Calls
    directory: Directory
    parking: Parking
    agents: Agents

    def attach(self, pbx: Pbx, status: ConnectionStatus, ask_picture: Callable[[], None]) -> None:
        """Work with this PBX; ``ask_picture`` has the calls looked at anew."""
        self.calls.attach(pbx, ask_picture)
        self.directory.attach(pbx, status.me, status.pbx)
        self.parking.attach(pbx)
        self.agents.attach(pbx, status)

    def detach(self) -> list[asyncio.Task[None] | None]:
        """Ask it nothing more; what is still being asked is answered, to be waited for."""
        self.calls.attach(None, lambda: None)
        return [self.directory.detach(), self.parking.detach(), self.agents.detach()]

    def back(self) -> None:
        """The link is back: nobody tells what happened to the slots meanwhile."""
        self.parking.look_now()

    def on_directory(self, event: DirectoryChanged) -> None:
        """The PBX says that its lists changed."""
        self.directory.on_event(event)
        self.agents.on_event(event)
