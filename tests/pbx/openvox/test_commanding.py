"""What is sent to an OpenVox UC for each verb, and what is not."""

from __future__ import annotations

import pytest

from ctiapp.model import commands
from ctiapp.model.call import LegState
from ctiapp.model.errors import InvalidState, NoSuchTarget, NotSupported
from ctiapp.model.events import CallReported
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from tests.pbx.openvox.phone import ME, Phone


async def test_what_is_taken_back_beside_a_talk_has_that_one_held() -> None:
    phone = Phone("InUse")
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    first, second = LegId("ext:305@1"), LegId("ext:305@2")
    await phone.calls.do(commands.HoldLeg(first))
    phone.hear("ANSWER", "2", ext={"extid": ["305", "307"]})
    for taken, held in ((first, second), (second, first)):
        await phone.calls.do(commands.ResumeLeg(taken))
        states = {leg.leg_id: leg.state for one in phone.calls.all() for leg in one.legs}
        assert (states[taken], states[held]) == (LegState.CONNECTED, LegState.HELD)


async def test_holding_is_told_by_the_answer() -> None:
    phone = Phone("InUse")
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    own = LegId("ext:305@1")
    await phone.calls.do(commands.HoldLeg(own))
    await phone.calls.do(commands.ResumeLeg(own))
    held, resumed = phone.told
    assert isinstance(held, CallReported)
    assert isinstance(resumed, CallReported)
    assert {leg.leg_id: leg.state for leg in held.report.legs}[own] is LegState.HELD
    assert {leg.leg_id: leg.state for leg in resumed.report.legs}[own] is LegState.CONNECTED
    assert [endpoint for endpoint, _ in phone.pbx.told] == ["extension/hold", "extension/unhold"]


@pytest.mark.parametrize(
    ("code", "status", "key"),
    [
        ("10015", "InUse", "call.held_already"),
        ("10015", "Ringing", "error.invalid_state"),
        ("10015", "strange", "error.invalid_state"),
        ("10008", "InUse", "error.invalid_state"),
    ],
)
async def test_a_refusal_means_that_it_is_held_where_the_line_is_in_a_call(
    code: str, status: str, key: str
) -> None:
    phone = Phone(status, extension__hold=InvalidState("", code=code))
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    with pytest.raises(InvalidState) as told:
        await phone.calls.do(commands.HoldLeg(OWN))
    (call,) = phone.calls.all()
    held = LegState.HELD in {leg.state for leg in call.legs}
    assert (told.value.key, told.value.code) == (key, code)
    assert held is (key == "call.held_already")


async def test_a_refusal_means_nothing_where_the_line_is_not_told() -> None:
    phone = Phone(extension__hold=InvalidState("", code="10015"), extension__query=NoSuchTarget(""))
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    with pytest.raises(InvalidState) as told:
        await phone.calls.do(commands.HoldLeg(OWN))
    assert told.value.key == "error.invalid_state"


async def test_beside_what_may_be_held_none_is_taken_back_by_chance() -> None:
    line = {"inboundid": "7", "from": "030", "callee": {"extid": "305"}, "status": "Talking"}
    phone = Phone("InUse", inbound__query={"inbound": [line]}, outbound__query={})
    await phone.look()
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    phone.calls._rebuilder.held(ME, CallId("1"), on=True)
    with pytest.raises(InvalidState) as told:
        await phone.calls.do(commands.ResumeLeg(OWN))
    assert told.value.key == "call.not_current"
    assert "extension/unhold" not in [endpoint for endpoint, _ in phone.pbx.told]


async def test_hanging_up_ends_no_other_call_than_the_one_meant() -> None:
    phone = Phone("InUse")
    phone.hear("ANSWER", "1", ext={"extid": ["305", "306"]})
    phone.hear("RING", "2", ext={"extid": ["305", "307"]})
    with pytest.raises(InvalidState) as told:
        await phone.calls.do(commands.HangUpLeg(LegId("ext:305@2")))
    assert told.value.key == "call.not_current"
    await phone.calls.do(commands.HangUpLeg(LegId("ext:305@1")))
    await phone.calls.do(commands.HangUpLeg(LegId("inbound:7@3")))
    assert phone.pbx.told == [
        ("extension/hangup", {"extid": "305"}),
        ("inbound/hangup", {"inboundid": "7"}),
    ]


OWN = LegId("ext:305@1")


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    "command",
    [
        commands.HangUpLeg(OWN),
        commands.HoldLeg(OWN),
        commands.ResumeLeg(OWN),
        commands.ListenIn(OWN, Number("400"), commands.ListenMode.LISTEN),
    ],
)
async def test_what_is_meant_for_a_call_that_is_over_is_done_to_no_other(
    command: commands.Command, again: bool
) -> None:
    """Whether or not the next one was told of."""
    phone = Phone("InUse")
    pair = {"ext": {"extid": ["305", "306"]}}
    phone.hear("ANSWER", "1", **pair)
    phone.hear("BYE", "1", **pair)
    phone.now_s += 60
    if again:
        phone.hear("ANSWER", "2", ext={"extid": ["305", "307"]})
    with pytest.raises(NoSuchTarget):
        await phone.calls.do(command)
    assert phone.pbx.told == []
    assert phone.told == []


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (commands.HangUpLeg(LegId("outbound:7@3")), NotSupported),
        (commands.HoldLeg(LegId("inbound:7@3")), NotSupported),
        (commands.HoldLeg(LegId("PJSIP/305")), NoSuchTarget),
        (commands.ParkLeg(LegId("ext:305@1")), NotSupported),
    ],
)
async def test_what_cannot_be_done_is_not_sent(
    command: commands.Command, error: type[Exception]
) -> None:
    phone = Phone()
    with pytest.raises(error):
        await phone.calls.do(command)
    assert phone.pbx.told == []


@pytest.mark.parametrize(
    ("callee", "endpoints"),
    [
        ("306", ["extension/dial_extension"]),
        ("*97", ["extension/dial_extension"]),
        ("03012345678", ["extension/dial_outbound"]),
        ("+4930123", ["extension/dial_outbound"]),
        ("112", ["extension/dial_extension", "extension/dial_outbound"]),
    ],
)
async def test_where_a_number_is_dialled(callee: str, endpoints: list[str]) -> None:
    def inside(request: object) -> dict[str, object]:
        if callee == "112":
            raise NoSuchTarget("", code="10011")
        return {"status": "Success"}

    phone = Phone(extension__dial_extension=inside)
    await phone.calls.do(commands.Dial(ME, Number(callee)))
    assert [endpoint for endpoint, _ in phone.pbx.told] == endpoints


async def test_an_emergency_number_goes_outside_at_once() -> None:
    phone = Phone()
    await phone.calls.do(commands.Dial(ME, Number("112"), emergency=True))
    assert [endpoint for endpoint, _ in phone.pbx.told] == ["extension/dial_outbound"]
