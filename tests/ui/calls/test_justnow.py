"""The calls that ended in this session."""

from __future__ import annotations

from ctiapp.model.call import Direction, EndReason, Phase
from ctiapp.model.number import Number
from ctiapp.ui.calls.justnow import KEPT, JustNow
from tests.ui.fakes import Clock, card, ended


def test_a_call_nobody_took_is_missed_and_tells_how_long_it_rang() -> None:
    clock = Clock()
    just = JustNow()
    ringing = card("1", Phase.RINGING, since=clock.ago(21), via_name="Support")
    just.take((ringing,))

    assert just.take((ended(ringing, EndReason.CALLER_GAVE_UP, clock),))
    (past,) = just.calls
    assert (past.incoming, past.missed, past.rang_s, past.via) == (True, True, 21.0, "Support")


def test_a_call_one_talked_in_tells_how_long() -> None:
    clock = Clock()
    just = JustNow()
    just.take((card("1", Phase.RINGING, since=clock.ago(140)),))
    just.take((card("1", Phase.TALKING, since=clock.ago(124)),))
    just.take((card("1", Phase.HELD, since=clock.ago(20)),))
    just.take((ended(card("1"), EndReason.HUNG_UP, clock),))

    (past,) = just.calls
    assert (past.missed, past.rang_s, past.talked_s) == (False, None, 124.0)


def test_answered_elsewhere_or_rejected_is_not_missed() -> None:
    just = JustNow()
    for index, reason in enumerate((EndReason.ANSWERED_ELSEWHERE, EndReason.REJECTED)):
        ringing = card(str(index), Phase.RINGING)
        just.take((ringing,))
        just.take((ended(ringing, reason),))

    assert [past.missed for past in just.calls] == [False, False]


def test_an_internal_ring_counts_as_incoming() -> None:
    just = JustNow()
    ringing = card("1", Phase.RINGING, direction=Direction.INTERNAL)
    just.take((ringing,))
    just.take((ended(ringing, EndReason.CALLER_GAVE_UP),))

    assert just.calls[0].incoming


def test_a_withheld_number_cannot_be_called_back() -> None:
    just = JustNow()
    just.take((ended(card("1", number=Number(""), number_text=""), EndReason.HUNG_UP),))
    just.take((ended(card("2", number=Number("bob.smith")), EndReason.HUNG_UP),))

    assert [past.number for past in just.calls] == [None, None]


def test_the_same_end_changes_nothing_and_a_name_that_comes_late_does() -> None:
    just = JustNow()
    over = ended(card("1", name=None), EndReason.HUNG_UP)
    assert just.take((over,))
    assert not just.take((over,))
    assert just.take((ended(card("1", name="Anna Simmons"), EndReason.HUNG_UP),))
    assert [past.name for past in just.calls] == ["Anna Simmons"]


def test_the_newest_stands_first_and_the_list_is_bounded() -> None:
    just = JustNow()
    for index in range(KEPT + 5):
        just.take((ended(card(str(index)), EndReason.HUNG_UP),))

    assert len(just.calls) == KEPT
    assert just.calls[0].call_id == str(KEPT + 4)
    just.clear()
    assert just.calls == ()


OFFERED = card("1", Phase.OFFERED, ring=0, screened=True)


def test_an_offered_call_is_missed_only_where_the_caller_gave_up() -> None:
    for reason, missed in (
        (EndReason.CALLER_GAVE_UP, True),
        (EndReason.ACCEPTED, False),
        (EndReason.LET_IN, False),
        (EndReason.REFUSED, False),
        (EndReason.WHILE_AWAY, False),
    ):
        just = JustNow()
        just.take((OFFERED,))
        just.take((ended(OFFERED, reason),))
        (past,) = just.calls
        assert (past.incoming, past.missed, past.offered) == (True, missed, True), reason


def test_a_call_that_was_let_in_and_rings_here_stands_there_once() -> None:
    just = JustNow()
    just.take((OFFERED,))
    assert just.take((ended(OFFERED, EndReason.ACCEPTED),))
    rings = card("1", Phase.RINGING)
    assert just.take((rings,))
    assert just.calls == ()
    just.take((ended(rings, EndReason.CALLER_GAVE_UP),))

    assert [(past.call_id, past.ring, past.missed) for past in just.calls] == [("1", 1, True)]


def test_a_call_one_made_is_not_forgotten_when_it_rings_back() -> None:
    just = JustNow()
    made = card("1", Phase.DIALING, ring=0, direction=Direction.OUTBOUND)
    just.take((ended(made, EndReason.HUNG_UP),))

    assert not just.take((card("1", Phase.RINGING),))
    assert len(just.calls) == 1
