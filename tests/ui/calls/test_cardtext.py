"""What a card says: of whom, by which way, and how far a safe transfer is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.safe_transfer import SafeStep, SafeTransfer
from ctiapp.ui import text
from ctiapp.ui.calls.cardtext import hint_of, name_of, notice_of, number_line, state_of, way_of
from ctiapp.ui.calls.viewmodel import faces
from tests.ui.fakes import card

if TYPE_CHECKING:
    from ctiapp.services.cards import Card

pytestmark = pytest.mark.usefixtures("english")

SECOND = CallId("2.1")
TALKING = card("1.1", Phase.TALKING)
HELD = card("1.1", Phase.HELD)


def safe(step: SafeStep, notice: str | None = None) -> SafeTransfer:
    """To Ada Frank, so far."""
    said = None if notice is None else Notice.of(notice, name="Ada Frank", seconds=25)
    return SafeTransfer(TALKING.call_id, Number("2008"), "Ada Frank", step, 1, SECOND, said)


def state(shown: Card) -> str:
    """Without the marks that isolate a name."""
    return text.bare(state_of(shown, "Esc"))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Joseph Goffin"),
        ({"name": None}, "+1 235-497-8652"),
        ({"name": None, "number_text": "", "number": Number("")}, "Number withheld"),
        ({"name": None, "number_text": "", "number": None}, "Unknown caller"),
    ],
)
def test_who_it_is(facts: dict[str, object], said: str) -> None:
    assert name_of(card(**facts)) == said


def test_the_number_stands_below_a_name_alone() -> None:
    assert text.bare(number_line(TALKING)) == "+1 235-497-8652 · Ticketsales"
    assert number_line(replace(TALKING, name=None, company=None)) == ""


@pytest.mark.parametrize("direction", list(Direction))
def test_each_way_has_a_word(direction: Direction) -> None:
    ways = {Direction.INBOUND: "direct", Direction.OUTBOUND: "outgoing"}
    assert way_of(replace(TALKING, direction=direction)) == ways.get(direction, "internal")
    unread = replace(TALKING, phase=Phase.RINGING, number=None, direction=direction)
    assert way_of(unread) == ""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"hold_untold": True}, "On hold or not: not known"),
        ({"muted": True}, "You are muted"),
        ({"recording": Recording.PAUSED}, "Recording paused"),
        (
            {"muted": None, "recording": None},
            "Muted or not: not known · Recorded or not: not known",
        ),
        (
            {"muted": None, "recording": None, "lacks": frozenset({Verb.RECORD})},
            "Muted or not: not known",
        ),
        ({"muted": None, "recording": None, "lacks": frozenset({Verb.MUTE, Verb.RECORD})}, ""),
        ({"consult_of": CallId("1.0")}, "You are consulting"),
    ],
)
def test_what_holds_besides_the_phase(facts: dict[str, object], said: str) -> None:
    assert state(card("1.1", Phase.TALKING, **facts)) == said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (SafeStep.CALLING, "Safe transfer to Ada Frank, ringing · Esc gets the caller back"),
        (SafeStep.CONNECTING, "Ada Frank answered, connecting"),
        (SafeStep.RETURNING, "Ada Frank did not answer, taking you back"),
        (SafeStep.STUCK, "Waits while you consult"),
        (SafeStep.BACK, ""),
    ],
)
def test_how_far_a_safe_transfer_is(step: SafeStep, said: str) -> None:
    consulting = SECOND if step is not SafeStep.BACK else None
    assert state(replace(HELD, safe=safe(step), consulting=consulting)) == said


def test_the_consulted_ones_call_says_what_it_is_for() -> None:
    ringing = card(SECOND, Phase.DIALING, safe=safe(SafeStep.CALLING), consult_of="1.1")
    assert state(ringing) == "Safe transfer: connects when they answer"


def test_why_the_caller_is_back_and_where_they_are() -> None:
    """On hold, or in the talk; a transfer that is left to the user says only why."""
    back = safe(SafeStep.BACK, "safe.back.timeout")
    why = "Ada Frank did not answer within 25 seconds."
    held = text.bare(notice_of(replace(HELD, safe=back)))
    talking = text.bare(notice_of(replace(TALKING, safe=back)))
    assert held == f"{why} Joseph Goffin waits on hold."
    assert talking == f"{why} You are talking to Joseph Goffin again."
    stuck = replace(HELD, safe=safe(SafeStep.STUCK, "safe.refused"))
    assert "refused to connect" in notice_of(stuck)
    assert notice_of(replace(card(SECOND), safe=back)) == ""


def test_the_hand_is_told_whom_it_fetches() -> None:
    """One's own phone rings first, also where a slot is dialled."""
    dialling = card("3.1", Phase.DIALING, own_phone_rings=True)
    fetching = replace(dialling, slot="6001")
    held = replace(card("4", Phase.HELD), unclear=frozenset({Verb.RESUME}))
    said = [text.bare(hint_of(face)) for face in faces((dialling, fetching, held), None)]
    assert said == [
        "Pick up your phone, then Joseph Goffin is called",
        "Pick up your phone to take Joseph Goffin from slot 6001",
        "Several calls are on hold: take this one back with the keys of your phone",
    ]
