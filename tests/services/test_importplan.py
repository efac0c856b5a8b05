"""Who is known again, and what an import would do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.directory import Contact, ContactNumber, Origin
from ctiapp.model.importing import Bad, Field, Row, Table, Why
from ctiapp.model.number import Number
from ctiapp.services.importplan import SHOWN_ROWS, Source, plan

FIELDS = (Field.UID, Field.NAME, Field.BUSINESS, Field.COMPANY)
ANNA = Contact(
    "1",
    "Anna",
    "Laundry",
    numbers=(ContactNumber("business", Number("11111")), ContactNumber("home", Number("99999"))),
    remark="knows everybody",
    origin=Origin.OWN,
)


def source(*rows: tuple[str, ...], kind: str = "csv", name: str = "a.csv") -> Source:
    """Such a source."""
    table = Table(
        tuple(field.value for field in FIELDS),
        tuple(Row(at, row) for at, row in enumerate(rows, start=1)),
    )
    return Source(name, kind, "vcard" if kind == "vcard" else f"{kind}:{name}", table)


def test_strangers_are_new() -> None:
    made = plan(source(("", "Bob", "22222", ""), ("", "Eve", "33333", "")), FIELDS, (ANNA,))

    assert (made.preview.new, made.preview.same, made.preview.changed) == (2, 0, 0)
    assert [each.name for each in made.keep] == ["Bob", "Eve"]
    assert all(each.contact_id == "" for each in made.keep)


def test_the_same_name_with_the_same_number_is_the_same_person() -> None:
    made = plan(source(("", "ANNA", "11111", "")), FIELDS, (replace(ANNA, name="ANNA"),))

    assert (made.preview.new, made.preview.same, made.keep) == (0, 1, ())


def test_the_same_name_with_another_number_is_somebody_else() -> None:
    assert plan(source(("", "Anna", "22222", "")), FIELDS, (ANNA,)).preview.new == 1


def test_what_the_source_is_silent_of_stays() -> None:
    made = plan(source(("", "Anna", "11111", "City Laundry")), FIELDS, (ANNA,))

    assert made.preview.changed == 1
    assert made.keep == (replace(ANNA, company="City Laundry"),)


def test_an_id_knows_somebody_whose_name_and_number_changed() -> None:
    known = replace(ANNA, uid="csv:a.csv#7")

    made = plan(source(("7", "Anna Berg", "22222", "")), FIELDS, (known,))

    assert made.preview.changed == 1
    (kept,) = made.keep
    assert (kept.contact_id, kept.name, kept.remark) == ("1", "Anna Berg", "knows everybody")
    assert [each.number.text for each in kept.numbers] == ["22222", "99999"]


def test_two_whom_the_source_tells_apart_are_two() -> None:
    known = replace(ANNA, uid="csv:a.csv#7")

    made = plan(source(("8", "Anna", "11111", "")), FIELDS, (known,))

    assert made.preview.new == 1


def test_a_short_id_of_another_file_means_somebody_else() -> None:
    first = plan(source(("1", "Bob", "22222", ""), kind="vcard", name="a.vcf"), FIELDS, ())
    (bob,) = first.keep
    kept = replace(bob, contact_id="5")

    again = plan(source(("1", "Bobby", "33333", ""), kind="vcard", name="a.vcf"), FIELDS, (kept,))
    other = plan(source(("1", "Eve", "33333", ""), kind="vcard", name="b.vcf"), FIELDS, (kept,))

    assert (again.preview.changed, other.preview.new) == (1, 1)


def test_a_long_id_means_the_same_wherever_it_stands() -> None:
    uid = "urn:uuid:0000-1111-2222"
    (bob,) = plan(source((uid, "Bob", "22222", ""), kind="vcard", name="a.vcf"), FIELDS, ()).keep

    again = plan(
        source((uid, "Bobby", "22222", ""), kind="vcard", name="b (1).vcf"),
        FIELDS,
        (replace(bob, contact_id="5"),),
    )

    assert again.preview.changed == 1


def test_one_who_stands_twice_in_a_source_comes_once() -> None:
    made = plan(source(("", "Bob", "22222", ""), ("", "Bob", "22222", "Laundry")), FIELDS, ())

    assert (made.preview.new, made.preview.same) == (1, 1)
    assert [each.company for each in made.keep] == ["Laundry"]


def test_a_second_import_changes_nothing() -> None:
    rows = [(str(at), f"Person {at}", f"{10_000 + at}", "") for at in range(300)]
    first = plan(source(*rows), FIELDS, ())
    own = [replace(each, contact_id=str(at)) for at, each in enumerate(first.keep)]

    again = plan(source(*rows), FIELDS, own)

    assert (again.preview.new, again.preview.changed, again.preview.same) == (0, 0, 300)


def test_what_cannot_be_read_is_told_in_its_order() -> None:
    wrong = replace(source(("", "", "1", ""), ("", "Bob", "22222", "")))
    wrong = replace(wrong, table=replace(wrong.table, bad=(Bad(9, Why.BROKEN),), bad_count=3))

    preview = plan(wrong, FIELDS, ()).preview

    assert preview.unreadable == 4
    assert [(each.line, each.why) for each in preview.bad] == [(1, Why.NO_NAME), (9, Why.BROKEN)]
    assert isinstance(preview.sample[0], Bad)
    assert isinstance(preview.sample[1], Contact)


def test_the_first_rows_are_shown() -> None:
    rows = [("", f"Person {at}", f"{10_000 + at}", "") for at in range(50)]

    assert len(plan(source(*rows), FIELDS, ()).preview.sample) == SHOWN_ROWS


def test_it_can_be_stopped() -> None:
    rows = [("", f"Person {at}", f"{10_000 + at}", "") for at in range(4100)]
    told: list[int] = []

    def stop(done: int, _whole: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan(source(*rows), FIELDS, (), stop)
    assert told == [2000, 4000]
