"""Every request and answer that the handbook prints for an endpoint that is used here."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentCall, AgentKind
from ctiapp.model.call import LegKind, LegState
from ctiapp.model.commands import ListenMode
from ctiapp.model.directory import PlaceKind
from ctiapp.model.errors import LinkLost
from ctiapp.model.hotel import Alarm, StationChange
from ctiapp.model.ids import CallId, ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx.cloud import (
    wire_calls,
    wire_hotel,
    wire_queues,
    wire_records,
    wire_rest,
    wire_voicemail,
)
from ctiapp.pbx.cloud.speech import Speech
from ctiapp.pbx.interface import TokenPair
from tests.pbx.printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.request import Request

    Answer = Mapping[str, object]

NOW = datetime(2019, 2, 20, tzinfo=UTC)
PAIR = TokenPair("", "58f29c380365e5546cd3ac8c34edc88c", NOW, NOW)
REQUESTS = {one.name: one for one in printed("cloud", "requests")}
ANSWERS = {one.name: one for one in printed("cloud", "answers")}
ONCE = Alarm("1000/1", time(0, 45), snoozes=2, snooze_min=5)
LATER = Alarm("1000/1", time(11), snoozes=2, snooze_min=5)


def asked(name: str) -> Request:
    """What this application asks for by that endpoint, of the same things as the example."""
    number, queue = Number("1000"), QueueId("6700")
    speech = Speech()
    speech.reports_to, speech.port = "110.22.2.3:8260/report", 8260
    line = wire_calls.on_line
    made: dict[str, Callable[[], Request]] = {
        "login l. 690-700": lambda: speech.log_in("api", "api"),
        "token/refresh l. 762-767": lambda: speech.refresh(PAIR),
        "logout l. 808-811": lambda: speech.revoke(PAIR),
        "deviceinfo/query l. 854-857": lambda: wire_rest.INFORMATION,
        "extensionlist/query l. 911-914": lambda: wire_rest.EXTENSION_LIST,
        "extension/query l. 1018-1023, 1027": lambda: wire_rest.extension_query([number]),
        "extension/update l. 1156-1163": amy,
        "ivr/query l. 2010-2012": lambda: wire_rest.IVR_LIST,
        "queue/query l. 2146-2152": lambda: wire_queues.queue_query(QueueId("6701")),
        "queue/query l. 2158-2161": lambda: wire_queues.QUEUES,
        "queuestatus/query l. 2308-2314": lambda: wire_queues.status_query(queue),
        "queue/add_dynamicagent l. 2399-2407": lambda: wire_queues.log_agent(
            queue, "1000", "6700123", on=True
        ),
        "queue/del_dynamicagent l. 2445-2453": lambda: wire_queues.log_agent(
            queue, "1000", "6700123", on=False
        ),
        "queue/pause_agent l. 2488-2495": lambda: wire_queues.pause_agent(queue, "1000", on=True),
        "queue/unpause_agent l. 2532-2539": lambda: wire_queues.pause_agent(
            queue, "1000", on=False
        ),
        "extension/dial_extension l. 2719-2725, 2729": lambda: wire_calls.dial(
            Number("1005"), Number("1006"), inside=True, auto_answer=False
        ),
        "extension/dial_outbound l. 2776-2783": lambda: wire_calls.dial(
            Number("1002"), Number("971837373"), inside=False, auto_answer=False
        ),
        "extension/hangup l. 2818-2824": lambda: wire_calls.on_extension("hangup", "1000"),
        "inbound/hangup l. 2860-2863, 2867-2869": lambda: line(
            LegKind.INBOUND, "hangup", "1495698510.206"
        ),
        "outbound/hangup l. 2903-2909": lambda: line(LegKind.OUTBOUND, "hangup", "1495705264.322"),
        "extension/hold l. 2947-2953": lambda: wire_calls.on_extension("hold", "1000"),
        "extension/unhold l. 2987-2993": lambda: wire_calls.on_extension("unhold", "1000"),
        "extension/mute l. 3029-3035": lambda: wire_calls.on_extension("mute", "1000"),
        "extension/unmute l. 3069-3075": lambda: wire_calls.on_extension("unmute", "1000"),
        "extension/listen l. 3131-3138": lambda: wire_calls.listen(
            ListenMode.LISTEN, Number("1005"), "1002"
        ),
        "extension/whisper l. 3191-3198": lambda: wire_calls.listen(
            ListenMode.WHISPER, Number("1005"), "1002"
        ),
        "extension/barge l. 3250-3257": lambda: wire_calls.listen(
            ListenMode.BARGE, Number("1005"), "1002"
        ),
        "calltransfer l. 3295-3304": lambda: wire_calls.move_call(
            CallId("1550576451.121"), Number("1001"), Number("1003"), Number("")
        ),
        "inbound/transfer_number l. 3351-3359": lambda: wire_calls.move_line(
            LegKind.INBOUND, "1495698591.209", Number("4001"), Number("")
        ),
        "outbound/transfer_number l. 3409-3417": lambda: wire_calls.move_line(
            LegKind.OUTBOUND, "1495698591.209", Number("18283773"), Number("4000")
        ),
        "inbound/accept l. 3752-3758": lambda: line(LegKind.INBOUND, "accept", "1495703883.314"),
        "inbound/refuse l. 3794-3802": lambda: line(LegKind.INBOUND, "refuse", "1495703883.314"),
        "voicemail/query l. 3988-3994": lambda: wire_voicemail.messages_of(number),
        "voicemail/delete l. 4068-4076": lambda: wire_voicemail.deletion(number, message()),
        "voicemail/get_random l. 4130-4138": lambda: wire_voicemail.leave(
            Number("1004"), message(new=True)
        ),
        "recording/get_random l. 4213-4219": lambda: wire_records.recording(
            "20170901181806-1504261084.7-1001-1003-Internal.wav"
        ),
        "cdr/get_random l. 4294-4302": lambda: wire_records.records(
            "all",
            datetime.fromisoformat("2018-11-07"),
            datetime.fromisoformat("2019-02-18T23:59:59"),
        ),
        "wakeupcall/create l. 4384-4398": lambda: wire_hotel.create_alarm("1000", ONCE),
        "wakeupcall/query l. 4445-4451": lambda: wire_hotel.alarms_query(["1000"]),
        "wakeupcall/update l. 4510-4525": lambda: wire_hotel.change_alarm(LATER),
        "wakeupcall/delete l. 4564-4571": lambda: wire_hotel.delete_alarms("1000", ["1000/1"]),
        "wakeupcall/delete l. 4577-4583": lambda: wire_hotel.delete_every_alarm("1000"),
    }
    return made[name]()


def amy() -> Request:
    change = StationChange(first_name="Amy", last_name="")
    made = wire_hotel.change_station("1002", change, "Amy")
    assert made is not None
    return made


def message(*, new: bool = False) -> Voicemail:
    """The first of the example's mailbox."""
    at = datetime(2018, 5, 4, 18, tzinfo=UTC)
    return Voicemail("msg0000.wav", RecordParty(Number("2000")), at, 42, new)


NEVER_SENT = {
    "extension/query l. 1033-1036": "it answers the passwords of everybody",
    "ivr/query l. 1999-2004": "all are listed at once",
    "inbound/query l. 2590-2596": "all are asked for at once",
    "outbound/query l. 2657-2663": "all are asked for at once",
    "voicemail/query l. 4000-4003": "one's own messages are asked for, nobody else's",
    "wakeupcall/create l. 4354-4355": "one room at a time: no id comes back",
}
OTHERWISE = {
    "login l. 690-700": {"password"},  # of what, is not said
    "extension/barge l. 3250-3257": {"bargein"},  # the table's word goes with the example's
}
"""What is sent beside, or is not compared."""


@pytest.mark.parametrize("name", [name for name in REQUESTS if name not in NEVER_SENT])
def test_what_is_sent_is_what_is_printed(name: str) -> None:
    example, request = REQUESTS[name], asked(name)
    beside = OTHERWISE.get(name, set())
    sent = {key: value for key, value in (request.body or {}).items() if key not in beside}

    assert request.endpoint == example.endpoint
    assert sent == {key: value for key, value in example.values.items() if key not in beside}
    assert beside <= set(request.body or {})


def test_what_is_never_sent_is_one_of_the_examples() -> None:
    assert set(NEVER_SENT) <= set(REQUESTS)


# --- answers -------------------------------------------------------------------------------------


def answer(name: str) -> Answer:
    """Read an answer as it comes."""
    found = wire_rest.read(ANSWERS[name].body.encode())
    assert isinstance(found, dict)
    return wire_rest.checked(found)


def test_a_log_in_brings_a_pair_and_so_does_each_renewal() -> None:
    pair = Speech().pair(answer("login l. 708-715"), NOW)
    assert (pair.access, pair.refresh) == (
        "2bc5a7494ef88b0506da66c60ccf232d",
        "58f29c380365e5546cd3ac8c34edc88c",
    )
    later = Speech().renewed(answer("token/refresh l. 773-780"), pair, NOW)
    assert (later.access, later.refresh) == (
        "1c0a3fd34ca5e5292042a77e4d9ff950",
        "4a1f20e901b45d4106e7aee076d22115",
    )


def test_a_log_in_that_fails() -> None:
    found = wire_rest.read(ANSWERS["login l. 721-727"].body.encode())
    assert isinstance(found, dict)
    with pytest.raises(LinkLost, match="30003"):
        wire_rest.checked(found, log_in=True)


def test_the_pbx_and_its_extensions() -> None:
    assert wire_rest.information(answer("deviceinfo/query l. 863-868, 872-877"))[:2] == (
        "3682804SWHO36DV3",
        "81.4.0.0",
    )
    listed = wire_rest.extension_list(answer("extensionlist/query l. 920-941"), pytest.fail)
    assert [(one.number.text, one.name, one.registered) for one in listed] == [
        ("1000", "Jayson", True),
        ("1001", "Erwin Co", False),
    ]
    info = answer("extension/query l. 1042-1076, 1080-1088")
    (row,) = wire_rest.extension_infos(info, pytest.fail)
    station = wire_hotel.station(row)
    assert (station.number, station.first_name) == (Number("1000"), "Jayson")
    (place,) = wire_rest.ivr_places(answer("ivr/query l. 2018-2036"), pytest.fail)
    assert (place.kind, place.number, place.name) == (PlaceKind.IVR, Number("6500"), "6500")


def test_a_queue_and_how_it_stands() -> None:
    told = answer("queue/query l. 2167-2201")
    (queue,) = wire_queues.queues(told, {}, pytest.fail)
    assert (queue.number.text, queue.name, queue.strategy) == ("6700", "6700", "Ring All")
    assert [one.number.text for one in queue.static] == ["103", "102"]
    assert [one.number.text for one in queue.dynamic] == ["4001"]
    assert wire_queues.password(told, queue.queue_id, pytest.fail) == "6700123"
    rules = wire_queues.rules(told, queue.queue_id, pytest.fail)
    assert (rules.agent_timeout_s, rules.wrap_up_s) == (10, 10)
    standing = answer("queuestatus/query l. 2320-2367, 2371-2372")
    agents = wire_queues.statuses(standing, lambda _: AgentKind.STATIC, {}, pytest.fail)
    assert {one.number.text: (one.call, one.paused) for one in agents} == {
        "8034": (AgentCall.IDLE, False),
        "8033": (AgentCall.IDLE, False),
        "5007": (AgentCall.IDLE, False),
        "1004": (AgentCall.UNKNOWN, True),
        "6000": (AgentCall.UNKNOWN, False),
        "6036": (AgentCall.UNKNOWN, False),
        "6001": (AgentCall.UNKNOWN, False),
    }


def test_calls_with_somebody_outside() -> None:
    (came,) = wire_calls.inbound_calls(answer("inbound/query l. 2602-2621"), pytest.fail)
    (went,) = wire_calls.outbound_calls(answer("outbound/query l. 2669-2683"), pytest.fail)
    for report, numbers in ((came, ["1000", "1002"]), (went, ["1002", "41000"])):
        assert [leg.number.text for leg in report.legs] == numbers
        assert {leg.state for leg in report.legs} == {LegState.CONNECTED}


def test_a_wake_up_call() -> None:
    told = wire_hotel.alarm_list(answer("wakeupcall/query l. 4457-4477"), pytest.fail)
    alarm = Alarm("1000/1", time(0, 45), snoozes=2, snooze_min=5, prompt="macroform-cold_day")
    assert told == {ExtensionId("1000"): (alarm,)}


@pytest.mark.parametrize(
    ("asking", "name", "random"),
    [
        (
            "recording/get_random l. 4213-4219",
            "recording/get_random l. 4225-4232",
            "120732c546381fb020f17fba676b0ea0",
        ),
        (
            "cdr/get_random l. 4294-4302",
            "cdr/get_random l. 4308-4317",
            "0cbcf8917c41c61c6e9fd3e57ecdd467",
        ),
    ],
)
def test_leave_to_fetch_a_file(asking: str, name: str, random: str) -> None:
    download = wire_records.download(asked(asking), answer(name))
    assert download.path == f"/api/v1.1.0/{name.partition('/')[0]}/download"
    assert download.params == {**REQUESTS[asking].values, "random": random}


def test_messages_of_which_the_first_is_closed_twice() -> None:
    """So that the second stands beside the mailbox."""
    told = answer("voicemail/query l. 4009-4021, 4027-4040")
    second, first = wire_voicemail.messages(told, Number("1000"), UTC, pytest.fail)
    assert first == message()
    at = datetime(2018, 5, 4, 18, 30, tzinfo=UTC)
    assert second == Voicemail("msg0001.wav", first.caller, at, 42, new=True)


def test_leave_to_fetch_a_message() -> None:
    """The link that is printed has no random word, though the text says that it is made of one."""
    asking = asked("voicemail/get_random l. 4130-4138")
    download = wire_voicemail.download(answer("voicemail/get_random l. 4144-4153"), asking)
    assert download.path == "/api/v1.1.0/voicemail/download"
    random = "70f477822e6a379d7359b2d926ea95a5"
    assert download.params == {**(asking.body or {}), "random": random}


CALLS = {
    "extension/dial_extension l. 2735-2741": "1547397927.431",
    "extension/dial_outbound l. 2789-2795": "1495710387.333",
    "calltransfer l. 3310-3316": "1550576451.121",
    "inbound/transfer_number l. 3365-3371": "1495698591.209",
    "outbound/transfer_number l. 3423-3429": "1495698591.209",
}


@pytest.mark.parametrize("name", CALLS)
def test_a_command_answers_with_its_call(name: str) -> None:
    assert wire_calls.command_answer(answer(name)).call_id == CALLS[name]


PLAIN = {
    *("logout l. 817-822", "extension/update l. 1169-1174"),
    *("queue/add_dynamicagent l. 2413-2418", "queue/del_dynamicagent l. 2459-2464"),
    *("queue/pause_agent l. 2501-2506", "queue/unpause_agent l. 2545-2550"),
    *("extension/hangup l. 2832-2837", "inbound/hangup l. 2875-2880"),
    *("extension/hold l. 2959-2964", "extension/unhold l. 2999-3004"),
    *("extension/mute l. 3041-3046", "extension/unmute l. 3081-3086"),
    *("extension/listen l. 3144-3149", "extension/whisper l. 3204-3209"),
    *("extension/barge l. 3263-3268", "inbound/accept l. 3764-3771"),
    *("inbound/refuse l. 3808-3815", "wakeupcall/create l. 4404-4409"),
    *("wakeupcall/update l. 4531-4536", "wakeupcall/delete l. 4589-4594"),
    "voicemail/delete l. 4082-4087",
}
TOLD = {
    *("login l. 708-715", "login l. 721-727", "token/refresh l. 773-780"),
    *("deviceinfo/query l. 863-868, 872-877", "extensionlist/query l. 920-941"),
    *("extension/query l. 1042-1076, 1080-1088", "ivr/query l. 2018-2036"),
    *("queue/query l. 2167-2201", "queuestatus/query l. 2320-2367, 2371-2372"),
    *("inbound/query l. 2602-2621", "outbound/query l. 2669-2683"),
    *("voicemail/query l. 4009-4021, 4027-4040", "voicemail/get_random l. 4144-4153"),
    *("recording/get_random l. 4225-4232", "cdr/get_random l. 4308-4317"),
    *("wakeupcall/query l. 4457-4477", "outbound/hangup l. 2915-2919, 2923-2924"),
}
"""What a test above reads."""


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_a_command_answers_that_it_is_done(name: str) -> None:
    assert answer(name) == {"status": "Success"}


def test_an_answer_that_a_page_cuts_has_a_brace_too_many() -> None:
    """Without the one that stands before the cut it is like all others."""
    before, _, after = ANSWERS["outbound/hangup l. 2915-2919, 2923-2924"].body.partition("}")
    assert wire_rest.read((before + after).encode()) == {"status": "Success"}


def test_every_answer_is_read() -> None:
    assert set(ANSWERS) == PLAIN | TOLD | set(CALLS)
