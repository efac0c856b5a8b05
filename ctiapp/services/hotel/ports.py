"""What the rooms need of their neighbours, each said as small as it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.history import PastCall
    from ctiapp.model.hotel import Alarm
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.notice import Notice
    from ctiapp.model.number import Number
    from ctiapp.model.wakes import Plan, Upcoming, Wake
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.state.changes import Lamp


class People(Protocol):
    """The PBX's extensions (`ctiapp.services.directory.Directory`)."""

    @property
    def extensions(self) -> Sequence[Extension]:
        """All of them."""

    @property
    def departments(self) -> Sequence[Department]:
        """The departments that they are in."""

    def subscribe(self, listener: Callable[[DirectoryProgress], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""

    def look_again(self) -> None:
        """Somebody looks at them: read them anew where the PBX tells no edits."""


class Lamps(Protocol):
    """How the phones stand (`ctiapp.services.storelamps.StoreLamps`)."""

    def lamp(self, number: Number) -> Lamp | None:
        """What is known of an extension now."""

    def subscribe(
        self, listener: Callable[[tuple[Number, ...] | None], None]
    ) -> Callable[[], None]:
        """Hear whose lamp changed (None: anybody's); the answer ends it."""


class Alarms(Protocol):
    """The wake-up calls that the PBX has (`ctiapp.services.hotel.alarmbook.AlarmBook`)."""

    @property
    def alarms(self) -> Mapping[ExtensionId, tuple[Alarm, ...]]:
        """Of each room that has any."""

    @property
    def read_at(self) -> datetime | None:
        """When all were last read, aware UTC; None: not yet."""

    @property
    def notice(self) -> Notice | None:
        """Why they could not be read; None where they could."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""

    async def refresh(self) -> None:
        """Read all again. Raises `CtiError`."""

    async def read(self, ext_id: ExtensionId) -> tuple[Alarm, ...]:
        """Read those of one room now. Raises `CtiError`."""

    def wiping(self, ext_id: ExtensionId) -> None:
        """A room is about to be checked out here: its alarms go with that."""

    def not_wiped(self, ext_id: ExtensionId) -> None:
        """That was not sent, or refused: whatever of them goes now, this desk took none."""

    async def add(self, ext_id: ExtensionId, alarm: Alarm) -> Alarm:
        """Set one; as it was read afterwards. Raises `CtiError`."""

    def upcoming(self, ext_id: ExtensionId) -> Upcoming | None:
        """The one of a room that rings next; None where none does."""


class Plans(Protocol):
    """Wake-up calls for a date (`ctiapp.services.hotel.plans.Plans`)."""

    @property
    def all(self) -> Sequence[Plan]:
        """All that are kept."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""

    async def cancel(self, plan_id: int) -> None:
        """Take one away. Raises `CtiError`."""


class Wakes(Protocol):
    """How wake-up calls went (`ctiapp.services.hotel.wakes.Wakes`)."""

    @property
    def today(self) -> Sequence[Wake]:
        """Those of today."""

    @property
    def red(self) -> Sequence[Wake]:
        """Those that somebody has to see to."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear of each change; the answer ends it."""


class WallTime(Protocol):
    """The PBX's clock (`ctiapp.services.hotel.desktime.DeskTime`)."""

    def now(self) -> datetime:
        """What it shows now: naive."""

    def wall(self, at: datetime) -> datetime:
        """What it shows at that moment (aware UTC): naive."""

    def today(self) -> date:
        """Which day it has now."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear when it is another than it was thought to be; the answer ends it."""


class LastCalls(Protocol):
    """The calls of the past (`ctiapp.services.history.History`)."""

    async def with_person(self, number: Number, limit: int = 100) -> Sequence[PastCall]:
        """Those with whoever has this number, the newest first. Raises `StorageError`."""
