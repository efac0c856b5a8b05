"""Long lists, and one's own contacts all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Origin, person_key
from ctiapp.services import directory_lists
from ctiapp.services.directory_lists import Lists
from tests.storage.books import contact, filled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.storage.book import ContactBook


class Told(Lists):
    """Lists that count how often they changed."""

    changes = 0

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
async def book() -> AsyncIterator[ContactBook]:
    made = await filled(None)
    await made.save_own(
        [contact("", f"Person {at}", numbers=("12345",), origin=Origin.OWN) for at in range(7)]
    )
    yield made
    await made.close()


async def test_a_list_is_rows_and_its_people_are_read_where_they_are_seen(
    book: ContactBook,
) -> None:
    lists = Told(book)

    rows = await lists.rows(Origin.COMPANY, text="acme")

    assert [each.name for each in lists.people(rows[:1])] == ["Ann Other"]
    assert lists.row(person_key(Origin.COMPANY, "4")) == rows[0]
    assert lists.row(person_key(Origin.COMPANY, "nobody")) is None
    assert await lists.phonebooks() == ()


async def test_one_s_own_are_read_and_taken_out_slice_by_slice(
    book: ContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_lists, "SLICE", 3)
    monkeypatch.setattr(directory_lists, "READ", 2)
    lists = Told(book)
    own = await lists.own_contacts()
    assert [each.name for each in own] == [f"Person {at}" for at in range(7)]

    told: list[tuple[int, int]] = []
    gone = [*(each.contact_id for each in own[:4]), "nobody"]
    assert await lists.delete_own(gone, lambda done, whole: told.append((done, whole))) == 4
    assert told == [(3, 5), (5, 5)]

    assert [each.name for each in await lists.own_contacts()] == [
        "Person 4",
        "Person 5",
        "Person 6",
    ]
    assert lists.changes == 1
    assert book.contact(person_key(Origin.OWN, own[0].contact_id)) is None
