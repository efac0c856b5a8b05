"""What no page has is looked for, changes nothing, and is not offered before it was seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.abilities import able, whole
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.errors import (
    CommandError,
    InvalidState,
    LinkLost,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotReady,
    NotSupported,
    TokenExpired,
    WireError,
)
from ctiapp.pbx.interface import Credentials
from ctiapp.pbx.openvox.capabilities import CAPABILITIES, NEEDED_BY
from ctiapp.pbx.openvox.unprinted import PROBES, Unprinted
from ctiapp.simpbx.openvox import inferred
from tests.pbx.openvox.answering import Answering

if TYPE_CHECKING:
    from tests.pbx.openvox.desk import Desk

EVERY = frozenset(PROBES)
NO_PAGE = NotAPbx("HTTP 404: no JSON", code="HTTP 404")


def looking(pbx: Answering) -> tuple[Unprinted, list[frozenset[Capability]]]:
    unprinted = Unprinted(pbx.asker)
    told: list[frozenset[Capability]] = []
    unprinted.on_change = lambda: told.append(unprinted.unseen)
    return unprinted, told


def test_each_is_looked_for_by_the_endpoint_that_is_needed() -> None:
    assert {probe.endpoint for probe in PROBES.values()} == set(inferred.ENDPOINTS)
    for capability, probe in PROBES.items():
        assert capability in NEEDED_BY[probe.endpoint]
        assert set((probe.body or {}).values()) == {"none"}


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "Success"},
        NoSuchTarget("", code="10006"),
        NotPermitted("", code="10009"),
        InvalidState("", code="10015"),
        CommandError("", code="10004"),
    ],
)
async def test_what_refuses_for_another_reason_is_there(
    answer: dict[str, object] | Exception,
) -> None:
    pbx = Answering(extension__unhold=answer, extension__listen=answer, queue__pause_agent=answer)
    unprinted, told = looking(pbx)
    assert unprinted.unseen == EVERY
    await unprinted.look()
    assert unprinted.unseen == frozenset()
    assert len(told) == len(EVERY)
    await unprinted.look()
    assert len(pbx.asked) == len(EVERY)
    assert pbx.sent == []


@pytest.mark.parametrize("answer", [NotSupported("", code="10003"), NO_PAGE])
async def test_what_is_not_there_is_never_offered(answer: Exception) -> None:
    pbx = Answering(extension__unhold=answer)
    unprinted, _ = looking(pbx)
    for _ in range(2):
        await unprinted.look()
    assert unprinted.unseen == pbx.asker.lost == {Capability.RESUME}
    looked = [one.endpoint for one in pbx.asked if one.endpoint != "extension/query"]
    assert looked == [probe.endpoint for probe in PROBES.values()]


@pytest.mark.parametrize("answer", [CommandError(""), WireError("what"), NotReady("", status=502)])
async def test_what_says_nothing_is_asked_again(answer: Exception) -> None:
    pbx = Answering(extension__unhold=answer)
    unprinted, _ = looking(pbx)
    await unprinted.look()
    assert unprinted.unseen == {Capability.RESUME}
    assert pbx.asker.lost == frozenset()
    del pbx.answers["extension/unhold"]
    await unprinted.look()
    assert unprinted.unseen == frozenset()


@pytest.mark.parametrize("error", [LinkLost(""), TokenExpired("", code="20004")])
async def test_where_nobody_answers_no_more_is_asked(error: Exception) -> None:
    pbx = Answering(extension__listen=error)
    unprinted, told = looking(pbx)
    await unprinted.look()
    assert told == [EVERY - {Capability.RESUME}]
    del pbx.answers["extension/listen"]
    await unprinted.look()
    assert unprinted.unseen == frozenset()


async def test_after_a_log_in_it_is_looked_for_again_and_offered_meanwhile() -> None:
    pbx = Answering()
    unprinted, _ = looking(pbx)
    await unprinted.look()
    unprinted.look_again()
    assert unprinted.unseen == frozenset()
    pbx.answers["queue/pause_agent"] = NotSupported("", code="10003")
    await unprinted.look()
    assert unprinted.unseen == {Capability.PAUSE}


async def test_a_look_ends_with_its_stream() -> None:
    begun, forever = asyncio.Event(), asyncio.Event()
    unprinted, told = looking(Answering())

    async def query(_: object) -> dict[str, object]:
        begun.set()
        await forever.wait()
        return {}

    unprinted._asker._query = query
    async with unprinted.looking():
        await begun.wait()
    assert told == []
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "openvox-look"]


@pytest.mark.parametrize("no_page", [None, False, True])
async def test_nobody_is_held_until_it_is_seen_that_they_can_be_taken_back(
    desk: Desk, no_page: bool | None
) -> None:
    """Three requests, once; no log-in, and nothing happens to the call that goes on."""
    if no_page is not None:
        desk.control("face", name="missing_has_no_page", value=no_page)
        desk.control("face", name="missing", value=["extension/unhold"])
    client = desk.client()
    changed = asyncio.Event()
    client.heed_rights(changed.set)
    can = (await client.sign_in(Credentials(desk.secret))).capabilities
    assert can == CAPABILITIES
    assert not able(Verb.HOLD, whole(can - client.withdrawn))
    desk.control("call", **{"from": "0301234567", "to": "2000"})
    desk.control("pickup", extension="2000")
    desk.control("hold", extension="2000")
    before = (await client.snapshot()).calls

    missing = {Capability.RESUME} if no_page is not None else set()
    for _ in range(2):
        async with client.stream(), asyncio.timeout(10):
            while client.withdrawn != missing:
                await changed.wait()
                changed.clear()

    assert able(Verb.HOLD, whole(can - client.withdrawn)) is (no_page is None)
    assert (await client.snapshot()).calls == before
    asked = [each["endpoint"] for each in desk.pbx.face.requests]
    assert [asked.count(each) for each in (*inferred.ENDPOINTS, "login")] == [1, 1, 1, 1]
