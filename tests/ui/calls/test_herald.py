"""What the ear is told of the calls, once each, and no more than is new."""

from __future__ import annotations

from dataclasses import replace

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.safe_transfer import SafeStep, SafeTransfer
from ctiapp.ui.calls.herald import Heard, Herald
from tests.ui.fakes import card, ended

TALKING = card("1.1", Phase.TALKING)
HELD = card("1.2", Phase.HELD, sequence=2)
RINGING = card("1.3", Phase.RINGING, sequence=3)
RINGING_TOO = card("1.4", Phase.RINGING, sequence=4)
OFFERED = card("2.1", Phase.OFFERED, ring=0, screened=True)
MARKED = replace(RINGING_TOO, marked=True)


def test_the_ear_hears_each_ring_and_each_end_once() -> None:
    herald = Herald()

    assert herald.tell((RINGING,), RINGING.call_id) == ((Heard.RINGING, RINGING),)
    assert herald.tell((RINGING,), RINGING.call_id) == ()
    over = ended(RINGING, EndReason.CALLER_GAVE_UP)
    assert herald.tell((over,), None) == ((Heard.ENDED, over),)
    again = card("1.3", Phase.RINGING, ring=2)
    assert herald.tell((again,), again.call_id) == ((Heard.RINGING, again),)


def test_the_ear_hears_where_the_selection_goes_when_there_is_a_choice() -> None:
    herald = Herald()
    herald.tell((TALKING, HELD), TALKING.call_id)

    assert herald.tell((TALKING, HELD), HELD.call_id) == ((Heard.SELECTED, HELD),)


def test_the_ear_hears_of_an_offer_once_and_of_its_ring() -> None:
    """Both are news: the second says that a phone rings now."""
    herald = Herald()
    assert herald.tell((OFFERED,), None) == ((Heard.OFFERED, OFFERED),)
    assert herald.tell((replace(OFFERED, pending=frozenset({Verb.ACCEPT_INBOUND})),), None) == ()
    rings = card("2.1", Phase.RINGING)
    assert herald.tell((rings,), None) == ((Heard.RINGING, rings),)


def test_coming_back_is_heard_once_for_each_attempt() -> None:
    """As urgent as a ring."""
    herald = Herald()
    safe = SafeTransfer(
        CallId("1.1"), Number("2008"), "Ada", SafeStep.BACK, 1, notice=Notice.of("x")
    )
    held = card("1.1", Phase.HELD, actions=(Verb.RESUME,))
    back = replace(held, safe=safe)
    again = replace(held, safe=replace(safe, attempt=2))
    heard = [
        [what for what, _ in herald.tell((each,), CallId("1.1"))]
        for each in (held, back, back, again, held)
    ]
    assert heard == [[], [Heard.BACK], [], [Heard.BACK], []]


def test_the_selection_that_went_along_with_the_mark_is_not_told_a_second_time() -> None:
    """The stroke has said it; later moves of the selection are told as ever."""
    herald = Herald()
    herald.tell((RINGING, RINGING_TOO), RINGING.call_id)

    assert herald.tell((RINGING, MARKED), MARKED.call_id) == ()
    assert herald.tell((RINGING, MARKED), RINGING.call_id) == ((Heard.SELECTED, RINGING),)
    assert herald.tell((RINGING, MARKED), MARKED.call_id) == ((Heard.SELECTED, MARKED),)


def test_it_is_told_who_is_meant_now_that_the_marked_call_is_over() -> None:
    """Once: the next stroke would act on that one."""
    over = ended(RINGING_TOO, EndReason.CALLER_GAVE_UP)
    for last in ((RINGING, over), (RINGING,)):
        herald = Herald()
        herald.tell((RINGING, MARKED), MARKED.call_id)
        news = herald.tell(last, RINGING.call_id)
        assert [each for each in news if each[0] is not Heard.ENDED] == [(Heard.MEANT, RINGING)]
        assert herald.tell(last, RINGING.call_id) == ()


def test_nothing_is_told_of_the_others_when_the_marked_call_is_answered() -> None:
    """One talks to them now; nor where nobody else rings."""
    herald = Herald()
    herald.tell((RINGING, MARKED), MARKED.call_id)
    answered = card("1.4", Phase.TALKING, sequence=4)
    assert herald.tell((RINGING, answered), answered.call_id) == ()

    herald.tell((RINGING, MARKED), answered.call_id)
    assert herald.tell((), None) == ()
