"""Names, many and of many scripts."""

from __future__ import annotations

from ctiapp.simpbx.people import mailbox, names


def test_ten_thousand_people_have_ten_thousand_names() -> None:
    people = names(10_000, seed=1)
    assert len(set(people)) == 10_000
    assert people[0] == ("Kristin", "Hale")
    letters = {char for given, family in people[:60] for char in given + family}
    for script in ("\u0400\u04ff", "\u0600\u06ff", "\u0370\u03ff", "\u4e00\u9fff", "\u00c0\u017f"):
        assert any(script[0] <= letter <= script[1] for letter in letters)


def test_mailboxes_are_ascii() -> None:
    assert mailbox("Zoë", "Müller", "2004") == "zoe.muller@harbour-hotel.example"
    assert mailbox("晓明", "王", "2005") == "ext2005@harbour-hotel.example"
