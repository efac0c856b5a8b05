"""The endpoints that act on a channel, over a real socket: each verb on the right leg."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simpbx.office import event

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OK = {"errcode": 0, "errmsg": "SUCCESS"}


async def talk(client: Client, to: str = "2000") -> tuple[str, str, str]:
    """Let an outside party talk to ``to``; returns the call's id, their channel and our own."""
    call = await client.control("call", to=to, **{"from": "5503301"})
    own = await client.control("pickup", extension=to, call_id=call["call_id"])
    (found,) = (await client.get("call/query", call_id=call["call_id"]))["data"]
    return call["call_id"], found["members"][0]["inbound"]["channel_id"], own["channel"]


async def members(client: Client, **query: str) -> list[tuple[str, str, str]]:
    """Return number, status and channel of each member of the only call there is."""
    (call,) = (await client.get("call/query", **query))["data"]
    found = []
    for member in call["members"]:
        ((kind, body),) = member.items()
        number = body["number"] if kind == "extension" else body["from"]
        found.append((number, body["member_status"], body["channel_id"]))
    return found


def statuses(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(number, status) for number, status, _ in found]


async def test_mute_and_record_act_on_a_connected_channel(client: Client) -> None:
    call_id, _, own = await talk(client)
    for verb in ("mute", "unmute", "record_start", "record_pause", "record_unpause"):
        assert await client.post(f"call/{verb}", channel_id=own) == {**OK, "call_id": call_id}
    assert (await client.post("call/record_unpause", channel_id=own))["errcode"] == 70132
    leg = (await client.control("state"))["calls"][0]["legs"][1]
    assert (leg["muted"], leg["recording"]) == (False, "on")
    ws = await client.open(30012)
    await client.post("call/hangup", channel_id=own)
    recording = (await event(ws))[1]["recording"]
    assert recording.endswith(f"-{call_id}-5503301-2000-Inbound.wav")


async def test_park_wants_the_other_partys_channel(client: Client) -> None:
    call_id, caller, _ = await talk(client)
    parked = await client.post("call/park", channel_id=caller)
    assert parked == {**OK, "call_id": call_id, "parking_slot": "6001"}
    assert await client.get("call/park_status") == {
        **OK,
        "data": [
            {
                "parker": "2000",
                "parked_party": "5503301",
                "parking_slot": "6001",
                "park_time": 60,
                "channel_id": caller,
            }
        ],
    }
    await client.control("advance", seconds=1.5)
    assert statuses(await members(client, call_id=call_id)) == [("5503301", "HOLD")]
    await client.post("call/dial", caller="2001", callee="6001", auto_answer="yes")
    await client.control("advance", seconds=1)
    found = statuses(await members(client, call_id=call_id))
    assert found == [("5503301", "ANSWERED"), ("2001", "ANSWER")]
    assert await client.get("call/park_status") == {**OK, "data": None}


async def test_a_slot_that_is_taken_is_named(client: Client) -> None:
    _, first, _ = await talk(client)
    _, second, _ = await talk(client, "2001")
    assert (await client.post("call/park", channel_id=first, parking_slot="6003"))["errcode"] == 0
    assert await client.post("call/park", channel_id=second, parking_slot="6003") == {
        "errcode": 40002,
        "errmsg": "PARAMETER ERROR",
        "invalid_param_list": [{"field": "parking_slot", "value": "6003"}],
    }
    assert (await client.post("call/park", channel_id=first))["errcode"] == 70132
    client.pbx.exchange.directory.parking_slots = ("6003",)
    assert (await client.post("call/park", channel_id=second))["errcode"] == 60002


async def test_a_blind_transfer_wants_the_other_partys_channel(client: Client) -> None:
    call_id, caller, own = await talk(client)
    ws = await client.open(30013)
    body = {"type": "blind", "channel_id": caller, "number": "2001", "dial_permission": "2000"}
    assert await client.post("call/transfer", **body) == {**OK, "call_id": call_id}
    told = (await event(ws))[1]["members"]
    assert [next(iter(member)) for member in told] == ["inbound", "extension"]
    found = await members(client, call_id=call_id)
    assert statuses(found) == [("5503301", "ALERT"), ("2001", "RING")]
    assert (await client.post("call/hangup", channel_id=own))["errcode"] == 70130
    body["number"] = "2000"
    await client.post("call/transfer", **body)
    found = await members(client, call_id=call_id)
    assert statuses(found) == [("5503301", "ALERT"), ("2000", "RING")]
    assert found[1][2] != own


async def test_ones_own_channel_moves_oneself(client: Client) -> None:
    call_id, _, own = await talk(client)
    await client.post("call/transfer", type="blind", channel_id=own, number="2001")
    found = statuses(await members(client, call_id=call_id))
    assert found == [("2000", "ALERT"), ("2001", "RING")]


async def attended(client: Client, own: str, **more: str) -> Any:
    return await client.post("call/transfer", type="attended", channel_id=own, **more)


async def test_a_consultation_in_all_its_steps(client: Client) -> None:
    call_id, _, own = await talk(client)
    assert await attended(client, own, number="2001") == {**OK, "call_id": call_id}
    first, second = (await client.get("call/query", number="2000"))["data"]
    channels = [call["members"] for call in (first, second)]
    assert channels[0][1]["extension"] == {**channels[1][0]["extension"], "member_status": "HOLD"}
    assert (await attended(client, own, attended_operate="swap"))["errcode"] == 70132
    await client.control("pickup", extension="2001")
    for operation, status in (("swap", "ANSWER"), ("swap", "HOLD"), ("abort", "ANSWER")):
        assert await attended(client, own, attended_operate=operation) == {**OK, "call_id": call_id}
        assert (await members(client, call_id=call_id))[1][1] == status
    assert (await attended(client, own, attended_operate="abort"))["errcode"] == 70132
    await attended(client, own, number="2001")
    await client.control("pickup", extension="2001")
    await attended(client, own, attended_operate="threeway")
    found = statuses(await members(client, number="2000"))
    assert found == [("5503301", "ANSWERED"), ("2000", "ANSWER"), ("2001", "ANSWER")]
    assert await client.post("call/add_member", channel_id=own, number="2002") == {
        **OK,
        "call_id": call_id,
    }
    assert statuses(await members(client, number="2000"))[3] == ("2002", "RING")


async def test_completed_the_others_talk(client: Client) -> None:
    call_id, _, own = await talk(client)
    await attended(client, own, number="5503309", dial_permission="2000")
    second = (await client.get("call/query", number="2000"))["data"][1]["call_id"]
    await client.control("outside_answer", call_id=second)
    assert (await attended(client, own, attended_operate="complete"))["errcode"] == 0
    (call,) = (await client.get("call/query", call_id=call_id))["data"]
    assert [next(iter(member)) for member in call["members"]] == ["inbound", "outbound"]
    assert (await client.get("call/query", call_id=second))["data"] is None


async def test_a_missing_right_follows_as_an_event(client: Client) -> None:
    await client.control("rights", extension="2000", internal=False)
    call_id, caller, own = await talk(client)
    ws = await client.open(30015)
    bodies = (
        ("transfer", {"type": "blind", "channel_id": caller, "number": "2001"}),
        ("add_member", {"channel_id": own, "number": "2001"}),
        ("transfer", {"type": "attended", "channel_id": own, "number": "2001"}),
    )
    for verb, body in bodies:
        assert await client.post(f"call/{verb}", **body) == {**OK, "call_id": call_id}
        await client.control("advance", seconds=1)
        told = (await event(ws))[1]
        assert told["reason"] == "NO Dial Permission"
        assert (told["call_id"] == call_id) is (body.get("type") != "attended")
        assert len((await client.get("call/query", number="2000"))["data"]) == 1


async def test_nine_parties_are_the_most(client: Client) -> None:
    _, _, own = await talk(client)
    for number in range(2001, 2008):
        await client.post("call/add_member", channel_id=own, number=str(number))
        await client.control("pickup", extension=str(number))
    answer = await client.post("call/add_member", channel_id=own, number="2008")
    assert answer == {"errcode": 70510, "errmsg": "MAX PARTICIPANTS EXCEEDED"}


async def test_inbound_calls_are_accepted_and_refused(client: Client) -> None:
    assert (await client.control("monitor", line="City-SIP", inbound_control=True))[
        "inbound_control"
    ] == ["City-SIP"]
    ws = await client.open(30011, 30012, 30016)
    for verb in ("accept", "refuse"):
        call = await client.control("call", to="2000")
        topic, told = await event(ws)
        assert topic == 30016
        offered = told["members"][0]["inbound"]
        assert offered["member_status"] == "ALERT"
        body = {"channel_id": offered["channel_id"]}
        answer = await client.post(f"call/{verb}_inbound", **body)
        assert answer == {**OK, "call_id": call["call_id"]}
        again = (await client.post(f"call/{verb}_inbound", **body))["errcode"]
        assert again == (70132 if verb == "accept" else 70130)
        assert (await event(ws))[0] == 30011
    assert (await event(ws))[0] == 30012
    assert len((await client.get("call/query", number="2000"))["data"]) == 1


async def test_prompts_are_played(client: Client) -> None:
    ws = await client.open(30018)
    answer = await client.post(
        "call/play_prompt",
        number="2000",
        prompts=["test_prompt1"],
        count=1,
        auto_answer="yes",
        volume=20,
    )
    assert answer == OK
    await client.control("advance", seconds=4)
    told = (await event(ws))[1]
    assert told["prompt"] == "test_prompt1"
    assert told["members"][0]["extension"]["member_status"] == "ANSWERED"


ACTS = (
    "hold", "unhold", "hangup", "mute", "unmute", "record_start", "record_pause",
    "record_unpause", "park", "accept_inbound", "refuse_inbound",
)  # fmt: skip


@pytest.mark.parametrize("verb", ACTS)
async def test_a_channel_is_wanted_and_must_exist(client: Client, verb: str) -> None:
    answer = await client.post(f"call/{verb}")
    assert answer["invalid_param_list"] == [{"field": "channel_id", "validation_type": "required"}]
    answer = await client.post(f"call/{verb}", channel_id="PJSIP/2000-00000000")
    assert answer == {"errcode": 70130, "errmsg": "CAHNNEL ID NOT FOUND"}


@pytest.mark.parametrize("verb", [act for act in ACTS if act not in ("hangup", "unmute")])
async def test_a_ringing_channel_cannot_do_that(client: Client, verb: str) -> None:
    await client.control("call", to="2000")
    (call,) = (await client.get("call/query", number="2000"))["data"]
    own = call["members"][1]["extension"]["channel_id"]
    answer = await client.post(f"call/{verb}", channel_id=own)
    assert answer == {"errcode": 70132, "errmsg": "OPERATION NOT SUPPORTED"}
    answer = await client.post("call/transfer", type="blind", channel_id=own, number="2001")
    assert answer["errcode"] == 70132


GONE = "PJSIP/2000-00000000"


@pytest.mark.parametrize(
    ("endpoint", "body", "field"),
    [
        ("call/transfer", {"channel_id": GONE, "number": "2001"}, "type"),
        ("call/transfer", {"type": "sideways", "channel_id": GONE, "number": "1"}, "type"),
        ("call/transfer", {"type": "blind", "number": "2001"}, "channel_id"),
        ("call/transfer", {"type": "blind", "channel_id": GONE}, "number"),
        ("call/transfer", {"type": "attended", "channel_id": GONE}, "number"),
        (
            "call/transfer",
            {"type": "attended", "channel_id": GONE, "attended_operate": "undo"},
            "attended_operate",
        ),
        (
            "call/transfer",
            {"type": "blind", "channel_id": GONE, "number": "1", "dial_permission": "1"},
            "dial_permission",
        ),
        ("call/add_member", {"channel_id": GONE}, "number"),
        ("call/add_member", {"number": "2001"}, "channel_id"),
        ("call/play_prompt", {"prompts": ["test_prompt1"]}, "number"),
        ("call/play_prompt", {"number": "2000"}, "prompts"),
        ("call/play_prompt", {"number": "2000", "prompts": "test_prompt1"}, "prompts"),
        ("call/play_prompt", {"number": "2000", "prompts": ["unknown"]}, "prompts"),
        ("call/play_prompt", {"number": "1", "prompts": ["fire_drill"], "volume": 21}, "volume"),
        ("call/play_prompt", {"number": "1", "prompts": ["fire_drill"], "count": 0}, "count"),
    ],
)
async def test_bad_parameters_are_named(
    client: Client, endpoint: str, body: dict[str, object], field: str
) -> None:
    answer = await client.post(endpoint, **body)
    assert answer["errcode"] == 40002
    assert answer["invalid_param_list"][0]["field"] == field


async def test_a_supervisor_listens(client: Client) -> None:
    _, _, agent = await talk(client, "2001")
    body = {"monitor": "2000", "channel_id": agent, "type": "barge"}
    assert (await client.post("call/listen", **body))["errcode"] == 70084
    await client.control("rights", extension="2001", monitored=True)
    answer = await client.post("call/listen", **body)
    assert statuses(await members(client, call_id=answer["call_id"])) == [("2000", "RING")]
    await client.control("pickup", extension="2000")
    assert len(await members(client, number="2000")) == 3
    for field, value in (("monitor", "1"), ("type", "loudly"), ("channel_id", "")):
        refused = await client.post("call/listen", **{**body, field: value})
        assert refused["invalid_param_list"][0]["field"] == field
