"""What a row of somebody's address book becomes."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Contact, ContactNumber, Origin
from ctiapp.model.importing import Field, Row, Table, Why
from ctiapp.model.number import Number
from ctiapp.services.contactrows import (
    EXPORTED,
    contact_of,
    exported,
    guess_fields,
    heading_field,
    is_email,
    problem_of_number,
)

SIMPLE = (Field.NAME, Field.BUSINESS)


def table(columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    """A table of these."""
    return Table(columns, tuple(Row(at, row) for at, row in enumerate(rows, start=1)))


def numbers(contact: Contact | Why) -> dict[str, str]:
    """The numbers of a contact by their kinds."""
    assert isinstance(contact, Contact)
    return {each.kind: each.number.text for each in contact.numbers}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            (
                "First Name",
                "Last Name",
                "Company",
                "Business Phone",
                "Mobile Phone",
                "E-mail Address",
            ),
            ("FIRST_NAME", "LAST_NAME", "COMPANY", "BUSINESS", "MOBILE", "EMAIL"),
        ),
        (
            ("Vorname", "Nachname", "Firma", "Telefon geschäftlich", "Mobiltelefon", "Notizen"),
            ("FIRST_NAME", "LAST_NAME", "COMPANY", "BUSINESS", "MOBILE", "REMARK"),
        ),
        (
            ("姓名", "公司", "手机", "办公电话", "电子邮件", "备注"),
            ("NAME", "COMPANY", "MOBILE", "BUSINESS", "EMAIL", "REMARK"),
        ),
        (
            ("Name", "Phone 1 - Type", "Phone 1 - Value", "Organization Name", "Birthday"),
            ("NAME", "SKIP", "BUSINESS", "COMPANY", "SKIP"),
        ),
        (("Name", "name", "Tel", "Tel"), ("NAME", "SKIP", "BUSINESS", "BUSINESS")),
    ],
)
def test_columns_are_known_by_their_headings(
    headings: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    guessed = guess_fields(table(headings, ("",) * len(headings)))

    assert tuple(field.name for field in guessed) == fields


def test_columns_without_headings_are_known_by_what_stands_in_them() -> None:
    rows = [
        ("Anna", "City Laundry", "anna@example.com", "+49 30 1", "0171 2", "blue"),
        ("Bob", "", "", "(030) 12-34", "0171 34567", "red"),
    ]

    guessed = guess_fields(table(("",) * 6, *rows))

    assert [field.name for field in guessed[:5]] == [
        *("NAME", "COMPANY", "EMAIL", "BUSINESS", "MOBILE")
    ]
    assert guessed[5] is Field.SKIP


def test_a_source_that_says_what_it_means_is_believed() -> None:
    made = Table(("x",), (), fields=(Field.REMARK,))

    assert guess_fields(made) == (Field.REMARK,)
    assert heading_field("Whatever") is Field.SKIP


@pytest.mark.parametrize(
    ("row", "fields", "name"),
    [
        (("Anna", "12345"), SIMPLE, "Anna"),
        (("Anna", "Berg", "12345"), (Field.FIRST_NAME, Field.LAST_NAME, Field.HOME), "Anna Berg"),
        (("小明", "王", "12345"), (Field.FIRST_NAME, Field.LAST_NAME, Field.HOME), "王小明"),
        (("City Laundry", "12345"), (Field.COMPANY, Field.HOME), "City Laundry"),
        (("  <b>A</b>\t\u202eB ", "12345"), SIMPLE, "<b>A</b> B"),
        (("=cmd()", "12345"), SIMPLE, "=cmd()"),
    ],
)
def test_somebody_is_named(row: tuple[str, ...], fields: tuple[Field, ...], name: str) -> None:
    made = contact_of(row, fields)

    assert isinstance(made, Contact)
    assert (made.name, made.origin, made.contact_id) == (name, Origin.OWN, "")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", "12345"), Why.NO_NAME),
        (("Anna", ""), Why.NO_NUMBER),
        (("Anna", "call me"), Why.BAD_NUMBER),
        (("x" * 201, "12345"), Why.TOO_LONG),
        (("Anna",), Why.NO_NUMBER),
        ((), Why.NO_NAME),
    ],
)
def test_a_row_that_becomes_nothing_says_why(row: tuple[str, ...], why: Why) -> None:
    assert contact_of(row, SIMPLE) is why


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("+49 (0)89 1234-5", "+498912345"),
        ("089/1234 ext. 5", "0891234"),
        ("０８９ １２３", "089123"),
        ("\u202a+49 30 1\u202c", "+49301"),
        ("*97", "*97"),
    ],
)
def test_numbers_as_people_write_them(cell: str, number: str) -> None:
    assert numbers(contact_of(("Anna", cell), SIMPLE)) == {"business": number}


def test_several_numbers_find_room() -> None:
    """One cell may hold several; two columns may mean the same; none is kept twice."""
    fields = (Field.NAME, Field.BUSINESS, Field.BUSINESS, Field.MOBILE, Field.BUSINESS)

    made = contact_of(("Anna", "11111; 22222 ::: nonsense", "11111", "33333", "44444"), fields)

    assert numbers(made) == {
        "business": "11111",
        "business2": "22222",
        "mobile": "33333",
        "other": "44444",
    }


def test_more_numbers_than_kinds_are_no_error() -> None:
    many = ";".join(str(10_000 + at) for at in range(50))

    assert len(numbers(contact_of(("Anna", many), SIMPLE))) == 7


def test_an_id_is_kept_with_its_source() -> None:
    fields = (Field.UID, *SIMPLE)

    with_source = contact_of(("17", "Anna", "12345"), fields, "csv:a.csv")
    without = contact_of(("", "Anna", "12345"), fields, "csv:a.csv")

    assert isinstance(with_source, Contact)
    assert isinstance(without, Contact)
    assert (with_source.uid, without.uid) == ("csv:a.csv#17", "")


def test_what_is_written_is_read_back() -> None:
    contact = Contact(
        "7",
        "Anna Berg",
        "City Laundry",
        "anna@example.com",
        (
            ContactNumber("business", Number("+49301")),
            ContactNumber("home_fax", Number("0302")),
        ),
        "Washing",
        "one\ntwo",
        origin=Origin.OWN,
        first_name="Anna",
        last_name="Berg",
    )

    made = contact_of(exported(contact), EXPORTED)

    assert isinstance(made, Contact)
    assert made == Contact("", *[getattr(contact, name) for name in contact.__slots__[1:]])


@pytest.mark.parametrize(
    ("text", "key"),
    [("+49 89 1", None), ("call me", "dial.letters"), ("", "dial.empty"), ("1+2", "dial.plus")],
)
def test_a_number_in_a_form_is_judged(text: str, key: str | None) -> None:
    assert problem_of_number(text) == key


def test_an_address_is_judged_loosely() -> None:
    assert is_email("a@b")
    assert is_email(" jürgen+x@müller.example ")
    assert not any(map(is_email, ("", "a", "a@", "@b", "a b@c", "a@b@c", "a@" + "b" * 300)))
