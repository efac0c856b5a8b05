"""What it means that a question is refused."""

from __future__ import annotations

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.errors import (
    LinkTimeout,
    NoSuchFunction,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    OutcomeUnknown,
)
from ctiapp.pbx.openvox.wire_rest import post
from tests.pbx.openvox.answering import Answering

UNSUPPORTED = NotSupported("", code="10003")


async def test_a_firmware_that_lacks_something_loses_it_once() -> None:
    pbx = Answering(extension__unhold=UNSUPPORTED)
    lost: list[frozenset[Capability]] = []
    pbx.asker.on_lost = lambda: lost.append(pbx.asker.lost)
    for _ in range(2):
        with pytest.raises(NotSupported):
            await pbx.asker.command(post("extension/unhold"), repeatable=False)
    assert lost == [{Capability.RESUME}]
    pbx.asker.forget_refusals()
    assert pbx.asker.lost == set()


async def test_only_what_is_not_there_is_lost() -> None:
    pbx = Answering(
        extension__hold=NotSupported("", code="10002"),
        ivr__query=UNSUPPORTED,
        queue__query=NotPermitted("", code="10009"),
    )
    for endpoint, error in (
        ("extension/hold", NotSupported),
        ("ivr/query", NotSupported),
        ("queue/query", NotPermitted),
    ):
        with pytest.raises(error):
            await pbx.asker.query(post(endpoint))
    assert pbx.asker.lost == set()


NO_PAGE = "HTTP 404"


async def test_a_question_to_which_there_is_no_page_is_one_that_this_firmware_lacks() -> None:
    page = NotAPbx("HTTP 404: no JSON", code=NO_PAGE)
    pbx = Answering(queuestatus__query=page, ivr__query=page)
    for endpoint in ("queuestatus/query", "ivr/query"):
        with pytest.raises(NotSupported) as refused:
            await pbx.asker.query(post(endpoint))
        assert refused.value.code == UNSUPPORTED.code
    assert pbx.asker.lost == {Capability.QUEUES}
    assert await pbx.asker.told("menus", post("ivr/query"), lambda _, __: 1, 0) == 0


@pytest.mark.parametrize(
    ("endpoint", "code"),
    [("queue/query", "HTTP 502"), ("extension/query", NO_PAGE), ("inbound/query", NO_PAGE)],
)
async def test_what_is_on_the_way_to_a_pbx_takes_nothing_away(endpoint: str, code: str) -> None:
    pbx = Answering(**{endpoint.replace("/", "__"): NotAPbx("a page", code=code)})
    with pytest.raises(NotAPbx):
        await pbx.asker.query(post(endpoint))
    assert pbx.asker.lost == set()


async def test_a_command_to_which_there_is_no_page_is_lost_the_second_time() -> None:
    pbx = Answering(
        extension__hold=NoSuchFunction("", answer=NO_PAGE),
        extension__unhold=OutcomeUnknown("", code="HTTP 502"),
    )
    for lost in (set(), {Capability.HOLD}):
        with pytest.raises(NoSuchFunction):
            await pbx.asker.command(post("extension/hold"), repeatable=True)
        with pytest.raises(OutcomeUnknown):
            await pbx.asker.command(post("extension/unhold"), repeatable=True)
        assert pbx.asker.lost == lost
        await pbx.asker.query(post("queue/query"))


AWAY = [NotAPbx("a page", code=NO_PAGE), NotAPbx("a page", code="HTTP 502"), LinkTimeout("")]


@pytest.mark.parametrize("away", AWAY)
async def test_while_the_pbx_itself_does_not_answer_nothing_is_lost(away: Exception) -> None:
    pbx = Answering(extension__query=away, queue__query=NotAPbx("a page", code=NO_PAGE))
    with pytest.raises(NotAPbx):
        await pbx.asker.query(post("queue/query"))
    assert pbx.asker.lost == set()
    assert [(one.endpoint, one.body) for one in pbx.asked] == [
        ("queue/query", {}),
        ("extension/query", {"extid": "305"}),
    ]


async def test_a_pbx_that_refuses_answers() -> None:
    page = NotAPbx("a page", code=NO_PAGE)
    pbx = Answering(extension__query=NoSuchTarget("", code="10006"), queue__query=page)
    with pytest.raises(NotSupported):
        await pbx.asker.query(post("queue/query"))
    assert pbx.asker.lost == {Capability.QUEUES}
