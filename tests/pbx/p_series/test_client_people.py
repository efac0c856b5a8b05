"""The whole client and the simulated PBX, each written from the handbook, understand each other.

Departments, contacts, phonebooks, past calls, edits and keys: over real sockets.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.commands import Capability
from ctiapp.model.directory import Contact, ContactNumber
from ctiapp.model.errors import (
    CommandError,
    NoSuchTarget,
    NotPermitted,
    OutcomeUnknown,
    SessionRenewed,
)
from ctiapp.model.events import DigitsPressed, DirectoryChanged, DirectoryPart
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.model.records import Outcome
from ctiapp.pbx.interface import Credentials
from tests.pbx.p_series.desk import ME

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.p_series.client import PSeries
    from tests.pbx.p_series.desk import Desk

CALLER = Number("+49301234567")
ADA = Contact(
    "",
    "Ada Byron",
    "Engines Ltd",
    "ada@engines.example",
    (ContactNumber("mobile", Number("+441234567")), ContactNumber("mobile", Number("+447654321"))),
    remark="calls early",
    phonebooks=("Vendor",),
    first_name="Ada",
    last_name="Byron",
)


async def told(client: PSeries, desk: Desk, verb: str, **body: object) -> PbxEvent:
    """The first event that an edit is told by."""
    async with client.stream() as stream:
        frames = stream.frames()
        desk.control(verb, **body)
        async for frame, _ in frames:
            for event in client.parse(frame):
                if isinstance(event, DirectoryChanged | DigitsPressed):
                    await frames.aclose()
                    return event
    raise AssertionError


# --- departments and extensions ------------------------------------------------------------------


async def test_the_departments_are_the_ones_of_the_pbx(desk: Desk) -> None:
    client = await desk.signed_in()
    departments = {each.department_id: each for each in await client.departments()}
    people = {each.ext_id: each async for page in client.extensions() for each in page.items}

    kept = desk.pbx.exchange.directory.departments
    assert {int(key): each.name for key, each in departments.items()} == {
        each.id: each.name for each in kept.values()
    }
    for each in kept.values():
        parent = departments[str(each.id)].parent_id
        assert parent == (str(each.parent_id) if each.parent_id else None)
        assert departments[str(each.id)].members >= {str(member) for member in each.members}
    assert departments["1"].members == set(people)
    assert departments["2"].members < departments["1"].members


@pytest.mark.parametrize("errcode", [10001, 10005, 70120])
async def test_a_pbx_without_departments_has_none(desk: Desk, errcode: int) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="organization/list", errcode=errcode)
    assert await client.departments() == ()


async def test_departments_behind_a_hidden_root_stand_on_top(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("department", shows_root=False)
    tops = [each.name for each in await client.departments() if each.parent_id is None]
    assert tops == ["Guests", "Office", "House"]


async def test_an_extension_is_found_by_its_whole_number(desk: Desk) -> None:
    client = await desk.signed_in()
    found = await client.extension(Number("2001"))

    assert found is not None
    assert found.name == "Leo Ball"
    assert await client.extension(Number("200")) is None
    assert await client.extension(Number("2999")) is None
    desk.control("fail", endpoint="extension/search", errcode=10005)
    with pytest.raises(NotPermitted):  # which does not say that it is gone
        await client.extension(Number("2001"))


async def test_edits_are_told_and_what_is_read_then_is_new(desk: Desk) -> None:
    client = await desk.signed_in()
    event = await told(client, desk, "extension", extension="3355", first_name="Ada")
    assert event == DirectoryChanged(DirectoryPart.EXTENSION, "3355", "create")
    found = await client.extension(Number("3355"))
    assert found is not None
    assert found.name == "Ada"

    event = await told(client, desk, "extension", extension="3355", department=5)
    assert event == DirectoryChanged(DirectoryPart.ORGANIZATION, "5", "update_extension")
    bar = next(each for each in await client.departments() if each.department_id == "5")
    assert found.ext_id in bar.members

    event = await told(client, desk, "extension", extension="3355", remove=True)
    assert event == DirectoryChanged(DirectoryPart.EXTENSION, "3355", "delete")
    assert await client.extension(Number("3355")) is None


async def test_departments_that_are_switched_off_are_told(desk: Desk) -> None:
    client = await desk.signed_in()
    event = await told(client, desk, "department", on=False)
    assert event == DirectoryChanged(DirectoryPart.ORGANIZATION, "", "disabled")
    assert await client.departments() == ()


async def test_keys_of_a_caller_at_a_menu_are_told(desk: Desk) -> None:
    client = await desk.signed_in()
    call = desk.control("call", **{"from": "5503301", "to": "6200"})
    call_id = CallId(str(call["call_id"]))

    assert await told(client, desk, "dtmf", call_id=call_id, keys="7") == DigitsPressed(
        call_id, "7", 0
    )
    assert await told(client, desk, "dtmf", call_id=call_id, keys="11#", whole=True) == (
        DigitsPressed(call_id, "11#")
    )


# --- contacts ------------------------------------------------------------------------------------


async def test_a_contact_is_created_changed_and_deleted(desk: Desk) -> None:
    client = await desk.signed_in()
    contact_id = await client.save_contact(ADA)
    kept = await client.contact(contact_id)

    assert kept is not None
    assert kept == replace(
        ADA,
        contact_id=contact_id,
        numbers=(ADA.numbers[0], ContactNumber("mobile2", Number("+447654321"))),
        phonebooks=("Vendor", "All Company Contacts_Phonebook"),
    )
    desk.pbx.site.requests.clear()
    assert await client.save_contact(kept) == contact_id
    assert desk.asked("company_contact/update") == 0

    changed = replace(kept, remark="", last_name="Lovelace", phonebooks=())
    await client.save_contact(changed)
    again = await client.contact(contact_id)
    assert again == replace(
        changed, name="Ada Lovelace", phonebooks=("All Company Contacts_Phonebook",)
    )
    await client.delete_contact(contact_id)
    await client.delete_contact(contact_id)
    assert await client.contact(contact_id) is None
    with pytest.raises(NoSuchTarget):
        await client.save_contact(changed)


async def test_what_the_list_tells_and_what_one_contact_tells_agree(desk: Desk) -> None:
    client = await desk.signed_in()
    await client.save_contact(ADA)
    listed = [each async for page in client.contacts() for each in page.items]

    assert len(listed) == 18
    for each in listed:
        whole = await client.contact(each.contact_id)
        assert whole is not None
        assert replace(whole, first_name="", last_name="") == each


async def test_whoever_is_in_a_phonebook_can_be_deleted_all_the_same(desk: Desk) -> None:
    client = await desk.signed_in()
    contact_id = await client.save_contact(ADA)
    await client.delete_contact(contact_id)
    assert await client.contact(contact_id) is None


async def test_a_change_leaves_alone_what_is_never_seen(desk: Desk) -> None:
    client = await desk.signed_in()
    directory = desk.pbx.exchange.directory
    first = directory.contacts[0]
    directory.set_contacts([replace(first, street="Kai 7"), *directory.contacts[1:]])
    kept = await client.contact(str(first.id))
    assert kept is not None
    await client.save_contact(replace(kept, company="Tickets & Co"))

    assert (directory.contacts[0].street, directory.contacts[0].company) == (
        "Kai 7",
        "Tickets & Co",
    )


async def test_the_phonebooks(desk: Desk) -> None:
    client = await desk.signed_in()
    books = await client.phonebooks()

    assert [(each.name, each.everybody) for each in books] == [
        ("All Company Contacts_Phonebook", True),
        ("Vendor", False),
        ("Stammgäste 常客", False),
    ]


async def test_a_client_without_the_right_says_so_once(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("settings", edit_contacts=False)
    heard: list[frozenset[Capability]] = []
    client.heed_rights(lambda: heard.append(client.withdrawn))
    assert client.withdrawn == frozenset()
    for _ in range(2):
        with pytest.raises(NotPermitted):
            await client.save_contact(ADA)

    assert heard == [{Capability.EDIT_CONTACTS}]
    assert client.withdrawn == {Capability.EDIT_CONTACTS}
    signed_in = await client.sign_in(Credentials(desk.secret))
    assert Capability.EDIT_CONTACTS not in signed_in.capabilities
    assert [page async for page in client.contacts()]


async def test_who_logs_in_anew_may_have_got_the_right(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("settings", edit_contacts=False)
    with pytest.raises(NotPermitted):
        await client.delete_contact("3")
    assert client.tokens is not None
    desk.pbx.api.tokens.revoke(client.tokens.access)
    signed_in = await client.sign_in(Credentials(desk.secret))

    assert signed_in.logged_in
    assert Capability.EDIT_CONTACTS in signed_in.capabilities


async def test_what_the_pbx_wants_otherwise_is_said_by_its_code(desk: Desk) -> None:
    client = await desk.signed_in()
    with pytest.raises(CommandError) as caught:
        await client.save_contact(replace(ADA, numbers=()))
    assert caught.value.code == "40002"
    assert "number_list" in caught.value.detail
    twice = (ADA.numbers[0], replace(ADA.numbers[0], kind="home"))
    with pytest.raises(CommandError) as caught:
        await client.save_contact(replace(ADA, numbers=twice))
    assert caught.value.code == "40003"
    assert client.withdrawn == frozenset()


async def test_a_token_that_ended_early_creates_nobody_twice(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="company_contact/create", errcode=10004)
    with pytest.raises(SessionRenewed):
        await client.save_contact(replace(ADA, phonebooks=()))
    assert desk.asked("company_contact/create") == 1

    kept = await client.contact("4")
    assert kept is not None
    desk.control("fail", endpoint="company_contact/update", errcode=10004)
    await client.save_contact(replace(kept, remark="x"))
    assert desk.asked("company_contact/update") == 2


async def test_no_answer_says_nothing_of_whether_somebody_was_created(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("fail", endpoint="company_contact/create", silent=True)
    with pytest.raises(OutcomeUnknown):
        await client.save_contact(replace(ADA, phonebooks=()))


# --- past calls ----------------------------------------------------------------------------------


def past(desk: Desk) -> None:
    """Four calls of one caller, in as many spellings, and two of others."""
    for ago_s, record in (
        (9000, {"from": "+49301234567", "to": "2000", "did": "+49305550100"}),
        (7200, {"from": "0301234567", "to": "6402", "status": "abandoned"}),
        (3600, {"from": "2001", "to": "00301234567", "talk_s": 30}),
        (1800, {"from": "", "to": "2000"}),
        (900, {"from": "2000", "to": "2001"}),
        (90_000, {"from": "+49301234567", "to": "2001", "status": "busy"}),
    ):
        desk.control("record", **record, ago_s=ago_s)


async def test_the_past_calls_of_a_number_however_it_was_written(desk: Desk) -> None:
    client = await desk.signed_in()
    past(desk)
    records = await client.call_records(CALLER)

    assert [(each.caller.number.text, each.outcome) for each in records] == [
        ("2001", Outcome.ANSWERED),
        ("0301234567", Outcome.ABANDONED),
        ("+49301234567", Outcome.ANSWERED),
        ("+49301234567", Outcome.BUSY),
    ]
    newest, queued, first, _ = records
    assert (newest.caller.name, newest.direction, newest.talk_s) == (
        "Leo Ball",
        Direction.OUTBOUND,
        30,
    )
    assert (queued.callee.number, queued.callee.name) == (Number("6402"), "Support")
    assert (first.did, first.direction) == (Number("+49305550100"), Direction.INBOUND)
    assert first.reason == "src hangup"
    assert abs((first.at - datetime.now(UTC)).total_seconds() + 9000) < 60


async def test_an_extension_is_no_part_of_another_number(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("record", **{"from": "5520003", "to": "2001"})
    desk.control("record", **{"from": "2000", "to": "2001"})
    records = await client.call_records(ME)
    assert [each.caller.number for each in records] == [ME]


@pytest.mark.parametrize("date_format", ["MM/DD/YYYY", "YYYY/MM/DD", "DD/MM/YYYY"])
@pytest.mark.parametrize("hours", [12, 24])
@pytest.mark.parametrize("zone_min", [0, 480, -570])
async def test_only_since_a_moment_whatever_the_pbx_writes(
    desk: Desk, date_format: str, hours: int, zone_min: int
) -> None:
    """The search itself leaves the old ones out: the PBX understands what it is sent."""
    client = await desk.signed_in()
    desk.control("settings", date_format=date_format, hours=hours, zone_min=zone_min)
    past(desk)
    desk.control("record", **{"from": "+49301234567", "to": "2000", "ago_s": 40 * 86_400})
    records = await client.call_records(CALLER, since=desk.now - timedelta(hours=3))

    assert len(records) == 3
    assert desk.asked("cdr/search") == 2
    wanted_s = (desk.now - timedelta(hours=6)).timestamp()  # with a margin
    for query in searches(desk):
        understood_s = desk.pbx.api.settings.seconds_of(query["start_time"])
        assert understood_s is not None
        assert abs(understood_s - wanted_s) < 2


async def test_where_the_format_is_not_known_no_time_is_sent(desk: Desk) -> None:
    client = await desk.signed_in()
    records = await client.call_records(CALLER, since=desk.now - timedelta(hours=3))

    assert records == ()
    assert all("start_time" not in query for query in searches(desk))


async def test_only_until_a_moment_as_well(desk: Desk) -> None:
    client = await desk.signed_in()
    for ago_s in (60, 7200, 8 * 3600, 40 * 3600):
        desk.control("record", **{"from": CALLER.text, "to": "2000", "ago_s": ago_s})
    until = desk.now - timedelta(hours=1)
    records = await client.call_records(ME, since=desk.now - timedelta(days=1), until=until)

    assert [round((desk.now - each.at).total_seconds(), -2) for each in records] == [7200, 28800]
    for query in searches(desk):
        understood_s = desk.pbx.api.settings.seconds_of(query["end_time"])
        assert understood_s is not None
        assert abs(understood_s - (until + timedelta(hours=3)).timestamp()) < 2


async def test_of_many_the_newest_as_many_as_are_wanted(
    desk: Desk, expected_log: Callable[..., None]
) -> None:
    expected_log("records left out: too many")
    client = await desk.signed_in()
    for ago_s in range(60, 60 + 5):
        desk.control("record", **{"from": CALLER.text, "to": "2000", "ago_s": ago_s})
    records = await client.call_records(ME, since=desk.now - timedelta(days=1), most=3)

    ages_s = [(desk.now - each.at).total_seconds() for each in records]
    assert ages_s == sorted(ages_s)
    assert (len(ages_s), ages_s[-1] < 64) == (3, True)


@pytest.mark.parametrize("errcode", [10001, 10005])
async def test_a_pbx_that_does_not_say_has_no_past_calls(desk: Desk, errcode: int) -> None:
    client = await desk.signed_in()
    past(desk)
    assert client.tells_records
    desk.control("fail", endpoint="cdr/search", errcode=errcode)
    assert await client.call_records(CALLER) == ()
    assert not client.tells_records


async def test_a_real_call_is_in_the_list(desk: Desk) -> None:
    client = await desk.signed_in()
    desk.control("call", **{"from": "5503301", "to": "2000"})
    desk.control("pickup", extension="2000")
    desk.control("advance", seconds=10)
    desk.control("hangup", extension="2000")
    (record,) = await client.call_records(Number("5503301"))

    assert (record.callee.number, record.outcome) == (ME, Outcome.ANSWERED)
    assert record.talk_s == 10


def searches(desk: Desk) -> list[dict[str, str]]:
    """What was searched for, as it was sent."""
    asked = [each for each in desk.pbx.site.requests if each["endpoint"] == "cdr/search"]
    return [{name: str(value) for name, value in each["params"].items()} for each in asked]
