"""What a K2 says on its event stream that takes no members of calls to understand. Pure.

Phones that can be commanded, keys, edits, queues. Beside ``wire.py``, which opens the frame and
hands over what is in it. Sections are of the fact sheet of API v2.0.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.agents import MissedCall
from ctiapp.model.commands import PhoneRingId
from ctiapp.model.errors import WireError
from ctiapp.model.events import (
    AgentAutoPaused,
    AgentMissed,
    DigitsPressed,
    DirectoryChanged,
    DirectoryPart,
    PhoneRings,
    RingStep,
)
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import count_of, id_of, items_of, number_of, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.k2.wire import Remark

MAX_KEYS: Final = 64
"""The most keys of one event that are read."""

MAX_MISSED: Final = 64
"""The most missed calls of one automatic pause that are kept."""

_KEYS: Final = frozenset("0123456789*#ABCD")
_QUEUE_PREFIX: Final = "queue-"


def bare_queue(text: str) -> str:
    """A queue's number without the word that events may put before it (section 9, point 11)."""
    head = text[: len(_QUEUE_PREFIX)].casefold()
    return text[len(_QUEUE_PREFIX) :] if head == _QUEUE_PREFIX else text


def _id(body: Mapping[str, object], *names: str) -> str:
    """The first of these ids that is told.

    Raises:
        WireError: none is.
    """
    found = next((body[name] for name in names if text_of(body.get(name))), None)
    return id_of(found, names[0])


# --- phones that can be commanded ----------------------------------------------------------------

_RING_STEPS: Final[Mapping[str, RingStep]] = {
    "callstart": RingStep.RINGS,
    "callanswer": RingStep.ANSWERED,
    "callanwer": RingStep.ANSWERED,  # the table's spelling
    "callover": RingStep.OVER,
}


def _phone_ring(body: dict[str, object], _: Remark) -> tuple[PbxEvent, ...]:
    """Read ``uacstacall``: the phone's own number of the ring, not the PBX's call id."""
    step = _RING_STEPS.get(text_of(body.get("operation")).casefold().replace("_", ""))
    if step is None:
        raise WireError("unknown operation of a phone")
    ring = PhoneRingId(
        Number.of(_id(body, "extnumber", "extension")),
        _id(body, "cstacallid", "callid"),
        text_of(body.get("ipaddress")) or text_of(body.get("ip_address")),
    )
    return (PhoneRings(ring, step),)


# --- keys ----------------------------------------------------------------------------------------


def _digits(body: dict[str, object], _: Remark) -> tuple[PbxEvent, ...]:
    """Read ``DTMF``: all keys where ``infos`` has them, else one and which it is.

    Raises:
        WireError: there is no key, or it is not said which.
    """
    call_id = CallId(_id(body, "callid", "call_id"))
    pressed = _keys(body.get("infos"))
    if pressed:
        return (DigitsPressed(call_id, pressed),)
    pressed, index = _keys(body.get("info"))[:1], count_of(body.get("flag"))
    if not pressed or index is None:
        raise WireError("keys: none, or not said which")
    return (DigitsPressed(call_id, pressed, index),)


def _keys(value: object) -> str:
    """Take what stands on keys; separators and everything else are none."""
    return "".join(char for char in text_of(value).upper() if char in _KEYS)[:MAX_KEYS]


# --- edits ---------------------------------------------------------------------------------------

_ACTIONS: Final[Mapping[str, str]] = {"add": "create", "del": "delete"}


def _edited(body: dict[str, object], _: Remark) -> tuple[PbxEvent, ...]:
    """Read ``ConfigChange``: extensions and trunks, never what of them changed."""
    word = text_of(body.get("type")).casefold()
    operation = text_of(body.get("operation")).casefold()
    action = _ACTIONS.get(operation, operation)
    if word == "extension":
        name = next((text_of(body[key]) for key in ("extid", "number") if key in body), "")
        return (DirectoryChanged(DirectoryPart.EXTENSION, name, action),)
    if word == "trunk":
        name = text_of(body.get("trunkname")) or text_of(body.get("trunk"))
        return (DirectoryChanged(DirectoryPart.TRUNK, name, action),)
    raise WireError("an edit of no known kind")


# --- queues --------------------------------------------------------------------------------------


def _queue(body: Mapping[str, object]) -> Number:
    return Number.of(id_of(bare_queue(_id(body, "queue", "queuenumber")), "queue"))


def _auto_paused(body: dict[str, object], remark: Remark) -> tuple[PbxEvent, ...]:
    """Read ``QueueAutoPause``; a call that cannot be read costs only itself."""
    queue, agent = _queue(body), Number.of(_id(body, "agent", "agentnumber"))
    missed = []
    try:
        listed = items_of(body.get("misscall") or body.get("misscalls"), "misscall")
    except WireError as err:
        remark(f"missed calls left out: {err.detail}")
        listed = []
    for call in listed[:MAX_MISSED]:
        try:
            missed.append(_missed_call(object_of(call, "call")))
        except WireError as err:
            remark(f"missed call left out: {err.detail}")
    return (AgentAutoPaused(queue, agent, tuple(missed)),)


def _missed(body: dict[str, object], _: Remark) -> tuple[PbxEvent, ...]:
    """Read ``QueueAgentRingNoAnswerTimeout``: its agent is a *name*, which the client looks up."""
    agent = Number(_id(body, "agent", "agentnumber"))
    return (AgentMissed(_queue(body), agent, _missed_call(body)),)


def _missed_call(call: Mapping[str, object]) -> MissedCall:
    return MissedCall(
        number_of(call.get("caller")) or Number(""), CallId(_id(call, "callid", "call_id"))
    )


READERS: Final[Mapping[str, Callable[[dict[str, object], Remark], tuple[PbxEvent, ...]]]] = {
    "uacstacall": _phone_ring,
    "dtmf": _digits,
    "configchange": _edited,
    "queueautopause": _auto_paused,
    "queueagentringnoanswertimeout": _missed,
}
"""Who reads which event. Each raises `WireError` where the event cannot be read."""
