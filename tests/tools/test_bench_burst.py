"""A burst over a real socket into the real window; ``ctiapp bench flood`` has the time."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import WireError
from ctiapp.model.events import UnknownEvent
from ctiapp.pbx.p_series import wire
from ctiapp.tools.bench_burst import KINDS, burst
from ctiapp.tools.bench_process import signed_in, simulated_pbx
from ctiapp.ui.bridge import SHOWN


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "nonsense"])
def test_what_is_sent_is_read(kind: str) -> None:
    (event,) = wire.parse(KINDS[kind].replace("{n}", "7"), pytest.fail)

    assert not isinstance(event, UnknownEvent)
    assert (kind == "lamps") is ("7" not in repr(event))


def test_nonsense_is_none() -> None:
    with pytest.raises(WireError):
        wire.parse(KINDS["nonsense"], pytest.fail)


async def test_the_real_application_takes_a_burst_and_lives() -> None:
    """More calls than it shows, and a thousand frames that cannot be read, and then it answers."""
    async with simulated_pbx() as pbx, signed_in(pbx) as app:
        stood = await burst(app, KINDS["rings"], 10 * SHOWN)
        assert 0 < stood["cards"] <= 10 * SHOWN
        stood = await burst(app, KINDS["nonsense"], 1000)
        assert stood["longest_ms"] > 0.0
        assert stood["longest_cpu_ms"] > 0.0
        app.child.say("cpu")
        assert (await app.child.heard("cpu"))["cpu_s"] > 0.0
