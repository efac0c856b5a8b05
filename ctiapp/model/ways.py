"""By which of their numbers somebody is reached, and in which order those are offered.

The one that the user took last comes first: whoever reached somebody at their mobile yesterday
mostly wants it again. No voice is sent to a fax before it is sent to a telephone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.directory import Contact, ContactNumber
    from ctiapp.model.number import Number


def turn_of(kind: str, number: str, last: str | None) -> int:
    """Where among somebody's numbers this one stands: a key to sort by.

    The sort has to be stable: among equals it is as whoever keeps the contact has it.

    Args:
        kind: what the number is (one of `ctiapp.model.directory.CONTACT_KINDS`, or unknown).
        number: as it is dialled.
        last: the number that was taken last; None: none was.
    """
    if number == last:
        return 0
    return 2 if kind.endswith("fax") else 1


def ways_of(contact: Contact, last: Number | None = None) -> tuple[ContactNumber, ...]:
    """The numbers that can be called, each once, the likeliest first.

    Args:
        contact: whose.
        last: the one that was taken last; None: none was.
    """
    taken = None if last is None else last.text
    once = {each.number: each for each in reversed(contact.numbers) if each.number.text}
    kept = [each for each in contact.numbers if once.get(each.number) is each]
    return tuple(sorted(kept, key=lambda each: turn_of(each.kind, each.number.text, taken)))
