"""What the lines of recordings say: decided here, painted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from ctiapp.model.call import Direction
from ctiapp.model.errors import NoSuchTarget, NotPermitted, NotSupported, WireError
from ctiapp.ui import text, words
from ctiapp.ui.history.viewmodel import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ctiapp.model.errors import CtiError
    from ctiapp.model.number import Number
    from ctiapp.model.records import Recording, RecordParty

_ICONS: Final = {Direction.INBOUND: "arrow-in", Direction.OUTBOUND: "arrow-out"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked while a line is put together.

    Attributes:
        name: the name of who has a number, or of the queue that it is; empty where none is known.
        is_me: whether a number is one's own.
        now: the time of day.
    """

    name: Callable[[Number], str]
    is_me: Callable[[Number], bool]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Face:
    """One recording, as it is painted. All texts are plain, parts from outside isolated.

    Attributes:
        icon: which way the call went.
        caller, callee: who called whom.
        about: their numbers.
        time: when; empty where that is not known.
        length: how long the call was; empty where the PBX does not say.
        size: of the file; empty where the PBX does not say.
        spoken: all of it in one sentence.
        title: what to call it where it is played, made of isolated parts: by a name that is written
            from right to left it would else turn round, and tell that one called who called.
    """

    icon: str
    caller: str
    callee: str
    about: str
    time: str
    length: str
    size: str
    spoken: str
    title: str


def face(recording: Recording, known: Known) -> Face:
    """How a recording is painted."""
    caller, callee = _party(recording.caller, known), _party(recording.callee, known)
    numbers = [
        text.isolate(number_text(party.number))
        for party, shown in ((recording.caller, caller), (recording.callee, callee))
        if not party.number.withheld
        and not known.is_me(party.number)
        and shown != number_text(party.number)
    ]
    time = "" if recording.at is None else words.day_and_time(recording.at, known.now())
    size = _size(recording.size)
    who = words.word("history.from_to", caller=caller, callee=callee)
    spoken = [
        who,
        time,
        words.age_spoken(recording.talk_s) if recording.talk_s else "",
        size,
    ]
    return Face(
        _ICONS.get(recording.direction, "phone") if recording.direction else "phone",
        text.isolate(caller),
        text.isolate(callee),
        " → ".join(dict.fromkeys(numbers)),
        time,
        words.age(recording.talk_s) if recording.talk_s else "",
        size,
        text.bare(", ".join(part for part in spoken if part)),
        ", ".join(part for part in (who, time) if part),
    )


def found(items: Sequence[Recording], sought: str, known: Known) -> list[Recording]:
    """The recordings in which every word of a text stands: in a name, a number or its digits."""
    wanted = sought.casefold().split()
    if not wanted:
        return list(items)
    return [each for each in items if all(part in _haystack(each, known) for part in wanted)]


def other(recording: Recording, known: Known) -> Number | None:
    """Whom one would call back: who is not oneself; None where nobody can be called."""
    for party in (recording.caller, recording.callee):
        number = party.number
        if number.withheld or known.is_me(number):
            continue
        return callable_number(number)
    return None


def callable_number(number: Number) -> Number | None:
    """The number, where it can be called; None where it is withheld, or a word."""
    return None if number.withheld or number.text.strip("+*#0123456789") else number


def failure(error: CtiError) -> str:
    """Why a recording cannot be had, and what to do."""
    return why_not(
        error,
        gone=words.word("recording.gone"),
        refused=words.word("recording.refused"),
        unreadable=words.word("recording.unreadable"),
    )


def why_not(error: CtiError, *, gone: str, refused: str, unreadable: str) -> str:
    """Why a sound cannot be had, in the words of what it is; else what any error says."""
    if isinstance(error, NoSuchTarget):
        return gone
    if isinstance(error, NotSupported | NotPermitted) and error.key != "link.not_up":
        return refused
    if isinstance(error, WireError):
        return unreadable
    return words.say(error.notice())


def _haystack(recording: Recording, known: Known) -> str:
    parts: list[str] = []
    for party in (recording.caller, recording.callee):
        digits = "".join(char for char in party.number.text if char.isdigit())
        parts += (_party(party, known), party.name, party.number.text, digits)
    return " ".join(parts).casefold()


def _party(party: RecordParty, known: Known) -> str:
    number = party.number
    if number.withheld:
        return party.name or words.word("pop.caller_withheld")
    if known.is_me(number):
        return words.word("tile.you")
    return known.name(number) or party.name or number_text(number)


def _size(count: int) -> str:
    """How large a file is, as its user writes it."""
    if count <= 0:
        return ""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
