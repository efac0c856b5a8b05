"""The picture that header, places and ``ctl`` share: oneself over all queues."""

from __future__ import annotations

from ctiapp.model import agentanswers, events
from ctiapp.model.agents import AgentKind, AgentStatus, AgentVerb, Member, Queue, Standing
from ctiapp.model.directory import Presence
from ctiapp.model.events import LinkState
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import AgentPicture, MyDay
from ctiapp.services.agentpicture import Painter
from ctiapp.state.agents import AgentBook
from ctiapp.state.store import Store
from tests.model.said import ME, moment

LEO = Member(ExtensionId("21"), ME, "Leo")
QUEUES = (
    Queue(QueueId("3"), Number("64020"), "Long", dynamic=(LEO,)),
    Queue(QueueId("2"), Number("6402"), "Support", dynamic=(LEO,)),
    Queue(QueueId("4"), Number("6404"), "Sales", managers=(LEO,)),
)


def picture(book: AgentBook) -> AgentPicture:
    """What is drawn of it."""
    return Painter().draw(book, presence=Presence.AWAY, reasons=(), listening=None)


def known(*paused: tuple[str, str]) -> Store:
    """A store that was told how one stands in Support and Long: paused for a reason, or ready."""
    store = Store()
    store.reset(ME, moment(0))
    store.apply(events.LinkChanged(LinkState.UP), moment(0))
    store.take_answer(agentanswers.QueuesTold(QUEUES), 0, moment(1))
    for at_s, (queue_id, reason) in enumerate(paused, start=2):
        status = AgentStatus(
            ME, "Leo", AgentKind.DYNAMIC, logged_in=True, paused=bool(reason), reason=reason
        )
        store.take_answer(agentanswers.AgentsTold(QueueId(queue_id), (status,)), at_s, moment(at_s))
    return store


def test_nothing_known_is_an_empty_picture() -> None:
    """But for what is known of oneself otherwise."""
    assert picture(AgentBook()) == AgentPicture(MyDay(presence=Presence.AWAY))


def test_queues_come_by_number_and_a_manager_is_no_agent() -> None:
    """Shorter numbers first, as people count."""
    queues = picture(known().agents).queues
    assert [queue.name for queue in queues] == ["Support", "Sales", "Long"]
    assert [queue.me is not None for queue in queues] == [True, False, True]
    assert [queue.managed for queue in queues] == [False, True, False]


def test_the_day_is_as_old_as_its_oldest_part() -> None:
    """And told only when all of it was."""
    day = picture(known(("2", "")).agents).me
    assert (day.standing, day.told, day.total) == (Standing.READY, None, 2)
    day = picture(known(("2", "Lunch"), ("3", "")).agents).me
    assert (day.told, day.logged_in, day.paused) == (moment(2), 2, 1)


def test_one_reason_for_all_is_the_reason() -> None:
    """Two are none."""
    assert picture(known(("2", "Lunch"), ("3", "Lunch")).agents).me.reason == "Lunch"
    day = picture(known(("2", "Lunch"), ("3", "Break")).agents).me
    assert (day.standing, day.reason) == (Standing.NOT_READY, "")


def test_what_is_asked_anywhere_is_pending() -> None:
    """In the one word for all."""
    store = known(("2", ""), ("3", ""))
    store.apply(events.AgentCommandSent(1, AgentVerb.PAUSE, (QueueId("3"),), (ME,)), moment(9))
    drawn = picture(store.agents)
    assert drawn.me.pending == {AgentVerb.PAUSE}
    assert [queue.me.pending for queue in drawn.queues if queue.me is not None] == [
        frozenset(),
        {AgentVerb.PAUSE},
    ]


def test_the_newest_automatic_pause_is_told() -> None:
    """By the queue's name where it is known."""
    store = known(("2", ""), ("3", ""))
    store.apply(events.AgentAutoPaused(Number("6402"), ME, ()), moment(20))
    store.apply(events.AgentAutoPaused(Number("6499"), ME, ()), moment(21))
    pause = picture(store.agents).me.auto_pause
    assert pause is not None
    assert (pause.queue.text, pause.queue_name, pause.at) == ("6499", "", moment(21))


def test_what_did_not_change_is_not_drawn_again() -> None:
    """The same facts, not only equal ones; and what changed is new."""
    store, painter = known(("2", ""), ("3", "")), Painter()

    def drawn() -> AgentPicture:
        return painter.draw(store.agents, presence=None, reasons=(), listening=None)

    first = drawn()
    store.apply(events.AgentAutoPaused(Number("6402"), ME, ()), moment(20))
    second = drawn()
    assert second.queues[0] != first.queues[0]
    assert second.queues[0].me is second.queues[0].agents[0]
    assert second.queues[1] is first.queues[1]
    assert second.queues[2] is first.queues[2]
    store.reset(None, moment(30))
    assert drawn().queues == ()
