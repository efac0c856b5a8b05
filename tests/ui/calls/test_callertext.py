"""What is said of a caller's past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.services.callers import CallerLine, LastTalk
from ctiapp.ui import text, words
from ctiapp.ui.calls import callertext

pytestmark = pytest.mark.usefixtures("english")
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, ""),
        (2, "2nd call today"),
        (3, "3rd call today"),
        (4, "4th call today"),
        (11, "11th call today"),
        (12, "12th call today"),
        (21, "21st call today"),
        (112, "112th call today"),
    ],
)
def test_how_often_they_called(count: int, said: str) -> None:
    """The first call of the day is nothing to speak of."""
    assert text.bare(callertext.calls_today(CallerLine(count))) == said


def test_calls_that_nobody_took() -> None:
    """They are what the caller has in mind."""
    assert text.bare(callertext.calls_today(CallerLine(3, 2))) == "3rd call today, 2 abandoned"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (3, "Sun"), (40, "1/23/26")]
)
def test_when_they_talked(days: int, said: str) -> None:
    """As one speaks of it."""
    talk = LastTalk("Maria", NOW - timedelta(days=days))
    time = text.plain(words.clock_time(talk.at))
    expected = f"last spoke to Maria, {said} {time}"
    assert text.bare(callertext.last_talk(talk, NOW)) == expected


def test_whom_they_talked_to() -> None:
    """Oneself, somebody by name, or nobody who is known."""
    mine = LastTalk("Leo", NOW, mine=True)
    assert "to you" in callertext.last_talk(mine, NOW)
    assert callertext.last_talk(LastTalk("", NOW), NOW) == ""
    assert callertext.last_talk(None, NOW) == ""


def test_all_of_it_in_one_line() -> None:
    """With a capital at its beginning."""
    line = CallerLine(3, 0, LastTalk("Maria", NOW))
    said = text.bare(callertext.past_line(line, NOW))
    assert said.startswith("3rd call today · last spoke to Maria, today")
    only = callertext.past_line(CallerLine(1, 0, LastTalk("Maria", NOW)), NOW)
    assert text.bare(only).startswith("Last spoke to Maria")
    assert callertext.past_line(None, NOW) == ""


def test_what_was_noted_is_quoted_as_plain_text() -> None:
    """Whoever wrote it, and whatever."""
    assert text.bare(callertext.quoted("<b>x</b>\u202e")) == "“<b>x</b>”"
    assert callertext.quoted("") == ""
