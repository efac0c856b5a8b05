"""Lamps: one shape, one word, one truth."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import CallReport
from ctiapp.model.directory import Extension, LineState, Presence
from ctiapp.model.engagement import Doing
from ctiapp.model.events import LinkState
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.services.storelamps import StoreLamps
from ctiapp.state import changes
from ctiapp.state.store import Store
from ctiapp.ui.calls.people import Lamp, lamp, others, person
from tests.model.said import ext, moment


@pytest.mark.parametrize(
    ("line", "presence", "expected"),
    [
        (LineState.BUSY, Presence.DO_NOT_DISTURB, Lamp.TALKING),
        (LineState.RINGING, Presence.LUNCH, Lamp.RINGING),
        (LineState.IDLE, Presence.LUNCH, Lamp.LUNCH),
        (LineState.IDLE, Presence.AVAILABLE, Lamp.FREE),
        (LineState.IDLE, None, Lamp.FREE),
        (None, Presence.AVAILABLE, Lamp.FREE),
        (None, Presence.UNKNOWN, Lamp.UNKNOWN),
        (None, None, Lamp.UNKNOWN),
    ],
)
def test_what_the_phone_does_comes_first(
    line: LineState | None, presence: Presence | None, expected: Lamp
) -> None:
    assert lamp(line, presence) is expected


def test_a_nameless_extension_is_called_by_its_number() -> None:
    nameless = Extension(ExtensionId("1"), Number("2001"), "", Presence.AWAY)

    assert person(nameless, None).name == "2001"
    assert person(nameless, None).lamp is Lamp.AWAY
    told = changes.Lamp(presence=Presence.AVAILABLE)
    assert person(nameless, told).lamp is Lamp.FREE


def test_oneself_is_not_among_the_others() -> None:
    me = Extension(ExtensionId("1"), Number("2000"), "Leo Ball")
    anna = Extension(ExtensionId("2"), Number("2008"), "Anna Simmons")

    assert others((me, anna), me.number) == (anna,)


def test_whoever_is_available_after_a_gap_may_be_on_a_call() -> None:
    assert lamp(LineState.UNKNOWN, Presence.AVAILABLE) is Lamp.UNKNOWN
    assert lamp(LineState.UNKNOWN, Presence.LUNCH) is Lamp.LUNCH


def test_an_old_list_is_no_word_on_anybody_until_it_was_read_again() -> None:
    store = Store()
    source = StoreLamps(store)
    extension = Extension(ExtensionId("1"), Number("2001"), "Anna", Presence.AVAILABLE)
    assert person(extension, source.lamp(extension.number)).lamp is Lamp.FREE
    store.apply(events.LinkChanged(LinkState.UP), moment(0))
    store.apply(events.LinkChanged(LinkState.DOWN), moment(0))
    assert person(extension, source.lamp(extension.number)).lamp is Lamp.UNKNOWN

    told = moment(1)
    store.apply(events.PresenceChanged(extension.number, Presence.AWAY), told)
    assert person(extension, source.lamp(extension.number)).lamp is Lamp.AWAY
    store.set_people((), moment(2))
    assert source.lamp(Number("2002")) is None


@pytest.mark.parametrize(
    ("line", "doing", "expected"),
    [
        (None, Doing.TALKING, Lamp.TALKING),
        (None, Doing.CALLING, Lamp.TALKING),
        (None, Doing.RINGING, Lamp.RINGING),
        (LineState.IDLE, Doing.RINGING, Lamp.RINGING),
        (LineState.RINGING, Doing.TALKING, Lamp.TALKING),
        (LineState.BUSY, Doing.RINGING, Lamp.TALKING),
        (LineState.BUSY, None, Lamp.TALKING),
        (LineState.UNKNOWN, None, Lamp.UNKNOWN),
    ],
)
def test_calls_and_the_phones_own_word_agree_on_one_lamp(
    line: LineState | None, doing: Doing | None, expected: Lamp
) -> None:
    assert lamp(line, Presence.AVAILABLE, doing) is expected


def test_an_unregistered_phone_is_told_before_a_presence_and_after_a_call() -> None:
    assert lamp(LineState.IDLE, Presence.LUNCH, registered=False) is Lamp.UNREGISTERED
    assert lamp(LineState.BUSY, Presence.LUNCH, registered=False) is Lamp.TALKING
    extension = Extension(
        ExtensionId("1"), Number("2001"), "Anna", Presence.LUNCH, registered=False
    )
    who = person(extension, None)
    assert (who.lamp, who.presence) == (Lamp.UNREGISTERED, Lamp.LUNCH)
    assert person(extension, changes.Lamp(registered=True)).lamp is Lamp.LUNCH
    assert person(extension, None, doubtful=True).lamp is Lamp.LUNCH


def test_with_whom_and_since_when_stands_with_the_person() -> None:
    store = Store()
    store.reset(Number("2000"), moment(0))
    store.set_calls((), 0.0, moment(0))
    told: list[tuple[Number, ...] | None] = []
    source = StoreLamps(store)
    source.subscribe(told.append)
    report = CallReport(CallId("9.1"), (ext("2001", "ANSWERED"), ext("2002", "ANSWER")))
    store.apply(events.CallReported(report), moment(5))

    anna = Extension(ExtensionId("1"), Number("2001"), "Anna")
    who = person(anna, source.lamp(anna.number), source.engagement(anna.number))
    assert who.engaged is not None
    assert (who.lamp, who.engaged.other, who.engaged.since) == (
        Lamp.TALKING,
        Number("2002"),
        moment(5),
    )
    assert told == [(Number("2001"), Number("2002"))]
    store.apply(events.LineChanged(Number("2001"), LineState.IDLE), moment(6))
    assert source.engagement(anna.number) is None


@pytest.mark.parametrize("presence", [None, Presence.UNKNOWN])
def test_where_a_pbx_knows_no_presence_a_phone_that_is_there_is_free(
    presence: Presence | None,
) -> None:
    """Nobody would be, else; after a gap it may be on a call all the same."""
    assert lamp(None, presence, registered=True) is Lamp.FREE
    assert lamp(LineState.BUSY, presence, registered=True) is Lamp.TALKING
    assert lamp(LineState.UNKNOWN, presence, registered=True) is Lamp.UNKNOWN
    assert lamp(None, presence, registered=False) is Lamp.UNREGISTERED
