"""One queue's card: switch, load, one's own standing, age."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.agents import AgentKind, QueueLoad
from ctiapp.model.ids import QueueId
from ctiapp.model.notice import Notice
from ctiapp.services.agentfacts import AgentPicture, AgentVerb, Alarm, QueueFacts, Standing
from ctiapp.ui import text
from ctiapp.ui.agent.queuecard import QueueCard
from ctiapp.ui.agent.viewmodel import Ask, QueueFace, queue_faces
from ctiapp.ui.ages import ticker
from ctiapp.ui.shapes import Shape
from tests.ui.agent.sheets import CLOCK, agent, day, other, queue, waiting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Clock

pytestmark = pytest.mark.usefixtures("scheme")


def face(shown: QueueFacts | None = None, *, live: bool = True) -> QueueFace:
    (found,) = queue_faces(AgentPicture(day(), (shown or queue(),)), live=live)
    return found


@pytest.fixture
def card(qtbot: QtBot, clock: Clock) -> QueueCard:
    made = QueueCard()
    qtbot.addWidget(made)
    made.resize(340, 120)
    made.show()
    return made


@pytest.fixture
def asked(card: QueueCard) -> list[Ask]:
    found: list[Ask] = []
    card.asked.connect(found.append)
    return found


def click(qtbot: QtBot, widget: Any) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_who_waits_and_who_is_ready(card: QueueCard, clock: Clock) -> None:
    agents = (agent(), other("2001", Standing.BUSY), other("2003"))
    card.show_face(face(queue(agents=agents, waiting=waiting(12, 191))))
    assert card.load == "2 waiting | longest 3:12 | 2 of 3 ready"
    assert card.standing == "Ready"

    clock.now_s += 1
    ticker().tick()
    assert "longest 3:13" in card.load

    load = QueueLoad.of_count(QueueId("id-6402"), 6)
    card.show_face(face(queue(agents=agents, load=load)))
    assert card.load == "6 waiting | 2 of 3 ready"


def test_a_narrow_card_says_less_and_keeps_it_all_for_the_reader(card: QueueCard) -> None:
    card.show_face(face(queue(waiting=waiting(191), me=agent(Standing.NOT_READY, reason="Lunch"))))
    card.resize(210, 120)
    card.refresh()

    assert card.load == "1 waiting | 3:12 | 0/1"
    assert card._ready.accessibleName() == "0 of 1 ready"
    assert "longest 3:12" in card._longest.toolTip()
    assert card.standing == "Paused · Lunch"
    assert card._clock.isHidden()

    crowd = tuple(other(str(2000 + n)) for n in range(123))
    card.show_face(face(queue(waiting=waiting(*range(3992, 3948, -1)), agents=crowd)))
    assert card.load == "44 waiting | 1:06:33"


def test_a_long_wait_has_a_shape_too(card: QueueCard) -> None:
    seen = []
    for alarm in Alarm:
        card.show_face(face(queue(waiting=waiting(9), longest_alarm=alarm)))
        seen.append(card.waiting._shape)

    assert seen == [Shape.NONE, Shape.HALF, Shape.TRIANGLE]


def test_what_is_not_told_is_not_claimed(card: QueueCard) -> None:
    unknown = queue(me=agent(Standing.UNKNOWN), load_told=None, agents_told=None, agents=())
    card.show_face(face(unknown))

    assert card._load.isHidden()
    assert card.standing == "Not known"
    assert not card.switch.known
    assert "has not told" in card.switch.accessibleDescription()
    assert card.button.isHidden()


def test_the_switch_logs_out_and_in(qtbot: QtBot, card: QueueCard, asked: list[Ask]) -> None:
    card.show_face(face())
    click(qtbot, card.switch)
    card.show_face(face(queue(me=agent(Standing.LOGGED_OFF))))
    click(qtbot, card.switch)

    where = (queue().queue_id,)
    assert asked == [Ask(AgentVerb.LOG_OUT, queues=where), Ask(AgentVerb.LOG_IN, queues=where)]
    assert card.switch.accessibleName() == "Logged in to Support"
    assert card.standing == "Logged out"


def test_the_button_pauses_and_makes_ready_here_alone(
    qtbot: QtBot, card: QueueCard, asked: list[Ask]
) -> None:
    card.show_face(face())
    assert card.button.accessibleName() == "Pause in Support"
    click(qtbot, card.button)
    card.show_face(face(queue(me=agent(Standing.NOT_READY))))
    assert card.button.accessibleName() == "Ready in Support"
    click(qtbot, card.button)

    where = (queue().queue_id,)
    assert asked == [Ask(AgentVerb.PAUSE, queues=where), Ask(AgentVerb.READY, queues=where)]


def test_a_static_agent_is_told_why_they_cannot_log_out(
    qtbot: QtBot, card: QueueCard, asked: list[Ask]
) -> None:
    card.show_face(face(queue(me=agent(kind=AgentKind.STATIC))))
    click(qtbot, card.switch)

    assert asked == []
    assert card.standing == "Ready · static"
    assert "static agent" in card.switch.accessibleDescription()
    assert "static agent" in card.switch.toolTip()
    assert card.button.isEnabled()


def test_pending_is_said_and_not_asked_twice(
    qtbot: QtBot, card: QueueCard, asked: list[Ask]
) -> None:
    both = frozenset({AgentVerb.LOG_OUT, AgentVerb.PAUSE})
    card.show_face(face(queue(me=agent(pending=both))))
    click(qtbot, card.switch)
    click(qtbot, card.button)

    assert asked == []
    assert card.note == "Logging out… · pausing…"
    assert card.standing == "Ready"
    assert "pausing…" in card.accessibleName()


def test_what_comes_after_the_call_and_what_was_refused_is_said(card: QueueCard) -> None:
    me = agent(Standing.BUSY, after_call=AgentVerb.PAUSE, notice=Notice.of("error.not_permitted"))
    card.show_face(face(queue(me=me)))

    assert card.note.startswith("Pause after this call · You are not allowed")


def test_values_show_their_age_when_they_are_old(card: QueueCard, clock: Clock) -> None:
    card.show_face(face())
    assert card.old == ""
    height = card.sizeHint().height()

    clock.now_s += 41
    ticker().tick()
    assert card.old == "as of 0:42 ago"
    assert text.bare(card._old.text()) == "0:42 ago"
    assert card.sizeHint().height() == height


def test_what_is_told_anew_is_fresh_again(card: QueueCard, clock: Clock) -> None:
    card.show_face(face())
    clock.now_s += 41
    ticker().tick()
    assert card.old

    now = CLOCK.ago(-41)
    card.show_face(face(queue(me=agent(told=now), load_told=now)))
    assert card.old == ""


def test_a_long_rest_is_counted_in_minutes_and_a_call_in_seconds(
    card: QueueCard, clock: Clock
) -> None:
    card.show_face(face(queue(me=agent(Standing.READY, since=CLOCK.ago(59)))))
    assert text.bare(card._clock.text()) == "0:59"

    clock.now_s += 1
    ticker().tick()
    assert text.bare(card._clock.text()) == "1 min"

    card.show_face(face(queue(me=agent(Standing.BUSY, since=CLOCK.ago(59)))))
    assert text.bare(card._clock.text()) == "1:00"


def test_without_a_link_nothing_can_be_asked(
    qtbot: QtBot, card: QueueCard, asked: list[Ask]
) -> None:
    card.show_face(face(live=False))
    click(qtbot, card.switch)
    click(qtbot, card.button)

    assert asked == []
    assert (card.old, card.note) == ("as of 0:01 ago", "")
    assert "Not connected" in card.switch.toolTip()
    card.show_face(face(queue(me=agent(told=None), load_told=None), live=False))
    assert card.note == "Not up to date"


def test_the_rest_after_a_call_counts_down(card: QueueCard) -> None:
    card.show_face(face(queue(me=agent(Standing.WRAP_UP, wrap_up_ends=CLOCK.ago(-8)))))

    assert text.bare(card._clock.text()) == "0:08 left"


def test_names_from_outside_are_plain(card: QueueCard) -> None:
    card.show_face(face(queue(name="<b>R&D</b>", me=agent(Standing.NOT_READY, reason="<i>x"))))

    assert card._name.whole == "<b>R&D</b>"
    assert card.standing == "Paused · <i>x"
    card.show_face(face(queue(name="")))
    assert (card._name.whole, card._number.text()) == ("6402", "")


def test_nobody_counts_what_is_not_seen(card: QueueCard) -> None:
    card.show_face(face())
    assert ticker().running

    card.hide()
    assert not ticker().running
