"""The pop's figures: which frames the bare pop gets, and what becomes of the latencies."""

from __future__ import annotations

import json

import pytest

from ctiapp.tools.bench_pop import Round, bare_pop, check_display, of_call, result_of, split
from ctiapp.tools.bench_process import BenchError
from ctiapp.tools.bench_report import SkippedError


def told(kind: int, status: str = "", call: str = "1.7") -> str:
    """A frame as the PBX sends it."""
    trunk = {"from": "5503301", "to": "2000", "trunk_name": "City", "channel_id": "b"}
    members = [
        {"inbound": {**trunk, "member_status": "ALERT", "call_path": " "}},
        {"extension": {"number": "2000", "channel_id": "a", "member_status": status}},
    ]
    body = {"call_id": call, "members": members if status else None}
    return json.dumps({"type": kind, "msg": json.dumps(body)})


RING, BYE, RECORD = told(30011, "RING"), told(30011, "BYE"), told(30012)


def test_the_bare_pop_gets_the_ring_first_and_the_end_later() -> None:
    assert split([RING, RING, BYE, RECORD]) == ([RING, RING], [BYE, RECORD])
    assert split([RING, RECORD]) == ([RING], [RECORD])
    with pytest.raises(BenchError, match="did not end"):
        split([RING])


def test_it_gets_the_frames_of_one_call_only() -> None:
    other = told(30011, "RING", "2.8")

    assert of_call([other, RING, other, BYE], "1.7") == [RING, BYE]


def test_each_round_has_its_p99_and_the_median_round_counts() -> None:
    quiet = Round(app=[4.0] * 29 + [9.0], bare=[2.0] * 29 + [3.0], asked=[6.0] * 30)
    noisy = Round(app=[5.0] * 29 + [90.0], bare=[2.0] * 29 + [4.0], asked=[7.0] * 30)

    result = result_of([quiet, noisy, quiet])

    assert (result.value, result.yardstick) == (9.0, 3.0)
    assert result.detail["p50_ratio"] == 2.0
    assert result.detail["worst_ms"] == 90.0
    assert result.detail["first_ring_ms"] == 4.0
    assert result.detail["rings"] == 90


def test_where_no_card_can_be_placed_it_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")

    with pytest.raises(SkippedError, match="Wayland"):
        check_display()


async def test_the_yardstick_paints_what_it_is_fed() -> None:
    """The real bare pop, twice, so that it is seen to come back."""
    async with bare_pop() as bare:
        first = await bare.ring([RING, BYE, RECORD])
        second = await bare.ring([told(30011, "RING", "2.8"), told(30012, call="2.8")])

    assert 0.0 < first < 5000.0
    assert 0.0 < second < 5000.0
