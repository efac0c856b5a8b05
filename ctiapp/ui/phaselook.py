"""How a call's phase looks: tone and shape, never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.call import Phase
from ctiapp.ui import words
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from ctiapp.ui.shapes import Pill

PHASE_LOOK: dict[Phase, tuple[str, Shape, bool]] = {
    Phase.OFFERED: ("ring", Shape.TRIANGLE, True),
    Phase.RINGING: ("ring", Shape.TRIANGLE, True),
    Phase.DIALING: ("accent", Shape.ARROW, False),
    Phase.TALKING: ("go", Shape.DOT, False),
    Phase.HELD: ("hold", Shape.BARS, False),
    Phase.PARKED: ("park", Shape.SQUARE, False),
    Phase.ENDED: ("gone", Shape.CROSS, False),
}
"""Tone, shape and whether the pill is filled, by what a call is."""


def show_phase(pill: Pill, phase: Phase) -> None:
    """Show what a call is now."""
    pill.set_look(words.phase(phase), *PHASE_LOOK[phase])
