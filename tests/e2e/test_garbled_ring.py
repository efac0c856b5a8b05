"""A caller of whom nothing can be read rings all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.e2e.conftest import Office

CALL = "99.1"
GARBLED = {"from": {"no": "number"}, "channel_id": ["?"], "member_status": 7}
CALLER = {"from": "5503302", "to": "2000", "channel_id": "PJSIP/trunk-1"}
MINE = {"number": "2000", "channel_id": "PJSIP/2000-1", "member_status": "RING"}


def tell(office: Office, caller: dict[str, Any]) -> None:
    """Have the PBX tell of a ring; it has no such call, and so says nothing else of it."""
    members = [{"inbound": caller}, {"extension": MINE}]
    body = json.dumps({"call_id": CALL, "members": members})
    office.pbx.do("send", frame=json.dumps({"type": 30011, "msg": body}))


def test_a_caller_who_cannot_be_read_rings_as_unknown(office: Office) -> None:
    """A pop with what is known; who it is, as soon as that can be read."""
    office.app.fine += ["member left out: inbound"]
    tell(office, GARBLED)
    office.app.pops(CALL)
    call = office.app.call(CALL)
    assert (call["state"], call["remote"]) == ("ringing", {"number": "", "name": None})
    assert call["actions"] == ["reject"]

    tell(office, CALLER | {"member_status": "ALERT"})
    office.app.until(
        "the caller is known",
        lambda now: [call["remote"]["name"] for call in now["calls"]] == ["Anya"],
    )

    tell(office, CALLER | {"member_status": "BYE"})
    office.app.becomes(CALL, "ended")
    office.app.pops(None)
