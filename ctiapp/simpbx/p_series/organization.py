"""The endpoints ``organization/*`` that only look (P handbook, l. 3936-4490).

What they leave open: a department's extensions and their number count those of its parts, as in the
examples; a page is one of the departments that stand on top; a search answers those whose name
holds the keyword, each with its parts, and without one the whole tree. While departments are
switched off all are 70120; a hidden root leaves its parts on top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.p_series.errors import ApiError, success
from ctiapp.simpbx.p_series.params import MAX_PAGE, listing

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Department
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Columns, Params

_COLUMNS: Columns[Department] = {"id": lambda department: department.id}
_KEY = "organization_list"


def list_departments(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the tree of departments (l. 3943)."""
    return _tree(exchange, params, _on_top(exchange))


def search_departments(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the departments that hold a keyword (l. 4165)."""
    keyword = params.optional("search_value").casefold()
    if not keyword:
        return _tree(exchange, params, _on_top(exchange))
    shown = _all(exchange)
    return _tree(exchange, params, [each for each in shown if keyword in each.name.casefold()])


def get_department(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one department (l. 4359)."""
    return success(organization_info=_row(_by_id(exchange, params.integer("id"))))


def query_departments(exchange: Exchange, params: Params) -> JsonObject:
    """Answer several departments: ``ids`` by the table, ``id`` in the example (l. 4422)."""
    wanted = params.ids("ids" if "ids" in params or "id" not in params else "id")
    return success(data=[_row(_by_id(exchange, each)) for each in wanted])


def _all(exchange: Exchange) -> list[Department]:
    """Return all departments that are shown. Raises 70120 where they are switched off."""
    directory = exchange.directory
    if not directory.has_departments:
        raise ApiError(70120)
    departments = directory.departments.values()
    return [each for each in departments if directory.shows_root or each.parent_id]


def _on_top(exchange: Exchange) -> list[Department]:
    shown = _all(exchange)
    ids = {each.id for each in shown}
    return [each for each in shown if each.parent_id not in ids]


def _by_id(exchange: Exchange, wanted: int) -> Department:
    for each in _all(exchange):
        if each.id == wanted:
            return each
    raise ApiError(60001)


def _row(department: Department) -> JsonObject:
    return {
        "id": department.id,
        "name": department.name,
        "parent_id": department.parent_id,
        "order": department.order,
    }


def _tree(exchange: Exchange, params: Params, tops: list[Department]) -> JsonObject:
    detail = params.choice("is_all", ("0", "1", "2"), "0")
    parts: dict[int, list[Department]] = {}
    for each in sorted(_all(exchange), key=lambda each: each.order):
        parts.setdefault(each.parent_id, []).append(each)

    def node(department: Department) -> tuple[JsonObject, list[int]]:
        """Return a department and the ids of all its extensions; an empty list is left out."""
        inside = [node(part) for part in parts.get(department.id, ())]
        members = dict.fromkeys(each for _, ids in inside for each in ids)
        members |= dict.fromkeys(department.members)
        row = _row(department)
        if detail != "2":
            row["ext_number"] = len(members)
        if inside:
            row["children"] = [child for child, _ in inside]
        if detail == "1" and members:
            row["ext_list"] = list(members)
        return row, list(members)

    answer = listing(params, tops, _COLUMNS, lambda top: node(top)[0], key=_KEY, page_size=MAX_PAGE)
    del answer["total_number"]  # the handbook's table has none
    return answer
