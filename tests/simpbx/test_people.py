"""Names, many and of many scripts."""

from __future__ import annotations

from ctiapp.simpbx.directory import full_name
from ctiapp.simpbx.people import mailbox, names
from ctiapp.simpbx.world import CONTACTS, build, extension_number


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


def test_names_are_written_the_way_their_bearers_do() -> None:
    assert full_name("晓明", "王") == "王晓明"
    assert full_name("さくら", "山田") == "山田さくら"
    assert full_name("Leo", "Ball") == "Leo Ball"
    assert full_name("Anya", "") == "Anya"


def test_no_extension_has_the_number_of_a_service() -> None:
    directory = build(10_000, seed=1)
    assert len(directory.extensions) == 10_000
    assert extension_number(0) == "2000"
    assert not any(directory.is_service(number) for number in directory.extensions)


def test_every_contact_has_a_name_or_a_company_and_a_number() -> None:
    for given, _, company, _, numbers in CONTACTS:
        assert given or company
        assert numbers
