"""Whose events they are, by their serial number."""

from __future__ import annotations

from ctiapp.pbx.serials import MAX_STRANGE, Serials

OWN, POSTED = "3682804SWHO36DV3", "369362089179"


def test_a_report_of_another_pbx_is_told_apart() -> None:
    serials = Serials()
    serials.expect(OWN)
    assert serials.is_genuine(OWN)
    assert not serials.is_genuine("9999")
    assert not serials.suspect("9999", ["inbound:1"])
    assert not serials.is_genuine("")


def test_where_the_pbx_does_not_say_which_it_is_nothing_can_be_told_apart() -> None:
    serials = Serials()
    serials.expect(None)
    assert serials.is_genuine("")
    assert serials.is_genuine("9999")


def test_another_number_in_the_reports_counts_once_the_pbx_tells_of_the_same_call() -> None:
    serials = Serials()
    serials.expect(OWN)
    assert not serials.is_genuine(POSTED)
    assert serials.suspect(POSTED, ["ext:2000", "inbound:7"])
    assert not serials.is_genuine("111")
    assert serials.suspect("111", ["inbound:666"])
    assert not serials.agree(frozenset())
    assert not serials.is_genuine(POSTED)
    assert serials.agree(frozenset({"inbound:7", "outbound:8"})) == {"ext:2000", "inbound:7"}
    assert not serials.agree(frozenset({"inbound:7"}))  # it is known

    assert serials.is_genuine(POSTED)
    assert not serials.is_genuine("111")
    assert not serials.suspect("111", ["inbound:7"])
    assert serials.is_genuine(OWN)
    assert not serials.is_genuine(POSTED)


def test_what_names_nobody_cannot_be_compared_and_others_are_kept_in_bounds() -> None:
    serials = Serials()
    serials.expect(OWN)
    assert not serials.suspect("", ["inbound:1"])
    assert not serials.suspect(POSTED, [])
    for number in range(MAX_STRANGE):
        assert serials.suspect(str(number), [f"inbound:{leg}" for leg in range(1000)])
    serials.agree(frozenset({"inbound:0"}))
    assert not serials.is_genuine("0")
    serials.agree(frozenset({"inbound:999"}))
    assert serials.is_genuine("0")


def test_the_same_number_in_other_letters_is_the_same_and_another_pbx_begins_anew() -> None:
    serials = Serials()
    serials.expect(OWN)
    assert serials.is_genuine(OWN.lower())
    serials.expect(OWN)  # signed in again
    assert not serials.suspect(POSTED, ["inbound:1"])
    serials.expect(POSTED)
    assert not serials.is_genuine(OWN)
    assert serials.is_genuine(POSTED)
