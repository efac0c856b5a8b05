"""A tile: shape and word for each state, with whom, how long, and all of it spoken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.engagement import Doing, Engagement
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.calls.people import Lamp, Person
from ctiapp.ui.people.tiles import (
    LOOKS,
    lamp_word,
    number_name,
    shows_age,
    spoken,
    state_line,
    talk_s,
)
from tests.model.said import moment

pytestmark = pytest.mark.usefixtures("english")
NAMES = {"2000": "you", "2002": "Dave Harris", "5503301": "Joseph Goffin", "6402": "Support"}


def name_of(number: Number, inside: bool) -> str:
    del inside
    return NAMES.get(number.text, number.text)


def engaged(doing: Doing, other: str | None = "2002", **facts: object) -> Engagement:
    usual = {"more": 0, "via": None, "since": moment(10), **facts}
    number = None if other is None else Number(other)
    return Engagement(CallId("9"), doing, number, True, **usual)  # type: ignore[arg-type]


def person(lamp: Lamp, made: Engagement | None = None, **facts: object) -> Person:
    usual = {"name": "Anna", "number": Number("2008"), "department": "Sales", **facts}
    return Person(lamp=lamp, engaged=made, **usual)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (person(Lamp.FREE), "Free · Sales"),
        (person(Lamp.FREE, department=""), "Free"),
        (person(Lamp.TALKING, engaged(Doing.TALKING)), "With Dave Harris"),
        (person(Lamp.TALKING, engaged(Doing.TALKING, more=2)), "With Dave Harris +2"),
        (person(Lamp.TALKING, engaged(Doing.CALLING)), "Calling Dave Harris"),
        (person(Lamp.TALKING, engaged(Doing.CALLING, "2000")), "Calling you"),
        (person(Lamp.TALKING, engaged(Doing.TALKING, "2000", more=1)), "With you +1"),
        (person(Lamp.RINGING, engaged(Doing.RINGING, "5503301")), "Rings: Joseph Goffin"),
        (person(Lamp.TALKING, engaged(Doing.TALKING, None)), "On a call"),
        (
            person(Lamp.TALKING, engaged(Doing.TALKING, None, via=Number("6402"))),
            "With Support",
        ),
        (person(Lamp.TALKING), "On a call · Sales"),
        (
            person(Lamp.UNREGISTERED, presence=Lamp.LUNCH),
            "No phone registered · At lunch",
        ),
    ],
)
def test_the_line_says_what_somebody_does(who: Person, line: str) -> None:
    assert text.bare(state_line(who, name_of)) == line


def test_an_age_belongs_to_a_talk_alone() -> None:
    talks = person(Lamp.TALKING, engaged(Doing.TALKING))
    assert (shows_age(talks), talk_s(talks, 75.0)) == (True, 65.0)
    old = person(Lamp.TALKING, engaged(Doing.TALKING, since=None))
    assert (shows_age(old), talk_s(old, 75.0)) == (True, None)
    assert shows_age(person(Lamp.TALKING))
    for lamp, doing in ((Lamp.TALKING, Doing.CALLING), (Lamp.RINGING, Doing.RINGING)):
        assert not shows_age(person(lamp, engaged(doing)))
    assert not shows_age(person(Lamp.FREE))


def test_all_of_it_is_spoken() -> None:
    who = person(Lamp.TALKING, engaged(Doing.TALKING), presence=Lamp.DO_NOT_DISTURB)
    said = spoken(who, name_of, 75.0)
    assert said == (
        "Anna, 2008, Sales, On a call, Do not disturb, With Dave Harris, 1 minute 5 seconds"
    )
    unknown = person(Lamp.TALKING, engaged(Doing.TALKING, since=None))
    assert spoken(unknown, name_of, 75.0).endswith("With Dave Harris")


def test_names_from_outside_are_spoken_plain_and_bounded() -> None:
    """A screen reader reads what is painted: no mark, no second line, no megabyte."""
    evil = "\u202eAn\u2066na\u200b\n" + "W" * 5000
    who = replace(person(Lamp.FREE), name=evil, department=evil)
    said = spoken(who, name_of, 75.0)
    assert said.startswith("Anna WWW")
    assert len(said) < 700
    assert not set("\u202e\u2066\u200b\n") & set(said)


def test_every_lamp_has_a_word_and_a_shape_of_its_own() -> None:
    assert len({lamp_word(lamp) for lamp in LOOKS}) == len(LOOKS) == len(Lamp)
    assert len({shape for shape, _ in LOOKS.values()}) == len(LOOKS)


def test_who_withholds_the_number_is_named_so() -> None:
    assert number_name(Number("5503301"), "550 33 01") == "550 33 01"
    assert number_name(Number(""), "") == "Number withheld"
