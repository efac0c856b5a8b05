"""A call from the first ring to its end, by ``ctl`` and by the keys of the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.support import AppProcess, Display, PbxProcess


def test_a_ring_becomes_a_card_that_says_who_and_through_what(
    pbx: PbxProcess, app: AppProcess
) -> None:
    """An outside call through a queue: number, queue by name, pop on the screen."""
    call_id = pbx.call("5503301", via="6402")

    status = app.until("the pop", lambda now: now["popup"]["visible"])

    (call,) = status["calls"]
    assert (call["id"], call["state"], call["direction"]) == (call_id, "ringing", "inbound")
    assert call["remote"]["number"] == "5503301"
    assert call["via"] == {"number": "6402", "name": "Support"}
    assert status["popup"]["call"] == call_id
    assert status["popup"]["latency_ms"] is not None


def test_hold_resume_and_hang_up_by_keys_send_exactly_the_documented_requests(
    pbx: PbxProcess, app: AppProcess, display: Display
) -> None:
    """F9, F9, F8 in the window: call/hold, unhold and hangup on one's own channel."""
    pbx.call("5503301")
    app.until("ringing", app.calls("ringing"))
    channel = pbx.do("pickup", extension="2000")["channel"]
    app.until("talking", app.calls("talking"))

    display.xdo("windowactivate", "--sync", display.window("ctiapp"))
    display.key("F9")
    app.until("held", app.calls("held"))
    display.key("F9")
    app.until("talking again", app.calls("talking"))
    display.key("F8")
    app.until("ended", app.calls("ended"))

    for endpoint in ("call/hold", "call/unhold", "call/hangup"):
        (request,) = pbx.asked(endpoint)
        assert request["method"] == "POST"
        assert request["body"] == {"channel_id": channel}
        assert request["user_agent"]
