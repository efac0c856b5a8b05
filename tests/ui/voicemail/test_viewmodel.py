"""What the lines of messages say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.errors import (
    CtiError,
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
)
from ctiapp.model.number import Number
from ctiapp.ui import words
from ctiapp.ui.text import bare
from ctiapp.ui.voicemail.viewmodel import Known, caller, came, counts, face, failure, file_title
from tests.ui.voicemail.leaving import AT, left

pytestmark = pytest.mark.usefixtures("english")

NAMES = {"+493055501": "Anna Simmons"}
KNOWN = Known(
    lambda message: NAMES.get(message.caller.number.text, message.caller.name),
    lambda message: message.new is True,
    lambda: datetime(2026, 3, 2, 12, tzinfo=UTC),
)


def test_a_line_says_who_when_how_long_and_that_it_is_new() -> None:
    shown = face(left(0), KNOWN)

    assert (bare(shown.who), bare(shown.about)) == ("Anna Simmons", "+49 30 55501")
    assert (shown.length, shown.new, shown.icon) == ("0:12", "New message", "voicemail")
    assert shown.spoken.startswith("New message from Anna Simmons, +49 30 55501, ")
    assert shown.spoken.endswith(", 12 seconds")
    assert bare(shown.title) == f"Anna Simmons, {bare(shown.time)}"


@pytest.mark.parametrize("new", [False, None])
def test_what_was_heard_or_is_not_told_is_not_called_new(*, new: bool | None) -> None:
    shown = face(left(0, new=new), KNOWN)
    assert shown.new == ""
    assert shown.spoken.startswith("Message from ")


def test_what_is_not_known_is_left_out() -> None:
    shown = face(left(1, "", at=None, length_s=None), KNOWN)
    assert bare(shown.who) == "Number withheld"
    assert (shown.about, shown.time, shown.length) == ("", "", "")
    assert shown.spoken == "New message from Number withheld"
    assert bare(shown.title) == "Number withheld"
    assert bare(face(left(1, "5503302"), KNOWN).who) == "5503302"
    assert face(left(1, "5503302"), KNOWN).about == ""
    assert bare(face(left(1, "5503302", "As it was"), KNOWN).who) == "As it was"


def test_a_name_from_right_to_left_stays_in_its_place() -> None:
    shown = face(left(0, "7", "عمر"), KNOWN)
    assert shown.title.startswith("\u2068عمر\u2069, ")
    assert shown.who == "\u2068عمر\u2069"


def test_a_file_says_whose_and_of_when() -> None:
    time = bare(face(left(0), KNOWN).time)
    assert file_title(left(0), KNOWN) == f"Message from Anna Simmons, {time}"
    assert file_title(left(3, at=None), KNOWN) == "Message from Anna Simmons, msg0003.wav"


def test_how_many_there_are() -> None:
    assert counts((), None) == ""
    assert counts((left(1),), 1) == "1 message · 1 new"
    assert counts((left(1), left(2)), 0) == "2 messages"
    assert counts((left(1), left(2)), None) == "2 messages"


def test_who_can_be_called_back() -> None:
    assert caller(left(1)) == Number("+493055501")
    assert caller(left(1, "")) is None
    assert caller(left(1, "sip:anna")) is None


def test_what_came_is_said() -> None:
    assert bare(words.say(came((left(1),), KNOWN.name))) == "New message from Anna Simmons"
    assert bare(words.say(came((left(1, ""),), KNOWN.name))) == "New message from Number withheld"
    assert words.say(came((left(2), left(1)), KNOWN.name)) == "2 new messages"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoSuchTarget("gone"), "no longer has this message"),
        (NotSupported("no"), "does not hand out"),
        (NotPermitted("no"), "does not hand out"),
        (NotAPbx("a page"), "no message"),
        (LinkLost("reset"), "connection"),
        (NotSupported("nobody", key="link.not_up"), "connect"),
    ],
)
def test_why_one_cannot_be_had_is_said(error: CtiError, said: str) -> None:
    assert said in failure(error)


def test_the_time_is_of_this_computer() -> None:
    assert face(left(0), KNOWN).time == words.day_and_time(AT, KNOWN.now())
