"""By which number somebody was reached last is kept, searched by, and forgotten with the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, ContactNumber, Origin, PersonKey
from ctiapp.model.number import Number
from ctiapp.storage.book import ContactBook
from ctiapp.storage.book_retention import Remark
from ctiapp.storage.book_rows import of_contact
from tests.storage.books import AT

if TYPE_CHECKING:
    from pathlib import Path

VERA = Contact(
    "7",
    "Vera Moss",
    "Moss Ltd",
    numbers=(
        ContactNumber("business", Number("+4930111")),
        ContactNumber("mobile", Number("+49170222")),
        ContactNumber("business_fax", Number("+4930119")),
    ),
)
KEY = PersonKey("company:7")


async def kept(path: Path | None) -> ContactBook:
    book = ContactBook(path)
    await book.serve("SN1", AT)
    await book.put(Origin.COMPANY, [of_contact(VERA)])
    return book


def found(book: ContactBook) -> list[tuple[str, str]]:
    return [(hit.kind, hit.number.text) for hit in book.search("vera", 8)]


async def test_the_number_that_was_taken_last_is_found_first() -> None:
    """Before that they stand as they are kept, a fax behind the telephones."""
    book = await kept(None)
    assert found(book) == [
        ("business", "+4930111"),
        ("mobile", "+49170222"),
        ("business_fax", "+4930119"),
    ]
    await book.reach_by(KEY, "+49170222")
    assert book.reached_by(KEY) == Number("+49170222")
    assert found(book)[0] == ("mobile", "+49170222")
    assert [hit.number.text for hit in book.search("4930111", 8)] == ["+4930111"]
    await book.close()


async def test_the_next_start_knows_it_and_another_pbx_does_not(tmp_path: Path) -> None:
    """A key of a PBX means nobody at another."""
    book = await kept(tmp_path / "contacts.sqlite")
    await book.reach_by(KEY, "+49170222")
    await book.close()
    book = ContactBook(tmp_path / "contacts.sqlite")
    await book.serve("SN2", AT)
    assert book.reached_by(KEY) is None
    await book.serve("SN1", AT)
    assert book.reached_by(KEY) == Number("+49170222")
    assert Remark("way", "SN1", KEY, "Vera Moss", number="+49170222") in await book.remarks()
    await book.close()


async def test_it_is_forgotten_with_its_number_and_no_other() -> None:
    book = await kept(None)
    await book.reach_by(KEY, "+49170222")
    assert await book.forget_choices(lambda number: number == "+4930111") == 0
    assert book.reached_by(KEY) is not None
    assert await book.forget_choices(lambda number: number == "+49170222") == 1
    assert book.reached_by(KEY) is None
    assert found(book)[0] == ("business", "+4930111")
    await book.close()
