"""Queues of one's own where the PBX does not say which they are."""

from __future__ import annotations

from dataclasses import replace

from ctiapp.model.agents import AgentKind, Member, Queue
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.ownqueues import with_own
from ctiapp.settings import Settings
from tests.services.agenting import Agency, AgentPbx
from tests.services.fakes import LEO

ME = LEO.number
ANNA = Member(ExtensionId("2008"), Number("2008"), "Anna")
SALES = Queue(QueueId("6401"), Number("6401"), "Sales", static=(ANNA,))
HELP = Queue(QueueId("6402"), Number("6402"), "Help")
NAMED = Settings(my_queues="6401, 6403", managed_queues="6402")


def test_what_the_user_names_is_added_to_what_the_pbx_tells() -> None:
    """To log in somewhere one has to be seen there first."""
    sales, service = with_own((SALES, HELP), LEO, NAMED)
    assert sales.kind_of(ME) is AgentKind.DYNAMIC
    assert not sales.is_managed_by(ME)
    assert sales.static == (ANNA,)
    assert (service.kind_of(ME), service.is_managed_by(ME)) == (None, True)


def test_who_is_there_already_is_not_there_twice() -> None:
    """As the PBX has it."""
    fixed = replace(SALES, static=(Member(LEO.ext_id, ME), ANNA))
    (sales,) = with_own((fixed,), LEO, NAMED)
    assert sales == fixed


def test_a_pbx_that_names_managers_is_believed() -> None:
    """Nobody makes themselves one by a setting."""
    told = (replace(SALES, managers=(ANNA,)), HELP)
    assert with_own(told, LEO, NAMED) == told


def test_nobody_named_and_nobody_signed_in_change_nothing() -> None:
    assert with_own((SALES, HELP), LEO, Settings()) == (SALES, HELP)
    assert with_own((SALES, HELP), None, NAMED) == (SALES, HELP)


async def test_another_setting_is_asked_with_at_once(time_flies: None) -> None:
    """The queue that one names shows without a new sign-in."""
    made = await Agency(AgentPbx(SALES)).begin()
    assert made.agents.picture.queues == ()
    made.preferences.change(lambda settings: replace(settings, my_queues="6401"))
    await made.clock.pass_s(20)
    assert [queue.name for queue in made.agents.picture.queues] == ["Sales"]
    await made.end()
