"""Conference rooms, and the paging groups that there are none of."""

from __future__ import annotations

import pytest

from tests.simpbx.k2.house import OK, House, failed


@pytest.fixture
def meeting(house: House) -> House:
    for number in ("2000", "2001", "2002"):
        house.exchange.router.dial(number, "6500")
    return house


def test_rooms_are_described_and_changed(house: House) -> None:
    rows = house.ask("conference/query", number="all")["conferences"]
    assert [row["number"] for row in rows] == ["6500", "6501"]
    assert (rows[0]["moderators"], rows[0]["participantepassword"]) == ("2000", "")
    values = {"name": "Standup", "moderators": "2001", "waitformoderator": "yes"}
    assert house.ask("conference/update", number="6500", **values) == OK
    (row,) = house.ask("conference/query", number="6500")["conferences"]
    assert values.items() < row.items()
    assert house.ask("conference/update", number="6500", name="a|b") == failed("10011")
    assert house.ask("conference/update", number="6500", moderators="1") == failed("10006")
    assert house.ask("conference/update", number="6500", musiconhold="on") == failed("10004")
    assert house.ask("conference/query", number="1") == failed("10011")


def test_who_is_in_a_room(meeting: House) -> None:
    (row,) = meeting.ask("conference/query_in_session", number="all")["conference"]
    assert (row["conferencenumber"], row["conferencename"]) == ("6500", "Morning meeting")
    members = [member["ext"] for member in row["members"]]
    assert [member["number"] for member in members] == ["2000", "2001", "2002"]
    assert {member["memberstatus"] for member in members} == {"ANSWERED"}
    assert {member["callpath"] for member in members} == {"6500"}
    assert meeting.ask("conference/query_in_session", number="6501") == OK


def test_each_join_and_leave_is_told(meeting: House) -> None:
    def present() -> list[list[str]]:
        told = meeting.heard("ConferenceStatus")
        return [[member["ext"]["number"] for member in event["members"]] for event in told]

    assert present() == [["2000"], ["2000", "2001"], ["2000", "2001", "2002"]]
    assert meeting.heard("ConferenceStatus")[0]["conferencename"] == " Morning meeting"
    for number in ("2001", "2000", "2002"):
        meeting.exchange.hang_up(meeting.leg(number))
    assert present()[3:] == [["2000", "2002"], ["2002"], []]


def test_a_moderator_mutes_and_throws_out(meeting: House) -> None:
    values = {"number": "6500", "operator": "2000", "membernumber": "2001"}
    assert meeting.ask("conference/mute_member", **values) == OK
    assert meeting.leg("2001").muted
    assert meeting.ask("conference/unmute_member", **values) == OK
    assert not meeting.leg("2001").muted
    other = {**values, "operator": "2001"}
    assert meeting.ask("conference/kick_member", **other) == failed("10009")
    assert meeting.ask("conference/kick_member", **values) == OK
    assert meeting.ask("conference/kick_member", **values) == failed("10015")
    everybody = {**values, "membernumber": "all"}
    assert meeting.ask("conference/kick_member", **everybody) == OK
    assert not meeting.exchange.calls
    assert meeting.ask("conference/mute_member", **everybody) == OK


def test_what_the_exchange_has_not_is_unsupported(house: House) -> None:
    for endpoint in ("conference/add_member", "instant_conference/start", "paginggroup/add"):
        assert house.ask(endpoint) == failed("10003")


def test_there_are_no_paging_groups(house: House) -> None:
    assert house.ask("paginggrouplist/query") == OK
    assert house.ask("paginggroup/query", number="all") == OK
    assert house.ask("paginggroup/query", number="6600") == failed("10011")
