"""Small truths of moving callers on, before the simulated PBX: one call is one, an end is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_verbs import desk, place

if TYPE_CHECKING:
    from tests.e2e.test_verbs import Desk

__all__ = ["desk", "place"]  # the fixtures of the verbs: one PBX, one application


def living(desk: Desk) -> list[tuple[str, str]]:
    """The calls that have not ended, with their states."""
    calls = desk.app.status()["calls"]
    return [(call["id"], call["state"]) for call in calls if call["state"] != "ended"]


def test_picking_up_a_parked_one_is_one_call_all_along(desk: Desk) -> None:
    """Also while one's own phone rings, and no second one ends in the list afterwards."""
    call_id = desk.talk()
    slot = desk.ctl("park")["slot"]
    desk.app.becomes(call_id, "parked")
    before = len(desk.app.drain())
    desk.ctl("retrieve", slot)
    ((dialled, state),) = living(desk)
    assert state == "dialing"
    assert desk.call(dialled)["remote"]["number"] == "5503301"
    desk.pbx.do("pickup", extension="2000")
    desk.app.becomes(call_id, "talking")

    assert living(desk) == [(call_id, "talking")]
    assert dialled not in [call["id"] for call in desk.app.status()["calls"]]
    told = [each["data"] for each in desk.app.drain()[before:] if each["kind"] == "call"]
    assert not [each for each in told if each["id"] == dialled and each["state"] == "ended"]


@pytest.mark.parametrize("first_to_go", ["the caller", "the colleague"])
def test_a_three_way_call_that_both_others_left_is_over(desk: Desk, first_to_go: str) -> None:
    """Nobody talks to nobody: it ends, without a further command."""
    first, _ = desk.consult()
    desk.ctl("conference")
    desk.app.until(
        "three", lambda now: [c["parties"] for c in now["calls"] if c["id"] == first] == [3]
    )
    asked = desk.commanded()
    if first_to_go == "the caller":
        desk.pbx.gives_up(first)
        desk.pbx.do("hangup", extension="2001")
    else:
        desk.pbx.do("hangup", extension="2001")
        desk.pbx.gives_up(first)

    assert desk.app.becomes(first, "ended")["reason"] == "remote_hung_up"
    desk.app.quiet()
    assert desk.commanded() == asked


@pytest.mark.parametrize("answered", [True, False])
def test_hanging_up_in_a_consultation_ends_it(desk: Desk, answered: bool) -> None:
    """Without CALL, and offered as an action of both; then there is one call to hang up."""
    first, second = desk.consult(answered=answered)
    assert "hangup" in desk.call(first)["actions"]
    assert "hangup" in desk.call(second)["actions"]
    desk.ctl("hangup")
    desk.app.becomes(second, "ended")
    desk.app.becomes(first, "talking")
    desk.ctl("hangup")
    assert desk.app.becomes(first, "ended")["reason"] == "hung_up"


def test_after_a_gap_both_ways_are_offered(desk: Desk) -> None:
    """Muted or not is not known: either can be said."""
    call_id = desk.talk()
    desk.pbx.do("cut")
    desk.app.until(
        "unknown",
        lambda now: [c["muted"] for c in now["calls"] if c["id"] == call_id] == [None],
    )
    desk.app.online()
    assert {"mute", "unmute", "record"} <= set(desk.call(call_id)["actions"])
    desk.ctl("unmute")
    actions = desk.call(call_id)["actions"]
    assert ("mute" in actions, "unmute" in actions) == (True, False)
    # It was never recorded: the PBX says so, and it can be recorded from now on.
    assert desk.ctl("record", "pause", code=1)
    desk.ctl("record", "start")
    assert desk.call(call_id)["recording"] == "on"
