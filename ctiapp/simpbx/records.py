"""The record of an ended call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import Cdr, Reason

if TYPE_CHECKING:
    from ctiapp.simpbx.facts import CdrStatus
    from ctiapp.simpbx.legs import Call

_BUSY_REASONS = (Reason.BUSY, Reason.REFUSED, Reason.DND)
_SILENT_REASONS = (Reason.RANG_OUT, Reason.NO_ANSWER, Reason.OFF)


def record(call: Call, now_s: float) -> Cdr:
    """Return the record of a call that ends at ``now_s``."""
    answered = call.mailbox_s if call.answered_s is None else call.answered_s
    return Cdr(
        call_id=call.id,
        direction=call.direction,
        started_s=call.started_s,
        duration_s=round(now_s - call.started_s),
        talk_s=0 if answered is None else round(now_s - answered),
        from_number=call.from_number,
        to_number=call.to_number,
        source_trunk=call.source_trunk,
        target_trunk=call.target_trunk,
        did=call.did,
        status=_status(call),
        agent_ring_s=call.agent_ring_s,
        recording=call.recording,
    )


def _status(call: Call) -> CdrStatus:
    if call.answered_s is not None:
        return "answered"
    if call.mailbox_s is not None:
        return "voicemail"
    if call.reason in _BUSY_REASONS:
        return "busy"
    if call.reason is None:
        # Nothing failed: the caller has hung up.
        return "abandoned" if call.queue else "no answer"
    return "no answer" if call.reason in _SILENT_REASONS else "failed"
