"""A call that comes in: the pop, the card, and how both go."""

from __future__ import annotations

import itertools
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from tests.e2e.conftest import Office

POP = "^Incoming call$"

ROOM = 3
"""So many pops stand on the screen of these tests one above the other."""
GONE_S = 1.0
"""How long a pop may outlive its ring."""


def pops_shown(office: Office, count: int) -> list[str]:
    """The windows of so many pops: ``ctl`` tells of a call before its pop is painted."""
    deadline = time.monotonic() + PATIENCE_S
    while len(shown := office.display.windows(POP)) != count:
        if time.monotonic() > deadline:
            office.app.fail(f"{len(shown)} pops, and {count} were waited for")
    return shown


def told(office: Office, call_id: str) -> list[str]:
    """The states that a call went through, as ``watch`` told them."""
    states = [
        change["data"]["state"]
        for change in office.app.drain()
        if change["kind"] == "call" and change["data"]["id"] == call_id
    ]
    return [state for state, _ in itertools.groupby(states)]


@pytest.mark.parametrize(
    ("via", "name"),
    [
        pytest.param("6402", "Support", id="queue"),
        pytest.param("6200", "Welcome menu", id="ivr"),
        # The API tells the names of ring groups, and not which number has which name.
        pytest.param("6300", None, id="ring group"),
    ],
)
def test_a_ring_becomes_a_card_that_says_who_and_through_what(
    office: Office, via: str, name: str | None
) -> None:
    """An outside call: who, through what by its name, and on which line; a pop on the screen."""
    call_id = office.pbx.call("5503302", via=via)

    status = office.app.pops(call_id)

    call = office.app.call(call_id)
    assert (call["state"], call["direction"], call["parties"]) == ("ringing", "inbound", 2)
    assert call["remote"] == {"number": "5503302", "name": "Anya"}
    assert call["via"] == {"number": via, "name": name}
    assert call["trunk"] == "City-SIP"
    assert call["since"] is not None
    # Seen from its first event on, and nothing was commanded.
    assert (call["muted"], call["recording"]) == (False, "off")
    assert call["actions"] == ["reject"]
    assert len(office.display.windows(POP)) == 1
    status = office.app.until("painted", lambda now: now["popup"]["latency_ms"] is not None)
    assert 0 < status["popup"]["latency_ms"] < 2000


def test_what_was_typed_in_a_menu_stands_on_the_card(office: Office) -> None:
    """Key by key while it rings and while one talks; a PBX that tells all of them is believed."""
    call_id = office.pbx.call("5503302", via="6200")
    office.app.becomes(call_id, "ringing")
    assert office.app.call(call_id)["digits"] is None

    def typed(keys: str) -> None:
        office.app.until(
            f"{keys} on the card",
            lambda now: any(c["id"] == call_id and c["digits"] == keys for c in now["calls"]),
        )

    office.pbx.do("dtmf", call_id=call_id, keys="2*")
    typed("2*")
    office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    typed("2*")
    office.pbx.do("dtmf", call_id=call_id, keys="17#")
    typed("2*17#")
    office.pbx.do("dtmf", call_id=call_id, keys="4711", whole=True)
    typed("4711")

    other = office.pbx.call("5503303", via="6200")
    office.app.becomes(other, "ringing")
    assert office.app.call(other)["digits"] is None


def test_colleagues_and_strangers(office: Office) -> None:
    """An extension is named, an unknown number is shown, a withheld one is empty."""
    inside = office.pbx.do("dial", extension="2001", number="2000")["call_id"]
    office.app.becomes(inside, "ringing")
    stranger = office.pbx.call("+4989123456")
    office.app.becomes(stranger, "ringing")
    withheld = office.pbx.call("")
    office.app.becomes(withheld, "ringing")

    call = office.app.call(inside)
    assert call["direction"] == "internal"
    assert call["remote"] == {"number": "2001", "name": "Leo Ball"}
    assert call["trunk"] is None
    assert office.app.call(stranger)["remote"] == {"number": "+4989123456", "name": None}
    assert office.app.call(withheld)["remote"] == {"number": "", "name": None}


def test_several_calls_are_several_pops_that_do_not_cover_each_other(office: Office) -> None:
    """The oldest on top, all of them on the screen; each goes with its own call."""
    calls = [office.pbx.call(f"550330{number}") for number in range(3)]
    for call_id in calls:
        office.app.becomes(call_id, "ringing")

    assert office.app.status()["popup"]["call"] == calls[0]
    boxes = [office.display.box(window) for window in pops_shown(office, 3)]
    size = office.display.size
    for box in boxes:
        assert 0 <= box.x <= box.x + box.width <= size.width
        assert 0 <= box.y <= box.y + box.height <= size.height
    assert not any(one.covers(other) for one, other in itertools.combinations(boxes, 2))

    office.pbx.gives_up(calls[0])
    office.app.pops(calls[1])
    office.app.becomes(calls[0], "ended")
    pops_shown(office, 2)


def test_more_calls_than_the_screen_has_room_for(office: Office) -> None:
    """The oldest are shown; none stands outside the screen, none covers another."""
    calls = [office.pbx.call(f"55033{number}") for number in range(10, 19)]
    for call_id in calls:
        office.app.becomes(call_id, "ringing")

    boxes = [office.display.box(window) for window in pops_shown(office, ROOM)]
    assert all(box.y >= 0 and box.y + box.height <= office.display.size.height for box in boxes)
    assert not any(one.covers(other) for one, other in itertools.combinations(boxes, 2))
    assert office.app.status()["popup"]["call"] == calls[0]


@pytest.mark.parametrize(
    ("how", "state", "reason"),
    [
        pytest.param("gives_up", "ended", "caller_gave_up", id="given up"),
        pytest.param("pick_up", "talking", None, id="answered"),
        pytest.param("elsewhere", "ended", "answered_elsewhere", id="answered elsewhere"),
    ],
)
def test_a_pop_is_gone_within_a_second(
    office: Office, how: str, state: str, reason: str | None
) -> None:
    """The window itself, as the window manager sees it."""
    to = "6300" if how == "elsewhere" else "2000"
    call_id = office.pbx.call("5503301", to=to)
    office.app.pops(call_id)
    with office.display.follow("-root", "_NET_CLIENT_LIST_STACKING") as stack:
        pop = office.display.window(POP)
        stack.until(lambda line: f"{int(pop):#x}" in line)
        began = time.monotonic()
        if how == "gives_up":
            office.pbx.gives_up(call_id)
        else:
            office.pbx.pick_up(call_id, "2001" if how == "elsewhere" else "2000")
        stack.until(lambda line: f"{int(pop):#x}" not in line)
        took_s = time.monotonic() - began

    assert took_s < GONE_S
    call = office.app.becomes(call_id, state)
    assert call["reason"] == reason
    assert office.app.status()["popup"]["visible"] is False


def test_a_queue_rings_again_under_the_same_call_id(office: Office) -> None:
    """Each ring is a new pop; in between there is none."""
    office.pbx.do("agents", queue="6402", agents=["2000"])
    office.pbx.do("settings", agent_timeout_s=0.4, retry_s=0.4)
    try:
        call_id = office.pbx.call("5503302", to="6402")
        for _ in range(2):
            office.app.pops(call_id)
            assert office.app.call(call_id)["via"] == {"number": "6402", "name": "Support"}
            office.app.pops(None)
        office.app.pops(call_id)
        office.pbx.gives_up(call_id)
        office.app.pops(None)
    finally:
        office.pbx.do("settings", agent_timeout_s=20, retry_s=5)

    assert told(office, call_id) == ["ringing", "ended", "ringing", "ended", "ringing", "ended"]


def test_two_devices_of_one_extension_are_one_card(office: Office) -> None:
    """One pop for both; answering one of them silences the other; the card stays one."""
    office.pbx.do("register", extension="2000", registered=True, devices=2)
    try:
        call_id = office.pbx.call("5503302")
        office.app.pops(call_id)
        assert len(office.display.windows(POP)) == 1
        assert [call["id"] for call in office.app.status()["calls"]].count(call_id) == 1

        channel = office.pbx.do("pickup", extension="2000", call_id=call_id, device=1)["channel"]
        call = office.app.becomes(call_id, "talking")

        assert call["parties"] == 2
        office.app.pops(None)
        # The keys act on the device that talks.
        office.display.key("F9")
        office.app.becomes(call_id, "held")
        assert office.pbx.commanded() == [("POST", "call/hold", {"channel_id": channel})]
    finally:
        office.pbx.do("register", extension="2000", registered=True, devices=1)


def test_a_call_is_rejected_on_every_device_by_a_key(office: Office) -> None:
    """Shift+F8 hangs up one's own ringing channels, and nobody else's."""
    office.pbx.do("register", extension="2000", registered=True, devices=2)
    try:
        call_id = office.pbx.call("5503302")
        office.app.pops(call_id)
        (call,) = office.pbx.do("state")["calls"]
        mine = [leg["channel"] for leg in call["legs"] if leg["kind"] == "extension"]

        office.display.key("shift+F8")

        office.app.pops(None)
        assert office.app.becomes(call_id, "ended")["reason"] == "rejected"
        sent = [("POST", "call/hangup", {"channel_id": channel}) for channel in mine]
        assert sorted(office.pbx.commanded(), key=str) == sorted(sent, key=str)
    finally:
        office.pbx.do("register", extension="2000", registered=True, devices=1)


def test_a_late_ring_of_an_ended_call_is_dropped(office: Office) -> None:
    """The PBX tells a ring once more after the end: no pop, no call, one line in the log."""
    call_id = office.pbx.call("5503302")
    office.app.pops(call_id)
    (call,) = office.pbx.do("state")["calls"]
    mine, theirs = (
        next(leg["channel"] for leg in call["legs"] if leg["kind"] == kind)
        for kind in ("extension", "inbound")
    )
    office.pbx.gives_up(call_id)
    office.app.becomes(call_id, "ended")

    office.pbx.do("send", frame=ring_frame(call_id, mine, theirs))
    marker = office.pbx.call("5503309")
    office.app.pops(marker)

    assert office.app.call(call_id)["state"] == "ended"
    assert told(office, call_id) == ["ringing", "ended"]
    assert len(office.display.windows(POP)) == 1


def ring_frame(call_id: str, mine: str, theirs: str) -> str:
    """Event 30011 as a PBX sends it: extension 2000 is rung by an outside party."""
    members: list[dict[str, Any]] = [
        {"extension": {"number": "2000", "channel_id": mine, "member_status": "RING"}},
        {
            "inbound": {
                "from": "5503302",
                "to": "2000",
                "trunk_name": "City-SIP",
                "channel_id": theirs,
                "member_status": "ALERT",
            }
        },
    ]
    for member in members:
        next(iter(member.values()))["call_path"] = " "
    said = json.dumps({"call_id": call_id, "members": members})
    return json.dumps({"type": 30011, "sn": "3631A2124042", "msg": said})


def test_events_that_come_late_twice_and_in_disorder(office: Office) -> None:
    """What is shown in the end is what the PBX has."""
    office.pbx.do("events", duplicate=True, reorder=True)
    call_id = office.pbx.call("5503302")
    office.app.pops(call_id)
    office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    office.pbx.do("events")

    office.pbx.gives_up(call_id)

    office.app.becomes(call_id, "ended")
    assert office.app.status()["popup"]["visible"] is False


def test_what_cannot_be_read_is_left_out(office: Office) -> None:
    """Rubbish on the event stream costs one line in the log, and no call."""
    office.app.fine.append("frame refused")
    for frame in (
        "",
        "rubbish",
        "[" * 10_000,
        '{"type":30011,"msg":"{"}',
        '{"type":99999,"msg":{}}',
    ):
        office.pbx.do("send", frame=frame)

    call_id = office.pbx.call("5503302")

    office.app.pops(call_id)
    assert office.app.status()["connection"] == "online"


def test_the_reject_button_of_a_pop(office: Office) -> None:
    """A click rejects, and does not take the focus from the window that has it.

    A click right after the card came under the pointer was aimed at something else.
    """
    call_id = office.pbx.call("5503302")
    office.app.pops(call_id)
    pop = office.display.window(POP)
    box = office.display.box(pop)
    reject = (box.width - 70, box.height - 38)
    with office.display.follow("-root", "_NET_ACTIVE_WINDOW") as active:
        active.next()
        office.display.click_in(pop, *reject)
        deadline = time.monotonic() + 5
        while not office.pbx.commanded() and time.monotonic() < deadline:
            office.display.xdo("click", "1")

        assert office.app.becomes(call_id, "ended")["reason"] == "rejected"
        assert active.drain() == active.seen[:1]
    sent = office.pbx.commanded()
    assert [command[:2] for command in sent] == [("POST", "call/hangup")]
