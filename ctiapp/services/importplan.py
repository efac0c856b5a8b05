"""What an import would do: each row compared with who is there already. Pure.

A row is one that is known when its source calls it the same (the UID of a vCard, of a directory's
entry, of a column), else when name and one number are the same. What is known and says the same is
left alone; what says something else is brought up to date, and keeps what the source is silent of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.importing import MAX_BAD, Bad, Field, Why
from ctiapp.services.contactrows import contact_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctiapp.model.directory import Contact
    from ctiapp.model.importing import Table

SHOWN_ROWS = 20
"""Rows of a preview that are shown as they would become."""
_SHORT_UID = 12
"""A shorter id may stand in any file: it means somebody within its own source alone."""
_TELL_EVERY = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """What was read.

    Attributes:
        name: how it is called: a file's name, a directory's host.
        kind: ``csv``, ``vcard`` or ``ldap``.
        key: names the source: what is read again under it updates what came of it.
        table: what it holds.
        data: a file's bytes, to be read otherwise (`Importer.reread`); empty for a directory.
    """

    name: str
    kind: str
    key: str
    table: Table
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    Attributes:
        fields: what each column means.
        sample: the first rows as they would become: a `Contact`, or a `Bad` that says why not.
        new, same, changed: how many contacts there would be of each.
        unreadable: how many rows would be left out.
        bad: the first of those, each with its reason.
    """

    fields: tuple[Field, ...]
    sample: tuple[Contact | Bad, ...]
    new: int
    same: int
    changed: int
    unreadable: int
    bad: tuple[Bad, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An import, thought through.

    Attributes:
        preview: what it would do.
        keep: the contacts to write; one with an id in place of what is there.
    """

    preview: Preview
    keep: tuple[Contact, ...]


def plan(
    source: Source,
    fields: tuple[Field, ...],
    own: Sequence[Contact],
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Plan:
    """What becomes of a source's rows, given what is there already."""
    known = _Known(own)
    sample: list[Contact | Bad] = []
    bad = list(source.table.bad)
    unreadable = source.table.bad_count
    keep: dict[int, Contact] = {}
    new = same = changed = 0
    whole = len(source.table.rows)
    for count, row in enumerate(source.table.rows, start=1):
        if count % _TELL_EVERY == 0:
            tell(count, whole)
        made = contact_of(row.values, fields, _named(source, row.values, fields))
        if isinstance(made, Why):
            unreadable += 1
            told = Bad(row.line, made, " ".join(row.values)[:80])
            if len(bad) < MAX_BAD:
                bad.append(told)
            if len(sample) < SHOWN_ROWS:
                sample.append(told)
            continue
        if len(sample) < SHOWN_ROWS:
            sample.append(made)
        place, before = known.of(made)
        merged = made if before is None else _merged(before, made)
        if before is None:
            new += 1
        elif merged == before:
            same += 1
            continue
        elif place not in keep:
            changed += 1
        else:
            same += 1  # the same person once more in this very source
        keep[place] = merged
        known.put(place, merged)
    tell(whole, whole)
    preview = Preview(
        fields,
        tuple(sample),
        new,
        same,
        changed,
        unreadable,
        tuple(sorted(bad, key=lambda each: each.line)),
    )
    return Plan(preview, tuple(keep.values()))


def _named(source: Source, values: Sequence[str], fields: Sequence[Field]) -> str:
    """What names the source of a row: a short id means somebody in this very file alone."""
    if source.kind != "vcard":
        return source.key
    at = fields.index(Field.UID) if Field.UID in fields else -1
    short = at < 0 or len(values[at]) < _SHORT_UID
    return f"{source.key}:{source.name.casefold()}" if short else source.key


class _Known:
    """Who is there already, found by what a source calls them, else by name and number."""

    def __init__(self, own: Sequence[Contact]) -> None:
        self._people: dict[int, Contact] = {}
        self._by_uid: dict[str, int] = {}
        self._by_number: dict[tuple[str, str], int] = {}
        for place, contact in enumerate(own):
            self.put(place, contact)

    def put(self, place: int, contact: Contact) -> None:
        self._people[place] = contact
        if contact.uid:
            self._by_uid.setdefault(contact.uid, place)
        name = contact.name.casefold()
        for each in contact.numbers:
            self._by_number.setdefault((name, each.number.text), place)

    def of(self, contact: Contact) -> tuple[int, Contact | None]:
        """Where somebody stands, and as whom; a free place for a stranger."""
        place = self._by_uid.get(contact.uid) if contact.uid else None
        if place is None:
            name = contact.name.casefold()
            for each in contact.numbers:
                found = self._by_number.get((name, each.number.text))
                # Two whom the source itself tells apart are two.
                if found is not None and not (contact.uid and self._people[found].uid):
                    place = found
                    break
        if place is None:
            return len(self._people), None
        return place, self._people[place]


def _merged(before: Contact, made: Contact) -> Contact:
    """What is there, brought up to date: what the source is silent of stays."""
    kinds = {each.kind: each for each in before.numbers}
    return replace(
        before,
        name=made.name,
        company=made.company or before.company,
        email=made.email or before.email,
        department=made.department or before.department,
        remark=made.remark or before.remark,
        first_name=made.first_name or before.first_name,
        last_name=made.last_name or before.last_name,
        uid=made.uid or before.uid,
        numbers=tuple(
            (kinds | {each.kind: each for each in made.numbers})[field.value]
            for field in Field
            if field.value in kinds or any(each.kind == field.value for each in made.numbers)
        ),
    )
