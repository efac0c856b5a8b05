"""In a call: the keys of the real window, and the requests that they send."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.conftest import Office


def post(verb: str, channel: str) -> tuple[str, str, object]:
    """The documented request of a call verb."""
    return ("POST", f"call/{verb}", {"channel_id": channel})


def talk(office: Office, number: str = "5503302") -> tuple[str, str]:
    """Somebody calls and the handset is lifted; the call and one's own channel in it."""
    call_id = office.pbx.call(number)
    office.app.becomes(call_id, "ringing")
    channel = office.pbx.pick_up(call_id)
    office.app.becomes(call_id, "talking")
    return call_id, channel


def test_hold_take_back_and_hang_up(office: Office) -> None:
    """F9, F9, F8: three requests on one's own channel, each confirmed by what the PBX tells."""
    call_id, channel = talk(office)

    office.display.key("F9")
    actions = office.app.becomes(call_id, "held")["actions"]
    assert (actions[0], actions[-1]) == ("resume", "hangup")
    office.display.key("F9")
    actions = office.app.becomes(call_id, "talking")["actions"]
    assert (actions[0], actions[-1]) == ("hold", "hangup")
    office.display.key("F8")
    call = office.app.becomes(call_id, "ended")

    assert (call["reason"], call["actions"]) == ("hung_up", [])
    assert office.pbx.commanded() == [
        post("hold", channel),
        post("unhold", channel),
        post("hangup", channel),
    ]


def test_a_verb_is_pending_until_the_pbx_confirms_it(office: Office) -> None:
    """A second F9 meanwhile asks for nothing; hanging up is never kept waiting."""
    call_id, channel = talk(office)
    office.pbx.do("events", delay_s=0.6)

    office.display.key("F9")
    office.app.until("pending", lambda now: any(call["pending"] == "hold" for call in now["calls"]))
    assert office.app.call(call_id)["state"] == "talking"
    office.display.key("F9", "F8")
    office.app.becomes(call_id, "ended")

    assert office.pbx.commanded() == [post("hold", channel), post("hangup", channel)]


def test_a_refusal_leaves_the_call_as_it_was(office: Office) -> None:
    """The PBX says no by its code: the call goes on, the user is told, nothing is repeated."""
    call_id, channel = talk(office)
    office.pbx.do("fail", endpoint="call/hold", errcode=70132)

    done = office.app.ctl("hold")

    assert done.returncode == 1
    assert done.stderr.startswith("ctiapp: ")
    assert done.stderr.count("\n") == 1
    call = office.app.call(call_id)
    assert (call["state"], call["pending"]) == ("talking", None)

    office.pbx.do("fail", endpoint="call/hold", errcode=70132)
    office.display.key("F9")
    office.app.until(
        "the refusal",
        lambda now: (
            len(office.pbx.asked("call/hold")) == 2
            and all(call["pending"] is None for call in now["calls"])
        ),
    )
    assert office.app.call(call_id)["state"] == "talking"
    assert office.pbx.commanded() == [post("hold", channel)] * 2


def test_no_answer_is_an_unknown_outcome_that_a_picture_settles(office: Office) -> None:
    """The connection breaks behind the request: sent, not confirmed, and looked at afterwards."""
    call_id, channel = talk(office)
    office.pbx.do("fail", endpoint="call/hold", silent=True)
    looked = len(office.pbx.asked("call/query"))

    done = office.app.ctl("hold")

    assert done.returncode == 4
    assert "not confirmed" in done.stderr
    office.app.until("a look", lambda _: len(office.pbx.asked("call/query")) > looked)
    call = office.app.call(call_id)
    assert (call["state"], call["pending"]) == ("talking", None)
    assert office.pbx.commanded() == [post("hold", channel)]


def test_an_answer_that_comes_too_late(office: Office) -> None:
    """Four seconds are too long: unknown at first; what the PBX did then is shown."""
    call_id, _ = talk(office)
    office.pbx.do("fail", endpoint="call/hold", hang_s=4.3)

    assert office.app.ctl("hold").returncode == 4

    office.app.becomes(call_id, "held")


def test_only_the_selected_call_is_hung_up(office: Office) -> None:
    """The one talked on is selected, then the held one; the keys act on it alone."""
    first, first_channel = talk(office)
    office.display.key("F9")
    office.app.becomes(first, "held")
    second, second_channel = talk(office, "5503303")

    office.display.key("F8")
    office.app.becomes(second, "ended")
    assert office.app.call(first)["state"] == "held"
    office.display.key("F9")
    office.app.becomes(first, "talking")

    assert office.pbx.commanded() == [
        post("hold", first_channel),
        post("hangup", second_channel),
        post("unhold", first_channel),
    ]


def test_another_call_is_selected_by_keys(office: Office) -> None:
    """Ctrl+Up and Ctrl+Down move the selection."""
    first, first_channel = talk(office)
    office.display.key("F9")
    office.app.becomes(first, "held")
    second, second_channel = talk(office, "5503303")
    office.pbx.do("requests", clear=True)

    office.display.key("ctrl+Up", "F8")
    office.app.becomes(first, "ended")
    assert office.app.call(second)["state"] == "talking"
    third = office.pbx.call("5503304")
    office.app.becomes(third, "ringing")
    office.display.key("ctrl+Down", "ctrl+Up", "F9")
    office.app.becomes(second, "held")

    assert office.pbx.commanded() == [post("hangup", first_channel), post("hold", second_channel)]


def test_the_hang_up_key_never_rejects_while_somebody_is_talked_to(office: Office) -> None:
    """Ringing does not take the selection, and F8 on a ringing one does nothing then."""
    talking, channel = talk(office)
    ringing = office.pbx.call("5503303")
    office.app.becomes(ringing, "ringing")

    office.display.key("ctrl+Down", "F8", "ctrl+Up", "F9")
    office.app.becomes(talking, "held")

    assert office.app.call(ringing)["state"] == "ringing"
    assert office.pbx.commanded() == [post("hold", channel)]


def test_a_ringing_call_is_rejected_during_another(office: Office) -> None:
    """Shift+F8 rejects the oldest that rings; the talk goes on."""
    talking, _ = talk(office)
    ringing = office.pbx.call("5503303")
    office.app.becomes(ringing, "ringing")
    mine = next(
        leg["channel"]
        for call in office.pbx.do("state")["calls"]
        if call["call_id"] == ringing
        for leg in call["legs"]
        if leg["kind"] == "extension"
    )

    office.display.key("shift+F8")

    assert office.app.becomes(ringing, "ended")["reason"] == "rejected"
    assert office.app.call(talking)["state"] == "talking"
    assert office.pbx.commanded() == [post("hangup", mine)]


def test_a_lone_ringing_call_is_rejected_by_the_hang_up_key(office: Office) -> None:
    """Where nobody is talked to, F8 on the selected call is meant for it."""
    call_id = office.pbx.call("5503303")
    office.app.becomes(call_id, "ringing")

    office.display.key("F8")

    assert office.app.becomes(call_id, "ended")["reason"] == "rejected"


def test_the_keys_work_while_one_types_in_the_search_box(office: Office) -> None:
    """A call comes in the middle of a word: held and hung up, and the word is whole."""
    office.display.key("F2")
    office.display.type("Madison ")
    call_id, channel = talk(office)
    office.display.key("F9")
    office.app.becomes(call_id, "held")
    office.display.type("Coo")
    office.display.key("F9")
    office.app.becomes(call_id, "talking")
    office.display.key("F8")
    office.app.becomes(call_id, "ended")
    office.display.type("per")
    office.display.key("Return")

    office.app.until("dialled", lambda _: office.pbx.asked("call/dial"))
    assert office.pbx.commanded() == [
        post("hold", channel),
        post("unhold", channel),
        post("hangup", channel),
        ("POST", "call/dial", {"caller": "2000", "callee": "2023"}),
    ]


def test_keys_without_a_call_ask_for_nothing(office: Office) -> None:
    """F3, F8, F9 and Shift+F8 with no call; what is dialled afterwards is the only request."""
    office.display.key("F3", "F8", "F9", "shift+F8", "F2")
    office.display.type("2001")
    office.display.key("Return")

    office.app.until("dialled", lambda _: office.pbx.asked("call/dial"))
    assert len(office.pbx.commanded()) == 1


def test_ctl_names_the_call_where_several_come_into_question(office: Office) -> None:
    """Left out, it is the only one to which the verb applies."""
    first, first_channel = talk(office)
    assert office.app.ctl("hold").returncode == 0
    second, second_channel = talk(office, "5503303")

    several = office.app.ctl("hangup")
    assert (several.returncode, several.stderr.count("\n")) == (1, 1)
    assert office.app.ctl("hold", "1.1").returncode == 1
    assert office.app.ctl("hold", second).returncode == 0
    assert office.app.ctl("resume", first).returncode == 0
    assert office.app.ctl("hangup", second).returncode == 0
    assert office.app.ctl("hangup").returncode == 0
    none = office.app.ctl("hangup")
    assert (none.returncode, none.stdout) == (1, "")

    assert office.pbx.commanded() == [
        post("hold", first_channel),
        post("hold", second_channel),
        post("unhold", first_channel),
        post("hangup", second_channel),
        post("hangup", first_channel),
    ]


def test_ctl_rejects(office: Office) -> None:
    """Only what rings can be rejected."""
    talk(office)
    assert office.app.ctl("reject").returncode == 1
    call_id = office.pbx.call("5503303")
    office.app.becomes(call_id, "ringing")

    assert office.app.ctl("reject").returncode == 0
    assert office.app.call(call_id)["reason"] == "rejected"


def test_what_is_done_at_the_phone_is_followed(office: Office) -> None:
    """Hold pressed on the phone, the handset put down: the card follows, nothing is asked."""
    call_id, _ = talk(office)
    office.pbx.do("hold", extension="2000")
    office.app.becomes(call_id, "held")
    office.pbx.do("unhold", extension="2000")
    office.app.becomes(call_id, "talking")
    office.pbx.do("hangup", extension="2000")

    assert office.app.becomes(call_id, "ended")["reason"] == "hung_up"
    assert office.pbx.commanded() == []
