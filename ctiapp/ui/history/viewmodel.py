"""What the lines of past calls say: words, icons and tones, decided here and painted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from ctiapp.model.call import Direction
from ctiapp.model.history import MISSES, Fate
from ctiapp.model.number import display
from ctiapp.model.records import Outcome
from ctiapp.ui import text, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from ctiapp.model.history import DayCount, HistoryLeg, PastCall
    from ctiapp.model.number import Number
    from ctiapp.model.records import RecordParty
    from ctiapp.services.identify import Identity

_WORDS: dict[Fate, str] = {
    Fate.ANSWERED: "history.answered",
    Fate.ANSWERED_ELSEWHERE: "history.elsewhere",
    Fate.MISSED: "history.missed",
    Fate.NO_ANSWER: "history.no_answer",
    Fate.BUSY: "history.busy",
    Fate.DECLINED: "history.declined",
    Fate.REFUSED: "history.refused",
    Fate.VOICEMAIL: "history.voicemail",
    Fate.ABANDONED: "history.abandoned",
    Fate.FAILED: "history.failed",
    Fate.UNKNOWN: "history.unknown",
}
_OUTCOMES: dict[Outcome, str] = {
    Outcome.ANSWERED: "history.answered",
    Outcome.NO_ANSWER: "history.no_answer",
    Outcome.BUSY: "history.busy",
    Outcome.FAILED: "history.failed",
    Outcome.VOICEMAIL: "history.voicemail",
    Outcome.ABANDONED: "history.abandoned",
    Outcome.UNKNOWN: "history.unknown",
}


@dataclass(frozen=True, slots=True)
class Who:
    """Who has a number, as it is known now.

    Attributes:
        name: empty where nobody is known.
        company: empty where there is none.
    """

    name: str = ""
    company: str = ""

    @classmethod
    def of(cls, found: Identity | None) -> Who:
        """Whom the directory has."""
        return cls() if found is None else cls(found.label, found.company)


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked while a line is put together.

    Attributes:
        who: who has a number now.
        place: the name of a queue or another place of the PBX; empty where none is known.
        is_me: whether a number is one's own.
        now: the time of day.
    """

    who: Callable[[Number], Who]
    place: Callable[[Number], str]
    is_me: Callable[[Number], bool]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class CallFace:
    """One call, as it is painted. All texts are plain, parts from outside isolated.

    Attributes:
        icon: which way it went, and whether it was missed.
        tone: of the icon and of the fate: ``stop`` where somebody waits, else ``go`` or ``gone``.
        who: the name, or the number where no name is known.
        about: number and company below it; empty where `who` says it all.
        fate: what became of it.
        way: through which queue, and which number was called; empty where neither is known.
        note: what was written on it.
        time: the time of day.
        length: how long one talked, or how long it rang.
        recorded: whether there is a recording.
        parts: of how many parts it is made.
        spoken: all of it in one sentence.
    """

    icon: str
    tone: str
    who: str
    about: str
    fate: str
    way: str
    note: str
    time: str
    length: str
    recorded: bool
    parts: int
    spoken: str


@dataclass(frozen=True, slots=True)
class LegFace:
    """One part of a call, as it is painted.

    Attributes:
        time: when it began.
        caller, callee: who called whom.
        fate: how it ended.
        length: how long they talked, or how long it rang.
        reason: the PBX's own words for its end; empty where it has none.
        recorded: whether there is a recording.
        spoken: all of it in one sentence.
    """

    time: str
    caller: str
    callee: str
    fate: str
    length: str
    reason: str
    recorded: bool
    spoken: str


def call_face(call: PastCall, known: Known) -> CallFace:
    """How a call is painted."""
    name, about = _who(call, known)
    fate = _fate(call, known)
    missed = call.missed
    icon = "missed" if missed else "arrow-in" if call.incoming else "arrow-out"
    talked = call.fate in (Fate.ANSWERED, Fate.ANSWERED_ELSEWHERE)
    way = _way(call, known)
    note = text.plain(call.note)
    came = words.word("history.came" if call.incoming else "history.went")
    spoken = [
        fate,
        name,
        about,
        came,
        words.day_and_time(call.at, known.now()),
        _length(call.ring_s, call.talk_s, spoken=True),
        way,
        words.word("history.noted", note=note) if note else "",
        words.word("history.recorded") if call.recording else "",
        words.plural("call_parts", call.parts) if call.parts > 1 else "",
    ]
    return CallFace(
        icon,
        "stop" if missed else "go" if talked else "gone",
        name,
        about,
        fate,
        way,
        note,
        words.clock_time(call.at),
        _length(call.ring_s, call.talk_s),
        bool(call.recording),
        call.parts,
        ", ".join(part for part in spoken if part),
    )


def leg_face(leg: HistoryLeg, known: Known) -> LegFace:
    """How a part of a call is painted."""
    caller, callee = _party(leg.caller, known), _party(leg.callee, known)
    who = words.word("history.from_to", caller=caller, callee=callee)
    fate = words.word(_OUTCOMES[leg.outcome])
    reason = text.isolate(leg.reason, 80)
    recorded = words.word("history.recorded") if leg.recording else ""
    time = words.clock_time(leg.at)
    length = _length(leg.ring_s, leg.talk_s, spoken=True)
    spoken = [words.word("history.part"), who, time, fate, length, reason, recorded]
    return LegFace(
        time,
        text.isolate(caller),
        text.isolate(callee),
        fate,
        _length(leg.ring_s, leg.talk_s),
        reason,
        bool(leg.recording),
        ", ".join(part for part in spoken if part),
    )


def day_face(day: DayCount, today: date) -> tuple[str, str]:
    """The heading of a day: its word, and how many calls it has."""
    return day_word(day.day, today), words.plural("calls_of_day", day.count)


def day_word(day: date, today: date) -> str:
    """``Today``, ``Yesterday``, else the day in full; the year where it is another."""
    ago = (today - day).days
    if ago in (0, 1):
        return words.word("history.yesterday" if ago else "history.today")
    locale = QLocale()
    when = QDate(day.year, day.month, day.day)
    if day.year != today.year:
        return locale.toString(when, QLocale.FormatType.LongFormat)
    name = locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    date_text = locale.toString(when, words.word("history.day_format"))
    return words.word("history.day", day=name, date=date_text)


def number_text(number: Number) -> str:
    """A number for people; an extension stays as it is."""
    return display(number) if number.text.startswith("+") else number.text


def name_of(call: PastCall, known: Known) -> str:
    """Who it was, for a sentence about the call."""
    return text.bare(_who(call, known)[0])


def _who(call: PastCall, known: Known) -> tuple[str, str]:
    number = call.number
    if number is None or number.withheld:
        # A name that comes without a number is still a name.
        withheld = words.word("pop.caller_withheld")
        return (text.isolate(call.name), withheld) if call.name else (withheld, "")
    who = known.who(number)
    name = who.name or call.name
    shown = number_text(number)
    if not name or name == number.text:
        return text.isolate(shown), text.isolate(who.company)
    about = [shown, who.company if who.company != name else ""]
    return text.isolate(name), " · ".join(text.isolate(each) for each in about if each)


def _fate(call: PastCall, known: Known) -> str:
    taker = call.taken_by
    if call.fate is Fate.ANSWERED_ELSEWHERE and taker is not None and not taker.withheld:
        name = known.who(taker).name or call.taken_name or taker.text
        return words.word("history.taken_by", name=name)
    if call.fate is Fate.ANSWERED and not call.incoming:
        return words.word("history.called")
    if call.fate in MISSES and not call.incoming and call.fate is not Fate.VOICEMAIL:
        return words.word("history.no_answer")
    return words.word(_WORDS[call.fate])


def _way(call: PastCall, known: Known) -> str:
    parts = []
    if call.queue is not None:
        name = known.place(call.queue) or call.queue.text
        parts.append(words.word("history.via", queue=name))
    if call.did is not None and not call.did.withheld:
        parts.append(words.word("history.to", number=number_text(call.did)))
    if not parts and call.direction is Direction.INTERNAL:
        parts.append(words.word("history.internal_call"))
    return " · ".join(parts)


def _length(ring_s: int, talk_s: int, *, spoken: bool = False) -> str:
    if talk_s > 0:
        return words.age_spoken(talk_s) if spoken else words.age(talk_s)
    if ring_s > 0:
        rang = words.age_spoken(ring_s) if spoken else words.age(ring_s)
        return words.word("history.rang", time=rang)
    return ""


def _party(party: RecordParty, known: Known) -> str:
    number = party.number
    if number.withheld:
        return party.name or words.word("pop.caller_withheld")
    if known.is_me(number):
        return words.word("tile.you")
    return known.who(number).name or known.place(number) or party.name or number_text(number)
