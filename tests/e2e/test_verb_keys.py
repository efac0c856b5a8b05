"""Moving callers on by the keys of the real window: each request on the right channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_keys import post, talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Office

CONSULTED = "2008"


def outside(office: Office, call_id: str) -> str:
    """The channel of the outside party."""
    calls = office.pbx.do("state")["calls"]
    legs = next(call["legs"] for call in calls if call["call_id"] == call_id)
    return next(
        str(leg["channel"]) for leg in legs if leg["kind"] != "extension" and leg["state"] != "gone"
    )


def holds(office: Office, call_id: str, what: str, value: object) -> None:
    """Wait until a call's picture has this value, and nothing is pending."""

    def so(now: dict[str, object]) -> bool:
        calls = now["calls"]
        assert isinstance(calls, list)
        return any(
            call["id"] == call_id and call[what] == value and not call["pending"] for call in calls
        )

    office.app.until(f"{what} {value}", so)


def consult(office: Office) -> tuple[str, str, str]:
    """F5, a number, Enter; they answer. The caller's call, one's own channel, the second call."""
    call_id, channel = talk(office)
    office.display.key("F5")
    office.display.type(CONSULTED)
    office.display.key("Return")
    holds(office, call_id, "state", "held")
    status = office.app.until(
        "the second call",
        lambda now: any(call["consult_of"] == call_id for call in now["calls"]),
    )
    second = next(str(call["id"]) for call in status["calls"] if call["consult_of"] == call_id)
    office.pbx.pick_up(second, CONSULTED)
    office.app.becomes(second, "talking")
    return call_id, channel, second


def step(channel: str, word: str) -> tuple[str, str, object]:
    """The documented request of a consultation's step: one's own channel."""
    body = {"type": "attended", "channel_id": channel, "attended_operate": word}
    return ("POST", "call/transfer", body)


@pytest.fixture
def phone(office: Office) -> Iterator[None]:
    """One's own phone can be told to answer and to refuse."""
    office.pbx.do("csta", extension="2000", on=True)
    yield
    office.pbx.do("csta", extension="2000", on=False)


@pytest.mark.usefixtures("phone")
def test_answering_by_key_tells_the_phone(office: Office) -> None:
    """F3 takes the oldest that rings: the phone's own number of the ring, no call verb."""
    first = office.pbx.call("5503302")
    office.app.becomes(first, "ringing")
    second = office.pbx.call("5503303")
    office.app.becomes(second, "ringing")

    office.display.key("F3")
    office.app.becomes(first, "talking")

    assert office.app.call(second)["state"] == "ringing"
    (asked,) = office.pbx.asked("uacsta_call/accept")
    assert (asked["method"], asked["body"]["extension"]) == ("POST", "2000")
    assert asked["body"].keys() == {"extension", "call_id", "ip_address"}
    assert office.pbx.commanded() == []


@pytest.mark.usefixtures("phone")
def test_answering_holds_the_talk_in_progress_first(office: Office) -> None:
    """One's own channel of that one is held, then the phone takes the other."""
    first, channel = talk(office)
    second = office.pbx.call("5503303")
    office.app.becomes(second, "ringing")

    office.display.key("F3")
    office.app.becomes(second, "talking")
    office.app.becomes(first, "held")

    assert len(office.pbx.asked("uacsta_call/accept")) == 1
    assert office.pbx.commanded() == [post("hold", channel)]


@pytest.mark.usefixtures("phone")
def test_the_ringing_keys_are_moved_on_to_another_ring(office: Office) -> None:
    """F6 and F3 take the second of three, F6 and Shift+F8 refuse the third, F3 takes the oldest.

    The phone numbers its rings one after the other: each request names the one that was meant.
    Between them F9 holds the call that is talked on: to move on never selects another.
    """
    first, second, third = (office.pbx.call(number) for number in ("5503302", "5503303", "5503304"))
    for call_id in (first, second, third):
        office.app.becomes(call_id, "ringing")

    office.display.key("F6", "F3")
    office.app.becomes(second, "talking")
    assert [office.app.call(call_id)["state"] for call_id in (first, third)] == ["ringing"] * 2
    (accepted,) = office.pbx.asked("uacsta_call/accept")
    number, phone = int(accepted["body"]["call_id"]), accepted["body"]["ip_address"]
    calls = office.pbx.do("state")["calls"]
    legs = next(call["legs"] for call in calls if call["call_id"] == second)
    mine = next(leg["channel"] for leg in legs if leg.get("number") == "2000")

    office.display.key("F6", "F9")
    holds(office, second, "state", "held")
    office.display.key("shift+F8")
    assert office.app.becomes(third, "ended")["reason"] == "rejected"
    assert office.app.call(first)["state"] == "ringing"
    office.display.key("F3")
    office.app.becomes(first, "talking")

    def told(ring: int) -> tuple[str, dict[str, str]]:
        return ("POST", {"extension": "2000", "call_id": str(ring), "ip_address": phone})

    asked = {
        word: [(each["method"], each["body"]) for each in office.pbx.asked(f"uacsta_call/{word}")]
        for word in ("accept", "refuse")
    }
    assert asked == {"accept": [told(number), told(number - 1)], "refuse": [told(number + 1)]}
    assert office.pbx.commanded() == [post("hold", mine)]


@pytest.mark.usefixtures("phone")
def test_rejecting_by_key_tells_the_phone(office: Office) -> None:
    """Shift+F8, while another call is talked on: the phone refuses, the talk goes on."""
    talking, _ = talk(office)
    ringing = office.pbx.call("5503303")
    office.app.becomes(ringing, "ringing")

    office.display.key("shift+F8")
    assert office.app.becomes(ringing, "ended")["reason"] == "rejected"

    assert office.app.call(talking)["state"] == "talking"
    (asked,) = office.pbx.asked("uacsta_call/refuse")
    assert (asked["method"], asked["body"]["extension"]) == ("POST", "2000")
    assert office.pbx.commanded() == []


def test_a_phone_that_cannot_be_told_is_not_asked_to_answer(office: Office) -> None:
    """F3 says to lift the handset; the rejection after it is the first request."""
    call_id = office.pbx.call("5503302")
    office.app.becomes(call_id, "ringing")
    calls = office.pbx.do("state")["calls"]
    legs = next(call["legs"] for call in calls if call["call_id"] == call_id)
    mine = next(leg["channel"] for leg in legs if leg.get("number") == "2000")

    office.display.key("F3", "shift+F8")
    office.app.becomes(call_id, "ended")

    assert office.pbx.asked("uacsta_call/accept") == []
    assert office.pbx.commanded() == [post("hangup", mine)]


def test_adding_invites_from_ones_own_channel(office: Office) -> None:
    """Shift+F5, a number, Enter: three parties."""
    call_id, channel = talk(office)

    office.display.key("shift+F5")
    office.display.type(CONSULTED)
    office.display.key("Return")
    office.app.until("asked", lambda _: office.pbx.asked("call/add_member"))
    office.pbx.do("pickup", extension=CONSULTED)
    holds(office, call_id, "parties", 3)

    body = {"channel_id": channel, "number": CONSULTED}
    assert office.pbx.commanded() == [("POST", "call/add_member", body)]


def test_mute_and_record_act_on_ones_own_channel(office: Office) -> None:
    """Ctrl+M twice, F11 three times: on, off; start, pause, go on."""
    call_id, channel = talk(office)

    office.display.key("ctrl+m")
    holds(office, call_id, "muted", True)
    office.display.key("ctrl+m")
    holds(office, call_id, "muted", False)
    for recording in ("on", "paused", "on"):
        office.display.key("F11")
        holds(office, call_id, "recording", recording)

    assert office.pbx.commanded() == [
        post(verb, channel)
        for verb in ("mute", "unmute", "record_start", "record_pause", "record_unpause")
    ]


def test_park_moves_the_other_one_and_the_key_picks_them_up(office: Office) -> None:
    """F10 parks the outside channel; F10 on the parked call dials its slot."""
    call_id, _ = talk(office)
    other = outside(office, call_id)

    office.display.key("F10")
    holds(office, call_id, "state", "parked")
    slot = office.app.call(call_id)["slot"]
    office.display.key("F10")
    office.app.until(
        "the slot is dialled", lambda now: any(c["state"] == "dialing" for c in now["calls"])
    )

    dial = {"caller": "2000", "callee": slot}
    assert office.pbx.commanded() == [post("park", other), ("POST", "call/dial", dial)]


def test_transfer_holds_at_once_and_moves_the_other_one(office: Office) -> None:
    """F4, a number, Enter: one's own channel is held, the outside one is moved; Esc fetches."""
    call_id, channel = talk(office)
    other = outside(office, call_id)

    office.display.key("F4")
    holds(office, call_id, "state", "held")
    office.display.type(CONSULTED)
    office.display.key("Return")
    office.app.until(
        "transferred",
        lambda now: any(
            call["id"] == call_id and call["reason"] == "transferred" for call in now["calls"]
        ),
    )
    office.display.key("Escape")
    office.app.becomes(call_id, "ringing")

    def moved(number: str) -> tuple[str, str, object]:
        body = {"type": "blind", "channel_id": other, "number": number, "dial_permission": "2000"}
        return ("POST", "call/transfer", body)

    assert office.pbx.commanded() == [post("hold", channel), moved(CONSULTED), moved("2000")]


def test_esc_while_choosing_takes_the_caller_back(office: Office) -> None:
    """F4, a few letters, Esc: held and taken back, and nobody was moved."""
    call_id, channel = talk(office)

    office.display.key("F4")
    holds(office, call_id, "state", "held")
    office.display.type("Anna")
    office.display.key("Escape")
    holds(office, call_id, "state", "talking")

    assert office.pbx.commanded() == [post("hold", channel), post("unhold", channel)]


def test_consult_swap_and_complete(office: Office) -> None:
    """F5 changes between the two, F4 brings them together: all on one's own channel."""
    call_id, channel, second = consult(office)

    office.display.key("F5")
    holds(office, call_id, "state", "talking")
    holds(office, second, "state", "held")
    office.display.key("F4")
    office.app.until(
        "completed", lambda now: all(call["state"] == "ended" for call in now["calls"])
    )

    asked = {
        "type": "attended",
        "channel_id": channel,
        "number": CONSULTED,
        "dial_permission": "2000",
    }
    assert office.pbx.commanded() == [
        ("POST", "call/transfer", asked),
        step(channel, "swap"),
        step(channel, "complete"),
    ]


def test_esc_ends_a_consultation_and_returns_the_caller(office: Office) -> None:
    """One stroke: the consulted one is gone, the caller is talked with."""
    call_id, channel, second = consult(office)

    office.display.key("Escape")
    office.app.becomes(second, "ended")
    holds(office, call_id, "state", "talking")

    assert office.pbx.commanded()[-1] == step(channel, "abort")


def test_all_three_together(office: Office) -> None:
    """Shift+F5: three parties in the caller's call."""
    call_id, channel, _ = consult(office)

    office.display.key("shift+F5")
    holds(office, call_id, "parties", 3)

    assert office.pbx.commanded()[-1] == step(channel, "threeway")
    office.display.key("F8")
    office.app.becomes(call_id, "ended")
