"""What ``ctl status``, ``ctl calls`` and ``ctl watch`` print: the machine form of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp import __version__
from ctiapp.control.queue_picture import day_picture, own_queues
from ctiapp.model.commands import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.call import Moment
    from ctiapp.model.notice import Notice
    from ctiapp.model.parking import ParkedCall
    from ctiapp.services.away import AwayCall
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.lookup import Match
    from ctiapp.services.screenpop import PopupStatus

    Describe = Callable[[Notice], str]


_WORDS = {
    Verb.PAUSE_RECORDING: "record",
    Verb.RESUME_RECORDING: "record",
    Verb.TAKE_BACK: "abort",
}
"""Verbs that ``ctl`` has under another word."""


def at_text(moment: Moment | None) -> str | None:
    """ISO 8601 with zone, or None where the time is not known."""
    return None if moment is None else moment.at.isoformat(timespec="milliseconds")


def code_of(notice: Notice | None) -> str | None:
    """The stable word of a notice, e.g. ``credentials``."""
    return None if notice is None else notice.key.removeprefix("error.").replace("_", "-")


def call_picture(card: Card) -> dict[str, object]:
    """One call as AUTOMATION has it."""
    end = card.end
    reason = None
    if end is not None:
        reason = end.failed.value if end.failed is not None else end.reason.value
    return {
        "id": card.call_id,
        "state": card.phase.value,
        "direction": card.direction.value,
        "remote": {
            "number": "" if card.number is None else card.number.text,
            "name": card.name,
        },
        "parties": card.parties,
        "via": None
        if card.via_number is None
        else {"number": card.via_number.text, "name": card.via_name},
        "did": None if card.did is None else card.did.text,
        "trunk": card.trunk,
        "since": at_text(card.since),
        "muted": card.muted,
        "recording": None if card.recording is None else card.recording.value,
        "consult_of": card.consult_of,
        "slot": card.slot,
        "pending": next((verb.value for verb in Verb if verb in card.pending), None),
        "reason": reason,
        "safe_transfer": _safe_picture(card),
        "greet": card.greet,
        "note": card.note or None,
        "caller": _caller_picture(card),
        "digits": card.digits or None,
        "actions": _actions(card),
    }


def _actions(card: Card) -> list[str]:
    """The words of the verbs that make sense; hanging up ends a consultation."""
    words = [_WORDS.get(verb, verb.value) for verb in card.actions]
    if Verb.ABORT in card.actions:
        words.append(Verb.HANG_UP.value)
    return list(dict.fromkeys(words))


def _safe_picture(card: Card) -> dict[str, object] | None:
    """How far a safe transfer is, at the caller's call alone."""
    safe = card.safe
    if safe is None or safe.call_id != card.call_id:
        return None
    reason = None if safe.notice is None else safe.notice.key.rpartition(".")[2]
    return {"to": safe.to.text, "step": safe.step.value, "reason": reason}


def _caller_picture(card: Card) -> dict[str, object] | None:
    """What is known of the other party's earlier calls."""
    line = card.caller
    if line is None:
        return None
    talk = line.last_talk
    return {
        "calls_today": line.calls_today,
        "abandoned_today": line.abandoned_today,
        "last_talk": None
        if talk is None
        else {
            "with": talk.with_name,
            "number": None if talk.with_number is None else talk.with_number.text,
            "at": talk.at.isoformat(timespec="seconds"),
        },
        "note": line.note or None,
    }


def connection_picture(status: ConnectionStatus, describe: Describe) -> dict[str, object]:
    """How the link stands."""
    return {
        "connection": status.state.value,
        "detail": None if status.notice is None else describe(status.notice),
        "code": code_of(status.notice),
        "attempts_left": status.attempts_left,
        "silent": status.silent,
        "pbx": None
        if status.pbx is None
        else {
            "kind": status.pbx.kind,
            "url": status.pbx.url,
            "sn": status.pbx.sn,
            "firmware": status.pbx.firmware,
        },
        "extension": None
        if status.me is None
        else {"number": status.me.number.text, "name": status.me.name},
        "capabilities": sorted(capability.value for capability in status.capabilities),
    }


def popup_picture(popup: PopupStatus) -> dict[str, object]:
    """The pop."""
    latency = popup.latency_ms
    return {
        "visible": popup.visible,
        "call": popup.call_id,
        "latency_ms": None if latency is None else round(latency, 2),
    }


def parked_picture(parked: ParkedCall, name: str | None) -> dict[str, object]:
    """Who waits in a slot."""
    return {
        "slot": parked.slot,
        "party": {"number": parked.party.text, "name": name},
        "parker": parked.parker.text,
        "since": at_text(parked.since),
    }


def away_picture(call: AwayCall) -> dict[str, object]:
    """A call that ended while the link was down."""
    return {
        "id": call.call_id,
        "remote": {"number": "" if call.number is None else call.number.text, "name": call.name},
        "was": call.was.value,
        "since": at_text(call.since),
        "missed": call.missed,
        "ended_after": at_text(call.lost),
        "ended_before": at_text(call.found),
    }


def match_picture(match: Match) -> dict[str, object]:
    """One search hit."""
    return {
        "name": match.name,
        "detail": match.detail,
        "number": match.number.text,
        "kind": match.kind,
        "key": match.key,
        "origin": None if match.origin is None else match.origin.value,
        "company": match.detail if match.kind == "contact" else "",
        "department": match.department,
        "presence": match.presence,
        "line": match.line,
    }


def status_picture(services: Services, describe: Describe) -> dict[str, object]:
    """The whole picture."""
    agents = services.agents.picture
    presence = agents.me.presence
    return {
        "version": __version__,
        **connection_picture(services.session.status, describe),
        "calls": [call_picture(card) for card in services.desk.all_cards],
        "queues": own_queues(agents, services.clock()),
        "agent": day_picture(agents.me),
        "presence": None if presence is None else presence.value,
        "popup": popup_picture(services.desk.popup),
        "picture_at": None
        if services.session.status.picture_at is None
        else services.session.status.picture_at.isoformat(timespec="milliseconds"),
        "away": [away_picture(call) for call in services.away.calls],
    }
