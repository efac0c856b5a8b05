"""Facts."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import CallChanged, ExtensionParty, PresenceChanged

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_a_fact_cannot_be_changed() -> None:
    fact = PresenceChanged("2000", "lunch")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.status = "away"  # type: ignore[misc]


def test_equal_facts_are_equal_and_can_be_kept_in_sets(office: Office) -> None:
    call = office.ring_in()
    assert {CallChanged(call.snapshot()), CallChanged(call.snapshot())} == {office.facts[0]}
    assert call.snapshot().members[1].party == ExtensionParty("2000", 0)
