"""What everything about wake-up calls stands on: the PBX of the session, and whose desk this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.errors import InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.number import Number
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ctiapp.model.commands import Capability
    from ctiapp.model.ids import ExtensionId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.pbx.interface_hotel import HotelPbx
    from ctiapp.services.directory import Directory
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.session import Session


class ExtensionIds:
    """Which extension has which number: the PBX names a room by an id, everybody else by a number.

    Args:
        directory: where both stand; looked through again only when it changed.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._numbers: dict[ExtensionId, Number] = {}
        self._ids: dict[Number, ExtensionId] = {}
        self._old = True
        self._stop = directory.subscribe(lambda _: self._outdate())

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def number(self, ext_id: ExtensionId) -> Number | None:
        """The number of an extension; None where the directory does not have it."""
        self._read()
        return self._numbers.get(ext_id)

    def ext_id(self, number: Number) -> ExtensionId | None:
        """The extension of a number; None where there is none."""
        self._read()
        return self._ids.get(number)

    def _outdate(self) -> None:
        self._old = True

    def _read(self) -> None:
        if self._old:
            self._old = False
            extensions = self._directory.extensions
            self._numbers = {each.ext_id: each.number for each in extensions}
            self._ids = {each.number: each.ext_id for each in extensions}


@dataclass(frozen=True, slots=True)
class Ground:
    """It.

    Attributes:
        pbx: the hotel's part of the PBX; None while signed out, or where it has none.
        owner: which PBX this is; None while signed out. What is kept, is kept of it.
        online: whether it is connected, and tells its events.
        night: whether this desk is the night desk.
        who: the name of whoever is signed in here; empty where nobody is.
        number: the number of an extension; None where it is not known.
        ext_id: the extension of a number; None where there is none.
        offered: what can be done there.
    """

    pbx: Callable[[], HotelPbx | None]
    owner: Callable[[], str | None]
    online: Callable[[], bool]
    night: Callable[[], bool]
    who: Callable[[], str]
    number: Callable[[ExtensionId], Number | None]
    ext_id: Callable[[Number], ExtensionId | None]
    offered: Callable[[], Collection[Capability]] = lambda: EVERY_CAPABILITY

    @property
    def hotel(self) -> HotelPbx:
        """The hotel's part of the PBX.

        Raises:
            InvalidState: key ``link.not_up``: nobody is signed in.
            NotSupported: this PBX can do nothing for a hotel.
        """
        found = self.pbx()
        if found is not None:
            return found
        if self.owner() is None:
            raise InvalidState("signed out", key="link.not_up")
        raise NotSupported("no hotel")

    def can(self, capability: Capability) -> bool:
        """Whether that can be done there; all of it, until it is known which PBX this is."""
        return capability in self.offered()

    def room(self, ext_id: ExtensionId) -> Number:
        """The number of a room; where nobody knows it, its id behind a ``?``."""
        return self.number(ext_id) or Number(f"?{ext_id}")

    def extension(self, room: Number) -> ExtensionId:
        """The extension of a room.

        Raises:
            NoSuchTarget: no extension has that number.
        """
        found = self.ext_id(room)
        if found is None:
            raise NoSuchTarget("no such room", number=room.text)
        return found


class Owners:
    """Which PBX one is signed in to, by its serial number: what is kept, is kept of it.

    A PBX that does not tell its number this time is known by its address from before; only one
    that never told it goes by its address. A session that the PBX broke off is still that PBX's,
    until somebody signs out: whoever has to be woken there has to be woken.

    Args:
        session: who is signed in, where.
        serials: the serial numbers that were told before, by address.
        keep: keeps one more, by address.
    """

    def __init__(
        self, session: Session, serials: Mapping[str, str], keep: Callable[[str, str], None]
    ) -> None:
        self._session = session
        self._serials = dict(serials)
        self._keep = keep
        self._last: tuple[Pbx, str] | None = None

    def __call__(self) -> str | None:
        """Its name; None while signed out, and until it is known."""
        pbx, info = self._session.pbx, self._session.status.pbx
        if pbx is None:
            return None
        if info is None:
            return self._last[1] if self._last is not None and self._last[0] is pbx else None
        if info.sn and self._serials.get(info.url) != info.sn:
            self._serials[info.url] = info.sn
            self._keep(info.url, info.sn)
        self._last = (pbx, info.sn or self._serials.get(info.url) or info.url)
        return self._last[1]


def make_ground(
    session: Session,
    ids: ExtensionIds,
    preferences: Preferences,
    owner: Callable[[], str | None],
) -> Ground:
    """Make it of the services.

    Args:
        session: who is signed in, where.
        ids: which extension has which number.
        preferences: whether this is the night desk.
        owner: which PBX this is (`Owners`).
    """

    def pbx() -> HotelPbx | None:
        return None if session.pbx is None else session.pbx.hotel

    def who() -> str:
        me = session.status.me
        return "" if me is None else me.name or me.number.text

    return Ground(
        pbx=pbx,
        owner=owner,
        online=lambda: session.status.state is Connection.ONLINE,
        night=lambda: preferences.settings.night_desk,
        who=who,
        number=ids.number,
        ext_id=ids.ext_id,
        offered=lambda: session.status.offered,
    )
