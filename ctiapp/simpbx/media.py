"""What is done to the sound of one leg: muting and recording. No event tells of either.

What the handbook leaves open: both want a leg that is connected; to start a recording that runs,
or to mute twice, changes nothing and is no error; to pause what does not run is one. A call has
one recording, whoever started it, and its name stands in the call's record.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.simpbx.errors import WrongStateError

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Direction
    from ctiapp.simpbx.legs import Leg


def mute(leg: Leg, *, muted: bool) -> None:
    """Let nobody hear a leg, or let it be heard again."""
    _need_talk(leg)
    leg.muted = muted


def start_recording(exchange: Exchange, leg: Leg) -> None:
    """Record what a leg says and hears."""
    _need_talk(leg)
    call = leg.call
    if leg.recording == "off":
        leg.recording = "on"
    if not call.recording:
        call.recording = file_name(
            exchange.now_s, call.id, call.from_number, call.to_number, call.direction
        )


def file_name(
    at_s: float, call_id: str, from_number: str, to_number: str, direction: Direction
) -> str:
    """Name a recording as the PBX does (P handbook, l. 13510): when it began, of which call."""
    at = datetime.fromtimestamp(at_s, tz=UTC).strftime("%Y%m%d%H%M%S")
    parties = f"{from_number or 'Unknown'}-{to_number}"
    return f"{at}-{call_id}-{parties}-{direction.capitalize()}.wav"


def pause_recording(leg: Leg) -> None:
    """Leave something out of a recording."""
    if leg.recording != "on":
        message = f"{leg.channel} is not being recorded"
        raise WrongStateError(message)
    leg.recording = "paused"


def resume_recording(leg: Leg) -> None:
    """Go on with a recording that was paused."""
    if leg.recording != "paused":
        message = f"{leg.channel} has no recording that is paused"
        raise WrongStateError(message)
    leg.recording = "on"


def _need_talk(leg: Leg) -> None:
    if not leg.talking:
        message = f"{leg.channel} is not connected"
        raise WrongStateError(message)
