"""Who and what is where at a P-Series PBX: extensions, company contacts, places."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from ctiapp.model.errors import AuthError, ExtensionNotFound, PbxError
from ctiapp.pbx.p_series import wire_departments, wire_rest
from ctiapp.pbx.p_series.asking import REFUSALS
from ctiapp.pbx.p_series.steady import steady_pages

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from datetime import datetime

    from ctiapp.model.directory import Contact, Department, Extension, Place
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.p_series.asking import Asker
    from ctiapp.pbx.p_series.wire import Remark
    from ctiapp.pbx.p_series.wire_rest import PlaceList


class Directory:
    """What is listed at one PBX.

    Args:
        asker: puts the questions.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def extension(self, wanted: Number) -> Extension:
        """Find an extension: the search is by keyword, so 200 finds 2000 as well.

        Raises:
            ExtensionNotFound: none bears exactly this number.
            PbxError: as it happened.
        """
        search = self._asker.pages(
            lambda page: wire_rest.extension_search(wanted, page), wire_rest.extension_page
        )
        async with aclosing(search):
            async for page in search:
                for extension in page.items:
                    if extension.number == wanted:
                        return extension
        raise ExtensionNotFound("no extension bears exactly this number", extension=wanted.text)

    async def information(self) -> tuple[str | None, str | None, datetime | None]:
        """Ask for the PBX's serial number, firmware and clock; None each where not to be had."""
        try:
            return wire_rest.information(await self._asker.query(wire_rest.INFORMATION))
        except PbxError as err:
            self._asker.note("system information", err)
            return None, None, None

    def extensions(self) -> AsyncGenerator[Page[Extension], None]:
        """All extensions, page by page."""
        return steady_pages(self._asker, wire_rest.extension_list, wire_rest.extension_page)

    async def contacts(self) -> AsyncGenerator[Page[Contact], None]:
        """All company contacts, page by page; none where the PBX has no right or no such list."""
        pages = steady_pages(self._asker, wire_rest.contact_list, wire_rest.contact_page)
        try:
            async with aclosing(pages):
                async for page in pages:
                    yield page
        except REFUSALS as err:
            self._asker.note("company contacts", err)

    async def departments(self) -> tuple[Department, ...]:
        """All departments with their extensions; none where they are switched off, or refused."""
        pages = self._asker.pages(
            wire_departments.department_list, wire_departments.department_page
        )
        found: list[Department] = []
        try:
            async with aclosing(pages):
                async for page in pages:
                    found += page.items
        except REFUSALS as err:
            self._asker.note("departments", err)
            return ()
        return wire_departments.settled(found)

    async def places(self) -> tuple[Place, ...]:
        """Queues, IVRs, ring groups and conferences by number and name, as far as they can be had.

        The menus of ring groups and conferences tell names and ids; their numbers only where a
        firmware adds them, so often there are none.
        """
        found: list[Place] = []
        for places in wire_rest.PLACE_LISTS:
            found += await self._places(places)
        return tuple(found)

    async def _places(self, places: PlaceList) -> list[Place]:
        def read(answer: Mapping[str, object], remark: Remark) -> Page[Place]:
            return wire_rest.place_page(places, answer, remark)

        found: list[Place] = []
        try:
            if not places.paged:
                answer = await self._asker.query(places.request(1))
                # That an entry has no number is how it is documented, and not worth a line.
                return list(read(answer, lambda _: None).items)
            pages = self._asker.pages(places.request, read)
            async with aclosing(pages):
                async for page in pages:
                    found += page.items
        except AuthError:
            raise
        except PbxError as err:
            self._asker.note(f"list of {places.kind.value}", err)
        return found
