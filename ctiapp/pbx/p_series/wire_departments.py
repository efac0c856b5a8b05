"""Departments over HTTP: what is asked and what the answer means. Pure.

Line numbers are of the P handbook.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import Department
from ctiapp.model.errors import WireError
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.interface import Page
from ctiapp.pbx.lenient import MAX_ID, count_of, id_of, items_of, object_of, text_of
from ctiapp.pbx.p_series.wire_rest import MAX_ITEMS, PAGE_SIZE
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.pbx.p_series.wire import Remark

LIST: Final = "organization_list"
"""Where the answer has them: not in ``data`` (l. 3996)."""

MAX_DEPARTMENTS = 5000
"""The most departments that are read."""

MAX_DEPTH = 20
"""How deep one may stand in others."""

MAX_MEMBERS = 50_000
"""The most extensions of one department that are read."""


def department_list(page: int) -> Request:
    """Ask for a page of the departments, with their extensions (l. 3945, ``is_all``)."""
    params: dict[str, str | int] = {"page": page, "page_size": PAGE_SIZE, "is_all": 1}
    return Request("GET", "organization/list", {**params, "sort_by": "id", "order_by": "asc"})


def department_page(answer: Mapping[str, object], remark: Remark) -> Page[Department]:
    """Read the departments, parts after the whole (l. 3996-4027).

    They come nested in ``children``; one that stands beside its parent and only names it is taken
    as well. The tables call the ids of the parts strings, the example prints numbers. The answer
    has no total: then there is one page.

    Raises:
        WireError: there is no list.
    """
    items = items_of(answer.get(LIST), LIST)
    found: list[Department] = []
    for item in items:
        _read(item, None, MAX_DEPTH, found, remark)
    total = count_of(answer.get("total_number"), MAX_ITEMS)
    return Page(tuple(found), len(items) if total is None else total)


def _read(
    value: object, parent: str | None, depth: int, found: list[Department], remark: Remark
) -> frozenset[ExtensionId]:
    """Read a department and what is in it; return its members. One that is none costs itself."""
    if depth == 0 or len(found) >= MAX_DEPARTMENTS:
        remark("departments left out: too many, or too deep")
        return frozenset()
    try:
        item = object_of(value, "department")
        department_id = id_of(item.get("id"), "department id")
    except WireError as err:
        remark(f"department left out: {err.detail}")
        return frozenset()
    at = len(found)
    stated = text_of(item.get("parent_id"))[:MAX_ID]
    above = stated if stated not in ("", "0") else parent
    found.append(Department(department_id, text_of(item.get("name")), above, frozenset()))
    members = _ids(item.get("ext_list"), remark)
    for child in _children(item.get("children"), remark):
        members |= _read(child, department_id, depth - 1, found, remark)
    found[at] = replace(found[at], members=members)
    return members


def _children(value: object, remark: Remark) -> list[object]:
    """Take the list of parts, which may be missing, null or blank."""
    if isinstance(value, str) and not text_of(value):
        return []
    try:
        return items_of(value, "children")
    except WireError as err:
        remark(f"list left out: {err.detail}")
        return []


def _ids(value: object, remark: Remark) -> frozenset[ExtensionId]:
    """Take the ids of extensions; what is none is left out."""
    listed = _children(value, remark)
    if len(listed) > MAX_MEMBERS:
        remark("extensions of a department left out: too many")
    texts = (text_of(each) for each in listed[:MAX_MEMBERS])
    return frozenset(ExtensionId(text) for text in texts if text and len(text) <= MAX_ID)


def settled(departments: Iterable[Department]) -> tuple[Department, ...]:
    """Make one tree, or several, of what all pages told: each once, under a parent that there is.

    A parent that is not told, as where the root is hidden (30005), is none; nor is one that leads
    back to the department itself.
    """
    kept: dict[str, Department] = {}
    for each in departments:
        kept.setdefault(each.department_id, each)
    for key, each in kept.items():
        if not _leads_up(kept, each):
            kept[key] = replace(each, parent_id=None)
    return tuple(kept.values())


def _leads_up(kept: Mapping[str, Department], start: Department) -> bool:
    """Whether the way up from a department ends, and its parent is told at all."""
    if start.parent_id is None:
        return True
    if start.parent_id not in kept:
        return False
    above: str | None = start.parent_id
    for _ in range(MAX_DEPTH + 1):
        if above is None or above not in kept:
            return True
        above = kept[above].parent_id
    return False
