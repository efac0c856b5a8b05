"""Calls and their members as the K2 writes them."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.facts import (
    CallSnapshot,
    ExtensionParty,
    InboundParty,
    LegState,
    Member,
    OutboundParty,
    Role,
)
from ctiapp.simpbx.k2.members import call, member, status_of

CHANNEL = "PJSIP/305-0000001a"


def entry(role: Role, state: LegState, path: str = "") -> Member:
    return Member(ExtensionParty("305"), CHANNEL, role, state, path)


@pytest.mark.parametrize(
    ("role", "state", "status"),
    [
        (Role.CALLER, LegState.DIALLING, "ALERT"),
        (Role.CALLEE, LegState.RINGING, "RING"),
        (Role.CALLEE, LegState.PROGRESS, "RING"),
        (Role.CALLER, LegState.UP, "ANSWERED"),
        (Role.CALLEE, LegState.UP, "ANSWER"),
        (Role.CALLER, LegState.HELD, "HOLD"),
        (Role.CALLEE, LegState.GONE, "BYE"),
    ],
)
def test_a_status_follows_from_role_and_state(role: Role, state: LegState, status: str) -> None:
    assert status_of(entry(role, state)) == status


def test_each_state_has_a_status() -> None:
    for role in Role:
        for state in LegState:
            assert status_of(entry(role, state)).isupper()


def test_the_path_is_there_only_where_the_call_came_through_something() -> None:
    own = {"number": "305", "channelid": CHANNEL, "memberstatus": "RING"}
    assert member(entry(Role.CALLEE, LegState.RINGING)) == {"ext": own}
    through = entry(Role.CALLEE, LegState.RINGING, "6401")
    assert member(through) == {"ext": {**own, "callpath": "6401"}}
    bare = {"number": "305", "channelid": CHANNEL}
    assert member(through, with_status=False) == {"ext": bare}


@pytest.mark.parametrize(
    ("party", "kind"), [(InboundParty, "inbound"), (OutboundParty, "outbound")]
)
def test_outside_parties_have_two_ends(
    party: type[InboundParty | OutboundParty], kind: str
) -> None:
    outside = Member(party("", "305", "sip-main"), "c", Role.CALLER, LegState.DIALLING, "")
    ends = {"from": "", "to": "305", "trunkname": "sip-main"}
    assert member(outside) == {kind: {**ends, "channelid": "c", "memberstatus": "ALERT"}}
    snapshot = CallSnapshot("1700000000.21", "inbound", (outside,))
    assert call(snapshot) == {"callid": "1700000000.21", "members": [member(outside)]}
