"""Queues that want their password: asked for, used, kept once it was taken, and forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.agents import AgentVerb
from ctiapp.model.commands import LogAgent
from ctiapp.model.errors import QueuePasswordWanted, QueuePasswordWrong
from ctiapp.services.commander import Outcome
from tests.services.agenting import ANNA, FRONT, SUPPORT, Agency, settle
from tests.services.fakes import REMEMBER, REQUEST, FakeSecrets, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Mapping

    from ctiapp.model.ids import QueueId

WORD, TYPO = "QueueWord", "QueueTypo"
ENTRY = f"queue_password-2-{REMEMBER.extension}"
LIST = f"queue_passwords-{REMEMBER.extension}"


@pytest.fixture
async def agency(time_flies: None) -> AsyncIterator[Agency]:
    """An agent who is logged out of two queues, the first of which wants its password."""
    made = await Agency().begin()
    await made.agents.log_out()
    made.pbx.words = {SUPPORT: WORD}
    made.pbx.executed.clear()
    yield made
    await made.end()


def passwords(agency: Agency) -> list[tuple[tuple[QueueId, ...], Mapping[QueueId, str]]]:
    """Where it was tried, with which passwords; and nothing else is sent."""
    sent = []
    for command in agency.pbx.executed:
        assert isinstance(command, LogAgent)
        sent.append((command.queue_ids, command.passwords))
    agency.pbx.executed.clear()
    return sent


async def refused(asked: Awaitable[object]) -> QueuePasswordWanted:
    """How it is refused."""
    with pytest.raises(QueuePasswordWanted) as told:
        await asked
    return told.value


async def test_a_queue_that_wants_its_password_keeps_nobody_out_of_the_others(
    agency: Agency,
) -> None:
    error = await refused(agency.agents.log_in())
    assert (error.key, error.params["queue"]) == ("queue.password_wanted", "Support 6402")
    assert error.queue_ids == (SUPPORT,)
    assert passwords(agency) == [((SUPPORT, FRONT), {}), ((FRONT,), {})]
    assert agency.me(SUPPORT).notice == error.notice(agency.me(SUPPORT).notice.severity)  # type: ignore[union-attr]
    assert agency.me(FRONT).notice is None
    assert not agency.me(FRONT).pending
    await agency.clock.pass_s(5)
    assert (agency.me(SUPPORT).logged_in, agency.me(FRONT).logged_in) == (False, True)


async def test_each_queue_that_wants_one_says_so_itself(agency: Agency) -> None:
    agency.pbx.words[FRONT] = "OtherWord"
    error = await refused(agency.agents.log_in(None, {SUPPORT: TYPO}))
    assert isinstance(error, QueuePasswordWrong)
    assert error.queue_ids == (SUPPORT, FRONT)
    shown = [agency.me(queue_id).notice for queue_id in (SUPPORT, FRONT)]
    assert [(n.key, n.params["queue"]) for n in shown if n is not None] == [
        ("queue.password_wrong", "Support 6402"),
        ("queue.password_wanted", "Front 6403"),
    ]


async def test_one_that_was_taken_is_kept_and_used_without_asking(agency: Agency) -> None:
    done = await agency.agents.log_in((SUPPORT,), {SUPPORT: WORD})
    assert done is Outcome.CONFIRMED
    assert agency.secrets.whats == [ENTRY, LIST]
    assert WORD in agency.secrets.kept.values()
    assert agency.keys == []
    passwords(agency)
    assert await agency.agents.log_out((SUPPORT,)) is Outcome.CONFIRMED
    assert passwords(agency) == [((SUPPORT,), {}), ((SUPPORT,), {SUPPORT: WORD})]


async def test_one_that_was_refused_is_not_kept(agency: Agency) -> None:
    await refused(agency.agents.log_in((SUPPORT,), {SUPPORT: TYPO}))
    assert agency.secrets.kept == {}


async def test_one_that_the_pbx_did_not_need_is_not_kept(agency: Agency) -> None:
    agency.pbx.words = {FRONT: "OtherWord"}
    assert await agency.agents.log_in((SUPPORT,), {SUPPORT: TYPO}) is Outcome.CONFIRMED
    assert agency.secrets.kept == {}


async def test_a_kept_one_that_is_refused_is_forgotten_and_asked_for(agency: Agency) -> None:
    await agency.agents.log_in((SUPPORT,), {SUPPORT: WORD})
    agency.pbx.words[SUPPORT] = "NewWord"
    error = await refused(agency.agents.log_out((SUPPORT,)))
    assert error.key == "queue.password_changed"
    assert agency.secrets.whats == [LIST]
    passwords(agency)
    again = await refused(agency.agents.log_out((SUPPORT,)))
    assert again.key == "queue.password_wanted"
    assert passwords(agency) == [((SUPPORT,), {})]


@pytest.mark.parametrize(
    ("remember", "refuses", "key"),
    [(True, True, "queue.password_not_kept"), (False, False, "queue.password_once")],
)
async def test_one_that_is_not_kept_is_used_once_and_that_is_said(
    agency: Agency, remember: bool, refuses: bool, key: str
) -> None:
    agency.account = replace(REQUEST, remember=remember)
    agency.secrets.refuses = refuses
    assert await agency.agents.log_in((SUPPORT,), {SUPPORT: WORD}) is Outcome.CONFIRMED
    assert [(n.key, n.params["queue"]) for n in agency.told] == [(key, "Support 6402")]
    assert agency.secrets.kept == {}
    await refused(agency.agents.log_out((SUPPORT,)))


async def test_a_key_store_that_does_not_answer_has_one_asked(agency: Agency) -> None:
    await agency.agents.log_in((SUPPORT,), {SUPPORT: WORD})
    agency.secrets.refuses = True
    assert (await refused(agency.agents.log_out((SUPPORT,)))).key == "queue.password_wanted"


async def test_who_has_others_log_in_uses_what_is_kept(agency: Agency) -> None:
    agency.pbx.set(SUPPORT, ANNA, logged_in=False)
    await agency.clock.pass_s(30)
    log_in = AgentVerb.LOG_IN
    error = await refused(agency.agents.command_others(log_in, SUPPORT, (ANNA,)))
    assert error.key == "queue.password_other"
    await agency.agents.log_in((SUPPORT,), {SUPPORT: WORD})
    done = await agency.agents.command_others(log_in, SUPPORT, (ANNA,))
    assert done is Outcome.CONFIRMED


async def test_all_of_an_account_are_forgotten_and_those_of_no_other(agency: Agency) -> None:
    agency.pbx.words[FRONT] = "OtherWord"
    await agency.agents.log_in(None, {SUPPORT: WORD, FRONT: "OtherWord"})
    agency.account = replace(REMEMBER, client_id="other")
    await agency.agents.log_out((SUPPORT,), {SUPPORT: WORD})
    assert len(agency.secrets.kept) == 5
    await agency.passwords.forget(REMEMBER)
    assert len(agency.secrets.kept) == 2
    assert all("/other/" in key for key in agency.secrets.kept)


async def test_what_was_forgotten_meanwhile_is_not_kept_any_more(agency: Agency) -> None:
    agency.secrets.gate.shut()
    keeping = asyncio.create_task(agency.passwords.keep({SUPPORT: WORD}, agency.account))
    late = asyncio.create_task(agency.passwords.keep({FRONT: WORD}, agency.account))
    await settle()
    forgetting = asyncio.create_task(agency.passwords.forget(REMEMBER))
    await settle()
    agency.secrets.gate.open()
    await asyncio.gather(keeping, late, forgetting)
    assert agency.secrets.kept == {}
    assert agency.keys == []


@pytest.mark.parametrize("text", ["", "{", '{"6402": 1}', "[6402, null]"])
async def test_a_list_that_cannot_be_read_begins_anew(agency: Agency, text: str) -> None:
    await agency.passwords.keep({SUPPORT: WORD}, agency.account)
    key = next(key for key in agency.secrets.kept if key.endswith(LIST))
    agency.secrets.kept[key] = text
    await agency.passwords.keep({FRONT: "OtherWord"}, agency.account)
    await agency.passwords.forget(REMEMBER)
    assert agency.secrets.whats == [ENTRY], "what nothing names"


async def test_signing_out_forgets_them_with_the_secret(world: World) -> None:
    await world.sign_in(REMEMBER)
    await world.passwords.keep({SUPPORT: WORD}, world.passwords.account)
    assert set(world.secrets.whats) == {ENTRY, LIST, "client_secret", "tokens"}
    await world.session.sign_out(forget=False)
    assert ENTRY in world.secrets.whats
    await world.session.sign_out()
    assert world.secrets.kept == {}


async def test_nobody_who_is_signed_in_keeps_nothing() -> None:
    agency = Agency()
    agency.account = None
    await agency.passwords.keep({SUPPORT: WORD}, agency.account)
    assert (agency.secrets.kept, agency.keys) == ({}, [])
    assert isinstance(agency.secrets, FakeSecrets)


async def test_another_extension_of_the_same_client_is_not_let_in_by_it(agency: Agency) -> None:
    await agency.agents.log_in((SUPPORT,), {SUPPORT: WORD})
    await agency.agents.log_out((SUPPORT,), {SUPPORT: WORD})
    agency.account = replace(REMEMBER, extension="2001")
    agency.pbx.executed.clear()
    await refused(agency.agents.log_in((SUPPORT,)))
    assert [words for _, words in passwords(agency)] == [{}]


async def test_what_was_taken_is_kept_for_nobody_who_signed_in_meanwhile(agency: Agency) -> None:
    before = agency.account
    agency.account = replace(REMEMBER, address="other.example")
    await agency.passwords.keep({SUPPORT: WORD}, before)
    assert (agency.secrets.kept, agency.keys) == ({}, [])


async def test_signing_out_forgets_them_though_another_extension_keeps_the_secret(
    world: World,
) -> None:
    await world.sign_in(replace(REMEMBER, extension="2001"))
    await world.session.sign_out(forget=False)
    await world.sign_in(REMEMBER)
    await world.passwords.keep({SUPPORT: WORD}, world.passwords.account)
    await world.session.sign_out()
    assert not [what for what in world.secrets.whats if what.startswith("queue_password")]
    assert "client_secret" in world.secrets.whats
