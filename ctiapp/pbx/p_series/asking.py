"""Questions to a P-Series PBX: page by page, and what it means that one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ctiapp.pbx import asking
from ctiapp.pbx.asking import REFUSALS
from ctiapp.pbx.p_series import wire_rest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

    from ctiapp.pbx.asking import Remark
    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.request import Request

__all__ = ["REFUSALS", "RIGHTS", "Asker"]

T = TypeVar("T")

RIGHTS = frozenset({"10001", "10002", "10003", "10005"})
"""The codes that say that nothing of a kind can be done here: no such endpoint, no such right. Of
70084, "action forbidden", nothing says that it is about more than the one thing."""


class Asker(asking.Asker):
    """Puts questions, page by page as well."""

    async def pages(
        self,
        request: Callable[[int], Request],
        read: Callable[[Mapping[str, object], Remark], Page[T]],
    ) -> AsyncGenerator[Page[T], None]:
        """Ask page by page, until the PBX's own total is there or nothing new comes."""
        got, before = 0, None
        for number in range(1, wire_rest.MAX_ITEMS // wire_rest.PAGE_SIZE + 1):
            page = await self.read(read, await self.query(request(number)))
            if not page.items or page == before:
                return
            got, before = got + len(page.items), page
            yield page
            if got >= page.total:
                return
