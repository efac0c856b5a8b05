"""People for the book's tests, and a book of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, ContactNumber, Extension, Origin, Place, PlaceKind
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.storage.book import ContactBook
from ctiapp.storage.book_rows import of_contact, of_extension, of_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

PEOPLE = (
    ("2000", "Leo Ball", "Sales"),
    ("2001", "Ann Lee", "Sales"),
    ("2002", "Jürgen Müller", "Support"),
    ("2003", "王小明", "客房部"),
    ("2004", "Søren Ågård", "Support"),
    ("2005", "Patrick O'Brien", ""),
)
CONTACTS = (
    ("1", "Joe Goffin", "Acme Hotels", ("+12354978652", "+491701234567")),
    ("2", "Schmidt, Katarzyna", "Müller & Söhne", ("+498912345678",)),
    ("3", "单立文", "北京华为科技", ("+861012345678",)),
    ("4", "Ann Other", "Acme Hotels", ("+12354978000",)),
)


def contact(
    contact_id: str, name: str, company: str = "", numbers: Sequence[str] = (), **more: object
) -> Contact:
    """Somebody outside."""
    held = tuple(ContactNumber("business", Number(number)) for number in numbers)
    return Contact(contact_id, name, company, numbers=held, **more)  # type: ignore[arg-type]


async def filled(path: Path | None, pbx: str = "SN1") -> ContactBook:
    """A book with all of them."""
    book = ContactBook(path)
    await book.serve(pbx, AT)
    rows = [
        of_extension(Extension(ExtensionId(f"e{number}"), Number(number), name), department)
        for number, name, department in PEOPLE
    ]
    await book.put(Origin.EXTENSION, rows)
    await book.put(Origin.PLACE, [of_place(Place(PlaceKind.QUEUE, Number("6402"), "Support"))])
    await book.put(Origin.COMPANY, [of_contact(contact(*each)) for each in CONTACTS])
    return book


def names(book: ContactBook, text: str, limit: int = 8) -> list[str]:
    """Who is found, each once."""
    return list(dict.fromkeys(hit.name for hit in book.search(text, limit)))
