"""The endpoints that start, end, hold and look for calls (fact sheet, section 3).

What the sheet leaves open: the *current* call of an extension is the one it talks on, else the one
it dials, holds, or is rung for, in this order. What the exchange can refuse at once, it refuses in
the answer (an extension or a number that is none, a right that is missing, whoever must not be
listened to); everything else is told by ``CallFailed``. A call that is not there is an answer
without a list, as for alarms and messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import announce
from ctiapp.simpbx.errors import ForbiddenError, WrongStateError
from ctiapp.simpbx.facts import ExtensionParty, InboundParty, LegState, OutboundParty, Reason
from ctiapp.simpbx.numbering import resolve
from ctiapp.simpbx.openvox.extensions import monitor_mode
from ctiapp.simpbx.openvox.ids import trunk_id, trunk_legs
from ctiapp.simpbx.openvox.inferred import (
    BAD_VALUE,
    IN_PROGRESS,
    NO_CALL,
    NO_CALLEE,
    NO_PROMPT,
    NO_RIGHT,
    NOT_MONITORED,
    NOT_TALKING,
    TALKING,
    WAITING,
    WRONG_MODE,
)
from ctiapp.simpbx.pushfinding import extension_of
from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.routes import may_call

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.listening import ListenMode
    from ctiapp.simpbx.pushparams import JsonObject, Params

_CURRENT = (LegState.UP, LegState.DIALLING, LegState.HELD, LegState.RINGING)

_MODES: dict[ListenMode, str] = {"listen": "Listen", "whisper": "Whisper", "barge": "Barge-in"}
"""How a supervisor listens, and the monitor mode that allows only that."""

_EVERY_MODE = "Extensive"


def dial_extension(exchange: Exchange, params: Params) -> JsonObject:
    """Ring the caller's own phones, then somebody inside. The answer names no call."""
    caller = extension_of(exchange, params.text("caller")).number
    callee = params.text("callee")
    if isinstance(resolve(exchange.directory, callee), str):  # a Reason is one, too
        raise RefusedError(NO_CALLEE)
    return _dial(exchange, params, caller, callee)


def dial_outbound(exchange: Exchange, params: Params) -> JsonObject:
    """Ring the extension's own phones, then a number outside. The answer names no call."""
    caller, callee = extension_of(exchange, params.text("extid")), params.text("outto")
    number = resolve(exchange.directory, callee)
    if not isinstance(number, str) or isinstance(number, Reason):
        raise RefusedError(BAD_VALUE)
    if not may_call(exchange.directory, caller, number):
        raise RefusedError(NO_RIGHT)
    return _dial(exchange, params, caller.number, callee)


def _dial(exchange: Exchange, params: Params, caller: str, callee: str) -> JsonObject:
    auto_answer = params.choice("autoanswer", ("yes", "no"), "no") == "yes"
    exchange.router.dial_for(caller, callee, auto_answer=auto_answer)
    return {}


def hang_up(exchange: Exchange, params: Params) -> JsonObject:
    """Hang the extension's current call up; while it only rings, that refuses the call."""
    exchange.hang_up(_current(exchange, params))
    return {}


def hang_up_inbound(exchange: Exchange, params: Params) -> JsonObject:
    """Hang an outside caller up."""
    wanted = params.text("inboundid")
    for leg in trunk_legs(exchange, InboundParty):
        if trunk_id(exchange, leg.channel) == wanted:
            exchange.hang_up(leg)
            return {}
    raise RefusedError(NO_CALL)


def hold(exchange: Exchange, params: Params) -> JsonObject:
    """Hold what the extension talks on. The printed answer repeats the request: a slip."""
    leg = _current(exchange, params)
    try:
        exchange.hold(leg)
    except WrongStateError as error:
        raise RefusedError(NOT_TALKING) from error
    return {}


def unhold(exchange: Exchange, params: Params) -> JsonObject:
    """Resume what the extension holds. Inferred from the API that this one follows."""
    number = extension_of(exchange, params.text("extid")).number
    held = [leg for leg in exchange.legs_of(number) if leg.state is LegState.HELD]
    if not held:
        raise RefusedError(NOT_TALKING if exchange.legs_of(number) else NO_CALL)
    exchange.unhold(held[-1])
    return {}


def listen(exchange: Exchange, params: Params) -> JsonObject:
    """Let a supervisor hear an extension. Inferred from the API that this one follows."""
    return _listen(exchange, params, ("listener", "listenedext"), "listen")


def whisper(exchange: Exchange, params: Params) -> JsonObject:
    """Let a supervisor speak to an extension unheard by the others."""
    return _listen(exchange, params, ("whisperer", "whisperedext"), "whisper")


def barge(exchange: Exchange, params: Params) -> JsonObject:
    """Let a supervisor come into the call of an extension."""
    return _listen(exchange, params, ("bargein", "bargedext"), "barge")


def _listen(
    exchange: Exchange, params: Params, names: tuple[str, str], mode: ListenMode
) -> JsonObject:
    supervisor, target = (extension_of(exchange, params.text(name)) for name in names)
    if monitor_mode(supervisor) not in (_EVERY_MODE, _MODES[mode]):
        raise RefusedError(WRONG_MODE)
    if not target.monitored:
        raise RefusedError(NOT_MONITORED)
    talks = [leg for leg in exchange.legs_of(target.number) if leg.company()]
    if not talks:
        raise RefusedError(NO_CALL)
    try:
        exchange.listening.listen(talks[0], supervisor.number, mode)
    except ForbiddenError as error:
        raise RefusedError(NOT_MONITORED) from error
    except WrongStateError as error:
        raise RefusedError(NO_CALL) from error
    return {}


def play_prompt(exchange: Exchange, params: Params) -> JsonObject:
    """Ring an extension and play prompts to it, several joined by plus signs.

    The example of the answer has no ``callid``, though its table promises one.
    """
    number = extension_of(exchange, params.text("extid")).number
    prompts = params.text("prompt").split("+")
    if any(prompt not in announce.PROMPTS for prompt in prompts):
        raise RefusedError(NO_PROMPT)
    auto_answer = params.choice("autoanswer", ("yes", "no"), "no") == "yes"
    announce.play(exchange, number, prompts, auto_answer=auto_answer)
    return {}


def query_inbound(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the outside callers; ``callee`` is an object. Its list, of several, is inferred."""
    return _lines(exchange, params, InboundParty, "inbound")


def query_outbound(exchange: Exchange, params: Params) -> JsonObject:
    """Answer the outside parties that were called; all where none is named (inferred)."""
    return _lines(exchange, params, OutboundParty, "outbound")


def _lines(
    exchange: Exchange, params: Params, kind: type[InboundParty | OutboundParty], name: str
) -> JsonObject:
    wanted = params.several(f"{name}id") if f"{name}id" in params else None
    rows = []
    for leg in trunk_legs(exchange, kind):
        line_id = trunk_id(exchange, leg.channel)
        if isinstance(leg.party, kind) and (wanted is None or line_id in wanted):
            row: JsonObject = {
                f"{name}id": line_id,
                "from": leg.party.from_number,
                "to": leg.party.to_number,
                "trunk": leg.party.trunk,
            }
            if name == "inbound":
                row["callee"] = {"extid": _extensions_beside(leg)}
            rows.append({**row, "status": _status(leg)})
    return {name: rows} if rows else {}


def _current(exchange: Exchange, params: Params) -> Leg:
    """Return the leg of the extension's current call. Raises ``RefusedError``."""
    legs = exchange.legs_of(extension_of(exchange, params.text("extid")).number)
    for state in _CURRENT:
        for leg in legs:
            if leg.state is state:
                return leg
    raise RefusedError(NO_CALL)


def _extensions_beside(leg: Leg) -> str | list[str]:
    """Return the extensions in the call of a trunk's leg, those that ring included."""
    parties = [other.party for other in leg.call.parties_beside(leg)]
    numbers = [party.number for party in parties if isinstance(party, ExtensionParty)]
    different = list(dict.fromkeys(numbers))
    return different if len(different) > 1 else "".join(different)


def _status(leg: Leg) -> str:
    """Return how a trunk's call stands; all but ``Talking`` inferred from the API followed."""
    if leg.talking:
        return TALKING if leg.company() else WAITING
    return IN_PROGRESS
