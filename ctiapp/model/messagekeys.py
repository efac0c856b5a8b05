"""What a message in a mailbox is known by, whatever the mailbox calls it now."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.records import Voicemail


def key_of(message: Voicemail) -> str:
    """What a message is known by: two that are the same (`Voicemail.is_same`) have the same."""
    last = message.file if message.at is None else message.at.isoformat()
    return f"{_from(message)}|{last}"


def id_of(message: Voicemail) -> str:
    """What a script calls a message: short, and the same as long as the message is there."""
    return hashlib.sha256(key_of(message).encode()).hexdigest()[:8]


def came_since(before: Sequence[Voicemail], now: Sequence[Voicemail]) -> tuple[Voicemail, ...]:
    """Which of the messages came since, and were not heard yet; the newest first.

    Where a message bears no time, its name alone tells it from others of the same caller that are
    as long, and that changes when another one goes: then only more of them are new ones. So it is
    where none of the former ones is there as it was known: a PBX's clock was put forward or back,
    or its zone is told only now, and every message bears another time.

    Args:
        before: the messages that there were, the newest first.
        now: those that there are, the newest first.
    """
    timed = all(each.at is not None for each in (*before, *now))
    if timed and before:
        timed = not {key_of(each) for each in before}.isdisjoint(map(key_of, now))
    known_by = key_of if timed else _from
    there = Counter(map(known_by, before))
    came: list[Voicemail] = []
    for message in reversed(now):
        by = known_by(message)
        if there[by]:
            there[by] -= 1
        elif message.new is not False:
            came.append(message)
    return tuple(reversed(came))


def _from(message: Voicemail) -> str:
    return f"{message.caller.number.text}|{message.length_s}"
