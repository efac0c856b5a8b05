"""By which number somebody is reached: the last one first, a fax last, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.directory import CONTACT_KINDS, Contact, ContactNumber
from ctiapp.model.number import Number
from ctiapp.model.ways import turn_of, ways_of


def contact(*numbers: tuple[str, str]) -> Contact:
    return Contact("1", "Joe", numbers=tuple(ContactNumber(k, Number(n)) for k, n in numbers))


def listed(who: Contact, last: str | None = None) -> list[str]:
    return [way.number.text for way in ways_of(who, None if last is None else Number(last))]


def test_they_stand_as_they_are_kept_but_for_a_fax() -> None:
    who = contact(("business_fax", "+1"), ("mobile", "+2"), ("business", "+3"))
    assert listed(who) == ["+2", "+3", "+1"]


def test_the_one_that_was_taken_last_comes_first() -> None:
    """A fax as well, where somebody chose it."""
    who = contact(("business_fax", "+1"), ("mobile", "+2"), ("business", "+3"))
    assert listed(who, "+3") == ["+3", "+2", "+1"]
    assert listed(who, "+1") == ["+1", "+2", "+3"]
    assert listed(who, "+9") == ["+2", "+3", "+1"]  # of an entry that was edited since


def test_a_number_stands_there_once_and_an_empty_one_never() -> None:
    who = contact(("business", "+1"), ("mobile", "+1"), ("home", ""))
    assert ways_of(who) == (ContactNumber("business", Number("+1")),)


@given(
    st.lists(st.tuples(st.sampled_from(CONTACT_KINDS), st.sampled_from(["+1", "+2", "+3", "+4"]))),
    st.sampled_from([None, "+1", "+2", "+9"]),
)
def test_nobody_loses_a_number(numbers: list[tuple[str, str]], last: str | None) -> None:
    found = listed(contact(*numbers), last)
    assert sorted(found) == sorted({number for _, number in numbers})
    if last in found:
        assert found[0] == last
    kinds = dict(reversed(numbers))
    turns = [turn_of(next(k for k, n in numbers if n == each), each, last) for each in found]
    assert turns == sorted(turns), kinds
