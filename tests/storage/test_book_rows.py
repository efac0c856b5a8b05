"""People go into rows and come back as they were."""

from __future__ import annotations

from ctiapp.model.directory import Contact, ContactNumber, Extension, Origin, Presence
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.storage.book_rows import (
    MOST_TEXT,
    as_contact,
    as_extension,
    of_contact,
    of_extension,
)
from ctiapp.storage.book_schema import MOST_NUMBERS

EXTENSION = Extension(
    ExtensionId("21"), Number("2000"), "Leo", Presence.LUNCH, "l@x", "+491", registered=True
)
CONTACT = Contact(
    "17",
    "Joe Goffin",
    "Acme",
    "joe@acme.example",
    (ContactNumber("mobile", Number("+491701234567")),),
    "Sales",
    "calls on Mondays",
    ("Hotels",),
    Origin.OWN,
    "Joe",
    "Goffin",
    "urn:1",
)


def test_an_extension_comes_back_without_what_was_true_only_then() -> None:
    """Its presence of yesterday is nobody's."""
    row = of_extension(EXTENSION, "Sales")
    assert (row.ref, row.name, row.department) == ("2000", "Leo", "Sales")
    assert row.numbers == (("", "2000"), ("mobile", "+491"))
    again = as_extension(row.ref, row.more)
    assert (again.ext_id, again.name, again.email, again.mobile) == ("21", "Leo", "l@x", "+491")
    assert (again.presence, again.registered) == (Presence.UNKNOWN, None)


def test_an_extension_without_a_name_goes_by_its_number() -> None:
    """And has none when it comes back."""
    row = of_extension(Extension(ExtensionId("1"), Number("2000"), ""))
    assert row.name == "2000"
    assert as_extension(row.ref, row.more).name == ""


def test_a_contact_comes_back_whole() -> None:
    """Everything that there is of it."""
    row = of_contact(CONTACT)
    fields = (row.name, row.company, row.department, row.more)
    assert as_contact(row.origin, row.ref, fields, row.numbers) == CONTACT


def test_the_mark_changes_with_anything() -> None:
    """And with nothing else."""
    from dataclasses import replace

    mark = of_contact(CONTACT).mark
    assert of_contact(replace(CONTACT)).mark == mark
    for change in ({"name": "J"}, {"company": ""}, {"remark": ""}, {"numbers": ()}, {"uid": ""}):
        assert of_contact(replace(CONTACT, **change)).mark != mark  # type: ignore[arg-type]


def test_what_comes_from_elsewhere_is_bounded() -> None:
    """Neither text nor numbers without end, and nothing that no file can hold."""
    numbers = tuple(ContactNumber("other", Number(str(n))) for n in range(1000))
    row = of_contact(Contact("1", "x\0\ud800" * MOST_TEXT, numbers=numbers))
    assert len(row.name) <= MOST_TEXT
    assert set(row.name) == {"x"}
    assert len(row.numbers) == MOST_NUMBERS
