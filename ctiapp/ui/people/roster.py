"""Everybody of the office as the panel lists them: in which groups, in which order, by which words.

Pure: no Qt. What changes hundreds of times a second (who is busy) is not kept here but asked for
each person, and only where a group is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ctiapp.model.folding import fold
from ctiapp.services.spelling import spelled, typed_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ctiapp.model.directory import Department, Extension
    from ctiapp.model.ids import ExtensionId
    from ctiapp.model.number import Number


class Order(StrEnum):
    """By what people are sorted; the value is its name in the settings."""

    NAME = "name"
    NUMBER = "number"


class Kind(StrEnum):
    """What a group is made of."""

    EVERYBODY = "everybody"
    FAVOURITES = "favourites"
    BUSY = "busy"
    REGISTERED = "registered"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class GroupId:
    """Names a group: one of the fixed ones, or a department by the PBX's id."""

    kind: Kind
    department_id: str = ""


EVERYBODY = GroupId(Kind.EVERYBODY)
FAVOURITES = GroupId(Kind.FAVOURITES)
BUSY = GroupId(Kind.BUSY)
REGISTERED = GroupId(Kind.REGISTERED)


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it is listed.

    Attributes:
        group_id: which.
        name: of a department; empty for the fixed ones, whose words are the window's.
        depth: how deep a department is nested, from 0.
    """

    group_id: GroupId
    name: str = ""
    depth: int = 0


FIXED = (Group(EVERYBODY), Group(FAVOURITES), Group(BUSY), Group(REGISTERED))
_DEEPEST = 6
"""Departments nested deeper are shown as deep as this: the names need the room."""


class Roster:
    """The people, ready to be listed."""

    def __init__(self) -> None:
        self._extensions: tuple[Extension, ...] = ()
        self._departments: tuple[Department, ...] = ()
        self._favourites: frozenset[Number] = frozenset()
        self._order = Order.NAME
        self._sorted: tuple[Extension, ...] = ()
        self._of_department: dict[str, frozenset[ExtensionId]] = {}
        self._department: dict[ExtensionId, str] = {}
        self._folded: dict[ExtensionId, str] = {}
        self._spelled: dict[ExtensionId, str] = {}
        self._folded_departments: dict[str, tuple[str, str]] = {}
        self._warmed = 0
        self._groups: tuple[Group, ...] = FIXED
        self._liked: tuple[Extension, ...] | None = None

    # -- what is known ---------------------------------------------------------------------------

    def set_people(
        self, extensions: Sequence[Extension], departments: Iterable[Department] = ()
    ) -> bool:
        """Know these people and departments from now on; tells whether that is anything new."""
        people, parts = tuple(extensions), tuple(departments)
        if people == self._extensions and parts == self._departments:
            return False
        self._extensions, self._departments = people, parts
        self._folded, self._spelled, self._warmed = {}, {}, 0
        self._nest()
        self._sort()
        return True

    def set_favourites(self, numbers: Iterable[Number]) -> bool:
        """These are favourites; tells whether others were."""
        found = frozenset(numbers)
        changed = found != self._favourites
        if changed:
            self._favourites, self._liked = found, None
        return changed

    def set_order(self, order: Order) -> None:
        """Sort by this."""
        if order is not self._order:
            self._order = order
            self._sort()

    @property
    def order(self) -> Order:
        """By what people are sorted."""
        return self._order

    @property
    def everybody(self) -> tuple[Extension, ...]:
        """All, sorted."""
        return self._sorted

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups: the fixed ones, then the departments, each above its parts."""
        return self._groups

    @property
    def favourites(self) -> frozenset[Number]:
        """Who is a favourite."""
        return self._favourites

    def department_of(self, extension: Extension) -> str:
        """The name of the innermost department that somebody is in; empty where in none."""
        return self._department.get(extension.ext_id, "")

    # -- listing ---------------------------------------------------------------------------------

    def members(
        self, group_id: GroupId, holds: Callable[[Extension], bool] | None = None
    ) -> tuple[Extension, ...]:
        """Who is in a group, sorted; ``holds`` decides it for a group that changes with the lamps.

        A department that there is no more has nobody.
        """
        if group_id.kind is Kind.EVERYBODY:
            return self._sorted
        if group_id.kind is Kind.FAVOURITES:
            if self._liked is None:
                liked = (each for each in self._sorted if each.number in self._favourites)
                self._liked = tuple(liked)
            return self._liked
        if group_id.kind is Kind.DEPARTMENT:
            inside = self._of_department.get(group_id.department_id, frozenset())
            return tuple(each for each in self._sorted if each.ext_id in inside)
        return tuple(each for each in self._sorted if holds is not None and holds(each))

    def count(self, group_id: GroupId) -> int:
        """How many are in a group that does not change with the lamps."""
        if group_id.kind is Kind.EVERYBODY:
            return len(self._sorted)
        if group_id.kind is Kind.DEPARTMENT:
            return len(self._of_department.get(group_id.department_id, ()))
        return len(self.members(group_id))

    def matching(self, people: Sequence[Extension], typed: str) -> tuple[Extension, ...]:
        """Those of these people whom every typed word fits: name, number or department.

        A word fits a part of these, or the beginning of what else is typed for them, as in the
        search: pinyin and its initials.
        """
        wanted = typed_words(typed)
        if not wanted:
            return tuple(people)
        while self.warm():
            pass
        folded, otherwise = self._folded, self._spelled
        found: Sequence[Extension] = people
        for each in wanted:
            begun = f" {each}"
            found = [
                one
                for one in found
                if each in folded[one.ext_id]
                or (one.ext_id in otherwise and begun in otherwise[one.ext_id])
            ]
        return tuple(found)

    def warm(self, at_once: int = 150) -> bool:
        """Make a part of what is searched; tells whether any is left to be made."""
        for each in self._extensions[self._warmed : self._warmed + at_once]:
            where, spelt = self._folded_departments.get(self.department_of(each), ("", ""))
            self._folded[each.ext_id] = f"{fold(each.name)} {each.number.text} {where}"
            spelt += spelled(each.name)
            if spelt:
                self._spelled[each.ext_id] = spelt
        self._warmed += at_once
        return self._warmed < len(self._extensions)

    # ----------------------------------------------------------------------------------------------

    def _sort(self) -> None:
        if self._order is Order.NUMBER:
            people = sorted(self._extensions, key=_by_number)
        else:
            people = sorted(self._extensions, key=_by_name)
        self._sorted = tuple(people)
        self._liked = None

    def _nest(self) -> None:
        """Put each department below the one that it is part of; a ring of them is cut."""
        known = {each.department_id: each for each in self._departments}
        parts: dict[str | None, list[Department]] = {}
        for each in self._departments:
            above = each.parent_id if each.parent_id in known else None
            parts.setdefault(above, []).append(each)
        for siblings in parts.values():
            siblings.sort(key=lambda each: each.name.casefold())
        groups: list[Group] = []
        self._of_department = {}
        ids = frozenset(each.ext_id for each in self._extensions)
        seen: set[str] = set()
        waiting = [(each, 0) for each in reversed(parts.get(None, []))]
        while waiting:
            each, depth = waiting.pop()
            if each.department_id in seen:
                continue
            seen.add(each.department_id)
            group_id = GroupId(Kind.DEPARTMENT, each.department_id)
            groups.append(Group(group_id, each.name, min(depth, _DEEPEST)))
            self._of_department[each.department_id] = each.members & ids
            below = parts.get(each.department_id, [])
            waiting.extend((part, depth + 1) for part in reversed(below))
        self._groups = (*FIXED, *groups)
        self._department = departments_of(self._departments)
        self._folded_departments = {
            each.name: (fold(each.name), spelled(each.name)) for each in self._departments
        }


def departments_of(departments: Iterable[Department]) -> dict[ExtensionId, str]:
    """The name of the innermost department of everybody who is in one.

    Whoever is in a part is in the whole as well: the smallest that has them is the innermost.
    """
    found: dict[ExtensionId, str] = {}
    for each in sorted(departments, key=lambda each: -len(each.members)):
        found.update(dict.fromkeys(each.members, each.name))
    return found


def _by_number(extension: Extension) -> tuple[int, str]:
    digits = extension.number.text
    return len(digits), digits


def _by_name(extension: Extension) -> tuple[bool, str, str]:
    name = extension.name
    return not name, name.casefold(), extension.number.text
