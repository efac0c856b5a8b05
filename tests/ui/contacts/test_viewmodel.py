"""Contacts as they are shown and typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.directory import CONTACT_KINDS, Contact, ContactNumber, Origin
from ctiapp.model.number import Number
from ctiapp.ui import words
from ctiapp.ui.contacts.viewmodel import (
    Form,
    Person,
    Scope,
    Wrong,
    age_text,
    empty_text,
    first_number,
    halves,
    key_of,
    kind_word,
    origin_text,
    scopes,
    spoken,
)

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANNA = Contact(
    "7",
    "Anna Berg",
    "City Laundry",
    "anna@example.com",
    (ContactNumber("business", Number("+493055033010")), ContactNumber("", Number("2001"))),
    phonebooks=("Suppliers",),
    first_name="Anna",
    last_name="Berg",
    uid="x#1",
)


def form(**typed: str) -> Form:
    """A form with this typed in."""
    numbers = {name: value for name, value in typed.items() if name in CONTACT_KINDS}
    texts = {name: value for name, value in typed.items() if name not in CONTACT_KINDS}
    return Form(Origin.OWN, texts, numbers)


def test_lists_begin_with_one_s_own() -> None:
    found = scopes(("Suppliers",))

    assert [scope.word for scope in found] == ["My contacts", "Company contacts", "Suppliers"]
    assert found[2] == Scope(Origin.COMPANY, "Suppliers")


def test_a_line_is_spoken_whole() -> None:
    assert words.text.bare(spoken(ANNA)) == "Anna Berg, City Laundry, +49 30 55033010"
    alone = replace(ANNA, company="", numbers=())
    assert first_number(alone) == ""
    assert words.text.bare(spoken(alone)).startswith("Anna Berg")
    assert key_of(ANNA) == "company:7"


def test_ages() -> None:
    assert age_text(None, NOW) == "Not loaded yet"
    assert words.text.bare(age_text(NOW - timedelta(minutes=1), NOW)).startswith("As of ")
    yesterday = words.text.bare(age_text(NOW - timedelta(days=1), NOW))
    assert "2026-03-01" in yesterday


def test_who_keeps_it_and_of_when_it_is() -> None:
    company = Person(key_of(ANNA), ANNA, as_of=NOW)
    own = Person(key_of(ANNA), replace(ANNA, origin=Origin.OWN), as_of=NOW)

    assert "As of" in origin_text(company, NOW)
    assert origin_text(own, NOW) == "Your own contact"


def test_empty_lists_say_what_to_do() -> None:
    said = {
        empty_text(Scope(Origin.OWN), filtered=False),
        empty_text(Scope(Origin.COMPANY), filtered=False),
        empty_text(Scope(Origin.OWN), filtered=True),
    }
    assert len(said) == 3


def test_every_kind_has_a_word() -> None:
    assert len({kind_word(kind) for kind in CONTACT_KINDS}) == len(CONTACT_KINDS)
    assert kind_word("queue") == kind_word("") == "Phone"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"first_name": "Anna", "business": "12345"}, {}),
        ({"company": "Laundry", "mobile": "+49 (0)30 1"}, {}),
        ({"business": "12345"}, {"first_name": Wrong.NAME}),
        ({"first_name": "Anna"}, {"business": Wrong.NUMBER}),
        ({"first_name": "Anna", "home": "call me"}, {"home": Wrong.DIAL}),
        ({"first_name": "Anna", "home": "1" * 40}, {"home": Wrong.LONG}),
        ({"first_name": "Anna", "home": "1", "email": "anna"}, {"email": Wrong.EMAIL}),
        ({"first_name": "A" * 201, "home": "1"}, {"first_name": Wrong.LONG}),
        ({"first_name": "Anna", "home": "1", "remark": "x" * 2001}, {"remark": Wrong.LONG}),
    ],
)
def test_what_is_wrong_with_a_form(typed: dict[str, str], wrong: dict[str, Wrong]) -> None:
    assert form(**typed).problems() == wrong
    assert all(each.sentence for each in wrong.values())


def test_a_company_contact_needs_a_first_name() -> None:
    typed = replace(form(last_name="Berg", business="1"), origin=Origin.COMPANY)

    assert typed.problems() == {"first_name": Wrong.FIRST}


def test_what_the_form_does_not_show_stays() -> None:
    typed = Form.of(ANNA)
    typed.texts["last_name"] = "Bergmann"
    typed.numbers["mobile"] = " +49 170 1 "

    made = typed.contact()

    assert (made.contact_id, made.uid, made.phonebooks) == ("7", "x#1", ("Suppliers",))
    assert made.name == "Anna Bergmann"
    assert [(each.kind, each.number.text) for each in made.numbers] == [
        ("business", "+493055033010"),
        ("mobile", "+491701"),
        ("", "2001"),
    ]


def test_a_form_of_whom_one_knows_the_whole_name_alone() -> None:
    typed = Form.of(replace(ANNA, first_name="", last_name=""))
    company = Form.of(replace(ANNA, name="City Laundry", first_name="", last_name=""))

    assert (typed.texts["first_name"], typed.texts["last_name"]) == ("Anna", "Berg")
    assert company.texts["first_name"] == ""
    assert company.contact().name == "City Laundry"


@pytest.mark.parametrize(
    ("number", "kind"),
    [("+493055033010", "business"), ("13900000002", "mobile"), ("+8613900000002", "mobile")],
)
def test_an_unknown_caller_brings_the_number(number: str, kind: str) -> None:
    typed = Form.unknown(number, "Leo Ball")

    assert typed.numbers == {kind: number}
    assert not typed.problems()
    assert typed.contact().name == "Leo Ball"


def test_what_was_refused_becomes_one_s_own() -> None:
    own = Form.of(ANNA).as_own()

    assert (own.origin, own.before) == (Origin.OWN, None)
    assert own.contact().contact_id == ""


def test_halves() -> None:
    assert halves("María José Fernández") == ("María José", "Fernández")
    assert halves("王小明") == ("王小明", "")
    assert halves("") == ("", "")


def test_what_nobody_touched_stays_to_the_letter() -> None:
    """A blank at its end, or another end of a line, is no change of the user's."""
    kept = Contact(
        "4",
        "Ann  Lee",
        "Acme ",
        numbers=(ContactNumber("mobile", Number("0 5")),),
        remark="a\r\nb",
        first_name="Ann ",
        last_name="Lee",
    )
    form = Form.of(kept)
    shown = replace(form, texts={**form.texts, "remark": "a\nb", "email": " a@b.example "})

    made = shown.contact()

    assert made == replace(kept, name=made.name, email="a@b.example")


def test_a_draft_over_what_is_known_by_now() -> None:
    """Of what was not typed, the newer counts."""
    first = Contact("4", "Ann Lee", "Acme", first_name="Ann", last_name="Lee")
    draft = Form.of(first)
    draft = replace(draft, texts={**draft.texts, "last_name": "Li", "company": ""})
    newer = replace(
        first,
        company="Acme & Co",
        first_name="Anna",
        numbers=(ContactNumber("home", Number("55")),),
    )

    over = draft.onto(Form.of(newer))

    assert over.before == newer
    assert over.numbers == {"home": "55"}
    assert {name: over.texts[name] for name in ("first_name", "last_name", "company")} == {
        "first_name": "Anna",
        "last_name": "Li",
        "company": "",
    }
    new = Form.unknown("55")
    assert new.onto(Form.unknown("55", "Ann")) == new
