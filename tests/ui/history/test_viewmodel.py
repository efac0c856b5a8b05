"""What the lines of past calls say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.history import DayCount, Fate
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome, RecordParty
from ctiapp.ui.history.viewmodel import call_face, day_face, day_word, leg_face, name_of
from ctiapp.ui.text import bare
from tests.ui.history.samples import NOW, call, known, leg

pytestmark = pytest.mark.usefixtures("english")


def test_an_answered_call_says_who_how_and_how_long() -> None:
    face = call_face(call(note="Wants a <refund>", recording="a.wav", parts=3), known())
    assert (face.icon, face.tone, face.fate) == ("arrow-in", "go", "Answered")
    assert bare(face.who) == "Joseph Goffin"
    assert bare(face.about) == "+1 235-497-8652 · Ticketsales"
    assert bare(face.way) == "via Support · to 5503301"
    assert (face.length, face.recorded, face.parts) == ("2:05", True, 3)
    assert bare(face.spoken).replace("\N{NARROW NO-BREAK SPACE}", " ").split(", ") == [
        "Answered",
        "Joseph Goffin",
        "+1 235-497-8652 · Ticketsales",
        "incoming",
        f"today {face.time}".replace("\N{NARROW NO-BREAK SPACE}", " "),
        "2 minutes 5 seconds",
        "via Support · to 5503301",
        "note: Wants a <refund>",
        "recorded",
        "3 parts",
    ]


@pytest.mark.parametrize(
    ("fate", "incoming", "icon", "tone", "said"),
    [
        (Fate.ANSWERED, False, "arrow-out", "go", "Called"),
        (Fate.ANSWERED_ELSEWHERE, True, "arrow-in", "go", "Answered elsewhere"),
        (Fate.MISSED, True, "missed", "stop", "Missed"),
        (Fate.ABANDONED, True, "missed", "stop", "Gave up waiting"),
        (Fate.VOICEMAIL, True, "missed", "stop", "Voicemail"),
        (Fate.VOICEMAIL, False, "arrow-out", "gone", "Voicemail"),
        (Fate.MISSED, False, "arrow-out", "gone", "No answer"),
        (Fate.NO_ANSWER, False, "arrow-out", "gone", "No answer"),
        (Fate.BUSY, False, "arrow-out", "gone", "Busy"),
        (Fate.DECLINED, False, "arrow-out", "gone", "Busy or declined"),
        (Fate.REFUSED, True, "arrow-in", "gone", "Rejected"),
        (Fate.FAILED, False, "arrow-out", "gone", "Failed"),
        (Fate.UNKNOWN, True, "arrow-in", "gone", "Outcome not known"),
    ],
)
def test_every_fate_has_a_word_and_a_shape(
    fate: Fate, incoming: bool, icon: str, tone: str, said: str
) -> None:
    face = call_face(call(fate=fate, incoming=incoming), known())
    assert (face.icon, face.tone, face.fate) == (icon, tone, said)


def test_every_fate_there_is_has_a_word() -> None:
    said = {call_face(call(fate=fate), known()).fate for fate in Fate}
    assert len(said) == len(Fate)
    assert {leg_face(leg(outcome=outcome), known()).fate for outcome in Outcome}


@pytest.mark.parametrize(
    ("taker", "name", "said"),
    [
        ("2008", "A Simmons", "Answered by Anna Simmons"),
        ("2009", "Bo", "Answered by Bo"),
        ("2009", "", "Answered by 2009"),
        ("", "Bo", "Answered elsewhere"),
    ],
)
def test_answered_elsewhere_says_by_whom(taker: str, name: str, said: str) -> None:
    taken = call(fate=Fate.ANSWERED_ELSEWHERE, taken_by=Number(taker), taken_name=name)
    assert bare(call_face(taken, known()).fate) == said


def test_a_name_is_that_of_today_else_that_of_then_else_the_number() -> None:
    def lines(number: str | None, name: str) -> tuple[str, str]:
        of = call(number=None if number is None else Number(number), name=name)
        face = call_face(of, known())
        return bare(face.who), bare(face.about)

    assert lines("2008", "Somebody") == ("Anna Simmons", "2008")
    assert lines("5550100", "Then Ltd") == ("Then Ltd", "5550100")
    assert lines("5550100", "") == ("5550100", "")
    assert lines("5550100", "5550100") == ("5550100", "")
    assert lines(None, "") == ("Number withheld", "")
    assert lines("", "Pat") == ("Pat", "Number withheld")
    assert name_of(call(number=Number("2008")), known()) == "Anna Simmons"


def test_a_call_that_nobody_took_says_how_long_it_rang() -> None:
    face = call_face(call(fate=Fate.MISSED, talk_s=0, ring_s=21), known())
    assert bare(face.length) == "rang 0:21"
    assert "rang 21 seconds" in bare(face.spoken)
    assert call_face(call(talk_s=0, ring_s=0), known()).length == ""


def test_a_queue_without_a_name_is_its_number_and_an_inner_call_says_so() -> None:
    assert bare(call_face(call(queue=Number("6499"), did=None), known()).way) == "via 6499"
    inner = call(queue=None, did=None, direction=Direction.INTERNAL)
    assert call_face(inner, known()).way == "internal"
    assert call_face(call(queue=None, did=None), known()).way == ""


def test_text_from_outside_cannot_turn_the_line_round() -> None:
    rlo = "\N{RIGHT-TO-LEFT OVERRIDE}evil"
    face = call_face(call(number=Number("5550100"), name=rlo, note=rlo), known())
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in face.who + face.note + face.spoken


def test_a_part_says_who_called_whom_and_how_it_ended() -> None:
    face = leg_face(leg(recording="a.wav"), known())
    assert (bare(face.caller), bare(face.callee)) == ("Joseph Goffin", "Anna Simmons")
    assert (bare(face.length), face.fate, face.recorded) == ("rang 0:15", "No answer", True)
    assert bare(face.reason) == "Queue Support timed out"
    assert "recorded" in bare(face.spoken)
    mine = leg(caller=RecordParty(Number(""), ""), callee=RecordParty(Number("2000")))
    assert "Number withheld → you" in bare(leg_face(mine, known()).spoken)
    place = leg(caller=RecordParty(Number(""), "Pat"), callee=RecordParty(Number("6402")))
    assert "Pat → Support" in bare(leg_face(place, known()).spoken)


def test_days_have_words() -> None:
    today = date(2026, 3, 2)
    assert day_word(today, today) == "Today"
    assert day_word(today - timedelta(days=1), today) == "Yesterday"
    assert bare(day_word(today - timedelta(days=3), today)) == "Friday, 27 February"
    assert "2025" in day_word(date(2025, 12, 31), today)
    assert bare(day_word(today + timedelta(days=1), today)) == "Tuesday, 3 March"
    assert day_face(DayCount(today, 1), today) == ("Today", "1 call")
    assert NOW.tzinfo is not None


def test_days_have_chinese_words(chinese: None) -> None:
    del chinese
    today = date(2026, 3, 2)
    assert bare(day_word(today - timedelta(days=3), today)) == "2月27日 星期五"
