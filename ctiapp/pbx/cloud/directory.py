"""Who there is at a Cloud PBX: extensions, and places by number and name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.dialpolicy import EMERGENCY_ALWAYS, EMERGENCY_ANYWHERE
from ctiapp.model.directory import Place, PlaceKind
from ctiapp.model.errors import ExtensionNotFound, NoSuchTarget, PbxError
from ctiapp.pbx import lookup
from ctiapp.pbx.cloud import wire_queues, wire_rest
from ctiapp.pbx.cloud.asking import REFUSALS
from ctiapp.pbx.interface import Page

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ctiapp.model.directory import Extension, LineState
    from ctiapp.model.number import Number
    from ctiapp.pbx.cloud.asking import Asker

PAGE: int = 500
"""So many extensions are handed over at once: the PBX sends all, and the window paints between."""

MAX_LOOKED_UP: int = 1_000
"""Of how many numbers it is kept in mind that they are none of the PBX's own."""

_EMERGENCY: Final = EMERGENCY_ALWAYS.union(EMERGENCY_ANYWHERE)


class Directory:
    """The directory of one PBX.

    Args:
        asker: puts the questions.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._names: dict[Number, str] = {}
        self._places: frozenset[Number] | None = None
        self._longest = 0
        self._outside: set[Number] = set()

    def name_of(self, number: Number) -> str:
        """Who sits there, as far as that was read; else empty."""
        return self._names.get(number, "")

    def forget(self) -> None:
        """Somebody edited an extension: who was outside may be inside now."""
        self._outside.clear()

    async def extension(self, number: Number) -> Extension:
        """The extension of exactly this number.

        Raises:
            ExtensionNotFound: there is none.
        """
        try:
            answer = await self._asker.query(wire_rest.extension_query((number,)))
        except NoSuchTarget as err:
            raise ExtensionNotFound(err.detail, code=err.code, extension=number.text) from err
        items = wire_rest.extension_infos(answer, self._asker.remark)
        found = lookup.exactly(map(wire_rest.extension_of, items), number)
        if self._names:  # it may be new since they were read
            self._names[number] = found.name
        return found

    async def numbers(self) -> tuple[Number, ...]:
        """The numbers of all extensions."""
        if not self._names:
            async for _ in self.extensions():
                pass
        return tuple(self._names)

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """All extensions, page by page; the PBX sends them all at once, without their secrets."""
        answer = await self._asker.query(wire_rest.EXTENSION_LIST)
        found = wire_rest.extension_list(answer, self._asker.remark)
        self._names = {each.number: each.name for each in found}
        self._measure()
        self._outside.clear()
        for begin in range(0, len(found), PAGE):
            yield Page(tuple(found[begin : begin + PAGE]), len(found))

    async def lines(self) -> dict[Number, LineState] | None:
        """Whose phone rings or is busy; None where the PBX does not say."""
        try:
            answer = await self._asker.query(wire_rest.EXTENSION_LIST)
        except REFUSALS as err:
            self._asker.note("lines", err)
            return None
        return wire_rest.line_list(answer, self._asker.remark)

    async def is_inside(self, number: Number) -> bool:
        """Whether a number is an extension, a queue or an IVR: other verbs dial what is outside.

        An emergency number may be a room's as well; but no doubt about that holds a call up.
        """
        urgent = number.text in _EMERGENCY
        if number in self._names or number in (self._places or ()):
            return True
        if number in self._outside or number.is_feature_code or "," in number.text:
            return False
        try:
            if self._places is None and not urgent and number in await self._read_places():
                return True
            await self.extension(number)
        except ExtensionNotFound:
            if len(self._outside) < MAX_LOOKED_UP:
                self._outside.add(number)
            return False
        except PbxError:
            if not urgent:
                raise
            return False
        return True

    def may_be_inside(self, number: Number, me: Number) -> bool:
        """Whether a number could be of a ring group or a conference, of which no list tells.

        Such are no longer than an extension's; an emergency number is not tried inside.
        """
        longest = max(len(me.text), self._longest)
        return lookup.is_short(number, longest) and number.text not in _EMERGENCY

    def _measure(self) -> None:
        known = (*self._names, *(self._places or ()))
        self._longest = max((len(each.text) for each in known), default=0)

    def is_place(self, number: Number, me: Number) -> bool:
        """Whether a call to this number came through it; see `lookup.is_place`."""
        return lookup.is_place(
            number,
            me,
            people=self._names,
            places=self._places or (),
            may_be_group=lambda called: self.may_be_inside(called, me),
        )

    async def know_places(self) -> None:
        """Read the queues and IVRs where that was not done; they may be had later."""
        if self._places is None:
            await self._read_places()

    async def _read_places(self) -> frozenset[Number]:
        """The numbers of places, once; empty where they cannot be had now."""
        await lookup.try_places(self._asker, self.places)
        return self._places or frozenset()

    async def places(self) -> tuple[Place, ...]:
        """Queues and IVRs by number and name, as far as they can be had."""
        found: list[Place] = []
        try:
            answer = await self._asker.query(wire_queues.QUEUES)
            found += [
                Place(PlaceKind.QUEUE, queue.number, queue.name)
                for queue in wire_queues.queues(answer, {}, self._asker.remark)
            ]
        except (NoSuchTarget, *REFUSALS) as err:
            self._asker.note("queues", err)
        try:
            answer = await self._asker.query(wire_rest.IVR_LIST)
            found += wire_rest.ivr_places(answer, self._asker.remark)
        except (NoSuchTarget, *REFUSALS) as err:
            self._asker.note("IVRs", err)
        self._places = frozenset(place.number for place in found)
        self._measure()
        return tuple(found)
