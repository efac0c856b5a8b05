"""One company contact over HTTP, and the phonebooks: questions, commands, answers. Pure.

The list calls the kinds of numbers ``business``, ``mobile2`` …, all else calls them
``business_number``, ``mobile_number2`` … (l. 6217, l. 6491); inside they bear the list's words.
Line numbers are of the P handbook.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.directory import (
    CONTACT_KINDS,
    Contact,
    ContactNumber,
    Phonebook,
    full_name,
)
from ctiapp.model.errors import UsageError, WireError
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import id_of, items_of, object_of, text_of
from ctiapp.pbx.p_series.wire_rest import PAGE_SIZE, each, page_of, phonebook_names, plain_id
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctiapp.pbx.interface import Page
    from ctiapp.pbx.p_series.wire import Remark

LONG_KINDS: Final[Mapping[str, str]] = {
    # l. 6491-6500
    "business": "business_number",
    "business2": "business_number2",
    "business_fax": "business_fax",
    "mobile": "mobile_number",
    "mobile2": "mobile_number2",
    "home": "home_number",
    "home2": "home_number2",
    "home_fax": "home_fax",
    "other": "other_number",
}
"""Our word for a kind of number to the one of ``get``, ``create`` and ``update``."""

_SHORT_KINDS: Final = {long: short for short, long in LONG_KINDS.items()}

_ORDER: Final = {kind: index for index, kind in enumerate(CONTACT_KINDS)}
"""The list has its numbers in this order."""

_SELECTS_ALL: Final = "sel_all"
"""How a phonebook says that everybody is in it (l. 7050)."""


# --- questions -----------------------------------------------------------------------------------


def contact_details(contact_id: str) -> Request:
    """Ask for one contact (l. 6421)."""
    return Request("GET", "company_contact/get", {"id": contact_id})


def contact(answer: Mapping[str, object], remark: Remark) -> Contact:
    """Read one contact (l. 6452-6501); ``data`` is one object.

    Raises:
        WireError: it is not, or has no id.
    """
    data = object_of(answer.get("data"), "data")
    first, last = text_of(data.get("first_name")), text_of(data.get("last_name"))
    return Contact(
        contact_id=id_of(data.get("id"), "id"),
        name=full_name(first, last),
        company=text_of(data.get("company")),
        email=text_of(data.get("email")),
        numbers=_numbers(data.get("number_list"), remark),
        remark=text_of(data.get("remark")),
        phonebooks=phonebook_names(data.get("phonebook_list"), remark),
        first_name=first,
        last_name=last,
    )


def _numbers(value: object, remark: Remark) -> tuple[ContactNumber, ...]:
    def number(item: dict[str, object]) -> ContactNumber | None:
        kind, text = text_of(item.get("num_type")).casefold(), text_of(item.get("number"))
        if not text:
            return None
        return ContactNumber(_SHORT_KINDS.get(kind, kind), Number.of(text))

    try:
        listed = items_of(value, "number_list")
    except WireError as err:
        remark(f"list left out: {err.detail}")
        return ()
    read = each(listed[: 4 * len(CONTACT_KINDS)], number, remark)
    found = [entry for entry in read if entry is not None]
    return tuple(sorted(found, key=lambda entry: _ORDER.get(entry.kind, len(_ORDER))))


def phonebook_list(page: int) -> Request:
    """Ask for a page of the phonebooks (l. 6997)."""
    params: dict[str, str | int] = {"page": page, "page_size": PAGE_SIZE}
    return Request("GET", "phonebook/list", {**params, "sort_by": "id", "order_by": "asc"})


def phonebook_page(answer: Mapping[str, object], remark: Remark) -> Page[Phonebook]:
    """Read a page of phonebooks (l. 7038-7052)."""

    def phonebook(item: dict[str, object]) -> Phonebook:
        everybody = text_of(item.get("member_select")).casefold() == _SELECTS_ALL
        return Phonebook(id_of(item.get("id"), "id"), text_of(item.get("name")), everybody)

    return page_of(answer, "data", phonebook, remark)


# --- commands ------------------------------------------------------------------------------------


def create(wanted: Contact, phonebook_ids: Sequence[str]) -> Request:
    """Create a contact (l. 6650). First name and numbers are mandatory: the PBX judges that.

    Raises:
        UsageError: key ``contact.numbers``: it has more numbers than the PBX can keep.
    """
    body = _changeable(wanted)
    body["number_list"] = _number_list(wanted)
    if phonebook_ids:
        body["phonebook_id_list"] = _ids(phonebook_ids)
    return Request("POST", "company_contact/create", body=body)


def update(
    kept: Contact, before: Contact, wanted: Contact, phonebook_ids: Sequence[str] | None
) -> Request | None:
    """Change what the user changed of a contact (l. 6778), and leave alone all else.

    What somebody else wrote since the user began stays, unless the user wrote the same field; so
    does its address, which we never see.

    Args:
        kept: as the PBX has it now.
        before: as it was when the user began.
        wanted: as it is to be; its phonebooks are not looked at.
        phonebook_ids: the phonebooks that it is to be in; None: they stay as they are.

    Returns:
        The request; None where nothing differs.

    Raises:
        UsageError: key ``contact.numbers``: it has more numbers than the PBX can keep.
    """
    now, then = _changeable(kept), _changeable(before)
    body: dict[str, object] = {
        name: value
        for name, value in _changeable(wanted).items()
        if value not in (now[name], then[name])
    }
    numbers = _changed_numbers(kept, before, wanted)
    if numbers != set(kept.numbers):
        body["number_list"] = _number_list(
            replace(kept, numbers=tuple(sorted(numbers, key=_place)))
        )
    if phonebook_ids is not None:
        body["phonebook_id_list"] = _ids(phonebook_ids)
    if not body:
        return None
    return Request("POST", "company_contact/update", body={"id": plain_id(kept.contact_id), **body})


def changed_phonebooks(kept: Contact, before: Contact, wanted: Contact) -> tuple[str, ...] | None:
    """The phonebooks that a contact is to be in; None where the user changed none of them.

    Args:
        kept: as the PBX has it now; where it tells no phonebooks, those of before count.
        before: as it was when the user began.
        wanted: as it is to be.
    """
    added = [name for name in wanted.phonebooks if name not in before.phonebooks]
    removed = set(before.phonebooks) - set(wanted.phonebooks)
    if not added and not removed:
        return None
    stay = [name for name in kept.phonebooks or before.phonebooks if name not in removed]
    return tuple(dict.fromkeys([*stay, *added]))


def delete(contact_id: str) -> Request:
    """Delete a contact (l. 6930): a GET, as all that deletes."""
    return Request("GET", "company_contact/delete", {"id": contact_id})


def leave_phonebooks(contact_id: str) -> Request:
    """Take a contact out of every phonebook that somebody put it into."""
    body: dict[str, object] = {"id": plain_id(contact_id), "phonebook_id_list": []}
    return Request("POST", "company_contact/update", body=body)


def _changeable(wanted: Contact) -> dict[str, object]:
    """What of a contact is a plain text; the whole name is the first one where no part is known."""
    named = wanted.first_name or wanted.last_name
    return {
        "first_name": wanted.first_name if named else wanted.name,
        "last_name": wanted.last_name,
        "company": wanted.company,
        "email": wanted.email,
        "remark": wanted.remark,
    }


def _changed_numbers(kept: Contact, before: Contact, wanted: Contact) -> set[ContactNumber]:
    """The numbers as the PBX has them now, with what the user added, took away and replaced.

    Where the user replaced a number that somebody else replaced as well, the user's stands; where
    both added one of a kind, both do.
    """
    added = set(wanted.numbers) - set(before.numbers)
    removed = set(before.numbers) - set(wanted.numbers)
    replaced = {entry.kind for entry in removed}
    moved = {entry.number for entry in added}
    stay = {
        entry for entry in kept.numbers if entry in before.numbers or entry.kind not in replaced
    }
    stay -= removed
    doubled = {entry for entry in stay - set(wanted.numbers) if entry.number in moved}
    return (stay - doubled) | added


def _place(entry: ContactNumber) -> tuple[int, str]:
    return _ORDER.get(entry.kind, len(_ORDER)), entry.number.text


def _number_list(wanted: Contact) -> list[dict[str, str]]:
    """Give each number a kind of its own: a second ``business`` becomes ``business2`` and so on."""
    taken: dict[str, str] = {}
    for entry in wanted.numbers:
        family = entry.kind.rstrip("2")
        wishes = (entry.kind, family, f"{family}2", "other", *CONTACT_KINDS)
        free = [kind for kind in wishes if kind in LONG_KINDS and kind not in taken]
        if not free:
            raise UsageError(
                "too many numbers", key="contact.numbers", most=str(len(CONTACT_KINDS))
            )
        taken[free[0]] = entry.number.text
    return [
        {"num_type": LONG_KINDS[kind], "number": taken[kind]}
        for kind in CONTACT_KINDS
        if kind in taken
    ]


def _ids(values: Sequence[str]) -> list[int | str]:
    return [plain_id(value) for value in values]
