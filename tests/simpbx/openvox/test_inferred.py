"""The guesses do not contradict each other, nor what was seen."""

from __future__ import annotations

from dataclasses import asdict

from ctiapp.simpbx.openvox import extension_rules, inferred


def test_no_two_refusals_have_one_code() -> None:
    codes = [
        value
        for name, value in vars(inferred).items()
        if name.isupper() and isinstance(value, str) and value.isdigit()
    ]
    assert codes
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 5 for code in codes)


def test_what_was_seen_is_among_it() -> None:
    assert {"1", "5", "6"} < set(inferred.AGENT_STATUSES.values())
    assert len(set(inferred.AGENT_STATUSES.values())) == len(inferred.AGENT_STATUSES)
    assert 480 in inferred.REASONS.values()
    assert inferred.TALKING == "Talking"
    assert "Disable" in inferred.MONITOR_MODES
    assert "Extension" in inferred.DESTINATIONS
    assert frozenset(";&\"'\\<>` ") == extension_rules.FORBIDDEN


def test_the_sheet_s_examples_hold_until_somebody_says_otherwise() -> None:
    assert set(asdict(inferred.Quirks()).values()) == {False}
