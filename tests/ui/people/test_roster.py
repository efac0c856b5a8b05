"""Everybody of the office in groups, sorted, and filtered by what is typed."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Department, Extension
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.ui.people.roster import (
    BUSY,
    EVERYBODY,
    FAVOURITES,
    FIXED,
    GroupId,
    Kind,
    Order,
    Roster,
    departments_of,
)


def who(number: str, name: str) -> Extension:
    return Extension(ExtensionId(number), Number(number), name)


ANNA, BERT, WANG, JURG, NOBODY = (
    who("2008", "Anna Simmons"),
    who("300", "bert ball"),
    who("2001", "王小明"),
    who("2002", "Jürg Müller"),
    who("2003", ""),
)
LING = who("2009", "陈玲")
ALL = (NOBODY, WANG, ANNA, JURG, BERT)


def ids(*people: Extension) -> frozenset[ExtensionId]:
    return frozenset(each.ext_id for each in people)


SALES = Department("1", "Sales", None, ids(ANNA, BERT))
NORTH = Department("2", "North", "1", ids(BERT))
DESK = Department("3", "Front desk", "missing", ids(WANG, who("99", "gone")))


@pytest.fixture
def roster() -> Roster:
    made = Roster()
    assert made.set_people(ALL, (NORTH, SALES, DESK))
    return made


def test_by_name_the_nameless_come_last_and_by_number_the_short_ones_first(
    roster: Roster,
) -> None:
    assert roster.everybody == (ANNA, BERT, JURG, WANG, NOBODY)
    roster.set_order(Order.NUMBER)
    assert roster.everybody == (BERT, WANG, JURG, NOBODY, ANNA)
    assert roster.order is Order.NUMBER


def test_departments_stand_below_what_they_are_part_of(roster: Roster) -> None:
    assert roster.groups[: len(FIXED)] == FIXED
    nested = [(group.name, group.depth) for group in roster.groups[len(FIXED) :]]
    assert nested == [("Front desk", 0), ("Sales", 0), ("North", 1)]


def test_departments_in_a_ring_are_left_out_and_nothing_hangs(roster: Roster) -> None:
    one = Department("8", "One", "9", ids(ANNA))
    two = Department("9", "Two", "8", ids(BERT))
    roster.set_people(ALL, (one, two))
    assert roster.groups == FIXED


def test_whoever_is_in_a_part_works_there(roster: Roster) -> None:
    assert departments_of((NORTH, SALES))[BERT.ext_id] == "North"
    assert [roster.department_of(each) for each in (ANNA, BERT, JURG)] == ["Sales", "North", ""]


def test_members_and_counts(roster: Roster) -> None:
    sales = GroupId(Kind.DEPARTMENT, "1")
    assert roster.members(sales) == (ANNA, BERT)
    assert roster.count(sales) == 2
    assert roster.count(GroupId(Kind.DEPARTMENT, "3")) == 1  # one of its two is not here
    assert roster.count(EVERYBODY) == len(ALL)
    assert roster.members(GroupId(Kind.DEPARTMENT, "gone")) == ()
    assert roster.members(BUSY) == ()
    assert roster.members(BUSY, lambda each: each is WANG) == (WANG,)


def test_favourites_are_told_when_they_change(roster: Roster) -> None:
    assert roster.set_favourites((WANG.number, ANNA.number))
    assert not roster.set_favourites((ANNA.number, WANG.number))
    assert roster.members(FAVOURITES) == (ANNA, WANG)
    assert roster.count(FAVOURITES) == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", (ANNA, BERT, JURG, WANG, NOBODY)),
        ("simm", (ANNA,)),
        ("SIMMONS anna", (ANNA,)),
        ("muller", (JURG,)),
        ("小明", (WANG,)),
        ("00", (ANNA, BERT, JURG, WANG, NOBODY)),
        ("2003", (NOBODY,)),
        ("sales", (ANNA,)),
        ("anna north", ()),
        ("north bert", (BERT,)),
        ("front", (WANG,)),
    ],
)
def test_every_word_must_fit_name_number_or_department(
    roster: Roster, typed: str, expected: tuple[Extension, ...]
) -> None:
    assert roster.matching(roster.everybody, typed) == expected


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wangxiaoming", [WANG]),
        ("wang", [WANG]),
        ("xiao wang", [WANG]),
        ("wxm", [WANG]),
        ("WX", [WANG]),
        ("王", [WANG]),
        ("小王", [WANG]),
        ("wxm 2001", [WANG]),
        ("angxiao", []),
        ("mueller", [JURG]),
        ("muller", [JURG]),
        ("kfb", [LING]),
        ("kefang ling", [LING]),
        ("客房 玲", [LING]),
    ],
)
def test_names_are_found_by_what_is_typed_for_them(
    roster: Roster, typed: str, found: list[Extension]
) -> None:
    """Pinyin, initials and characters, as in the search box; also of a department."""
    roster.set_people((*ALL, LING), (Department("4", "客房部", None, ids(LING)),))
    assert roster.matching(roster.everybody, typed) == tuple(found)


def test_it_gets_ready_a_little_at_a_time(roster: Roster) -> None:
    assert roster.warm(2)
    assert roster.warm(2)
    assert not roster.warm(2)
    assert roster.matching(roster.everybody, "anna") == (ANNA,)


def test_the_same_people_are_nothing_new(roster: Roster) -> None:
    assert not roster.set_people(ALL, (NORTH, SALES, DESK))
    assert roster.set_people((ANNA,), ())
    assert roster.matching(roster.everybody, "anna") == (ANNA,)
    assert roster.groups == FIXED
