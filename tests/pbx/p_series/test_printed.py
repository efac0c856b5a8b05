"""Every request that the handbook prints for an endpoint that is used here, and what it answers.

Most answers are read elsewhere, from files of their own: see ``frames.py``.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.commands import (
    AddMember,
    AnswerRing,
    ConsultLeg,
    ConsultStep,
    ConsultStepLeg,
    DecideInbound,
    Dial,
    HangUpLeg,
    HoldLeg,
    ListenIn,
    ListenMode,
    LogAgent,
    LogAgents,
    MuteLeg,
    ParkLeg,
    PauseAgent,
    PauseAgents,
    PhoneRingId,
    RecordLeg,
    RecordStep,
    RefuseRing,
    ResumeLeg,
    TransferLeg,
)
from ctiapp.model.directory import Contact, ContactNumber, PlaceKind, Presence
from ctiapp.model.ids import CallId, ExtensionId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.model.reports import ReportKind, ReportRequest
from ctiapp.pbx.interface import TokenPair
from ctiapp.pbx.p_series import (
    wire,
    wire_agents,
    wire_calls,
    wire_contacts,
    wire_departments,
    wire_hotel,
    wire_queues,
    wire_recordings,
    wire_records,
    wire_reports,
    wire_rest,
    wire_stations,
)
from ctiapp.pbx.p_series.speech import Speech
from tests.pbx.p_series.frames import answer
from tests.pbx.printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.commands import AgentCommand, CallCommand
    from ctiapp.pbx.request import Request

NOW = datetime(2022, 6, 1, tzinfo=UTC)
REQUESTS = {one.name: one for one in printed("p_series", "requests")}
ANSWERS = {one.name: one for one in printed("p_series", "answers")}
ADMIN = Number("2005")
RING = PhoneRingId(Number("2000"), "32787", "192.168.5.2:5060")
PAIR = TokenPair("", "SCduGecwbG9jIusiS8FxFUVn3kf0Q9R8", NOW, NOW)
CONTACT = Contact(
    "",
    "",
    company="Yeastar",
    email="liexample@icloud.com",
    numbers=(ContactNumber("business", Number("12333333")),),
    remark="contact_for_test",
    first_name="Example",
    last_name="Li",
)
MORE_NUMBERS = (
    ContactNumber("business", Number("5503301")),
    ContactNumber("business2", Number("5503302")),
    ContactNumber("other", Number("5503308")),
)


def call(command: CallCommand) -> Callable[[], Request]:
    return lambda: wire_calls.command_request(command)


def agent(command: AgentCommand) -> Callable[[], Request]:
    return lambda: wire_agents.command_request(command)


def leg(name: str) -> LegId:
    return LegId(f"PJSIP/{name}")


def numbers_changed() -> Request:
    kept = Contact("9", "")
    wanted = Contact("9", "", numbers=MORE_NUMBERS)
    made = wire_contacts.update(kept, kept, wanted, None)
    assert made is not None
    return made


EXT, QUEUE, TWO = ExtensionId("85"), QueueId("3"), (QueueId("2"), QueueId("3"))

ASKED: dict[str, Callable[[], Request]] = {
    "get_token l. 1132-1139": lambda: wire_rest.log_in(
        "UEnH9Dmv6uBJEXsYcag1trNfQThYXXXX", "ZLcXl63S9EtMnYoHUnjbVo6sA8CbXXXX"
    ),
    "refresh_token l. 1188-1194": lambda: Speech().refresh(PAIR),
    "del_token l. 1236-1237": lambda: Speech().revoke(PAIR),
    "system/information l. 1295-1297": lambda: wire_rest.INFORMATION,
    "extension/get l. 2076-2079": lambda: wire_stations.station_details(ExtensionId("39")),
    "extension/query l. 2545-2548": lambda: wire_stations.stations_details(
        [ExtensionId("39"), ExtensionId("223")]
    ),
    "extension/delete l. 3918-3921": lambda: wire_stations.delete(ExtensionId("44")),
    "company_contact/get l. 6499-6502": lambda: wire_contacts.contact_details("4"),
    "company_contact/create l. 6787-6798, 6802-6818": lambda: wire_contacts.create(
        CONTACT, ["5", "6"]
    ),
    "company_contact/update l. 6894-6909, 6913-6923": numbers_changed,
    "company_contact/delete l. 6972-6975": lambda: wire_contacts.delete("9"),
    "queue/get l. 11653-11656": lambda: wire_queues.queue_details(QUEUE),
    "queue/call_status l. 12888-12891": lambda: wire_queues.load_of(QUEUE),
    "queue/agent_status l. 12997-13000": lambda: wire_queues.agents_of(QUEUE),
    "queue/agent_login l. 13266-13269": agent(LogAgents(QUEUE, (ExtensionId("92"), EXT), on=True)),
    "queue/agent_pause l. 13316-13319": agent(
        PauseAgents(QueueId("2"), (ExtensionId("73"), EXT), on=True, reason="*01")
    ),
    "agent/login l. 13368-13371": agent(LogAgent(EXT, TWO, on=True, paused=True)),
    "agent/pause l. 13419-13422": agent(PauseAgent(EXT, TWO, on=True, reason="*01")),
    "wakeupcall/get l. 15189-15193": lambda: wire_hotel.alarms_of(ExtensionId("39")),
    "wakeupcall/delete l. 15522-15525": lambda: wire_hotel.delete_alarms(
        ExtensionId("223"), ["15"]
    ),
    "call/query l. 15713-15716": lambda: wire_calls.one_call(CallId("1650012665.266")),
    "call/dial l. 15827-15836": call(Dial(Number("1005"), Number("5503301"), auto_answer=True)),
    "call/accept_inbound l. 15895-15901": call(
        DecideInbound(leg("trunk-test-peer-trunking-endpoint-000008f"), accept=True)
    ),
    "call/refuse_inbound l. 15960-15966": call(
        DecideInbound(leg("trunk-test-peer-trunking-endpoint-00000091"), accept=False)
    ),
    "call/listen l. 16034-16042": agent(
        ListenIn(leg("2000-00000114"), Number("2008"), ListenMode.LISTEN)
    ),
    "call/hold l. 16085-16090, 16094-16095": call(HoldLeg(leg("1005-00000023"))),
    "call/unhold l. 16142-16148": call(ResumeLeg(leg("1005-00000023"))),
    "call/mute l. 16197-16203": call(MuteLeg(leg("1009-0000065"), on=True)),
    "call/unmute l. 16247-16248, 16252-16256": call(MuteLeg(leg("1009-00000065"), on=False)),
    "call/park l. 16304-16311": call(ParkLeg(leg("2005-00000081"), "6000")),
    "call/park_status l. 16375-16377": lambda: wire_calls.PARK_STATUS,
    "call/transfer l. 16461-16470": call(TransferLeg(leg("2000-000000ae"), Number("2008"), ADMIN)),
    "call/transfer l. 16493-16504": call(
        ConsultLeg(leg("2005-000000a6"), Number("5503301"), ADMIN)
    ),
    "call/transfer l. 16510-16520": call(
        ConsultStepLeg(leg("2005-000000a6"), ConsultStep.COMPLETE)
    ),
    "call/add_member l. 16576-16584": call(AddMember(leg("2005-0000007c"), Number("13900000002"))),
    "call/hangup l. 16691-16697": call(HangUpLeg(leg("1005-00000023"))),
    "call/record_start l. 16744-16750": call(RecordLeg(leg("2002-00000076"), RecordStep.START)),
    "call/record_pause l. 16798-16804": call(RecordLeg(leg("2002-00000076"), RecordStep.PAUSE)),
    "call/record_unpause l. 16848-16854": call(RecordLeg(leg("2002-00000076"), RecordStep.RESUME)),
    "uacsta_call/accept l. 16913-16921": call(AnswerRing(RING)),
    "uacsta_call/refuse l. 16977-16985": call(RefuseRing(RING)),
}
"""What this application asks for, of the same things as the example."""

BESIDE: dict[str, set[str]] = {
    "agent/login l. 13368-13371": {"queue_ids", "is_paused"},  # left out, it means all of them
    "agent/pause l. 13419-13422": {"queue_ids"},
    "call/transfer l. 16461-16470": {"dial_permission"},  # mandatory by the table (l. 16441)
    "call/transfer l. 16493-16504": {"dial_permission"},
}
"""What is sent though the example lacks it."""

LACKING: dict[str, set[str]] = {
    "queue/agent_login l. 13266-13269": {"is_pause"},  # a supervisor logs in, and pauses later
    "agent/login l. 13368-13371": {"is_pause"},  # by the table it is is_paused
    "call/dial l. 15827-15836": {"dial_permission"},  # one calls by one's own rights
    "call/add_member l. 16576-16584": {"dial_permission"},
    "company_contact/create l. 6787-6798, 6802-6818": {
        *("zip_code", "street", "city", "state", "country")
    },  # no contact here has an address
}
"""What the example has though it is not sent."""

LISTS: dict[str, Callable[[], Request]] = {
    "extension/list l. 1615-1618": lambda: wire_rest.extension_list(1),
    "extension/search l. 1858-1861": lambda: wire_rest.extension_search(Number("2000"), 1),
    "organization/list l. 4007-4009, 4013": lambda: wire_departments.department_list(1),
    "company_contact/list l. 6244-6247": lambda: wire_rest.contact_list(1),
    "phonebook/list l. 7039-7042": lambda: wire_contacts.phonebook_list(1),
    "outbound_route/list l. 8732-8733, 8739": lambda: wire_stations.route_list(1),
    "ivr/list l. 10112-10115": lambda: place_list(PlaceKind.IVR),
    "system/get_menuoptions l. 1438-1441": lambda: place_list(PlaceKind.RING_GROUP),
    "system/get_menuoptions l. 1497-1501": lambda: place_list(PlaceKind.CONFERENCE),
    "queue/list l. 11225-11228": lambda: place_list(PlaceKind.QUEUE),
    "queue_pause_reason/list l. 13103-13106": lambda: wire_queues.PAUSE_REASONS,
    "recording/list l. 13497-13499": lambda: wire_recordings.recording_list(1),
    "cdr/list l. 13707-13710": lambda: wire_records.one_record(newest=True),
    "cdr/search l. 13885-13889": lambda: wire_records.records_of(
        "call_from",
        Number("2005"),
        {"start_time": "05/30/2022 00:00:00", "end_time": "05/30/2022 23:59:59"},
    ),
    "wakeupcall/list l. 15075-15079": lambda: wire_hotel.alarm_list(1),
}
"""Whose example chooses another page, order or menu: the parameters count, not their values."""

NEVER_SENT = {
    "call_report/list l. 14665-14670": "a report on extensions of both ways of calling is wanted",
    "wakeupcall/query l. 15279-15283": "one room is asked for, or all are listed",
    "recording/download l. 13596-13599": "by the file's name, which a call's record has, too",
}


def place_list(kind: PlaceKind) -> Request:
    return next(one for one in wire_rest.PLACE_LISTS if one.kind is kind).request(1)


def sent(request: Request) -> dict[str, object]:
    """What is in the query, as text, or in the body."""
    return {key: str(value) for key, value in request.params.items()} | dict(request.body or {})


@pytest.mark.parametrize("name", ASKED)
def test_what_is_sent_is_what_is_printed(name: str) -> None:
    example, request = REQUESTS[name], ASKED[name]()
    beside, lacking = BESIDE.get(name, set()), LACKING.get(name, set())
    has, is_sent = {**example.query, **example.values}, sent(request)

    assert request.endpoint == example.endpoint
    assert request.method == example.text.split()[0]
    assert beside <= set(is_sent)
    assert lacking <= set(has)
    assert {key: value for key, value in is_sent.items() if key not in beside} == {
        key: value for key, value in has.items() if key not in lacking
    }


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_asked_for_by_parameters_that_are_printed(name: str) -> None:
    example, request = REQUESTS[name], LISTS[name]()

    assert request.endpoint == example.endpoint
    assert request.method == example.text.split()[0] == "GET"
    assert set(example.query) <= set(request.params)


def test_events_are_asked_for_as_printed() -> None:
    printed_one = json.loads(REQUESTS["subscribe l. 937"].text)
    assert json.loads(wire.subscription((30011, 30012))) == printed_one


def test_a_report_is_asked_for_as_printed_but_for_the_way_of_calling() -> None:
    wanted = ReportRequest(
        ReportKind.EXTENSIONS,
        date(2022, 4, 1),
        date(2022, 4, 15),
        extensions=(ExtensionId("34"),),
    )
    times = {"start_time": "2022/04/01 12:00:00 AM", "end_time": "2022/04/15 11:59:59 PM"}
    request = wire_reports.request_of(wanted, times)
    example = REQUESTS["call_report/list l. 14665-14670"]

    assert request.endpoint == example.endpoint
    assert {"communication_type"} == set(example.query) - set(request.params)
    for key in ("type", "ext_id_list"):
        assert request.params[key] == example.query[key]


def test_a_file_is_fetched_where_its_link_says() -> None:
    """By the answer's own example, of l. 13605; the print broke it in two."""
    link = str(answer("recording-download")["download_resource_url"])
    url = REQUESTS["recording/download l. 13628-13631"].text
    path = wire_recordings.resource_path({"download_resource_url": link})

    assert path.casefold() in "".join(url.split()).casefold()


def test_every_request_is_looked_at() -> None:
    elsewhere = {
        *("subscribe l. 937", "recording/download l. 13628-13631"),
        *NEVER_SENT,
    }
    assert set(REQUESTS) == set(ASKED) | set(LISTS) | elsewhere


# --- answers -------------------------------------------------------------------------------------

SLOT = "call/park l. 16319-16325"
PARKED = "call/park_status l. 16383-16403"


def read(name: str) -> dict[str, object]:
    return dict(wire_rest.checked(ANSWERS[name].values))


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != PARKED])
def test_a_command_answers_with_its_call(name: str) -> None:
    told = wire_calls.command_answer(read(name))

    assert told.call_id == ANSWERS[name].values["call_id"]
    assert told.slot == ("6000" if name == SLOT else None)


def test_who_is_parked() -> None:
    inside, outside = wire_calls.parked_calls(read(PARKED), pytest.fail)

    assert (inside.slot, inside.party, inside.parker) == ("6000", Number("2010"), Number("2008"))
    assert (outside.slot, outside.leg_id) == (
        "6001",
        leg("trunk-test-peer-trunking-endpoint-000000a7"),
    )
    assert inside.stays_s == 60


def test_extensions_by_page_and_by_id() -> None:
    listed = wire_rest.extension_page(answer("extension-list"), pytest.fail)
    assert listed.total == 12
    assert [(one.number.text, one.presence, one.registered) for one in listed.items] == [
        ("2000", Presence.AVAILABLE, True),
        ("2001", Presence.AWAY, True),
        ("2002", Presence.BUSINESS_TRIP, True),
        ("2003", Presence.DO_NOT_DISTURB, True),
    ]
    stations = wire_stations.stations(answer("extension-query"), pytest.fail)
    assert [(one.ext_id, one.number.text, one.first_name) for one in stations] == [
        ("39", "2000", "Leo"),
        ("223", "2001", "Phillip Huff"),
    ]


@pytest.mark.parametrize("name", ["system-menuoptions-1", "system-menuoptions-2"])
def test_a_menu_whose_entries_have_no_number_names_no_place(name: str) -> None:
    """Of roles and departments: those that are asked for here have numbers."""
    left_out: list[str] = []
    places = next(one for one in wire_rest.PLACE_LISTS if not one.paged)

    assert wire_rest.place_page(places, answer(name), left_out.append).items == ()
    assert left_out
