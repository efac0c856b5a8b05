"""The endpoints that start, end, hold and look for calls, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.facts import LegState

if TYPE_CHECKING:
    from tests.simpbx.openvox.house import House

OK = {"status": "Success"}
INSIDE = {"caller": "2000", "callee": "2001"}


def no(code: str) -> dict[str, str]:
    return {"status": "Failed", "errno": code}


async def test_to_dial_names_no_call(house: House) -> None:
    assert await house.ask("extension/dial_extension", **INSIDE) == OK
    assert house.leg("2000").state is LegState.RINGING
    house.exchange.pick_up(house.leg("2000"))
    assert house.leg("2001").state is LegState.RINGING
    auto = {"extid": "2002", "outto": "5503301", "autoanswer": "yes"}
    assert await house.ask("extension/dial_outbound", **auto) == OK
    house.wait(0.5)
    assert house.leg("2002").state is LegState.DIALLING


REFUSED: list[tuple[str, dict[str, object], str]] = [
    ("extension/dial_extension", {**INSIDE, "caller": "9"}, "10006"),
    ("extension/dial_extension", {"caller": "2000"}, "10004"),
    ("extension/dial_extension", {**INSIDE, "callee": "2999"}, "10011"),
    ("extension/dial_extension", {**INSIDE, "callee": "5503301"}, "10011"),
    ("extension/dial_extension", {**INSIDE, "autoanswer": "on"}, "10004"),
    ("extension/dial_outbound", {"extid": "2000", "outto": "2001"}, "10031"),
    ("extension/dial_outbound", {"extid": "2000", "outto": "12"}, "10031"),
    ("extension/dial_outbound", {"extid": "2011", "outto": "5503301"}, "10024"),
    ("extension/hangup", {"extid": "2000"}, "10007"),
    ("inbound/hangup", {"inboundid": "1.2"}, "10007"),
    ("extension/hold", {"extid": "2000"}, "10007"),
    ("extension/unhold", {"extid": "2000"}, "10007"),
    ("extension/playprompt", {"extid": "2000", "prompt": "nothing"}, "10023"),
]


async def test_what_is_refused(house: House) -> None:
    codes = [(e, body, (await house.ask(e, **body)).get("errno")) for e, body, _ in REFUSED]
    assert codes == REFUSED


async def test_hold_resume_and_hang_up(house: House) -> None:
    house.ring_in()
    assert await house.ask("extension/hold", extid="2000") == no("10015")
    assert await house.ask("extension/unhold", extid="2000") == no("10015")
    house.exchange.pick_up(house.leg("2000"))
    assert await house.ask("extension/hold", extid=2000) == OK
    assert house.leg("2000").state is LegState.HELD
    assert await house.ask("extension/unhold", extid="2000") == OK
    assert house.leg("2000").state is LegState.UP
    assert await house.ask("extension/hangup", extid="2000") == OK
    assert house.exchange.calls == {}


async def test_the_current_call_is_the_talk(house: House) -> None:
    house.talk()
    ringing = house.ring_in(caller="5503302")
    assert await house.ask("extension/hangup", extid="2000") == OK
    assert list(house.exchange.calls) == [ringing.id]
    assert await house.ask("extension/hangup", extid="2000") == OK
    assert house.failures() == ["refused"]


async def test_outside_callers(house: House) -> None:
    assert await house.ask("inbound/query") == OK
    call = house.ring_in()
    answer = await house.ask("inbound/query")
    inbound_id = f"{int(house.exchange.started_s)}.1"
    row = {
        "inboundid": inbound_id,
        "from": "5503301",
        "to": "2000",
        "trunk": "City-SIP",
        "callee": {"extid": "2000"},
        "status": "Progress",
    }
    assert answer == {**OK, "inbound": [row]}
    house.exchange.pick_up(house.leg("2000"))
    answer = await house.ask("inbound/query", inboundid=f"{inbound_id},0.9")
    assert answer["inbound"] == [{**row, "status": "Talking"}]
    assert await house.ask("inbound/query", inboundid="0.9") == OK
    root = await house.ask_xml("inbound/query")
    item = root.find("inbound/item")
    assert item is not None
    assert item.attrib == {"id": "0"}
    assert item.findtext("callee/extid") == "2000"
    assert await house.ask("inbound/hangup", inboundid=inbound_id) == OK
    assert call.over


async def test_the_id_is_that_of_the_reports(house: House) -> None:
    house.ring_in()
    ring = (await house.told_until("RING"))[-1]
    answer = await house.ask("inbound/query", inboundid=ring["inbound"]["inboundid"])
    assert len(answer["inbound"]) == 1


async def test_who_waits_and_for_whom_several_ring(house: House) -> None:
    house.ring_in("6300", via="6300")
    (row,) = (await house.ask("inbound/query"))["inbound"]
    assert row["callee"] == {"extid": ["2000", "2001", "2002", "2003"]}
    house.exchange.directory.queues["6402"].agents.clear()
    house.ring_in("6402", via="6402", caller="5503302")
    row = (await house.ask("inbound/query"))["inbound"][1]
    assert (row["callee"], row["status"]) == ({"extid": ""}, "Wait")


async def test_a_device_may_insist_on_the_ids_of_those_that_were_called(
    house: House,
) -> None:
    house.exchange.router.dial("2000", "5503301")
    (row,) = (await house.ask("outbound/query"))["outbound"]
    house.face.configure("needs_line_id", True)
    assert await house.ask("outbound/query") == no("10004")
    assert await house.ask("outbound/query", outboundid=row["outboundid"]) == {
        **OK,
        "outbound": [row],
    }
    assert await house.ask("inbound/query") == OK


async def test_outside_parties_that_were_called(house: House) -> None:
    assert await house.ask("outbound/query") == OK
    house.exchange.router.dial("2000", "5503301")
    (row,) = (await house.ask("outbound/query"))["outbound"]
    assert row.pop("outboundid").endswith(".2")
    assert row == {"from": "2000", "to": "5503301", "trunk": "City-SIP", "status": "Progress"}
    root = await house.ask_xml("outbound/query")
    assert root.findtext("outbound/to") == "5503301"
    house.exchange.router.dial("2001", "5503302")
    root = await house.ask_xml("outbound/query")
    assert [item.findtext("to") for item in root.findall("outbound/item")] == ["5503301", "5503302"]


@pytest.mark.parametrize(
    ("endpoint", "names"),
    [
        ("extension/listen", ("listener", "listenedext")),
        ("extension/whisper", ("whisperer", "whisperedext")),
        ("extension/barge", ("bargein", "bargedext")),
    ],
)
async def test_listening(house: House, endpoint: str, names: tuple[str, str]) -> None:
    def between(supervisor: str, target: str) -> dict[str, str]:
        return dict(zip(names, (supervisor, target), strict=True))

    assert await house.ask(endpoint, **between("2000", "2003")) == no("10007")
    house.talk("2003")
    assert await house.ask(endpoint, **between("2010", "2003")) == no("10010")
    assert await house.ask(endpoint, **between("2000", "2010")) == no("10009")
    assert await house.ask(endpoint, **between("2000", "2003")) == OK
    house.exchange.pick_up(house.leg("2000"))
    joined = house.leg("2000").call is house.leg("2003").call
    assert joined is (endpoint == "extension/barge")


async def test_prompts(house: House) -> None:
    prompts = {"extid": "2000", "prompt": "test_prompt1+fire_drill", "autoanswer": "yes"}
    assert await house.ask("extension/playprompt", **prompts) == OK
    house.wait(0.5)
    assert house.leg("2000").state is LegState.UP
    house.wait(6.5)
    assert house.exchange.calls == {}
