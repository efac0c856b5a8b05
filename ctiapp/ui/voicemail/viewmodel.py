"""What the lines of messages say: decided here, painted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.model.notice import Notice
from ctiapp.ui import text, words
from ctiapp.ui.history.viewmodel import number_text
from ctiapp.ui.recordings.viewmodel import callable_number, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ctiapp.model.errors import CtiError
    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked while a line is put together.

    Attributes:
        name: the name of who left a message; empty where none is known.
        is_new: whether nobody has heard it yet, as far as is known.
        now: the time of day.
    """

    name: Callable[[Voicemail], str]
    is_new: Callable[[Voicemail], bool]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Face:
    """One message, as it is painted. All texts are plain, parts from outside isolated.

    Attributes:
        icon: what it is.
        who: who left it.
        about: their number, where it is not their name.
        time: when; empty where that is not known.
        length: how long it is; empty where the PBX does not say.
        new: the word that nobody has heard it; empty where somebody has, or it is not known.
        spoken: all of it in one sentence.
        title: what to call it where it is played.
    """

    icon: str
    who: str
    about: str
    time: str
    length: str
    new: str
    spoken: str
    title: str


def face(message: Voicemail, known: Known) -> Face:
    """How a message is painted."""
    who, number = who_text(message, known.name(message)), message.caller.number
    about = "" if number.withheld or number_text(number) == who else number_text(number)
    time = "" if message.at is None else words.day_and_time(message.at, known.now())
    long = message.length_s is not None
    new = known.is_new(message)
    spoken = (
        words.word("voicemail.spoken_new" if new else "voicemail.spoken", who=who),
        about,
        time,
        words.age_spoken(message.length_s) if message.length_s else "",
    )
    return Face(
        "voicemail",
        text.isolate(who),
        text.isolate(about) if about else "",
        time,
        words.age(message.length_s or 0) if long else "",
        words.word("voicemail.new") if new else "",
        text.bare(", ".join(part for part in spoken if part)),
        ", ".join(part for part in (text.isolate(who), time) if part),
    )


def who_text(message: Voicemail, name: str) -> str:
    """Who left a message: by name, by number, or that they withheld it."""
    if name:
        return name
    number = message.caller.number
    return words.word("pop.caller_withheld") if number.withheld else number_text(number)


def file_title(message: Voicemail, known: Known) -> str:
    """What a file is called that it is kept as."""
    made = face(message, known)
    time = made.time or message.file
    return text.bare(words.word("voicemail.file", who=text.bare(made.who), time=time))


def counts(items: Sequence[Voicemail], new: int | None) -> str:
    """How many there are, and how many of them nobody has heard."""
    if not items:
        return ""
    said = [words.plural("messages", len(items))]
    if new:
        said.append(words.plural("messages_new", new))
    return " · ".join(said)


def caller(message: Voicemail) -> Number | None:
    """Whom one would call back; None where nobody can be."""
    return callable_number(message.caller.number)


def came(messages: Sequence[Voicemail], name: Callable[[Voicemail], str]) -> Notice:
    """What is told when messages came."""
    if len(messages) == 1:
        (message,) = messages
        return Notice.of("voicemail.came", who=who_text(message, name(message)))
    return Notice.of("voicemail.came_several", count=len(messages))


def failure(error: CtiError) -> str:
    """Why messages cannot be had, and what to do."""
    return why_not(
        error,
        gone=words.say(Notice.of("voicemail.gone")),
        refused=words.word("voicemail.refused"),
        unreadable=words.word("voicemail.unreadable"),
    )
