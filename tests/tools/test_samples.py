"""The made-up calls of the pictures hold every hard case."""

from __future__ import annotations

import unicodedata

from ctiapp.services.cards import Card
from ctiapp.tools import samples


def _cards() -> list[Card]:
    return [value for value in vars(samples).values() if isinstance(value, Card)]


def test_samples_hold_several_scripts_and_long_names() -> None:
    names = [card.name for card in _cards() if card.name]
    scripts = {unicodedata.name(char, "").split()[0] for name in names for char in name}

    assert {"LATIN", "CJK", "ARABIC"} <= scripts
    assert max(map(len, names)) > 60
    assert any(card.number is not None and card.number.withheld for card in _cards())


def test_samples_stand_still() -> None:
    moments = [card.since for card in _cards() if card.since]

    assert all(moment.mono_s <= samples.NOW_S for moment in moments)
    assert any(card.since is None for card in _cards())
