"""The pulse knows how long the window stood still, and what of it was computed."""

from __future__ import annotations

from ctiapp.tools.pulse import Pulse


async def test_the_pulse_knows_how_long_the_window_stood_still() -> None:
    pulse = Pulse()
    pulse._last_s -= 0.2
    pulse._last_cpu_s -= 0.1
    pulse._tick()
    pulse.stop()

    assert pulse.longest_ms >= 200.0
    assert pulse.longest_cpu_ms >= 100.0
    assert (pulse.long, pulse.long_cpu) == (1, 1)
