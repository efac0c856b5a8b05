"""Lamps: one shape, one word, one truth."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Extension, LineState, Presence
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.state import changes
from ctiapp.ui.calls.people import Lamp, lamp, others, person


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
