"""The bench of the panel, as the program that it is; ``ctiapp bench panel`` has the time."""

from __future__ import annotations

from ctiapp.tools import bench_panel
from ctiapp.tools.bench import Effort
from ctiapp.tools.bench_process import running


async def test_the_program_paints_and_tells() -> None:
    head = {"people": 200, "rate": 100, "length_s": 0.5}
    async with running("-m", "ctiapp.tools.bench_panel", head=head) as child:
        told = await child.heard("painted", 60.0)

    assert told["paints"] > 0
    assert told["rate"] >= 90
    assert 0 < told["p50_ms"] <= told["max_ms"]


async def test_a_round_counts_its_longest_frame(monkeypatch) -> None:
    monkeypatch.setattr(bench_panel, "PEOPLE", 100)
    monkeypatch.setattr(bench_panel, "LENGTH_S", 0.3)
    found = await bench_panel.panel(Effort(rounds=1))
    assert found.value > 0
    assert found.detail["people"] == 100
    monkeypatch.setattr(bench_panel, "FRAME_MS", 0.0)
    found = await bench_panel.panel(Effort(rounds=1))
    assert found.broken is not None
