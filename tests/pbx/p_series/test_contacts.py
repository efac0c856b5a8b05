"""Company contacts, one by one: what is asked for what is wanted, and what a refusal means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Contact, ContactNumber
from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
    PbxError,
    UsageError,
)
from ctiapp.model.number import Number
from ctiapp.pbx.p_series.asking import Asker
from ctiapp.pbx.p_series.contacts import Contacts
from tests.pbx.p_series.frames import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

NEW = Contact("", "Ann", numbers=(ContactNumber("mobile", Number("555")),))


class Book:
    """The contacts of a PBX that answers from a table, or refuses."""

    def __init__(self, **refusals: PbxError) -> None:
        self.refusals = refusals
        self.answers: dict[str, Mapping[str, object]] = {
            "get": answer("company_contact-get"),
            "create": answer("company_contact-create"),
            "list": answer("phonebook-list"),
        }
        self.sent: list[tuple[Request, bool]] = []
        self.contacts = Contacts(Asker(self.query, pytest.fail), self.command)

    async def query(self, request: Request) -> Mapping[str, object]:
        verb = request.endpoint.partition("/")[2]
        if verb in self.refusals:
            raise self.refusals[verb]
        return self.answers[verb]

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        verb = request.endpoint.partition("/")[2]
        self.sent.append((request, repeatable))
        if verb in self.refusals:
            raise self.refusals[verb]
        return self.answers.get(verb, {"errcode": 0})

    async def kept(self) -> Contact:
        found = await self.contacts.contact("4")
        assert found is not None
        return found


async def test_a_new_contact_is_created_once_and_never_by_itself_again() -> None:
    book = Book()
    assert await book.contacts.save(replace(NEW, phonebooks=("Vendor",))) == "31"

    ((request, repeatable),) = book.sent
    assert request.endpoint == "company_contact/create"
    assert request.body is not None
    assert request.body["phonebook_id_list"] == [5]
    assert not repeatable


async def test_into_the_book_of_everybody_one_comes_by_oneself() -> None:
    book = Book()
    await book.contacts.save(replace(NEW, phonebooks=("All Company Contacts_Phonebook",)))

    assert "phonebook_id_list" not in (book.sent[0][0].body or {})


async def test_a_new_one_whose_id_is_not_told_may_be_there() -> None:
    book = Book()
    book.answers["create"] = {"errcode": 0}
    with pytest.raises(OutcomeUnknown):
        await book.contacts.save(NEW)


async def test_a_change_sends_what_differs_and_may_be_repeated() -> None:
    book = Book()
    jay = await book.kept()
    assert await book.contacts.save(replace(jay, remark="VIP")) == "4"
    assert await book.contacts.save(jay) == "4"

    ((request, repeatable),) = book.sent
    assert request.body == {"id": 4, "remark": "VIP"}
    assert repeatable


async def test_taken_out_of_a_phonebook() -> None:
    book = Book()
    jay = await book.kept()
    await book.contacts.save(replace(jay, phonebooks=()))

    assert (book.sent[0][0].body or {}) == {"id": 4, "phonebook_id_list": []}


async def test_a_change_leaves_alone_what_others_changed_meanwhile() -> None:
    book = Book()
    jay = await book.kept()
    before = replace(jay, company="Long ago", phonebooks=())
    await book.contacts.save(replace(before, remark="VIP"), before)

    ((request, _),) = book.sent
    assert request.body == {"id": 4, "remark": "VIP"}


async def test_a_phonebook_that_is_not_told_of_empties_no_other() -> None:
    """The list that is sent replaces the PBX's: a shorter one would take the contact out."""
    book = Book(list=NotPermitted("denied", code=10005))
    jay = await book.kept()
    with pytest.raises(UsageError) as caught:
        await book.contacts.save(replace(jay, phonebooks=(*jay.phonebooks, "Hotels")), jay)
    assert caught.value.key == "contact.phonebook"
    with pytest.raises(UsageError):
        await Book().contacts.save(replace(NEW, phonebooks=("Vendor", "Nobody knows")))
    assert book.sent == []


async def test_one_that_is_gone_is_none_and_cannot_be_changed() -> None:
    book = Book(get=NoSuchTarget("no such data", code=60001))
    assert await book.contacts.contact("4") is None
    with pytest.raises(NoSuchTarget):
        await book.contacts.save(replace(NEW, contact_id="4"))


async def test_whoever_may_not_look_does_not_say_that_one_is_gone() -> None:
    with pytest.raises(NotPermitted):
        await Book(get=NotPermitted("denied", code=10005)).contacts.contact("4")


async def test_one_that_is_gone_is_deleted() -> None:
    book = Book(delete=NoSuchTarget("no such data", code=60001))
    await book.contacts.delete("4")

    ((request, repeatable),) = book.sent
    assert (request.endpoint, dict(request.params)) == ("company_contact/delete", {"id": "4"})
    assert not repeatable


@pytest.mark.parametrize(
    "error", [NotPermitted("denied", code=10005), NotSupported("no version", code=10003)]
)
async def test_without_the_right_nothing_is_offered_any_more(error: CommandError) -> None:
    book = Book(create=error, update=error, delete=error)
    assert not book.contacts.refused
    with pytest.raises(type(error)):
        await book.contacts.save(NEW)

    assert book.contacts.refused
    book.contacts.forget_refusals()
    with pytest.raises(type(error)):
        await book.contacts.delete("4")
    assert book.contacts.refused


async def test_without_the_right_to_look_nothing_can_be_changed_either() -> None:
    book = Book(get=NotPermitted("denied", code=10005))
    with pytest.raises(NotPermitted):
        await book.contacts.save(replace(NEW, contact_id="4"))
    assert book.contacts.refused


@pytest.mark.parametrize("code", [40002, 40003, 70084, 70091, 70093])
async def test_a_refusal_of_this_one_says_nothing_of_others(code: int) -> None:
    error = NotPermitted("forbidden", code=code) if code == 70084 else CommandError("", code=code)
    book = Book(create=error)
    with pytest.raises(CommandError):
        await book.contacts.save(NEW)
    assert not book.contacts.refused


async def test_a_pbx_without_phonebooks_has_none() -> None:
    book = Book(list=NotSupported("no such endpoint", code=10001))
    assert await book.contacts.phonebooks() == ()
    assert len(await Book().contacts.phonebooks()) == 2


async def test_one_that_is_in_a_phonebook_is_taken_out_of_it_first() -> None:
    book = Book(delete=CommandError("relation exists", code=70091))
    with pytest.raises(CommandError):  # this PBX says so every time
        await book.contacts.delete("4")

    assert [each.endpoint.partition("/")[2] for each, _ in book.sent] == [
        "delete",
        "update",
        "delete",
    ]
    assert (book.sent[1][0].body or {}) == {"id": 4, "phonebook_id_list": []}
