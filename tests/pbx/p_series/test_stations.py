"""Extensions, one by one: what is asked and told, and what a refusal means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    NoSuchTarget,
    NotPermitted,
    OutcomeUnknown,
)
from ctiapp.model.hotel import StationChange
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import FieldsRefused
from ctiapp.pbx.p_series.stations import AT_ONCE, Stations
from ctiapp.pbx.p_series.wire_refusals import FieldsNamed, NamedFields
from tests.pbx.p_series.answering import Answering
from tests.pbx.p_series.frames import answer
from tests.pbx.p_series.test_wire_stations import LEO, NEW, ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

GONE = NoSuchTarget("no such data", code=60001)


def office(**answers: Any) -> tuple[Answering, Stations]:
    pbx = Answering(extension__get=answer("extension-get"), **answers)
    return pbx, Stations(pbx.asker, pbx.command)


def without(gone: str) -> Any:
    """Answers several extensions, unless one is asked for that is gone."""

    def told(request: Request) -> Mapping[str, object]:
        ids = str(request.params["ids"]).split(",")
        if gone in ids:
            raise GONE
        return {"data": [{"id": each, "number": f"1{each}"} for each in ids]}

    return told


async def test_one_extension() -> None:
    pbx, stations = office()
    assert await stations.station(ROOM) == LEO
    assert await stations.station(ROOM) == LEO
    endpoints = [request.endpoint for request in pbx.asked]
    assert endpoints == ["extension/get", "extension/query", "extension/get"]  # it does not tell


@pytest.mark.parametrize(("password", "has"), [("", False), ("Hunter22222", True)])
async def test_whether_there_is_a_password_is_told_where_many_are_asked_for(
    password: str, has: bool
) -> None:
    """The table for a single extension does not have it (l. 2426)."""
    told = {"data": [{"id": 39, "number": "2000", "user_password": password}]}
    _, stations = office(extension__query=told)
    assert await stations.station(ROOM) == replace(LEO, has_password=has)
    _, refused = office(extension__query=NotPermitted("denied", code=10005))
    assert await refused.station(ROOM) == LEO


async def test_many_are_asked_for_in_turns() -> None:
    pbx, stations = office(extension__query=without(""))
    ids = [ExtensionId(str(n)) for n in range(AT_ONCE + 1)]
    found = await stations.stations([*ids, *ids])
    assert [station.ext_id for station in found] == ids
    assert len(pbx.asked) == 2


async def test_of_many_only_the_one_that_is_gone_is_left_out() -> None:
    pbx, stations = office(extension__query=without("17"))
    ids = [ExtensionId(str(n)) for n in range(AT_ONCE)]
    found = await stations.stations(ids)
    assert [station.ext_id for station in found] == [each for each in ids if each != "17"]
    assert len(pbx.asked) < 15
    assert await stations.stations([ExtensionId("17")]) == ()
    assert await stations.stations([]) == ()


async def test_one_that_was_not_asked_for_is_not_told() -> None:
    _, stations = office(extension__query={"data": [{"id": 5, "number": "15"}]})
    assert await stations.stations([ROOM]) == ()


async def test_routes_are_read_to_the_end() -> None:
    _, stations = office(outbound_route__list=answer("outbound_route-list"))
    assert [route.route_id for route in await stations.routes()] == ["21", "9", "13", "11"]
    _, without_any = office(outbound_route__list=GONE)
    assert await without_any.routes() == ()
    _, refused = office(outbound_route__list=NotPermitted("denied", code=10005))
    with pytest.raises(NotPermitted):
        await refused.routes()


async def test_a_change_tells_the_departments_that_it_is_in() -> None:
    data = answer("extension-get")["data"]
    assert isinstance(data, dict)
    pbx, stations = office()
    pbx.answers["extension/get"] = {"data": {**data, "organization_list": [{"value": "7"}]}}
    await stations.change(ROOM, StationChange(first_name="Ann"))
    assert pbx.bodies == [{"id": 39, "organization_list": [{"value": "7"}], "first_name": "Ann"}]
    assert pbx.sent[0][1]  # a second time it does nothing


async def test_without_departments_none_is_told_and_nothing_is_no_change() -> None:
    pbx, stations = office()
    await stations.change(ROOM, StationChange())
    assert pbx.asked == []
    await stations.change(ROOM, StationChange(mobile=""))
    assert pbx.bodies == [{"id": 39, "mobile_number": ""}]


async def test_one_that_is_gone_cannot_be_changed() -> None:
    pbx, stations = office()
    pbx.answers["extension/get"] = GONE
    with pytest.raises(NoSuchTarget):
        await stations.change(ROOM, StationChange(mobile=""))
    assert pbx.sent == []


async def test_a_new_one_is_created_once() -> None:
    pbx, stations = office(extension__create=answer("extension-create"))
    assert await stations.create(NEW) == "233"
    ((request, repeatable),) = pbx.sent
    assert (request.endpoint, repeatable) == ("extension/create", False)


async def test_a_new_one_whose_id_is_not_told_may_be_there() -> None:
    _, stations = office()
    with pytest.raises(OutcomeUnknown):
        await stations.create(NEW)


async def test_what_the_pbx_does_not_take_is_told_by_its_field() -> None:
    named = FieldsNamed("FAILURE", NamedFields((), {"email_addr": "1011"}), code=40003)
    _, stations = office(extension__create=named, extension__update=named)
    with pytest.raises(FieldsRefused) as caught:
        await stations.create(NEW)
    assert caught.value.fields == {"email": "station.taken"}
    with pytest.raises(FieldsRefused):
        await stations.change(ROOM, StationChange(email="a@b.example"))


async def test_a_pbx_that_is_full_says_so() -> None:
    _, stations = office(extension__create=CommandError("limit", code=60002))
    with pytest.raises(CommandError) as caught:
        await stations.create(NEW)
    assert (caught.value.key, caught.value.code) == ("station.full", "60002")
    _, other = office(extension__create=CommandError("no", code=40001))
    with pytest.raises(CommandError) as plain:
        await other.create(NEW)
    assert plain.value.key == "error.command"


async def test_one_that_is_gone_is_deleted() -> None:
    pbx, stations = office(extension__delete=GONE)
    await stations.delete(ROOM)
    assert pbx.params == [{"id": "39"}]


async def test_one_that_is_used_is_told_from_a_right_that_lacks() -> None:
    _, stations = office(extension__delete=NotPermitted("forbidden", code=70084))
    with pytest.raises(InvalidState) as caught:
        await stations.delete(ROOM)
    assert (caught.value.key, caught.value.code) == ("station.in_use", "70084")
    _, other = office(extension__delete=NotPermitted("denied", code=10005))
    with pytest.raises(NotPermitted):
        await other.delete(ROOM)
