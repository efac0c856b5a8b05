"""An import in words: its rows, its counts, its reasons. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ctiapp.model.directory import Contact
from ctiapp.model.number import display
from ctiapp.ui import words
from ctiapp.ui.contacts.viewmodel import kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.importing import Bad


class Counts(Protocol):
    """What an import would do, or did."""

    @property
    def new(self) -> int:
        """New contacts."""

    @property
    def changed(self) -> int:
        """Contacts brought up to date."""

    @property
    def same(self) -> int:
        """Contacts that are as they were."""

    @property
    def unreadable(self) -> int:
        """Rows that are left out."""


def summary(counts: Counts) -> str:
    """How many of each."""
    return words.word(
        "import.summary",
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        bad=counts.unreadable,
    )


def reason(bad: Bad) -> str:
    """Why a row is left out."""
    return words.word(f"import.bad.{bad.why.value}")


def preview_lines(sample: Sequence[Contact | Bad]) -> list[tuple[str, str, str, str]]:
    """The first rows as they would become: name, company, numbers, and all the rest."""
    return [
        _contact_line(each)
        if isinstance(each, Contact)
        else (each.excerpt, "", "", words.word("import.left_out", reason=reason(each)))
        for each in sample
    ]


def _contact_line(contact: Contact) -> tuple[str, str, str, str]:
    numbers = ", ".join(f"{kind_word(n.kind)} {display(n.number)}" for n in contact.numbers)
    more = (contact.email, contact.department, contact.remark)
    return contact.name, contact.company, numbers, " · ".join(part for part in more if part)


def bad_lines(bad: Sequence[Bad]) -> list[tuple[str, str, str]]:
    """What was left out: its line, why, how it begins."""
    return [(str(each.line), reason(each), each.excerpt) for each in bad]
