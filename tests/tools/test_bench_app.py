"""The witness in the real application: a ring is heard from the PBX to the paint, and at rest."""

from __future__ import annotations

from ctiapp.tools.bench_idle import cpu
from ctiapp.tools.bench_pop import Round, ring_app
from ctiapp.tools.bench_process import signed_in, simulated_pbx


async def test_the_real_application_tells_what_a_bench_asks() -> None:
    measured = Round()
    async with simulated_pbx() as pbx, signed_in(pbx) as app:
        frames = await ring_app(app, "5503301", measured)
        first_s, at_s = await cpu(app.child)
        second_s, later_s = await cpu(app.child)

    assert 0.0 < app.online_s <= app.loaded_s
    assert any("RING" in frame for frame in frames)
    assert any("BYE" in frame for frame in frames)
    assert 0.0 < measured.app[0] <= measured.asked[0]
    assert 0.0 < first_s <= second_s
    assert at_s < later_s
