"""Live but silent is a lie: what the application says where the PBX tells no event."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx


def test_live_but_silent_is_told_and_taken_back(pbx: Pbx, app: App) -> None:
    """The monitoring of one's calls is off: that is said, and the calls are shown all the same.

    It looks every ten seconds as long as no event proved that there are any, and then again soon.
    """
    pbx.do("monitor", extension="2000", call_state=False)
    call_id = pbx.call("5503302")

    status = app.until("silence", lambda now: now["silent"], timeout_s=20)

    assert status["connection"] == "online"
    assert app.call(call_id)["state"] == "ringing"
    assert app.call(call_id)["muted"] is None

    pbx.do("monitor", extension="2000", call_state=True)
    other = pbx.call("5503303")
    app.becomes(other, "ringing")
    app.until("no silence", lambda now: not now["silent"])
