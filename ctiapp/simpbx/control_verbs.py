"""The verbs of the control API: one table, one function a verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx import (
    control_calls,
    control_hotel,
    control_messages,
    control_moves,
    control_past,
    control_people,
    control_queues,
    control_settings,
)
from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.faults import Fault
from ctiapp.simpbx.monitoring import SWITCHES
from ctiapp.simpbx.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.server import RunningPbx


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: what it takes, what it is for, and what does it."""

    help: str
    arguments: tuple[str, ...]
    act: Callable[[RunningPbx, Args], Answer]


# Scenarios and time


def scenario(pbx: RunningPbx, args: Args) -> Answer:
    """Play a scenario."""
    speed = args.number("speed", 1.0)
    if speed == 0:
        message = "speed must be above 0"
        raise ControlError(message)
    pbx.stage.play(args.text("name"), speed=speed)
    return {"name": pbx.stage.name}


def stop_scenario(pbx: RunningPbx, _: Args) -> Answer:
    """End the scenario that plays."""
    pbx.stage.stop()
    return {}


def advance(pbx: RunningPbx, args: Args) -> Answer:
    """Let time pass at once."""
    pbx.skip(args.number("seconds"), silence=args.flag("idle", default=False))
    return {"now": pbx.exchange.now_s}


# Trouble


def cut(pbx: RunningPbx, _: Args) -> Answer:
    """Break every event socket."""
    return {"sockets": pbx.face.cut()}


def black_hole(pbx: RunningPbx, args: Args) -> Answer:
    """Accept everything and answer nothing."""
    light = pbx.face.light
    if args.flag("on"):
        light.clear()
    else:
        light.set()
    return {"on": not light.is_set()}


def events(pbx: RunningPbx, args: Args) -> Answer:
    """Delay, repeat, swap or lose events."""
    topics = None
    if "topics" in args:
        control_settings.p_series_only(pbx, "topics")
        topics = frozenset(args.numbers("topics"))
    pbx.face.trouble = Trouble(
        delay_s=args.number("delay_s", 0.0),
        duplicate=args.flag("duplicate", default=False),
        reorder=args.flag("reorder", default=False),
        drop=args.whole("drop", 0),
        topics=topics,
    )
    return {}


def send(pbx: RunningPbx, args: Args) -> Answer:
    """Send any text on every event socket, once or in a burst, ``{n}`` being which time it is."""
    frame = args.text("frame")
    sockets = 0
    for index in range(int(args.number("times", 1))):
        sockets = pbx.face.send_raw(frame.replace("{n}", str(index)))
    return {"sockets": sockets}


def expire_tokens(pbx: RunningPbx, _: Args) -> Answer:
    """Let every access token die now."""
    pbx.face.expire_tokens()
    return {}


def fail(pbx: RunningPbx, args: Args) -> Answer:
    """Let the next matching requests fail; none of them any more with ``times`` 0."""
    faults = pbx.face.faults
    endpoint = args.text("endpoint") if "endpoint" in args else None
    if args.whole("times", 1) == 0:
        faults.forget(endpoint)
        return {"ordered": len(faults.ordered)}
    fault = Fault(
        endpoint=endpoint,
        errcode=args.whole("errcode", -1) if "errcode" in args else None,
        page=args.whole("page", 404) if "page" in args else None,
        errmsg=args.text("errmsg", "FAILURE"),
        field=args.text("field") if "field" in args else None,
        silent=args.flag("silent", default=False),
        hang_s=args.number("hang_s", 0.0),
        late_s=args.number("late_s", 0.0),
        times=args.whole("times", 1),
    )
    faults.ordered.append(fault)
    return {"ordered": len(faults.ordered)}


def unblock(pbx: RunningPbx, _: Args) -> Answer:
    """Lift every block of an address."""
    pbx.face.unblock()
    return {}


def face(pbx: RunningPbx, args: Args) -> Answer:
    """Set what one kind of PBX alone has."""
    return pbx.face.configure(args.text("name"), args.anything("value"))


def requests(pbx: RunningPbx, args: Args) -> Answer:
    """Return every API request so far, and how many came, at most, within one second."""
    tally = pbx.face.tally
    answer: Answer = {
        "requests": list(pbx.face.requests),
        "counts": dict(tally.counts),
        "peaks": dict(tally.peaks),
        "peak": tally.peak,
    }
    if args.flag("clear", default=False):
        pbx.face.requests.clear()
        tally.clear()
    return answer


def state(pbx: RunningPbx, args: Args) -> Answer:
    """Return how everything stands."""
    return {**control_calls.state(pbx, args), "queues": control_queues.state(pbx)}


_LEG = ("extension", "call_id", "device")

VERBS = {
    "call": Verb(
        "an outside party calls: from (empty = withheld), to, via?, trunk?, did?",
        ("from", "to", "via", "trunk", "did"),
        control_calls.call,
    ),
    "pickup": Verb("a handset is lifted: extension, call_id?, device?", _LEG, control_calls.pickup),
    "hangup": Verb(
        "a handset is put down: extension, call_id?, device?", _LEG, control_calls.hangup
    ),
    "caller_hangup": Verb(
        "the outside party hangs up: call_id", ("call_id",), control_calls.caller_hangup
    ),
    "outside_answer": Verb(
        "the called outside party answers: call_id", ("call_id",), control_calls.outside_answer
    ),
    "dial": Verb(
        "somebody dials on a phone: extension, number, device?",
        ("extension", "number", "device"),
        control_calls.dial,
    ),
    "hold": Verb(
        "hold is pressed on a phone: extension, call_id?, device?", _LEG, control_calls.hold
    ),
    "unhold": Verb(
        "hold is pressed again: extension, call_id?, device?", _LEG, control_calls.unhold
    ),
    "busy": Verb(
        "a ring is refused as busy: extension, call_id?, device?", _LEG, control_calls.busy
    ),
    "refuse": Verb(
        "a ring is refused (486): extension, call_id?, device?", _LEG, control_calls.refuse
    ),
    "phone_transfer": Verb(
        "a phone passes on its call: extension, number? (none: held to spoken), call_id?, device?",
        ("number", *_LEG),
        control_moves.phone_transfer,
    ),
    "phone_park": Verb(
        "a phone parks the other party: extension, slot?, call_id?, device?",
        ("slot", *_LEG),
        control_moves.phone_park,
    ),
    "dtmf": Verb(
        "keys are pressed in a call: call_id, keys, whole? (each event tells all of them)",
        ("call_id", "keys", "whole"),
        control_moves.dtmf,
    ),
    "survey": Verb(
        "a caller gives a mark: call_id, result", ("call_id", "result"), control_moves.survey
    ),
    "csta": Verb("uaCSTA of an extension: extension, on", ("extension", "on"), control_moves.csta),
    "forward": Verb(
        "an extension's calls go elsewhere: extension, to? (none: no more)",
        ("extension", "to"),
        control_moves.forward,
    ),
    "voicemail": Verb(
        "a mailbox takes the calls that an extension does not answer: extension, on",
        ("extension", "on"),
        control_moves.voicemail,
    ),
    "message": Verb(
        "a message lies in a mailbox: extension, from? (empty = withheld), seconds?, ago_s?; or "
        "one is heard, or deleted, at the phone: file, read? (it was heard before), remove?",
        control_messages.MESSAGE,
        control_messages.message,
    ),
    "register": Verb(
        "devices sign on or off: extension, registered, devices? (how many, default 1)",
        ("extension", "registered", "devices"),
        control_calls.register,
    ),
    "presence": Verb(
        "presence: extension, status", ("extension", "status"), control_calls.presence
    ),
    "rights": Verb(
        "an extension's rights: extension, outbound?, internal?, call_waiting?, monitored?, "
        "recorded? (all of its calls)",
        ("extension", "outbound", "internal", "call_waiting", "monitored", "recorded"),
        control_calls.rights,
    ),
    "agents": Verb(
        "who serves a queue, the first rung first: queue, agents (numbers), static? (some of them)",
        ("queue", "agents", "static"),
        control_queues.agents,
    ),
    "agent": Verb(
        "an agent's phone or supervisor acts: extension, operation (login, logout, pause, "
        "unpause), queue? (none: all), reason? (in words)",
        ("extension", "operation", "queue", "reason"),
        control_queues.agent,
    ),
    "queue": Verb(
        "how a queue works: queue, " + ", ".join(f"{name}?" for name in control_queues.SETTINGS),
        ("queue", *control_queues.SETTINGS),
        control_queues.queue,
    ),
    "extension": Verb(
        "an administrator creates or edits an extension: extension, first_name?, last_name?, "
        "email?, mobile?, title?, department? (its id, 0: none), remove?",
        control_people.EXTENSION,
        control_people.extension,
    ),
    "department": Verb(
        "an administrator creates (without id) or edits a department: id?, name?, parent? (an id), "
        "remove?; or on?, shows_root? (of all)",
        control_people.DEPARTMENT,
        control_people.department,
    ),
    "contact": Verb(
        "somebody creates (without id) or edits a company contact: id?, first_name?, last_name?, "
        "company?, email?, remark?, numbers? (texts: kind=number), phonebooks? (ids), remove?",
        control_people.CONTACT,
        control_people.contact,
    ),
    "record": Verb(
        "a call of the past is written down: from (empty = withheld), to, ago_s?, status? "
        "(answered, no answer, busy, failed, voicemail, abandoned), ring_s?, talk_s?, did?, "
        "trunk?, recorded?",
        control_people.RECORD,
        control_people.record,
    ),
    "archive": Verb(
        "every call that is over, oldest first: what it was, whom it rang, who answered, its lines",
        (),
        control_past.archive,
    ),
    "recording": Verb(
        "the files of all recordings, oldest first; an administrator deletes one: file?, remove?",
        control_people.RECORDING,
        control_people.recording,
    ),
    "trunk": Verb(
        "a line's status: name, status (1 idle, 41-44 trouble)",
        ("name", "status"),
        control_calls.trunk,
    ),
    "monitor": Verb(
        f"monitoring: extension? and any of {', '.join(SWITCHES)}; line? and inbound_control, "
        "destination_control (Cloud: Incoming)",
        ("extension", "line", "inbound_control", "destination_control", *SWITCHES),
        control_calls.monitor,
    ),
    "scenario": Verb("play a scenario: name, speed?", ("name", "speed"), scenario),
    "stop_scenario": Verb("end the scenario", (), stop_scenario),
    "cut": Verb("break every event socket", (), cut),
    "black_hole": Verb("accept everything, answer nothing: on", ("on",), black_hole),
    "events": Verb(
        "trouble with events: delay_s?, duplicate?, reorder?, drop? (how many), topics?; {} resets",
        ("delay_s", "duplicate", "reorder", "drop", "topics"),
        events,
    ),
    "send": Verb(
        "send any text on every event socket: frame, times? ({n} in it counts them)",
        ("frame", "times"),
        send,
    ),
    "expire_tokens": Verb("every access token dies", (), expire_tokens),
    "fail": Verb(
        "the next requests fail: endpoint?, errcode?, errmsg?, field?, silent?, hang_s?, "
        "page? (a status of HTTP, with an HTML page), late_s? (the answer of now comes later), "
        "times? (0: no more)",
        ("endpoint", "errcode", "errmsg", "field", "silent", "page", "hang_s", "late_s", "times"),
        fail,
    ),
    "advance": Verb(
        "time passes at once: seconds, idle? (the sockets were silent, too)",
        ("seconds", "idle"),
        advance,
    ),
    **{name: Verb(*entry) for name, entry in control_hotel.VERBS.items()},
    "unblock": Verb("lift every block of an address", (), unblock),
    "settings": Verb(
        "api_enabled?, allow_address?, refuse_topics?, call_centre?, "
        "firmware? (handbook, strict, later: of 30029 and 30033), query_lag_s?, "
        "recording_ready_s? (until a file that was asked for is there), "
        "ring_timeout_s?, agent_timeout_s?, retry_s?, max_missed?, "
        "edit_contacts?, date_format? (MM/DD/YYYY, YYYY/MM/DD, DD/MM/YYYY), hours? (12, 24), "
        "zone_min? (ahead of UTC), needs_organization? (an edit of an extension), "
        + ", ".join(f"{name}?" for name in control_moves.RULES),
        control_settings.SETTINGS,
        control_settings.settings,
    ),
    "face": Verb(
        "what one kind of PBX alone has, but for a P-Series: name, value; cloud, k2 and openvox: "
        "reachable (false: reports reach nobody, as after cut; true: what waits is sent)",
        ("name", "value"),
        face,
    ),
    "requests": Verb(
        "every API request so far (arrived_s: by a clock that nothing turns), counts and peaks "
        "(within a second): clear?",
        ("clear",),
        requests,
    ),
    "state": Verb("how everything stands", (), state),
}
"""Every verb of the control API by its name."""
