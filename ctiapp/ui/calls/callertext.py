"""What a card and a pop say of the caller's past, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.ui import text, words

if TYPE_CHECKING:
    from ctiapp.services.callers import CallerLine, LastTalk


def now() -> datetime:
    """The wall clock: what was yesterday is told by it."""
    return datetime.now(UTC)


def calls_today(line: CallerLine) -> str:
    """``3rd call today, 2 abandoned``; empty where this is the first."""
    calls = words.nth_call(line.calls_today) if line.calls_today > 1 else ""
    if not line.abandoned_today:
        return calls
    abandoned = words.word("caller.abandoned", count=line.abandoned_today)
    if not calls:
        return abandoned
    return text.bare(words.word("caller.calls_today", calls=calls, abandoned=abandoned))


def last_talk(talk: LastTalk | None, at: datetime) -> str:
    """``last spoke to Maria, yesterday 16:20``; empty where they spoke to nobody."""
    if talk is None:
        return ""
    when = words.day_and_time(talk.at, at)
    if talk.mine:
        return words.word("caller.last_you", time=when)
    return words.word("caller.last", name=talk.with_name, time=when) if talk.with_name else ""


def quoted(note: str) -> str:
    """What was noted last time, as a quotation; empty where nothing was."""
    return words.word("card.quoted", note=text.plain(note)) if note else ""


def past_line(line: CallerLine | None, at: datetime) -> str:
    """All that is known of earlier calls but the note, in one line."""
    if line is None:
        return ""
    parts = (calls_today(line), last_talk(line.last_talk, at))
    return capital(" · ".join(part for part in parts if part))


def capital(line: str) -> str:
    """With a capital at its beginning, where it has letters that know them."""
    return line[:1].upper() + line[1:]
