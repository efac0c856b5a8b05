"""``ctl accept-inbound`` and ``refuse-inbound``: whether or not the window shows such calls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.control.picture import status_picture
from ctiapp.control.watching import Watching
from ctiapp.model import events
from ctiapp.model.commands import Answer, DecideInbound
from ctiapp.model.ctl import CtlExit
from ctiapp.model.errors import InvalidState, NoSuchTarget, NotPermitted, OutcomeUnknown
from ctiapp.model.ids import LegId
from tests.control.office import FIRST, Office, describe
from tests.model.said import inbound, report
from tests.services.fakes import settle

if TYPE_CHECKING:
    from ctiapp.model.ctl import CtlReply
    from ctiapp.model.errors import CtiError

BOTH = ("accept-inbound", "refuse-inbound")


def offer(office: Office, call_id: str = FIRST) -> None:
    """5503301 waits to be let in."""
    event = events.InboundOffered(report(inbound("ALERT"), call_id=call_id))
    office.link.observer.on_event(event, office.clock().mono_s)


def shown(office: Office) -> list[dict[str, Any]]:
    """The calls of ``ctl status``."""
    calls = status_picture(office.services, describe)["calls"]
    assert isinstance(calls, list)
    return calls


def code(reply: CtlReply) -> str | None:
    """The error's stable word."""
    return None if reply.error is None else reply.error.code


@pytest.mark.parametrize("screening", [False, True])
async def test_the_status_tells_of_an_offered_call_either_way(
    office: Office, screening: bool
) -> None:
    """Who, since when, and what can be done: the words of the command line."""
    office.preferences.change(lambda settings: replace(settings, screen_calls=screening))
    offer(office)
    (call,) = shown(office)
    assert (call["id"], call["state"], call["direction"]) == (FIRST, "offered", "inbound")
    assert (call["remote"]["number"], call["parties"]) == ("5503301", 2)
    assert call["actions"] == list(BOTH)
    assert call["since"] is not None
    assert (await office.ctl("calls")).data == [call]
    assert len(office.desk.cards) == screening


@pytest.mark.parametrize("screening", [False, True])
@pytest.mark.parametrize(
    ("verb", "accept", "reason"),
    [("accept-inbound", True, "accepted"), ("refuse-inbound", False, "refused")],
)
async def test_the_named_call_is_decided(
    office: Office, verb: str, accept: bool, reason: str, screening: bool
) -> None:
    """By its caller's leg; confirmed by the answer, and seen in the picture."""
    office.preferences.change(lambda settings: replace(settings, screen_calls=screening))
    offer(office)
    offer(office, "9.1")
    office.pbx.answers = [Answer()]
    assert (await office.ctl(verb, FIRST)).exit is CtlExit.CONFIRMED
    assert office.pbx.executed == [DecideInbound(LegId("PJSIP/in"), accept=accept)]
    assert [(c["id"], c["state"], c["reason"], c["actions"]) for c in shown(office)] == [
        ("9.1", "offered", None, list(BOTH)),
        (FIRST, "ended", reason, []),
    ]


@pytest.mark.parametrize("verb", BOTH)
@pytest.mark.parametrize(
    ("error", "word"),
    [
        (InvalidState("", code=70132), "inbound.too-late"),
        (NoSuchTarget("", code=70130), "inbound.gone"),
        (NotPermitted("", code=10005), "not-permitted"),
    ],
)
async def test_what_the_pbx_refuses_has_a_word_of_its_own(
    office: Office, verb: str, error: CtiError, word: str
) -> None:
    """And the exit code of a refusal."""
    offer(office)
    office.pbx.answers = [error]
    reply = await office.ctl(verb, FIRST)
    assert (reply.exit, code(reply)) == (CtlExit.FAILED, word)


@pytest.mark.parametrize("verb", BOTH)
async def test_what_cannot_be_decided_is_not_sent(office: Office, verb: str) -> None:
    """No such call, one that is talked on; and while the answer is not there: sent, not known."""
    assert code(await office.ctl(verb, "7.7")) == "call.gone"
    office.talk("5.1", "e")
    assert code(await office.ctl(verb, "5.1")) == "inbound.not-offered"
    assert office.pbx.executed == []
    offer(office)
    office.pbx.answers = [OutcomeUnknown("")]
    assert (await office.ctl(verb, FIRST)).exit is CtlExit.UNCONFIRMED


async def test_other_verbs_do_not_mean_it(office: Office) -> None:
    """Left out or named: an offered call can only be let in or refused."""
    offer(office)
    assert code(await office.ctl("hangup")) == "call.none"
    assert code(await office.ctl("reject")) == "call.none"
    assert code(await office.ctl("hangup", FIRST)) == "inbound.undecided"
    assert office.pbx.executed == []


async def test_watch_tells_of_it_from_offer_to_end(office: Office) -> None:
    """A line a change, though the window shows nothing."""
    stream = Watching(office.services, describe)
    offer(office)
    office.pbx.answers = [Answer()]
    await office.ctl("refuse-inbound", FIRST)
    await settle()
    told: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        while len(told) < 3:
            line: Any = await stream.next()
            if line["kind"] == "call":
                told.append(line["data"])
    assert [(call["state"], call["pending"]) for call in told] == [
        ("offered", None),
        ("offered", "refuse-inbound"),
        ("ended", None),
    ]
    stream.close()
