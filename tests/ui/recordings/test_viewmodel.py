"""What the lines of recordings say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.errors import (
    CtiError,
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
)
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty
from ctiapp.ui.recordings.viewmodel import Known, face, failure, found, other
from ctiapp.ui.text import bare
from tests.ui.recordings.taped import taped

pytestmark = pytest.mark.usefixtures("english")

NAMES = {"+493055501": "Anna Simmons", "6402": "Support", "2001": "Dave Harris"}
KNOWN = Known(
    lambda number: NAMES.get(number.text, ""),
    lambda number: number.text == "2000",
    lambda: datetime(2026, 3, 2, 12, tzinfo=UTC),
)


def test_a_line_says_who_when_how_long_and_how_large() -> None:
    shown = face(taped(1), KNOWN)

    assert (bare(shown.caller), bare(shown.callee)) == ("Anna Simmons", "you")
    assert bare(shown.about) == "+49 30 55501"
    assert (shown.length, shown.size, shown.icon) == ("3:25", "3.3 MB", "arrow-in")
    assert shown.spoken.startswith("Anna Simmons → you, ")
    assert "3 minutes 25 seconds" in shown.spoken
    assert bare(shown.title).startswith("Anna Simmons → you, ")
    assert face(taped(1, "5503302"), KNOWN).about == ""


def test_what_is_not_known_is_left_out() -> None:
    nobody = RecordParty(Number(""))
    shown = face(taped(1, nobody, "6402", at=None, talk_s=0, size=0, direction=None), KNOWN)

    assert bare(shown.callee) == "Support"
    assert bare(shown.caller) == "Number withheld"
    assert (shown.time, shown.length, shown.size, shown.icon) == ("", "", "", "phone")
    assert shown.spoken == "Number withheld → Support"


def test_a_name_from_right_to_left_does_not_turn_the_title_round() -> None:
    title = face(taped(1, RecordParty(Number("7"), "عمر")), KNOWN).title
    assert title.startswith("\u2068عمر\u2069 → ")


def test_a_strangers_name_is_plain_text() -> None:
    shown = face(taped(1, RecordParty(Number("7"), "<b>Eve</b>\u202e")), KNOWN)
    assert bare(shown.caller) == "<b>Eve</b>"


@pytest.mark.parametrize(
    ("sought", "ids"),
    [
        ("", ["1", "2", "3"]),
        ("ANNA", ["1"]),
        ("dave you", ["2"]),
        ("555", ["1"]),
        ("30 555", ["1"]),
        ("support", ["3"]),
        ("nobody", []),
    ],
)
def test_every_word_has_to_be_found(sought: str, ids: list[str]) -> None:
    items = [taped(1), taped(2, "2001"), taped(3, "2001", "6402")]
    assert [each.recording_id for each in found(items, sought, KNOWN)] == ids


@pytest.mark.parametrize(
    ("caller", "callee", "number"),
    [
        ("+493055501", "2000", "+493055501"),
        ("2000", "2001", "2001"),
        ("2001", "2003", "2001"),
        ("", "2000", None),
        ("2000", "2000", None),
        ("anna@example.com", "2000", None),
    ],
)
def test_whom_one_would_call_back(caller: str, callee: str, number: str | None) -> None:
    parties = [RecordParty(Number(caller)), RecordParty(Number(callee))]
    called = other(taped(1, *parties, direction=Direction.INTERNAL), KNOWN)
    assert (None if called is None else called.text) == number


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoSuchTarget("x"), "no longer has this recording"),
        (NotSupported("x"), "does not hand out recordings"),
        (NotPermitted("x"), "does not hand out recordings"),
        (NotAPbx("x"), "is no recording"),
        (NotSupported("x", key="link.not_up"), "PBX"),
        (LinkLost("x"), "connection"),
    ],
)
def test_why_it_cannot_be_had(error: CtiError, said: str) -> None:
    assert said in failure(error)
