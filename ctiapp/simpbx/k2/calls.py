"""The endpoints that look for calls and start them (fact sheet, section 5).

What they leave open: a call id that is none is 10005. A callee that is nobody's number is refused
at once (10011), as is an outside one without the right to call out (10024); what an extension may
not dial inside follows as ``CallFailed``. Only extensions can be callers here: another caller that
exists is 10003.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import announce
from ctiapp.simpbx.facts import Reason
from ctiapp.simpbx.k2 import members
from ctiapp.simpbx.k2.errors import (
    BLANK,
    NO_CALL_ID,
    NO_CALLEE,
    NO_OUTSIDE_RIGHT,
    NO_PROMPT,
    UNSUPPORTED,
    success,
)
from ctiapp.simpbx.numbering import resolve
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params

_LOUDEST = 20


def query(site: Site, params: Params) -> JsonObject:
    """Answer a call by ``callid``, or the calls of a ``type``; there is no type ``internal``."""
    calls = site.exchange.calls
    if "callid" in params:
        found = calls.get(params.text("callid"))
        if found is None:
            raise RefusedError(NO_CALL_ID)
        return success(calls=[members.call(found.snapshot())])
    direction = params.choice("type", ("inbound", "outbound"))
    rows = [members.call(c.snapshot()) for c in calls.values() if c.direction == direction]
    return success(calls=rows)


def query_of_extensions(site: Site, params: Params) -> JsonObject:
    """Answer the calls of each extension that is asked for (``extension/query_call``)."""
    rows = []
    for entry in site.extensions(params):
        legs = site.exchange.legs_of(entry.number)
        own = dict.fromkeys(leg.call.id for leg in legs)
        calls = [members.call(site.exchange.calls[each].snapshot()) for each in own]
        rows.append({"number": entry.number, "numbercalls": calls})
    return success(calllist=rows)


def dial(site: Site, params: Params) -> JsonObject:
    """Ring the caller's own phones, then the callee."""
    exchange = site.exchange
    caller, callee = params.text("caller"), params.text("callee")
    if exchange.directory.is_service(caller):
        raise RefusedError(UNSUPPORTED)
    site.extension(caller)
    rights_of = site.lender(params)
    need_number(site, callee)
    need_right(site, caller, callee, rights_of or caller)
    auto_answer = params.choice("autoanswer", ("yes", "no"), "no") == "yes"
    call = exchange.router.dial_for(caller, callee, rights_of=rights_of, auto_answer=auto_answer)
    return success(callid=call.id)


def play_prompt(site: Site, params: Params) -> JsonObject:
    """Call a number and play prompts to it."""
    number = params.text("number")
    prompts = params.text("prompt").split("+")
    if any(each not in announce.PROMPTS for each in prompts):
        raise RefusedError(NO_PROMPT)
    count, volume = params.whole("count", 1), params.whole("volume", 10)
    if count < 1 or not 0 <= volume <= _LOUDEST:
        raise RefusedError(BLANK)
    rights_of = site.lender(params)
    need_number(site, number)
    need_right(site, rights_of, number, rights_of)
    call = announce.play(
        site.exchange,
        number,
        prompts,
        count=count,
        rights_of=rights_of,
        auto_answer=params.choice("autoanswer", ("yes", "no"), "no") == "yes",
    )
    return success(callid=call.id)


def need_number(site: Site, number: str) -> None:
    """Raise 10011 for what is nobody's number."""
    if isinstance(resolve(site.exchange.directory, number), Reason):
        raise RefusedError(NO_CALLEE)


def need_right(site: Site, who: str, number: str, rights_of: str) -> None:
    """Raise 10024 where the extension whose rights count may not call an outside number."""
    outside = isinstance(resolve(site.exchange.directory, number), str)
    if outside and not rights_of:
        raise RefusedError(NO_OUTSIDE_RIGHT)
    if site.exchange.router.refusal(who, number, rights_of) is Reason.NO_OUTBOUND_RIGHT:
        raise RefusedError(NO_OUTSIDE_RIGHT)
