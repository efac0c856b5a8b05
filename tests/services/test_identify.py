"""Whose number it is: several who share one, what was chosen, and what is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.directory import Origin, PersonKey, person_key
from ctiapp.model.number import Number
from ctiapp.model.numberplan import Block, Confidence, NumberPlan, Rewrite, tail_of
from ctiapp.services.identify import MAX_OTHERS, Identifier, Identity, Why

if TYPE_CHECKING:
    from collections.abc import Sequence

GERMANY = NumberPlan("DE", "0", internal=(Block("2000", "2099"),))


@dataclass(frozen=True)
class Held:
    """What a book knows of one number."""

    key: PersonKey
    number: Number
    name: str
    company: str = ""


class MemoryBook:
    """A book and its choices, in memory."""

    def __init__(self, *holders: Held) -> None:
        self.holders = list(holders)
        self.choices: dict[str, PersonKey] = {}
        self.asked = 0

    def by_tail(self, tail: str) -> Sequence[Held]:
        self.asked += 1
        return [each for each in self.holders if tail_of(each.number) == tail]

    def chosen(self, number: str) -> PersonKey | None:
        return self.choices.get(number)


def held(key: str, number: str, name: str, company: str = "") -> Held:
    return Held(PersonKey(key), Number.of(number), name, company)


def identifier(*holders: Held, plan: NumberPlan = GERMANY) -> tuple[Identifier, MemoryBook]:
    book = MemoryBook(*holders)
    return Identifier(book, book, plan), book


def who(identify: Identifier, number: str) -> Identity | None:
    return identify.identify(Number.of(number))


def test_a_contact_is_found_however_the_number_is_written() -> None:
    """And the reason says how it was found."""
    identify, _ = identifier(held("company:1", "+49 (0)89 1234567", "Anna Weber", "Weber AG"))

    found = who(identify, "0 089 1234567")

    assert found == Identity(
        "Anna Weber", "Weber AG", PersonKey("company:1"), Why.LINE, Confidence.LINE
    )
    assert found.label == "Anna Weber"
    exact = who(identify, "+49089 1234567")
    assert exact is not None
    assert exact.why is Why.EXACT


def test_nobody_has_a_withheld_number_or_a_feature_code() -> None:
    """Not even where the book says so."""
    identify, _ = identifier(
        held("own:1", "*97", "Voicemail"), held("own:2", "Unknown", "Wrong import")
    )

    assert [who(identify, text) for text in ("Unknown", "", "*97", "anonymous")] == [None] * 4
    assert identify.identify(None) is None


def test_an_extension_comes_before_a_contact_with_its_number() -> None:
    """And a contact whose number ends so is not meant at all."""
    identify, _ = identifier(
        held("company:1", "2001", "Copied Contact"),
        held("company:2", "+49 89 1232001", "Outside"),
        held("extension:2001", "2001", "Bob Ng"),
    )

    found = who(identify, "2001")

    assert found is not None
    assert (found.name, found.why, found.others) == ("Bob Ng", Why.EXTENSION, ())


def test_a_place_says_that_it_is_one() -> None:
    identify, _ = identifier(held("place:6402", "6402", "Sales"))

    found = who(identify, "6402")

    assert found is not None
    assert found.why is Why.PLACE


def test_the_mobile_of_an_extension_is_a_line_of_its_user() -> None:
    """It is found as a contact's number is, and named by the extension's entry."""
    identify, _ = identifier(held("extension:2001", "0151 23456789", "Bob Ng"))

    found = who(identify, "+4915123456789")

    assert found is not None
    assert (found.key, found.why) == (person_key(Origin.EXTENSION, "2001"), Why.LINE)


def test_several_people_with_one_number_are_all_named() -> None:
    """No single name is better than a wrong one."""
    identify, _ = identifier(
        held("company:1", "+49891234567", "Anna Weber", "Weber AG"),
        held("company:2", "089 1234567", "Bert Weber", "Weber AG"),
    )

    found = who(identify, "0049891234567")

    assert found is not None
    assert found.several
    assert found.label == "Anna Weber / Bert Weber"
    assert [each.key for each in found.others] == ["company:2"]
    assert found.others[0].others == ()


def test_whom_the_user_chose_last_comes_first_in_every_spelling() -> None:
    """A choice is kept for the line, not for the way in which it was told."""
    identify, book = identifier(
        held("company:1", "+49891234567", "Anna Weber"),
        held("company:2", "089 1234567", "Bert Weber"),
    )
    assert who(identify, "+49891234567") is not None

    book.choices[identify.choice_key(Number("0891234567"))] = PersonKey("company:2")
    identify.forget()
    found = who(identify, "+49891234567")

    assert found is not None
    assert (found.label, found.why, found.several) == ("Bert Weber", Why.CHOSEN, False)
    assert [each.name for each in found.others] == ["Anna Weber"]


def test_a_choice_outlives_a_better_plan() -> None:
    """It was kept under what the trunk told, since nothing was known of the country then."""
    identify, book = identifier(
        held("company:1", "0891234567", "Anna Weber"),
        held("company:2", "089 1234567", "Bert Weber"),
        plan=NumberPlan(),
    )
    book.choices[identify.choice_key(Number("0891234567"))] = PersonKey("company:2")

    identify.plan = GERMANY
    found = who(identify, "0891234567")

    assert found is not None
    assert (found.name, found.why) == ("Bert Weber", Why.CHOSEN)


def test_a_surer_match_comes_before_the_end_of_another() -> None:
    """But the user's choice holds against both."""
    identify, book = identifier(
        held("company:1", "1234567", "Local Only"),
        held("company:2", "+49 89 1234567", "Anna Weber"),
    )

    found = who(identify, "089 1234567")
    book.choices["+49891234567"] = PersonKey("company:1")
    identify.forget()
    chosen = who(identify, "089 1234567")

    assert found is not None
    assert (found.name, found.others) == ("Anna Weber", ())
    assert chosen is not None
    assert (chosen.name, chosen.why) == ("Local Only", Why.CHOSEN)
    assert [each.name for each in chosen.others] == ["Anna Weber"]


def test_one_person_kept_in_two_places_is_one() -> None:
    """The same name in the company's book and in one's own; without a company as well."""
    identify, _ = identifier(
        held("company:1", "+49891234567", "Anna Weber", "Weber AG"),
        held("own:1", "0891234567", "anna weber", "Weber AG"),
        held("own:2", "0891234567", "Anna Weber"),
        held("company:1", "0891234567", "Anna Weber", "Weber AG"),
    )

    found = who(identify, "+49891234567")

    assert found is not None
    assert (found.key, found.why, found.others) == ("company:1", Why.EXACT, ())


def test_a_crowd_behind_one_number_is_bounded() -> None:
    """A company's switchboard may stand in a thousand entries."""
    identify, _ = identifier(
        *(held(f"company:{each}", "+49891234567", f"P {each}") for each in range(50))
    )

    found = who(identify, "+49891234567")

    assert found is not None
    assert len(found.others) == MAX_OTHERS


def test_what_was_found_is_remembered_until_something_changes() -> None:
    """The book is asked once a number: nobody known is remembered as well."""
    identify, book = identifier(held("company:1", "0049 89 1234567", "Anna Weber"))

    assert who(identify, "089 1234567") is not None
    assert who(identify, "089 7654321") is None
    before = book.asked
    assert who(identify, "089 1234567") is not None
    assert who(identify, "089 7654321") is None
    assert book.asked == before

    book.holders.append(held("company:2", "089 7654321", "Cleo"))
    identify.forget()
    assert who(identify, "089 7654321") is not None


def test_another_plan_reads_all_numbers_anew() -> None:
    """A trunk that marks its calls is put right as soon as the user has said how."""
    identify, _ = identifier(held("company:1", "+49 89 1234567", "Anna Weber"))
    assert who(identify, "77089 1234567") is None

    identify.plan = NumberPlan("DE", "0", (Rewrite("770", "0"),))

    assert who(identify, "77089 1234567") is not None
    assert identify.plan.country == "DE"


def test_what_is_remembered_is_bounded() -> None:
    """A war dialler must not fill the memory."""
    identify, _ = identifier()

    for each in range(6000):
        who(identify, f"+4989{each:07}")

    assert len(identify._found) == 1024
    assert len(identify._lines) == 4096
