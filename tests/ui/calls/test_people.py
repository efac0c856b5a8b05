"""Lamps: one shape, one word, one truth."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.directory import Extension, LineState, Presence
from ctiapp.model.events import LinkState
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.state.store import Store
from ctiapp.ui.calls.people import Lamp, StoreLamps, lamp, others, person
from tests.model.said import moment


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
    old = [True]
    source = StoreLamps(store.lamps.get, store.subscribe, lambda: old[0])
    extension = Extension(ExtensionId("1"), Number("2001"), "Anna", Presence.AVAILABLE)
    assert person(extension, source.lamp(extension.number)).lamp is Lamp.UNKNOWN

    told = moment(1)
    store.apply(events.PresenceChanged(extension.number, Presence.AWAY), told)
    assert person(extension, source.lamp(extension.number)).lamp is Lamp.AWAY
    old[0] = False
    assert source.lamp(Number("2002")) is None


def test_lamps_that_change_all_at_once_are_told() -> None:
    store = Store()
    heard: list[bool] = []
    StoreLamps(store.lamps.get, store.subscribe).subscribe(lambda: heard.append(True))
    store.apply(events.LinkChanged(LinkState.UP), moment(1))
    assert heard == []
    store.apply(events.LinkChanged(LinkState.DOWN), moment(2))
    assert heard == [True]
