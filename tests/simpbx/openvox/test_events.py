"""What is reported of a call, and in which order; the shapes are those of the fact sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.facts import Reason
from ctiapp.simpbx.monitoring import Monitoring
from ctiapp.simpbx.openvox.events import Reports
from ctiapp.simpbx.openvox.inferred import REASONS
from ctiapp.simpbx.scenarios import Stage
from tests.simpbx.openvox.house import QuickOffice, without_ids

if TYPE_CHECKING:
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.legs import Leg

TRUNK = {"trunk": "City-SIP"}
IN = {"from": "5503301", "to": "2000", **TRUNK}
OUT = {"from": "2000", "to": "5503301", **TRUNK}


class Told(QuickOffice):
    """An office and what is reported of it."""

    def __init__(self) -> None:
        super().__init__()
        self.monitoring = Monitoring()
        self.reports = Reports(self.exchange, self.monitoring)
        self.bodies: list[str] = []
        self.exchange.listen(self._report)

    def _report(self, fact: Fact) -> None:
        self.bodies += self.reports.of(fact)

    def calls(self) -> list[Any]:
        """Return what was told of calls since the last time."""
        told = [json.loads(body) for body in self.bodies]
        self.bodies.clear()
        return [each for each in told if each["action"] != "ExtensionStatus"]

    def plain(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """Return the same without ids: action and members, in the order of the body."""
        plain = [without_ids(each) for each in self.calls()]
        return [(each.pop("action"), list(each.items())) for each in plain]


@pytest.fixture
def told() -> Told:
    return Told()


def test_every_reason_has_its_number() -> None:
    assert set(REASONS) == set(Reason)


def test_a_call_inside(told: Told) -> None:
    told.exchange.router.dial("2001", "2000")
    assert told.plain() == [
        ("RING", [("ext", {"extid": ["2000", "2001"]})]),
        ("ALERT", [("ext", {"extid": ["2001"]})]),
    ]
    told.exchange.pick_up(told.leg("2000"))
    assert told.plain() == [("ANSWER", [("ext", {"extid": ["2001", "2000"]})])]
    told.exchange.hold(told.leg("2000"))
    told.exchange.unhold(told.leg("2000"))
    assert told.plain() == []
    told.exchange.hang_up(told.leg("2000"))
    first, second, record = told.plain()
    assert first == ("BYE", [("ext", {"extid": ["2000", "2001"]})])
    assert second == ("BYE", [("ext", {"extid": ["2001", "2000"]})])
    assert record[0] == "NewCdr"


def test_a_call_from_outside(told: Told) -> None:
    call = told.ring_in()
    ring, alert = told.calls()
    assert list(ring) == ["action", "callid", "ext", "inbound", "sn"]
    assert ring["callid"] == alert["callid"] == call.id
    assert ring["ext"] == {"extid": "2000"}
    assert list(ring["inbound"]) == ["from", "to", "trunk", "inboundid"]
    assert alert["inbound"] == ring["inbound"]
    assert "ext" not in alert
    told.exchange.pick_up(told.leg("2000"))
    assert told.plain() == [("ANSWER", [("ext", {"extid": "2000"}), ("inbound", IN)])]
    told.exchange.hang_up(call.legs[0])
    assert told.plain()[:2] == [
        ("BYE", [("inbound", IN), ("ext", {"extid": "2000"})]),
        ("BYE", [("ext", {"extid": "2000"}), ("inbound", IN)]),
    ]


def test_a_call_to_outside_by_the_api(told: Told) -> None:
    call = told.exchange.router.dial_for("2000", "5503301")
    assert told.plain() == [("RING", [("ext", {"extid": "2000"})])]
    told.exchange.pick_up(told.leg("2000"))
    assert told.plain() == [
        ("RING", [("outbound", OUT), ("ext", {"extid": "2000"})]),
        ("ALERT", [("ext", {"extid": ["2000"]})]),
    ]
    told.exchange.early_media(call.legs[1])
    assert told.plain() == []
    told.exchange.pick_up(call.legs[1])
    assert told.plain() == [("ANSWER", [("ext", {"extid": "2000"}), ("outbound", OUT)])]
    told.exchange.hang_up(call.legs[1])
    assert told.plain()[0] == ("BYE", [("outbound", OUT), ("ext", {"extid": "2000"})])


def test_the_ids_of_a_call(told: Told) -> None:
    call = told.exchange.router.dial_for("2000", "5503301")
    told.exchange.pick_up(told.leg("2000"))
    told.exchange.pick_up(call.legs[1])
    *before, answer = told.calls()
    assert {each["callid"] for each in (*before, answer)} == {call.id}
    told.exchange.hang_up(told.leg("2000"))
    first, second, record = told.calls()
    assert len({call.id, first["callid"], second["callid"]}) == 3
    assert record["callid"] == first["callid"]
    ids = [each["outbound"]["outboundid"] for each in (answer, first, second)]
    assert ids[0] == ids[1] != ids[2]


def test_what_devices_may_do_otherwise(told: Told) -> None:
    quirks = told.reports.quirks
    quirks.answered_too = quirks.bye_keeps_id = quirks.record_has_third_id = True
    told.exchange.router.dial("2001", "2000")
    told.exchange.pick_up(told.leg("2000"))
    told.exchange.hang_up(told.leg("2001"))
    reports = told.calls()
    assert [each["action"] for each in reports[2:]] == [
        "ANSWER",
        "ANSWERED",
        "BYE",
        "BYE",
        "NewCdr",
    ]
    assert reports[2]["ext"] == reports[3]["ext"]
    ids = [each["callid"] for each in reports[3:]]
    assert ids[0] == ids[1]
    assert len(set(ids[1:])) == 3


def test_a_body_is_compact_json(told: Told) -> None:
    told.exchange.router.dial("2001", "2000")
    body = next(each for each in told.bodies if "ALERT" in each)
    assert body == (
        '{"action":"ALERT","callid":"1700000000.1","ext":{"extid":["2001"]},"sn":"3631A2124042"}'
    )


@pytest.mark.parametrize(
    ("number", "reason", "named"),
    [
        ("2002", 480, ["2002", "2000"]),
        ("2999", 404, "2000"),
        ("12", 484, "2000"),
    ],
)
def test_a_call_that_fails_at_once(told: Told, number: str, reason: int, named: object) -> None:
    told.exchange.set_presence("2002", "do_not_disturb")
    told.exchange.router.dial("2000", number)
    failed, record = told.calls()
    assert list(failed) == ["action", "reason", "callid", "ext", "sn"]
    assert (failed["reason"], failed["ext"]["extid"]) == (reason, named)
    assert record["callid"] == failed["callid"]


def test_a_call_that_is_refused(told: Told) -> None:
    told.ring_in()
    told.calls()
    told.exchange.hang_up(told.leg("2000"))
    (failed, members), _ = told.plain()
    assert failed == "CallFailed"
    assert members == [("reason", 486), ("ext", {"extid": "2000"}), ("inbound", IN)]


def test_who_gives_up(told: Told) -> None:
    """Inside, the callee was never connected: that has failed. From outside, it is a good-bye."""
    told.exchange.router.dial("2000", "2001")
    told.calls()
    told.exchange.hang_up(told.leg("2000"))
    (action, members), _ = told.plain()
    assert (action, members) == (
        "CallFailed",
        [("reason", 487), ("ext", {"extid": ["2001", "2000"]})],
    )
    call = told.ring_in()
    told.calls()
    told.exchange.hang_up(call.legs[0])
    assert [action for action, _ in told.plain()] == ["BYE", "BYE", "NewCdr"]


def test_somebody_refuses_their_own_call_back(told: Told) -> None:
    told.exchange.router.dial_for("2000", "2001")
    told.calls()
    told.exchange.hang_up(told.leg("2000"))
    (action, members), _ = told.plain()
    assert action == "CallFailed"
    assert members == [("reason", 487), ("ext", {"extid": ["2001", "2000"]})]


def test_a_queue_rings_an_agent_again(told: Told) -> None:
    queue = told.exchange.directory.queues["6402"]
    queue.agents = queue.agents[:1]
    told.ring_in("6402", via="6402")
    ring = ("RING", [("ext", {"extid": "2000"}), ("inbound", {**IN, "to": "6402"})])
    assert told.plain() == [ring]
    told.wait(queue.agent_timeout_s + 0.1)
    assert told.plain() == []
    told.wait(queue.retry_s + 0.5)
    assert told.plain() == [ring]
    told.exchange.pick_up(told.leg("2000"))
    assert [action for action, _ in told.plain()] == ["ANSWER"]


def test_who_waits_in_a_queue_and_goes(told: Told) -> None:
    call = told.ring_in("6402", via="6402")
    told.calls()
    told.exchange.hang_up(call.legs[0])
    byes = told.plain()[:-1]
    inbound = ("inbound", {**IN, "to": "6402"})
    assert byes == [
        ("BYE", [inbound, ("ext", {"extid": "2000"})]),
        ("BYE", [("ext", {"extid": "2000"}), inbound]),
    ]


def test_a_group_rings_each_extension_once(told: Told) -> None:
    told.exchange.register("2001", registered=True, devices=2)
    told.exchange.router.dial("2005", "6300")
    rings = [dict(members)["ext"]["extid"] for action, members in told.plain() if action == "RING"]
    assert rings == [["2000", "2005"], ["2001", "2005"], ["2002", "2005"], ["2003", "2005"]]
    told.exchange.pick_up(told.leg("2002"))
    assert told.plain() == [("ANSWER", [("ext", {"extid": ["2005", "2002"]})])]


def test_alone_with_the_house(told: Told) -> None:
    told.exchange.router.dial("2000", "6500")
    assert told.plain() == [("ANSWER", [("ext", {"extid": "2000"})])]
    told.exchange.hang_up(told.leg("2000"))
    assert [each[:1] for each in told.plain()] == [("BYE",), ("NewCdr",)]


def test_a_call_that_is_passed_on_at_the_phone(told: Told) -> None:
    caller, _ = told.talk()
    told.calls()
    told.exchange.transfers.blind(caller, "2001", by_phone=True)
    moved, first, second, ring, alert = told.plain()
    assert moved == ("Tranfer", [("ext", {"extid": "2000"}), ("inbound", IN)])
    assert first == ("BYE", [("ext", {"extid": "2000"}), ("inbound", IN)])
    assert second[0] == "BYE"
    assert ring == ("RING", [("ext", {"extid": "2001"}), ("inbound", IN)])
    assert alert == ("ALERT", [("inbound", IN)])
    told.exchange.pick_up(told.leg("2001"))
    assert told.plain() == [("ANSWER", [("ext", {"extid": "2001"}), ("inbound", IN)])]
    told.exchange.hang_up(told.leg("2001"))
    assert [action for action, _ in told.plain()] == ["BYE", "BYE", "NewCdr"]


def test_a_call_that_is_forwarded(told: Told) -> None:
    told.exchange.directory.extensions["2001"].forward_to = "2002"
    told.exchange.router.dial("2000", "2001")
    moved, ring, _ = told.plain()
    assert moved == ("Tranfer", [("ext", {"extid": ["2001", "2000"]})])
    assert ring == ("RING", [("ext", {"extid": ["2002", "2000"]})])


def test_a_call_that_is_forwarded_to_outside(told: Told) -> None:
    """No extension is in it, so that no status monitor could be ticked: only the talk is told."""
    told.exchange.directory.extensions["2000"].forward_to = "5503309"
    call = told.ring_in()
    assert told.plain() == [("Tranfer", [("ext", {"extid": "2000"}), ("inbound", IN)])]
    told.exchange.pick_up(call.legs[1])
    away = ("outbound", {"from": "5503301", "to": "5503309", **TRUNK})
    assert told.plain() == [("ANSWER", [("inbound", IN), away])]
    told.exchange.hang_up(call.legs[1])
    assert told.plain()[:2] == [("BYE", [away, ("inbound", IN)]), ("BYE", [("inbound", IN), away])]


def test_a_third_who_leaves(told: Told) -> None:
    caller, own = told.talk()
    told.exchange.conferences.invite(own, "2001")
    told.exchange.pick_up(told.leg("2001"))
    told.calls()
    told.exchange.hang_up(told.leg("2001"))
    assert [action for action, _ in told.plain()] == ["BYE", "BYE"]
    told.exchange.hang_up(caller)
    assert [action for action, _ in told.plain()] == ["BYE", "BYE", "NewCdr"]


BYE_INSIDE = [
    ("BYE", [("ext", {"extid": ["2000", "2001"]})]),
    ("BYE", [("ext", {"extid": ["2001", "2000"]})]),
]


def consult(told: Told) -> tuple[Leg, Leg]:
    """Let 2000, who talks to somebody outside, consult 2001; returns the outside leg and theirs."""
    caller, own = told.talk()
    told.exchange.consults.begin(own, "2001")
    told.exchange.pick_up(told.leg("2001"))
    told.calls()
    return caller, own


def test_a_consultation_that_is_completed(told: Told) -> None:
    _, own = consult(told)
    told.exchange.consults.operate(own, "complete")
    reports = told.plain()
    both = [("ext", {"extid": "2000"}), ("inbound", IN)]
    assert reports[:3] == [("Tranfer", both), ("BYE", both), ("BYE", both[::-1])]
    assert reports[3] == ("ANSWER", [("ext", {"extid": "2001"}), ("inbound", IN)])
    assert reports[4:6] == BYE_INSIDE
    assert [action for action, _ in reports[6:]] == ["NewCdr"]


def test_a_consultation_that_is_given_up(told: Told) -> None:
    _, own = consult(told)
    told.exchange.consults.operate(own, "abort")
    *byes, record = told.plain()
    assert byes == BYE_INSIDE
    assert record[0] == "NewCdr"


def test_three_who_come_together(told: Told) -> None:
    """Nobody hangs up: the second call is over all the same, and only its record tells."""
    _, own = consult(told)
    told.exchange.consults.operate(own, "threeway")
    assert [action for action, _ in told.plain()] == ["ANSWER", "NewCdr"]


def test_who_parks_a_call_has_hung_up(told: Told) -> None:
    caller, _ = told.talk()
    told.calls()
    told.exchange.parking.park(caller, "6001")
    assert told.plain() == []
    told.wait(2)
    both = [("ext", {"extid": "2000"}), ("inbound", IN)]
    assert told.plain() == [("BYE", both), ("BYE", both[::-1])]
    told.exchange.router.dial("2003", "6001")
    assert told.plain()[0] == ("ANSWER", [("ext", {"extid": "2003"}), ("inbound", IN)])


@pytest.mark.parametrize("scenario", ["reception", "queue", "busy-morning"])
def test_a_busy_office(told: Told, scenario: str) -> None:
    """Whatever happens is told in the documented shapes, and nothing is kept of what is over."""
    stage = Stage(told.exchange, Bots(told.exchange, seed=1), seed=1)
    stage.play(scenario)
    stage.user_arrived()
    for _ in range(60):
        told.wait(5)
    reports = told.calls()
    open_calls: set[str] = set()
    actions = set()
    for report in reports:
        action, members = report["action"], set(report) - {"action", "callid", "sn", "reason"}
        actions.add(action)
        assert report["callid"]
        assert list(report)[-1] == "sn"
        if action == "NewCdr":
            continue
        assert members
        assert members <= {"ext", "inbound", "outbound"}
        if "ext" in report:
            extension = report["ext"]["extid"]
            assert isinstance(extension, str) or len(extension) >= (1 if action == "ALERT" else 2)
        if action == "RING":
            open_calls.add(report["callid"])
    assert {"RING", "ALERT", "ANSWER", "BYE", "NewCdr"} <= actions
    ended = sum(report["action"] == "NewCdr" for report in reports)
    assert ended > 10
    assert len(open_calls) > 10
    assert set(told.reports._stories) <= set(told.exchange.calls)


def test_the_record_of_a_call(told: Told) -> None:
    told.exchange.wall.offset_min = 60
    told.exchange.directory.extensions["2000"].recorded = True
    caller, _ = told.talk()
    told.wait(21)
    told.exchange.hang_up(caller)
    record = told.calls()[-1]
    assert record.pop("callid")
    assert list(record.items()) == [
        ("action", "NewCdr"),
        ("timestart", "2023-11-14 23:13:20"),
        ("callfrom", "5503301"),
        ("callto", "2000"),
        ("callduraction", "21"),
        ("talkduraction", "21"),
        ("status", "ANSWERED"),
        ("type", "Inbound"),
        ("recording", "exten-5503301-2000-20231114-221320-1700000000.1.wav"),
        ("sn", "3631A2124042"),
    ]


def test_what_an_extension_does(told: Told) -> None:
    told.ring_in()
    told.exchange.pick_up(told.leg("2000"))
    told.exchange.hang_up(told.leg("2000"))
    told.exchange.register("2001", registered=False)
    told.exchange.register("2001", registered=True)
    states = [json.loads(body) for body in told.bodies if "ExtensionStatus" in body]
    assert [(each["extension"], each["status"]) for each in states] == [
        ("2000", "Ringing"),
        ("2000", "InUse"),
        ("2000", "Idle"),
        ("2001", "Unregistered"),
        ("2001", "Registered"),
    ]
    assert list(states[0]) == ["action", "extension", "status", "sn"]


def test_without_the_status_monitor(told: Told) -> None:
    """Ringing and states are told of whom it is ticked for; the rest needs no tick."""
    told.monitoring.off_for = {"2000": {"call_state"}}
    told.ring_in()
    assert told.bodies == []
    told.exchange.pick_up(told.leg("2000"))
    assert [action for action, _ in told.plain()] == ["ANSWER"]
    told.exchange.router.dial("2001", "2002")
    assert [action for action, _ in told.plain()] == ["RING", "ALERT"]


def test_what_no_report_tells(told: Told) -> None:
    told.exchange.set_presence("2000", "away")
    told.exchange.set_trunk_status("City-SIP", 41)
    assert told.bodies == []


def test_nothing_is_kept_of_calls_that_are_over(told: Told) -> None:
    for _ in range(3):
        caller, _own = told.talk()
        told.exchange.hang_up(caller)
    assert told.reports._stories == {}
