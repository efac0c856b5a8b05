"""What the lines of the follow-up list say."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ctiapp.model.followups import Snooze
from ctiapp.model.history import Fate
from ctiapp.model.number import Number
from ctiapp.ui import text
from ctiapp.ui.followups.viewmodel import name_of, snooze_words, until_text
from tests.ui.followups.samples import ANNA, face, miss, row
from tests.ui.history.samples import NOW, known

pytestmark = pytest.mark.usefixtures("english")


def test_somebody_who_gave_up_in_a_queue() -> None:
    """Who, how often, when, in which queue, and how long they waited at most."""
    support = Number("6402")
    tried = [
        miss(minutes, fate=Fate.ABANDONED, queue=support, waited_s=waited)
        for minutes, waited in ((12, 95), (20, 120))
    ]
    shown = face(row(*tried))
    assert text.bare(shown.who) == "Joseph Goffin"
    assert text.bare(shown.about) == "+1 235-497-8652 · Ticketsales"
    assert (shown.icon, shown.tone, shown.fate) == ("queue", "stop", "Gave up waiting")
    assert text.bare(shown.way) == "via Support · waited 2:00"
    assert (shown.tries, shown.age) == ("2 tries", "12 min ago")
    assert text.bare(shown.spoken) == (
        "Joseph Goffin, +1 235-497-8652 · Ticketsales, 2 tries, Gave up waiting, via Support,"
        f" waited 2 minutes 0 seconds, last tried {text.bare(shown.time)}"
    )


def test_somebody_who_called_once() -> None:
    """Once needs no count; nothing is said of a wait that is not known."""
    shown = face(row(miss(12, ANNA, waited_s=0)))
    assert (text.bare(shown.who), text.bare(shown.about)) == ("Anna Simmons", "2008")
    assert (shown.icon, shown.fate, shown.way, shown.tries) == ("missed", "Missed", "", "")


def test_who_withholds_the_number() -> None:
    """It is said; a name that came without a number is still a name."""
    assert face(row(miss(1, None))).who == "Number withheld"
    shown = face(row(miss(1, None, name="Bond")))
    assert (text.bare(shown.who), shown.about) == ("Bond", "Number withheld")


def test_the_name_that_the_pbx_told_does_for_one_that_nobody_knows() -> None:
    """Of whichever try it was told."""
    shown = face(row(miss(1, "+4989123456"), miss(9, "+4989123456", name="MEIER")))
    assert (text.bare(shown.who), text.bare(shown.about)) == ("MEIER", "+49 89 123456")
    shown = face(row(miss(1, "+4989123456")))
    assert (text.bare(shown.who), shown.about) == ("+49 89 123456", "")


def test_who_is_put_off_does_not_call_out() -> None:
    """Until when, in a calm tone, with another mark."""
    until = NOW + timedelta(hours=1)
    shown = face(row(until=until, reason="at lunch"))
    assert (shown.icon, shown.tone) == ("history", "gone")
    assert text.bare(shown.fate) == text.bare(until_text(until, NOW))
    assert text.bare(shown.note) == "at lunch"
    assert "said before: at lunch" in text.bare(shown.spoken)


def test_until_tomorrow_is_said() -> None:
    assert text.bare(until_text(NOW + timedelta(hours=1), NOW)).startswith("Put off until ")
    assert "tomorrow" not in until_text(NOW + timedelta(hours=1), NOW)
    assert "tomorrow" in until_text(NOW + timedelta(days=1), NOW)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(minutes=60), "1 h ago"),
        (timedelta(hours=23), "23 h ago"),
        (timedelta(hours=24), "1 day ago"),
        (timedelta(days=9), "9 days ago"),
    ],
)
def test_how_long_ago(ago: timedelta, said: str) -> None:
    assert face(row(miss(0)), NOW + ago).age == said


def test_each_way_of_putting_off_says_when_they_come_back() -> None:
    morning = datetime(2026, 3, 2, 8, 15).astimezone()
    found = snooze_words(morning)
    assert [snooze for snooze, _ in found] == [Snooze.HOUR, Snooze.AFTERNOON, Snooze.TOMORROW]
    said = [text.bare(word) for _, word in found]
    assert [each.split(" (")[0] for each in said] == [
        "In an hour",
        "This afternoon",
        "Tomorrow morning",
    ]
    assert "9:15" in said[0]


def test_text_from_outside_is_plain_and_isolated() -> None:
    """Whatever a caller calls themselves, and whatever was written of them."""
    evil = "<b>&Bob\u202e</b>"
    shown = face(row(miss(1, "+4989123456", name=evil), reason=evil))
    for part in (shown.who, shown.note):
        assert part.startswith(text.FSI)
        assert "\u202e" not in part
    assert name_of(row(miss(1, ANNA)), known()) == "Anna Simmons"
