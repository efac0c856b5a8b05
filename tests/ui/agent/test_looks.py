"""Standing, presence and alarm: each told by word and shape, never by colour alone."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Presence
from ctiapp.services.agentfacts import Alarm, Standing
from ctiapp.ui.agent import looks
from ctiapp.ui.shapes import Shape

pytestmark = pytest.mark.usefixtures("english")


def test_every_standing_has_a_word_and_a_shape_of_its_own() -> None:
    assert len({looks.standing_word(standing) for standing in Standing}) == len(Standing)
    assert len({shape for _, shape in looks.STANDINGS.values()}) == len(Standing)
    assert Shape.NONE not in {shape for _, shape in looks.STANDINGS.values()}


def test_every_presence_has_a_word_and_a_shape_of_its_own() -> None:
    assert len({looks.presence_word(presence) for presence in Presence}) == len(Presence)
    assert len({shape for _, shape in looks.PRESENCES.values()}) == len(Presence)
    assert Shape.NONE not in {shape for _, shape in looks.PRESENCES.values()}


def test_only_what_is_fine_has_no_mark() -> None:
    assert {alarm for alarm in Alarm if looks.ALARMS[alarm][1] is Shape.NONE} == {Alarm.FINE}
