"""How standing, presence and alarm look: each has a shape and a tone, and its word beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import Alarm, Standing
from ctiapp.ui import words
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDINGS: Mapping[Standing, tuple[str, Shape]] = {
    Standing.READY: ("go", Shape.DOT),
    Standing.NOT_READY: ("hold", Shape.BARS),
    Standing.BUSY: ("stop", Shape.SQUARE),
    Standing.WRAP_UP: ("accent", Shape.HALF),
    Standing.LOGGED_OFF: ("gone", Shape.CIRCLE),
    Standing.UNKNOWN: ("gone", Shape.DASH),
}
"""Tone and shape of an agent's standing."""

PRESENCES: Mapping[Presence, tuple[str, Shape]] = {
    Presence.AVAILABLE: ("go", Shape.DOT),
    Presence.AWAY: ("hold", Shape.HALF),
    Presence.BUSINESS_TRIP: ("accent", Shape.ARROW),
    Presence.DO_NOT_DISTURB: ("stop", Shape.STOP),
    Presence.LUNCH: ("hold", Shape.BARS),
    Presence.OFF_WORK: ("gone", Shape.CROSS),
    Presence.UNKNOWN: ("gone", Shape.DASH),
}
"""Tone and shape of a presence."""

ALARMS: Mapping[Alarm, tuple[str, Shape]] = {
    Alarm.FINE: ("go", Shape.NONE),
    Alarm.SOON: ("hold", Shape.HALF),
    Alarm.LATE: ("stop", Shape.TRIANGLE),
}
"""Tone and shape of a figure beside its threshold."""

_STANDING_WORDS = {
    Standing.READY: "agent.ready",
    Standing.NOT_READY: "agent.not_ready",
    Standing.BUSY: "agent.busy",
    Standing.WRAP_UP: "agent.wrap_up",
    Standing.LOGGED_OFF: "agent.logged_off",
    Standing.UNKNOWN: "agent.unknown",
}


def standing_word(standing: Standing) -> str:
    """The word for how an agent stands."""
    return words.word(_STANDING_WORDS[standing])


def presence_word(presence: Presence) -> str:
    """The word for a presence."""
    return words.word(f"presence.{presence.value}")
