"""How the application does, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.services.diagnostics import Latencies
from ctiapp.tools.scenes_diagnostics import HEALTH
from ctiapp.ui import text
from ctiapp.ui.diagnostics.viewmodel import fact_rows, move_rows, size_text

pytestmark = pytest.mark.usefixtures("english")


def facts(**changed: object) -> dict[str, str]:
    """The rows by their names."""
    health = replace(HEALTH, **changed)  # type: ignore[arg-type]
    return {row.name: text.bare(row.value) for row in fact_rows(health)}


def test_the_rows() -> None:
    """One line a fact."""
    told = facts(clock_ahead_s=-4.2)
    assert told["Connection"] == "Live"
    assert told["Event to card, today"] == ("p50 3.1 ms · p95 6.4 ms · p99 9.8 ms · 214 measured")
    assert told["Session with the PBX"] == "00:06:52 old, renewed within 00:23:08"
    assert told["Clock of the PBX"] == "-4 s against this computer's, at sign-in"
    assert told["Events"].startswith("4317: CallRecorded 214, ")
    assert told["Calls mended by a look at the PBX"] == "1"


def test_what_is_not_known_is_said_to_be() -> None:
    """No zero that nobody measured."""
    told = facts(latencies=Latencies(), token_ends_s=None, clock_ahead_s=None, events=())
    assert told["Event to card, today"] == told["Events"] == "none yet"
    assert (told["Session with the PBX"], told["Clock of the PBX"]) == ("none", "not told")


@pytest.mark.parametrize(
    ("ahead_s", "said"),
    [
        (-28_798.0, "+2 s, in a time zone of -8 h"),
        (19_800.0, "+0 s, in a time zone of +5.5 h"),
        (130.0, "+130 s against"),
    ],
)
def test_a_time_zone_is_no_wrong_clock(ahead_s: float, said: str) -> None:
    """The PBX names no zone: quarters of an hour are taken for one."""
    assert facts(clock_ahead_s=ahead_s)["Clock of the PBX"].startswith(said)


def test_the_newest_move_comes_first_with_its_reason() -> None:
    """As a table is read."""
    rows = move_rows(HEALTH)
    assert [row[1] for row in rows][:2] == ["Live", "Reconnecting…"]
    assert text.bare(rows[1][2]) == "The connection to the PBX was lost. · PBX code 1006"
    assert rows[0][2] == ""


def test_sizes_are_at_least_one() -> None:
    """In kilobytes."""
    assert (size_text(0), size_text(192_400)) == ("1 kB", "192 kB")
