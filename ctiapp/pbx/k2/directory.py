"""Who and what is where at a K2: extensions, places, the PBX itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CommandError, NoSuchTarget, NotSupported
from ctiapp.pbx import lookup
from ctiapp.pbx.interface import Page
from ctiapp.pbx.k2 import wire_directory, wire_queues
from ctiapp.pbx.k2.asking import REFUSALS
from ctiapp.pbx.k2.wire_directory import Device

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from ctiapp.model.directory import Extension, LineState, Place
    from ctiapp.model.number import Number
    from ctiapp.pbx.k2.asking import Asker

AT_ONCE: Final = 100
"""So many extensions are asked for with their details at once."""

_NOTHING: Final = Device(None, None, None)


class Directory:
    """What is listed at one PBX.

    Args:
        asker: puts the questions.

    Attributes:
        names: who sits at which extension, as far as it was told.
        numbers: which extension bears a name, where one alone does.
        device: which PBX it is, as it was told last.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.names: Mapping[Number, str] = {}
        self.numbers: Mapping[str, Number] = {}
        self.device: Device = _NOTHING

    async def extension(self, wanted: Number) -> Extension:
        """Find an extension by its exact number.

        Raises:
            ExtensionNotFound: none bears it.
            PbxError: as it happened.
        """
        try:
            answer = await self._asker.query(wire_directory.details((wanted,)))
            found = wire_directory.extension_details(answer, self._asker.remark)
        except NotSupported:  # an older firmware: its list has less of each
            found = await self._listed()
        except NoSuchTarget:
            found = ()
        return lookup.exactly(found, wanted)

    async def information(self) -> Device:
        """Ask which PBX it is, and what its clock shows; nothing where that is not to be had."""
        told = await lookup.if_told(
            self._asker,
            "system information",
            wire_directory.INFORMATION,
            lambda answer, _: wire_directory.device(answer),
            None,
        )
        if told is None:
            return _NOTHING
        self.device = told
        return told

    async def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """All extensions, page by page: who they are from the list, the rest from their details.

        An answer with details has passwords in it: they are not read, and it is not kept.
        """
        listed = await self._listed()
        detailed = True
        for begin in range(0, len(listed), AT_ONCE):
            some = listed[begin : begin + AT_ONCE]
            if detailed:
                try:
                    answer = await self._asker.query(
                        wire_directory.details([one.number for one in some])
                    )
                except CommandError as err:  # one of them may be gone since, too
                    self._asker.note("details of extensions", err)
                    detailed = not isinstance(err, REFUSALS)
                else:
                    more = wire_directory.extension_details(answer, self._asker.remark)
                    some = wire_directory.merged(some, more)
            yield Page(some, len(listed))

    async def lines(self) -> dict[Number, LineState] | None:
        """Whose phone rings or is busy; None where the PBX refuses to be asked."""
        return await self._asker.told(
            "lines of extensions", wire_directory.EXTENSION_LIST, wire_directory.lines, None
        )

    async def places(self) -> tuple[Place, ...]:
        """Queues and conferences by number and name, as far as they can be had."""
        return await lookup.places(
            self._asker,
            (
                "list of queue",
                wire_queues.all_queues(),
                lambda answer, remark: lookup.queue_places(wire_queues.queues(answer, {}, remark)),
            ),
            ("list of conference", wire_directory.CONFERENCES, wire_directory.conferences),
        )

    async def people(self) -> Mapping[Number, str]:
        """Who sits at which extension: asked for once, as far as it can be had."""
        if not self.names:
            try:
                await self._listed()
            except REFUSALS as err:
                self._asker.note("list of extensions", err)
        return self.names

    async def _listed(self) -> tuple[Extension, ...]:
        answer = await self._asker.query(wire_directory.EXTENSION_LIST)
        listed = await self._asker.read(wire_directory.extension_list, answer)
        self.names = wire_directory.names_of(listed)
        self.numbers = wire_directory.numbers_of(listed)
        return listed
