"""``ctl queue`` and ``ctl presence``: what is sent, what confirms it, and what is said instead."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.control.queue_verbs import PRESENCES, QueueVerbs
from ctiapp.model.commands import LogAgent, PauseAgent, SetPresence
from ctiapp.model.ctl import CONFIRM_WITHIN_S, CtlExit, CtlReply, CtlRequest
from ctiapp.model.directory import Presence
from ctiapp.model.errors import CommandError, LinkLost, UsageError
from ctiapp.model.ids import ExtensionId
from ctiapp.services.agentfacts import AgentPicture
from tests.control.queueing import ALL, MANAGED, QueueOffice
from tests.services.agenting import BREAK, FRONT, LUNCH, STATIC, SUPPORT
from tests.services.fakes import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from ctiapp.model.commands import Command
    from ctiapp.services.commander import Outcome

ME_ID = ExtensionId("21")
BOTH = (SUPPORT, FRONT)
NIGHT = STATIC.queue_id


@pytest.fixture
async def agents(time_flies: None) -> AsyncIterator[QueueOffice]:
    """Signed in at a PBX with all sorts of queues."""
    made = await QueueOffice(*ALL).begin()
    yield made
    await made.verbs.close()
    await made.end()


def code(reply: CtlReply) -> str | None:
    """The error's stable word."""
    return None if reply.error is None else reply.error.code


# --- what is sent --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "options", "sent"),
    [
        ("login", {}, LogAgent(ME_ID, BOTH, on=True)),
        ("logout", {}, LogAgent(ME_ID, BOTH, on=False)),
        ("logout", {"queue": ("6403",)}, LogAgent(ME_ID, (FRONT,), on=False)),
        ("pause", {}, PauseAgent(ME_ID, (*BOTH, NIGHT), on=True)),
        ("pause", {"queue": ("6405",)}, PauseAgent(ME_ID, (NIGHT,), on=True)),
        ("pause", {"reason": "*02"}, PauseAgent(ME_ID, (*BOTH, NIGHT), True, BREAK.code)),
        ("pause", {"reason": " lUNCH"}, PauseAgent(ME_ID, (*BOTH, NIGHT), True, LUNCH.code)),
        ("resume", {}, PauseAgent(ME_ID, (*BOTH, NIGHT), on=False)),
        ("resume", {"queue": ("6403", "6402", "6403")}, PauseAgent(ME_ID, BOTH, on=False)),
    ],
)
async def test_each_verb_is_one_command(
    agents: QueueOffice, verb: str, options: dict[str, object], sent: Command
) -> None:
    """All of one's own queues, or those that are named; a reason by code or by text, as code."""
    before = len(agents.pbx.asked)

    reply = await agents.ctl("queue", verb, **options)

    assert (reply.exit, reply.data, reply.error) == (CtlExit.CONFIRMED, None, None)
    (command,) = agents.pbx.executed
    assert type(command) is type(sent)
    ids = getattr(command, "queue_ids", ())
    assert (set(ids), len(ids)) == (set(sent.queue_ids), len(sent.queue_ids))  # type: ignore[union-attr]
    assert (command.on, getattr(command, "reason", None)) == (
        sent.on,
        getattr(sent, "reason", None),
    )  # type: ignore[union-attr]
    asked = [what for _, what in agents.pbx.asked[before:]]
    assert {f"agents/{queue_id}" for queue_id in ids} <= set(asked)


async def test_what_the_pbx_took_is_not_confirmed_before_it_is_read_again(
    agents: QueueOffice,
) -> None:
    """``errcode`` 0 alone is 4: not confirmed yet."""
    agents.pbx.deaf = True
    began_s = agents.clock().mono_s

    reply = await agents.ctl("queue", "pause", queue=("6402",))

    assert (reply.exit, reply.error) == (CtlExit.UNCONFIRMED, None)
    assert agents.clock().mono_s - began_s == pytest.approx(CONFIRM_WITHIN_S)
    assert agents.pbx.executed == [PauseAgent(ME_ID, (SUPPORT,), True)]


async def test_during_a_call_it_is_sent_and_comes_later(agents: QueueOffice) -> None:
    """Taken, and to take effect after the call: 4."""
    agents.talk()
    agents.pbx.deaf = True

    reply = await agents.ctl("queue", "pause", queue=("6402",))

    assert reply.exit is CtlExit.UNCONFIRMED
    assert agents.agents.picture.queues[0].me is not None
    assert agents.agents.picture.queues[0].me.after_call is not None


async def test_refused_by_the_pbx(agents: QueueOffice) -> None:
    """One line says why."""
    agents.pbx.answers = [CommandError("FAILURE", code="70084")]

    reply = await agents.ctl("queue", "logout", queue=("6402",))

    assert (reply.exit, code(reply)) == (CtlExit.FAILED, "command")


async def test_a_pbx_without_the_subscription(agents: QueueOffice) -> None:
    """The reason is left out, at first by trying, then at once: also a reason that it never had."""
    agents.pbx.takes_reasons = False

    assert (await agents.ctl("queue", "pause", reason="Lunch")).exit is CtlExit.CONFIRMED
    assert [getattr(command, "reason", "") for command in agents.pbx.executed] == ["*01", None]
    agents.pbx.executed.clear()
    assert (await agents.ctl("queue", "resume")).exit is CtlExit.CONFIRMED
    assert (await agents.ctl("queue", "pause", reason="Nap")).exit is CtlExit.CONFIRMED
    assert [getattr(command, "reason", "") for command in agents.pbx.executed] == [None, None]


# --- a queue that wants its password --------------------------------------------------------------


async def test_a_queue_that_wants_its_password_says_how_to_give_it(agents: QueueOffice) -> None:
    """It ends with 1 and a word of its own; what was given is used, and a wrong one has another."""
    agents.pbx.words = {SUPPORT: "QueueWord"}

    wanted = await agents.ctl("queue", "logout", queue=("6402",))
    wrong = await agents.ctl("queue", "logout", queue=("6402",), password="QueueTypo")
    right = await agents.ctl("queue", "logout", queue=("6402",), password="QueueWord")

    assert (wanted.exit, code(wanted)) == (CtlExit.FAILED, "queue.password-wanted")
    assert (wrong.exit, code(wrong)) == (CtlExit.FAILED, "queue.password-wrong")
    assert wanted.error is not None
    assert wanted.error.text.startswith("<queue.password_stdin>")
    assert (right.exit, right.error) == (CtlExit.CONFIRMED, None)
    assert "Queue" not in repr((wanted, wrong, right))


@pytest.mark.parametrize("queues", [(), ("6402", "6403")])
async def test_a_password_is_of_one_queue(agents: QueueOffice, queues: tuple[str, ...]) -> None:
    """It goes to no other one."""
    reply = await agents.ctl("queue", "login", queue=queues, password="QueueWord")

    assert code(reply) == "queue.password-which"
    assert agents.pbx.executed == []


# --- what makes no sense -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "options", "word"),
    [
        ("logout", {"queue": ("6405",)}, "agent.static"),
        ("login", {"queue": ("6405",)}, "agent.always-in"),
        ("login", {"queue": ("6404",)}, "agent.no-such-queue"),
        ("login", {"queue": ("6402", "Front")}, "agent.no-such-queue"),
        ("pause", {"queue": (MANAGED.number.text,)}, "agent.not-member"),
        ("pause", {"reason": "Nap"}, "agent.no-such-reason"),
    ],
)
async def test_what_makes_no_sense_is_not_sent(
    agents: QueueOffice, verb: str, options: dict[str, object], word: str
) -> None:
    """And says so."""
    reply = await agents.ctl("queue", verb, **options)
    assert (reply.exit, code(reply)) == (CtlExit.FAILED, word)
    assert agents.pbx.executed == []


async def test_an_error_names_what_there_is(agents: QueueOffice) -> None:
    """The known queues, the known reasons; never more than fit on a line."""
    told: list[dict[str, object]] = []

    def describe(notice: object) -> str:
        told.append(dict(notice.params))  # type: ignore[attr-defined]
        return "x"

    agents.verbs._describe = describe  # type: ignore[assignment]
    await agents.ctl("queue", "pause", queue=("1",))
    await agents.ctl("queue", "pause", reason="Nap")
    assert told[0]["queue"] == "1"
    assert "6402 Support, 6403 Front" in str(told[0]["known"])
    assert told[1] == {"reason": "Nap", "known": "Lunch (*01), Break (*02)"}


async def test_who_is_logged_out_cannot_pause(agents: QueueOffice) -> None:
    """Log in first."""
    assert (await agents.ctl("queue", "logout", queue=("6403",))).exit is CtlExit.CONFIRMED
    assert code(await agents.ctl("queue", "pause", queue=("6403",))) == "agent.logged-out"


async def test_no_queues_at_all(time_flies: None) -> None:
    """Not told yet, and then: none."""
    office = QueueOffice()
    office.slow = True
    await office.sign_in()
    assert code(await office.ctl("queue", "pause", queue=("6402",))) == "agent.not-told"
    office.pbx.gate.open()
    await office.clock.pass_s(30)
    assert code(await office.ctl("queue", "pause", queue=("6402",))) == "agent.no-queues"
    assert code(await office.ctl("queue", "login")) == "agent.no-queues"
    assert (await office.ctl("queue", "list")).data == []
    await office.end()


async def test_a_queue_that_is_named_is_never_all_of_them(time_flies: None) -> None:
    """Not when it is named before any queue was told, and told before it is done."""
    office = QueueOffice(*ALL)
    office.slow = True
    await office.sign_in()

    async def late(work: Coroutine[object, object, Outcome | None]) -> CtlReply:
        office.pbx.gate.open()
        await office.clock.pass_s(30)
        await work
        return CtlReply()

    verbs = QueueVerbs(office.services, late, lambda notice: notice.key)
    for verb in ("login", "logout", "pause", "resume"):
        with pytest.raises(UsageError) as told:
            await verbs.queue(CtlRequest("queue", (verb,), {"queue": ("6402",)}))
        assert told.value.key == "agent.not_member"
        office.agents._picture = AgentPicture()
    assert office.pbx.executed == []
    await office.end()


async def test_reasons_that_were_not_told_yet(time_flies: None) -> None:
    """A reason is not dropped because nobody asked yet."""
    office = QueueOffice(*ALL)
    office.slow = True
    await office.sign_in()
    assert office.agents.picture.me.reasons == ()
    assert code(await office.ctl("queue", "pause", reason="Lunch")) == "agent.reasons-not-told"
    assert office.pbx.executed == []
    await office.end()


async def test_in_a_gap_and_signed_out(agents: QueueOffice) -> None:
    """Nothing is asked; the list stays as long as one is signed in."""
    agents.link.down(LinkLost("reset"))
    for verb in ("login", "logout", "pause", "resume"):
        assert code(await agents.ctl("queue", verb, reason="x")) == "link.not-up"
    rows = (await agents.ctl("queue", "list")).data
    assert isinstance(rows, list)
    assert [row["logged_in"] for row in rows] == [None] * 4
    assert (await agents.ctl("presence")).exit is CtlExit.CONFIRMED
    await agents.session.sign_out()
    assert code(await agents.ctl("queue", "list")) == "link.not-up"
    assert code(await agents.ctl("presence")) == "link.not-up"
    assert code(await agents.ctl("presence", "away")) == "link.not-up"
    assert agents.pbx.executed == []


# --- presence ------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [*PRESENCES, "DO-NOT-disturb"])
async def test_presence_is_set_and_shown(agents: QueueOffice, word: str) -> None:
    """Each of the six, in the words of the PBX."""
    wanted = Presence(word.casefold().replace("-", "_"))
    reply = await agents.ctl("presence", word)
    assert reply.exit is CtlExit.CONFIRMED
    assert agents.pbx.executed[0] == SetPresence(ME_ID, wanted)
    assert (await agents.ctl("presence")).data == {"presence": wanted.value, "pending": None}
    await agents.clock.pass_s(20)


async def test_a_presence_that_there_is_not(agents: QueueOffice) -> None:
    """A line that cannot be right is usage."""
    for word in ("asleep", "unknown"):
        reply = await agents.ctl("presence", word)
        assert (reply.exit, code(reply)) == (CtlExit.USAGE, "agent.unknown-presence")
    assert agents.pbx.executed == []


async def test_a_presence_on_its_way(agents: QueueOffice) -> None:
    """It shows as asked for."""
    agents.pbx.gate.shut()
    asking = asyncio.create_task(agents.ctl("presence", "lunch"))
    await settle()
    assert (await agents.ctl("presence")).data == {"presence": "available", "pending": "lunch"}
    agents.pbx.gate.open()
    assert (await asking).exit is CtlExit.CONFIRMED
