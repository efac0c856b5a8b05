"""The connection at every kind of PBX: the picture is true again after whatever befell it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import EndReason, Phase
from ctiapp.model.errors import EventsBlocked, TokenExpired
from ctiapp.model.events import CallReported, LinkState
from ctiapp.pbx import receiver
from ctiapp.services.calls import Outcome
from tests.contract.kinds import able, that
from tests.contract.office import CALLER, ME, OTHER

if TYPE_CHECKING:
    from ctiapp.pbx.interface import TokenPair
    from tests.contract.office import Office


class Clock:
    """Monotonic seconds that pass faster than they do."""

    now_s = 100.0

    def __call__(self) -> float:
        self.now_s += 1.0
        return self.now_s


def callers_told(office: Office) -> set[str]:
    """Everybody of whom an event told."""
    return {
        leg.number.text
        for event in office.events
        if isinstance(event, CallReported)
        for leg in event.report.legs
    }


# --- tokens --------------------------------------------------------------------------------------


@able()
async def test_a_token_is_renewed_under_a_call_and_no_event_is_missed(office: Office) -> None:
    async with office.linked() as client:
        talk = await office.talk()
        before = client.tokens
        callers = {f"030555{number:04}" for number in range(40)}
        office.at += timedelta(minutes=28)
        for caller in sorted(callers):  # while it is renewed, and after
            office.do("caller_hangup", call_id=office.rings(caller))
            await office.until(lambda who=caller: who in callers_told(office), caller)  # type: ignore[misc]
        await office.until(lambda: client.tokens != before, "renewed")
        call_id = office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        office.do("caller_hangup", call_id=call_id)
        await office.until_phase(Phase.ENDED, OTHER)
        await office.until_true()

        assert office.true() == [("talking", [CALLER])]
        assert [call.call_id for call in office.living] == [talk.call_id]
        assert LinkState.DOWN not in office.states
        assert office.log_ins == 1


@able()
async def test_a_token_that_was_renewed_outlives_its_first_half_hour(office: Office) -> None:
    """By the PBX's own clock; a command and a look go through, and nobody logs in again."""
    async with office.linked() as client:
        talk = await office.talk()
        for minutes in (28, 28):
            before = office.asked(office.kind.renew)
            office.at += timedelta(minutes=minutes)
            office.do("advance", seconds=60 * minutes)
            await office.until(
                lambda was=before: office.asked(office.kind.renew) != was,  # type: ignore[misc]
                "renewed",
            )
        assert len((await client.snapshot()).calls) == 1
        assert await office.calls.hang_up(talk.call_id) is Outcome.CONFIRMED
        await office.until_true()

        assert not office.true()
        assert office.pbx.face.live_tokens() == 1
        assert office.log_ins == 1


@able()
async def test_a_dead_token_costs_one_log_in_and_no_call(office: Office) -> None:
    async with office.linked() as client:
        await office.talk()
        before = client.tokens
        office.do("expire_tokens")
        office.link.retry_now()
        await office.until(
            lambda: client.tokens not in (before, None) and office.store.link is LinkState.UP,
            "signed in again",
        )
        await office.until_true()
        assert office.true() == [("talking", [CALLER])]
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()

        assert office.log_ins <= 2


@able()
async def test_whoever_finds_the_session_dead_has_the_link_look_at_once(office: Office) -> None:
    """Not the next beat: until the next log-in no event comes, and the picture is not live."""
    client = await office.new()
    looks: list[TokenPair | None] = []
    client.heed_doubt(lambda: looks.append(client.tokens))
    office.do("expire_tokens")
    office.do("fail", endpoint=office.kind.renew, errcode=10004)
    with pytest.raises(TokenExpired):
        await client.extension(ME)

    assert looks == [None]
    with pytest.raises(TokenExpired):
        await client.snapshot()


# --- gaps ----------------------------------------------------------------------------------------


@able()
async def test_what_goes_on_already_is_found_at_sign_in(office: Office) -> None:
    office.rings()
    office.do("pickup", extension="2000")
    async with office.linked():
        call = await office.until_phase(Phase.TALKING, CALLER)
        assert call.from_snapshot
        await office.until_true()
        office.do("hangup", extension="2000")
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()


@able()
async def test_a_ring_that_began_before_is_found_and_rejected(office: Office) -> None:
    office.rings()
    async with office.linked():
        call = await office.until_phase(Phase.RINGING, CALLER)
        await office.until_true()
        await office.calls.reject(call.call_id)
        await office.until_phase(Phase.ENDED, CALLER)
        await office.until_true()

    assert not office.true()


@able()
async def test_calls_that_began_and_ended_in_a_gap_are_seen(office: Office) -> None:
    """Events lost, or their way cut: a look tells what they did not."""
    async with office.linked():
        first = await office.talk()
        office.do("cut")
        office.do("hangup", extension="2000")
        office.rings(OTHER)
        office.do("pickup", extension="2000")
        office.later()
        office.link.retry_now()
        await office.until_phase(Phase.TALKING, OTHER)
        await office.until_true()
        gone = office.store.call(first.call_id)
        assert gone is None or gone.phase is Phase.ENDED

        if office.kind.pushes:  # what waited is posted at last, and is no news
            office.do("face", name="reachable", value=True)
        office.rings("0401112223")
        await office.until_phase(Phase.RINGING, "0401112223")
        await office.until_true()


@that(lambda kind: not kind.pushes)
async def test_a_connection_that_is_cut_comes_back(office: Office) -> None:
    async with office.linked():
        await office.talk()
        office.do("cut")
        await office.until(lambda: LinkState.DOWN in office.states, "down")
        await office.until(lambda: office.store.link is LinkState.UP, "up")
        await office.until_true()
        office.do("hangup", extension="2000")
        await office.until_phase(Phase.ENDED)

    assert office.log_ins == 1


@that(lambda kind: kind.pushes)
async def test_an_address_that_the_pbx_cannot_reach_is_said(office: Office) -> None:
    """With what to open, rather than to wait for events that never come."""
    client = office.client(beat_s=0.02, clock=Clock())
    async with office.linked(client):
        office.do("cut")
        office.rings()
        await office.until(
            lambda: any(isinstance(one, EventsBlocked) for one in office.errors), "said"
        )

    blocked = next(one for one in office.errors if isinstance(one, EventsBlocked))
    assert blocked.params["address"] == "127.0.0.1"
    assert blocked.params["port"]


@that(lambda kind: kind.pushes)
async def test_no_event_waits_for_the_close_of_the_one_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PBX opens a connection for each event, and may take its end for that of the answer."""
    monkeypatch.setattr("ctiapp.simpbx.posting._ANSWER_S", 3600.0)
    office.pbx.face.poster.waits_for_close = True  # type: ignore[attr-defined]
    async with office.linked():
        await office.talk()
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)


@that(lambda kind: kind.pushes)
async def test_events_go_where_this_computer_moved_to(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another network gave it another address: nobody listens at the one that was told before."""

    async def moved(_pbx: object) -> str:
        return "127.0.0.5"

    async with office.linked():
        monkeypatch.setattr(receiver, "_local_address", moved)
        office.link.look_now()
        await office.until(lambda: office.log_ins == 2, "told")
        await office.until(lambda: office.store.link is LinkState.UP, "up")
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)


@able()
async def test_a_pbx_that_restarts_has_no_call_any_more(office: Office) -> None:
    async with office.linked():
        await office.talk()
        office.later()
        office.do("restart")
        office.link.retry_now()  # not every one of them says that it has restarted
        await office.until(lambda: not office.living, "over")
        await office.until(lambda: office.store.link is LinkState.UP, "up")
        office.rings(OTHER)
        await office.until_phase(Phase.RINGING, OTHER)
        await office.until_true()


@able()
async def test_a_pbx_that_answers_nothing_is_noticed_and_found_again(office: Office) -> None:
    async with office.linked():
        call = await office.talk()
        office.states.clear()
        office.do("black_hole", on=True)
        office.link.retry_now()
        await office.until(lambda: LinkState.DOWN in office.states, "down")
        office.do("hangup", extension="2000")
        office.do("black_hole", on=False)
        office.link.retry_now()
        await office.until(lambda: office.store.link is LinkState.UP, "up")
        await office.until_true()
        ended = office.store.call(call.call_id)

    assert ended is None or (ended.end is not None and ended.end.reason is not EndReason.FAILED)
    assert not office.true()
