"""Who and what is where at an OpenVox UC: extensions, queues, menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.errors import NoSuchTarget
from ctiapp.pbx import lookup
from ctiapp.pbx.interface import Page
from ctiapp.pbx.openvox import wire_directory, wire_queues

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from ctiapp.model.directory import Extension, LineState, Place
    from ctiapp.model.number import Number
    from ctiapp.pbx.openvox.asking import Asker
    from ctiapp.pbx.openvox.wire_directory import OwnLine


class Directory:
    """What is listed at one PBX.

    Args:
        asker: puts the questions.

    Attributes:
        names: who sits at which extension; every extension that was told of is in it.
        inside: the numbers of queues and menus, as far as they were told.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.names: Mapping[Number, str] = {}
        self.inside: frozenset[Number] = frozenset()
        self._longest = 0

    async def extension(self, wanted: Number) -> Extension:
        """Find an extension by its exact number.

        Raises:
            ExtensionNotFound: none bears it.
            PbxError: as it happened.
        """
        try:
            answer = await self._asker.query(wire_directory.details((wanted,)))
        except NoSuchTarget:
            found: tuple[Extension, ...] = ()
        else:
            found = wire_directory.extensions(answer, self._asker.remark)
        return lookup.exactly(found, wanted)

    async def listed(self) -> tuple[Extension, ...]:
        """All extensions. The answer has passwords in it: they are not read, and it is not kept."""
        answer = await self._asker.query(wire_directory.EXTENSIONS)
        found = await self._asker.read(wire_directory.extensions, answer)
        self.names = wire_directory.names_of(found)
        self._longest = max((len(number.text) for number in self.names), default=0)
        return found

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """All extensions: the PBX knows no pages."""
        found = await self.listed()
        yield Page(found, len(found))

    async def own_line(self, me: Number) -> OwnLine:
        """What one's own line does."""
        answer = await self._asker.query(wire_directory.details((me,)))
        return wire_directory.own_line(answer, me, self._asker.remark)

    async def lines(self) -> dict[Number, LineState] | None:
        """Whose phone rings or is busy; None where the PBX refuses to be asked."""
        return await self._asker.told(
            "lines of extensions", wire_directory.EXTENSIONS, wire_directory.lines, None
        )

    def is_place(self, number: Number, me: Number) -> bool:
        """Whether a call to this number came through it; see `lookup.is_place`."""
        return lookup.is_place(
            number,
            me,
            people=self.names,
            places=self.inside,
            may_be_group=lambda called: lookup.is_short(called, self._longest),
        )

    async def know_places(self) -> None:
        """Read queues and menus where none are known; they may be had later."""
        if not self.inside:
            await lookup.try_places(self._asker, self.places)

    async def places(self) -> tuple[Place, ...]:
        """Queues and menus by number and name, as far as they can be had."""
        found = await lookup.places(
            self._asker,
            (
                "list of queues",
                wire_queues.ALL_QUEUES,
                lambda answer, remark: lookup.queue_places(wire_queues.queues(answer, {}, remark)),
            ),
            ("list of menus", wire_directory.MENUS, wire_directory.menus),
        )
        self.inside = frozenset(place.number for place in found)
        return found
