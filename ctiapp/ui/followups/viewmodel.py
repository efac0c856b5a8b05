"""What the lines of the follow-up list say: words, icons and tones; painted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.followups import snoozes, wakes_at
from ctiapp.model.history import Fate
from ctiapp.ui import text, words
from ctiapp.ui.history.viewmodel import number_text

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.followups import FollowUp, Snooze
    from ctiapp.ui.history.viewmodel import Known

_FATES = {
    Fate.MISSED: "history.missed",
    Fate.ABANDONED: "history.abandoned",
    Fate.VOICEMAIL: "history.voicemail",
}
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PersonFace:
    """One line, as it is painted. All texts are plain, parts from outside isolated.

    Attributes:
        icon: how they tried last; a clock where they are put off.
        tone: ``stop`` where they wait, ``gone`` where they are put off.
        who: the name, or the number where no name is known.
        about: number and company below it; empty where `who` says it all.
        fate: how they tried last, or until when they are put off.
        way: in which queue, and how long they waited; empty where neither is known.
        note: what was said of them; empty where nothing was.
        tries: how often they tried; empty where it was once.
        age: how long ago they tried last.
        time: when that was.
        spoken: all of it in one sentence.
    """

    icon: str
    tone: str
    who: str
    about: str
    fate: str
    way: str
    note: str
    tries: str
    age: str
    time: str
    spoken: str


def person_face(row: FollowUp, known: Known) -> PersonFace:
    """How somebody is painted."""
    now = known.now()
    name, about = _who(row, known)
    last = row.last
    fate = words.word(_FATES.get(last.fate, "history.missed"))
    later = "" if row.until is None else until_text(row.until, now)
    way = _way(row, known)
    tries = words.plural("tries", len(row.tries)) if len(row.tries) > 1 else ""
    age, time = _age(last.at, now), words.day_and_time(last.at, now)
    waited = _waited(row, spoken=True)
    spoken = [
        name,
        about,
        later,
        tries,
        fate,
        *_queues(row, known),
        waited,
        words.word("followups.last_spoken", time=time),
        words.word("followups.said", reason=row.reason) if row.reason else "",
    ]
    icon = "queue" if last.fate is Fate.ABANDONED else "missed"
    return PersonFace(
        "history" if later else icon,
        "gone" if later else "stop",
        name,
        about,
        later or fate,
        way,
        text.isolate(row.reason),
        tries,
        age,
        time,
        ", ".join(part for part in spoken if part),
    )


def name_of(row: FollowUp, known: Known) -> str:
    """Who it is, for a sentence about them."""
    return text.bare(_who(row, known)[0])


def snooze_words(now: datetime) -> tuple[tuple[Snooze, str], ...]:
    """How somebody can be put off now, each with when they would come back."""
    here = now.astimezone()
    wall = here.replace(tzinfo=None)
    return tuple(
        (
            each,
            words.word(
                f"followups.{each.value}", time=words.clock_time(wakes_at(each, wall).astimezone())
            ),
        )
        for each in snoozes(wall)
    )


def until_text(until: datetime, now: datetime) -> str:
    """Until when somebody is put off: the time; the day with it where it is another."""
    there, here = until.astimezone(), now.astimezone()
    time = words.clock_time(until)
    key = "followups.until" if there.date() == here.date() else "followups.until_tomorrow"
    return words.word(key, time=time)


def _who(row: FollowUp, known: Known) -> tuple[str, str]:
    last = row.last
    number = last.number
    if number is None or number.withheld:
        # A name that comes without a number is still a name.
        withheld = words.word("pop.caller_withheld")
        return (text.isolate(last.name), withheld) if last.name else (withheld, "")
    who = known.who(number)
    told = next((each.name for each in row.tries if each.name), "")
    name = who.name or told
    shown = number_text(number)
    if not name or name == number.text:
        return text.isolate(shown), text.isolate(who.company)
    about = [shown, who.company if who.company != name else ""]
    return text.isolate(name), " · ".join(text.isolate(each) for each in about if each)


def _queues(row: FollowUp, known: Known) -> list[str]:
    return [
        words.word("history.via", queue=known.place(queue) or queue.text) for queue in row.queues
    ]


def _waited(row: FollowUp, *, spoken: bool = False) -> str:
    if row.waited_s <= 0:
        return ""
    waited = words.age_spoken(row.waited_s) if spoken else words.age(row.waited_s)
    return words.word("followups.waited", time=waited)


def _way(row: FollowUp, known: Known) -> str:
    return " · ".join(part for part in (*_queues(row, known), _waited(row)) if part)


def _age(at: datetime, now: datetime) -> str:
    """``just now``, ``12 min ago``, ``3 h ago``; of another day nothing, its time says it."""
    passed = now - at
    if passed < _MINUTE:
        return words.word("followups.just_now")
    if passed < _HOUR:
        return words.plural("minutes_ago", int(passed / _MINUTE))
    if passed < 24 * _HOUR:
        return words.plural("hours_ago", int(passed / _HOUR))
    return words.plural("days_ago", passed.days)
