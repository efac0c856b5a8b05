"""All that the sheet shows of somebody."""

from __future__ import annotations

from ctiapp.model.directory import Origin, PersonKey, person_key
from ctiapp.model.number import Number
from ctiapp.ui.contacts.personreader import read_person
from tests.ui.contacts.people import scene
from tests.ui.fakes import until

ANNA = PersonKey("company:1")


async def test_a_company_contact_with_note_and_star() -> None:
    """Editable where the PBX lets; nobody where they are gone."""
    async with scene() as on:
        on.directory.set_note(ANNA, "loud")
        on.directory.set_favourite(ANNA, on=True)
        await until(lambda: on.directory.note_on(ANNA) == "loud" and bool(on.directory.favourites))
        person = read_person(on.directory, ANNA, company_editable=True)
        assert person is not None
        assert (person.contact.name, person.note, person.favourite) == ("Anna Berg", "loud", True)
        assert person.editable
        kept = read_person(on.directory, ANNA, company_editable=False)
        assert kept is not None
        assert not kept.editable
        assert read_person(on.directory, PersonKey("company:99"), company_editable=True) is None


async def test_ones_own_can_always_be_changed_and_do_not_age() -> None:
    async with scene() as on:
        (zoe,) = on.directory.contacts(origins=(Origin.OWN,)).contacts
        key = person_key(Origin.OWN, zoe.contact_id)
        person = read_person(on.directory, key, company_editable=False)
        assert person is not None
        assert (person.editable, person.as_of, person.shared) == (True, None, ())


async def test_who_shares_a_number_is_told_and_who_was_chosen() -> None:
    """Anna and Cora have one number in common; Anna's mobile is hers alone."""
    async with scene() as on:
        person = read_person(on.directory, ANNA, company_editable=True)
        assert person is not None
        ((number, sharers),) = person.shared
        assert number.number == Number("+49301111")
        assert {(one.name, one.chosen) for one in sharers} == {
            ("Anna Berg", False),
            ("Cora Dahl", False),
        }
        on.directory.choose(Number("+49301111"), PersonKey("company:3"))

        def chosen() -> bool:
            now = read_person(on.directory, ANNA, company_editable=True)
            assert now is not None
            return [one.name for one in now.shared[0][1] if one.chosen] == ["Cora Dahl"]

        await until(chosen)
