"""The endpoints ``company_contact/*`` and ``phonebook/*`` (P handbook, l. 6170-7400).

What they leave open: a name is shown as its bearer writes it; creating and changing want every kind
of number at most once (40002), and every number (40003). A phonebook that is none is 70093. Who was
put into a phonebook cannot be deleted (70091), as the table of errors has it (l. 18543). Without
the right to edit, all three are 10005; that right is a setting of the PBX.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ctiapp.simpbx import editing
from ctiapp.simpbx.directory import Contact, Phonebook
from ctiapp.simpbx.p_series.errors import ApiError, invalid, missing, success
from ctiapp.simpbx.p_series.params import MAX_PAGE, Columns, listing, matching

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.params import Params

_CONTACT_COLUMNS: Columns[Contact] = {
    "id": lambda contact: contact.id,
    "contact_name": lambda contact: contact.name,
    "company": lambda contact: contact.company,
    "email": lambda contact: contact.email,
    "business": lambda contact: dict(contact.numbers).get("business_number", ""),
    "mobile": lambda contact: dict(contact.numbers).get("mobile_number", ""),
    "home": lambda contact: dict(contact.numbers).get("home_number", ""),
    "business_fax": lambda contact: dict(contact.numbers).get("business_fax", ""),
}
_SHORT_NUMBER_NAMES = {
    "business_number": "business",
    "business_number2": "business2",
    "mobile_number": "mobile",
    "mobile_number2": "mobile2",
    "home_number": "home",
    "home_number2": "home2",
    "business_fax": "business_fax",
    "home_fax": "home_fax",
    "other_number": "other",
}
NUMBER_KINDS = tuple(_SHORT_NUMBER_NAMES)
"""What a number of a company contact can be (l. 6491)."""
_TEXTS = (
    *("first_name", "last_name", "company", "email", "remark"),
    *("zip_code", "street", "city", "state", "country"),
)


# --- looking -------------------------------------------------------------------------------------


def list_contacts(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the company contacts (l. 6129)."""
    return _contact_rows(exchange, params, exchange.directory.contacts)


def search_contacts(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the company contacts that hold a keyword (l. 6290)."""
    found = matching(exchange.directory.contacts, params, _contact_texts)
    return _contact_rows(exchange, params, found)


def get_contact(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one company contact (l. 6415)."""
    return success(data=_details(exchange, _by_id(exchange, params.integer("id"))))


def query_contacts(exchange: Exchange, params: Params) -> JsonObject:
    """Answer several company contacts: ``ids`` by the table, ``id`` in the example (l. 6640)."""
    wanted = params.ids("ids" if "ids" in params or "id" not in params else "id")
    return success(data=[_details(exchange, _by_id(exchange, each)) for each in wanted])


def list_phonebooks(exchange: Exchange, params: Params) -> JsonObject:
    """Answer a page of the phonebooks (l. 6990)."""
    return _phonebook_rows(exchange, params, list(exchange.directory.phonebooks.values()))


def search_phonebooks(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the phonebooks that hold a keyword (l. 7075)."""
    books = exchange.directory.phonebooks.values()
    return _phonebook_rows(exchange, params, matching(books, params, lambda book: [book.name]))


def get_phonebook(exchange: Exchange, params: Params) -> JsonObject:
    """Answer one phonebook with who is in it (l. 7150)."""
    book = exchange.directory.phonebooks.get(params.integer("id"))
    if book is None:
        raise ApiError(60001)
    members = _members(exchange, book)
    row = _phonebook_row(book, len(members))
    listed = [{"id": each.id, "name": each.name} for each in members[:MAX_PAGE]]
    return success(data={**row, "contacts_list": listed or None})


# --- editing -------------------------------------------------------------------------------------


def create_contact(exchange: Exchange, params: Params) -> JsonObject:
    """Create a company contact (l. 6640)."""
    _check_right(params)
    params.text("first_name")
    if not params.values.get("number_list"):
        raise missing("number_list")
    contact = editing.put_contact(exchange, _edited(exchange, params, Contact(0, "")))
    return success(id=contact.id)


def update_contact(exchange: Exchange, params: Params) -> JsonObject:
    """Change what is given of a company contact (l. 6770)."""
    _check_right(params)
    kept = _by_id(exchange, params.integer("id"))
    changed = _edited(exchange, params, kept)
    if not changed.first_name:
        raise invalid("first_name", "")
    editing.put_contact(exchange, changed)
    return success()


def delete_contact(exchange: Exchange, params: Params) -> JsonObject:
    """Delete a company contact (l. 6930)."""
    _check_right(params)
    contact = _by_id(exchange, params.integer("id"))
    if contact.phonebooks:
        raise ApiError(70091)
    editing.remove_contact(exchange, contact.id)
    return success()


def _check_right(params: Params) -> None:
    if not params.settings.edit_contacts:
        raise ApiError(10005)


def _edited(exchange: Exchange, params: Params, contact: Contact) -> Contact:
    """Return a contact with what is given changed; a text that is empty is given, too."""
    changes: dict[str, Any] = {
        name: params.optional(name) for name in _TEXTS if params.values.get(name) is not None
    }
    if "number_list" in params.values:
        changes["numbers"] = _number_list(params)
    if "phonebook_id_list" in params.values:
        changes["phonebooks"] = _phonebook_ids(exchange, params)
    return replace(contact, **changes)


def _number_list(params: Params) -> tuple[tuple[str, str], ...]:
    listed = params.values["number_list"] or []
    if not isinstance(listed, list) or len(listed) > len(_SHORT_NUMBER_NAMES):
        raise invalid("number_list", str(listed)[:1000])
    numbers: list[tuple[str, str]] = []
    for entry in listed:
        if not isinstance(entry, dict):
            raise invalid("number_list", str(entry)[:1000])
        row = type(params)(entry, params.settings)
        kind, number = row.text("num_type"), row.text("number")
        if kind not in _SHORT_NUMBER_NAMES or kind in dict(numbers):
            raise invalid("num_type", kind)
        if any(number == other for _, other in numbers):
            raise ApiError(40003, duplicate=[{"field": "number", "value": number}])
        numbers.append((kind, number))
    return tuple(numbers)


def _phonebook_ids(exchange: Exchange, params: Params) -> tuple[int, ...]:
    listed = params.values["phonebook_id_list"] or []
    if not isinstance(listed, list):
        raise invalid("phonebook_id_list", str(listed)[:1000])
    books = exchange.directory.phonebooks
    if any(type(each) is not int or each not in books for each in listed):
        raise ApiError(70093)
    return tuple(each for each in dict.fromkeys(listed) if not books[each].everybody)


# --- rows ----------------------------------------------------------------------------------------


def _by_id(exchange: Exchange, wanted: int) -> Contact:
    contact = editing.find_contact(exchange, wanted)
    if contact is None:
        raise ApiError(60001)
    return contact


def _contact_rows(exchange: Exchange, params: Params, entries: list[Contact]) -> JsonObject:
    def row(contact: Contact) -> JsonObject:
        values: JsonObject = {
            "id": contact.id,
            "contact_name": contact.name,
            "company": contact.company,
            "email": contact.email,
            "remark": contact.remark,
            **{_SHORT_NUMBER_NAMES[kind]: number for kind, number in contact.numbers},
        }
        kept = {name: value for name, value in values.items() if value != ""}
        return {**kept, "phonebook_list": _books(exchange, contact)}

    return listing(params, entries, _CONTACT_COLUMNS, row, page_size=MAX_PAGE, sorted_already=True)


def _contact_texts(contact: Contact) -> list[str]:
    texts = [contact.name, contact.company, contact.email, contact.remark]
    return texts + [number for _, number in contact.numbers]


def _books(exchange: Exchange, contact: Contact) -> list[JsonObject] | None:
    """Return the phonebooks that a contact is in, those of everybody last, as in the example."""
    books = exchange.directory.phonebooks
    chosen = [books[each] for each in contact.phonebooks if each in books]
    chosen += [book for book in books.values() if book.everybody]
    return [{"id": book.id, "name": book.name} for book in chosen] or None


def _details(exchange: Exchange, contact: Contact) -> JsonObject:
    return {
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
        "company": contact.company,
        "zip_code": contact.zip_code,
        "street": contact.street,
        "city": contact.city,
        "state": contact.state,
        "country": contact.country,
        "number_list": [{"num_type": kind, "number": n} for kind, n in contact.numbers] or None,
        "id": contact.id,
        "phonebook_list": _books(exchange, contact),
        "remark": contact.remark,
    }


def _members(exchange: Exchange, book: Phonebook) -> list[Contact]:
    contacts = exchange.directory.contacts
    if book.everybody:
        return contacts
    return [contact for contact in contacts if book.id in contact.phonebooks]


def _phonebook_row(book: Phonebook, total: int) -> JsonObject:
    select = "sel_all" if book.everybody else "sel_specific"
    return {"id": book.id, "name": book.name, "total": total, "member_select": select}


def _phonebook_rows(exchange: Exchange, params: Params, books: list[Phonebook]) -> JsonObject:
    totals = {book.id: len(_members(exchange, book)) for book in books}
    columns: Columns[Phonebook] = {
        "id": lambda book: book.id,
        "name": lambda book: book.name,
        "total": lambda book: totals[book.id],
    }
    return listing(params, books, columns, lambda book: _phonebook_row(book, totals[book.id]))
