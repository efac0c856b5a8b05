"""Which leg is listened to, and by which of one's own calls (the rest: ``test_supervisor``)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.commands import ListenMode
from ctiapp.model.errors import UsageError
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import Listening
from ctiapp.services.listening import Ear, own_call, their_leg, was_there
from ctiapp.state.store import Store
from tests.model.said import ME, ext, inbound, mine, moment, report

if TYPE_CHECKING:
    from ctiapp.model.call import CallReport

ANNA = Number("2008")
THEIRS, OURS = CallId("7.1"), CallId("9.9")
TALKS = report(inbound("ANSWERED"), ext("2008", "ANSWER"), call_id=THEIRS)
RINGS = report(mine("RING"), call_id=OURS)
WITH_THEM = report(inbound("ANSWERED"), ext("2008", "ANSWER"), mine("ANSWER"), call_id=THEIRS)


def ear(mode: ListenMode, *, named: bool, shown: bool) -> Ear:
    """Anna is to be listened to."""
    fact = Listening(
        ANNA, "Anna", mode.value, OURS if named else None, LegId("PJSIP/2008-1"), moment()
    )
    return Ear(fact, ME, Number("6402"), THEIRS, frozenset(), shown=shown, lost=not named)


def told(*reports: CallReport) -> Store:
    """A store that was told of these calls."""
    store = Store()
    store.reset(ME, moment())
    for each in reports:
        store.apply(events.CallReported(each), moment())
    return store


def test_it_is_the_agents_own_leg_in_their_call() -> None:
    """The talk before what they hold; nobody else's leg."""
    assert their_leg([TALKS], ANNA, ME, "Anna") == (THEIRS, LegId("PJSIP/2008-1"))
    with pytest.raises(UsageError):
        their_leg([TALKS], Number("2009"), ME, "Nobody")
    with pytest.raises(UsageError):
        their_leg([WITH_THEM], ANNA, ME, "Anna")


@pytest.mark.parametrize(
    ("mode", "named", "shown", "calls", "found"),
    [
        (ListenMode.LISTEN, True, True, (RINGS,), OURS),
        (ListenMode.LISTEN, True, False, (RINGS,), OURS),
        (ListenMode.LISTEN, False, False, (RINGS,), OURS),
        (ListenMode.BARGE, True, True, (WITH_THEM,), THEIRS),
        (ListenMode.BARGE, False, False, (WITH_THEM,), THEIRS),
        (ListenMode.LISTEN, False, False, (WITH_THEM,), None),
        (ListenMode.LISTEN, True, True, (), None),
    ],
)
def test_where_one_hears_it(
    mode: ListenMode,
    calls: tuple[CallReport, ...],
    found: CallId | None,
    *,
    named: bool,
    shown: bool,
) -> None:
    """The call that was named, the agent's where one barges in, else the one that rings alone."""
    call = own_call(told(*calls), ear(mode, named=named, shown=shown))
    assert (None if call is None else call.call_id) == found


def test_a_call_that_was_there_before_is_not_the_one_without_a_name() -> None:
    """One's own phone may ring for somebody else."""
    before = replace(ear(ListenMode.LISTEN, named=False, shown=False), before=frozenset({OURS}))
    assert own_call(told(RINGS), before) is None


def test_it_was_there_once_it_is_over() -> None:
    """Not while it rings, and not where nothing was ever seen."""
    store = told()
    one = ear(ListenMode.LISTEN, named=True, shown=True)
    assert not was_there(store, one)
    store.apply(events.CallReported(RINGS), moment())
    assert not was_there(store, one)
    store.apply(events.CallGone(OURS), moment())
    assert was_there(store, one)
    assert was_there(told(), replace(one, fact=replace(one.fact, answered=True)))
