"""What a PBX's own numbers say of where it stands."""

from __future__ import annotations

from ctiapp.model.number import Number
from ctiapp.model.planguess import MOST, Basis, Evidence, Guess, Reason


def weighed(evidence: Evidence, country: str | None = None) -> Guess:
    steps = evidence.weigh(country)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: Guess = done.value
            return found


def of(basis: Basis, *numbers: str) -> Evidence:
    evidence = Evidence()
    for number in numbers:
        evidence.add(basis, Number.of(number))
    return evidence


def test_one_public_number_of_its_own_tells_the_country() -> None:
    """It is the PBX's; nobody else's can be called on its trunk."""
    guess = weighed(of(Basis.DID, "+86 592 5503301"))

    assert guess == Guess("CN", Reason(Basis.DID, 1, 1, "+865925503301"))


def test_public_numbers_weigh_more_than_callers() -> None:
    evidence = of(Basis.CALL, *(f"+4989123456{each}" for each in range(8)))
    evidence.add(Basis.DID, Number("+41446681800"))

    assert weighed(evidence).country == "CH"


def test_a_few_foreign_contacts_make_no_country() -> None:
    assert weighed(of(Basis.CONTACT, *(f"+4989123456{each}" for each in range(3)))) == Guess()


def test_most_contacts_make_a_country() -> None:
    """Even where some are from abroad; the reason counts them all."""
    evidence = of(
        Basis.CONTACT,
        *(f"+4989123456{each}" for each in range(5)),
        *("0043 1 58801", "+1 206 555 0100", "089 1234560", "2001"),
    )

    guess = weighed(evidence)

    assert guess.country == "DE"
    assert guess.country_why == Reason(Basis.CONTACT, 5, 7, "+49891234560")


def test_contacts_all_over_the_world_make_none() -> None:
    evidence = of(
        Basis.CONTACT,
        *(f"+4989123456{each}" for each in range(4)),
        *(f"+4144668180{each}" for each in range(4)),
    )

    assert weighed(evidence).country is None


def test_what_stands_before_the_callers_numbers_is_the_prefix() -> None:
    """They are no numbers as they are, and are some without it."""
    evidence = of(Basis.CALL, "0 030 123456", "0 040 123456", "0 0170 1234567", "089 123456")

    guess = weighed(evidence, "DE")

    assert guess.outside_prefix == "0"
    assert guess.prefix_why is not None
    assert (guess.prefix_why.basis, guess.prefix_why.of) == (Basis.CALL, 4)


def test_a_nine_before_ten_digits_is_the_prefix_in_the_united_states() -> None:
    evidence = of(Basis.CALL, *(f"9 206 555 010{each}" for each in range(5)), "2065550199")

    assert weighed(evidence, "US").outside_prefix == "9"


def test_plain_national_numbers_have_no_prefix() -> None:
    evidence = of(Basis.CALL, *(f"0 89 123456{each}" for each in range(9)))

    assert weighed(evidence, "DE").outside_prefix == ""


def test_nothing_is_guessed_of_a_prefix_where_the_country_is_not_known() -> None:
    evidence = of(Basis.CALL, *(f"9 206 555 010{each}" for each in range(5)))

    assert weighed(evidence) == Guess()


def test_only_what_tells_something_is_noted_once_and_not_too_much() -> None:
    evidence = Evidence()

    assert [
        evidence.add(Basis.CALL, Number.of(text))
        for text in ("+49891234567", "+49 89 1234567", "2001", "Unknown", "sip:anna", "*97123456")
    ] == [True, False, False, False, False, False]
    added = [evidence.add(Basis.DID, Number(f"+4989123456{each:03}")) for each in range(100)]
    assert sum(added) == MOST["did"]
    evidence.forget(Basis.DID)
    assert evidence.add(Basis.DID, Number("+49891234567"))


def test_what_is_added_meanwhile_does_no_harm() -> None:
    """A call may come in between two steps."""
    evidence = of(Basis.DID, "+49891234567")
    steps = evidence.weigh(None)
    next(steps)

    evidence.add(Basis.DID, Number("+49891234568"))

    assert list(steps) == []
