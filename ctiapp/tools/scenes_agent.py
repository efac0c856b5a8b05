"""What `pictures` takes pictures of: an agent's header, panel, queues, banner; and presence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    MissedCall,
    PauseReason,
    QueueCall,
    QueueLoad,
)
from ctiapp.model.directory import Presence
from ctiapp.model.ids import CallId, QueueId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import (
    AgentFacts,
    AgentPicture,
    AgentVerb,
    Alarm,
    AutoPause,
    MissedInQueue,
    MyDay,
    QueueFacts,
    Standing,
)
from ctiapp.services.connection import Connection
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import LOST, ONLINE, RINGING_AND_TALKING, calls_window, settled
from ctiapp.ui import words
from ctiapp.ui.agent.controller import Parts
from ctiapp.ui.agent.viewmodel import (
    missed_news,
    pause_entries,
    pause_news,
    presence_entries,
)
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from ctiapp.services.connection import ConnectionStatus

_REASONS = (
    PauseReason("*01", "Lunch"),
    PauseReason("*02", "Break"),
    PauseReason("*03", "Coaching & training with the second level team in the other building"),
    PauseReason("*04", "王小明 午休"),
)
_LONG = "Second level support, German-speaking customers of the northern region"


def _me(standing: Standing, **facts: object) -> AgentFacts:
    usual = AgentFacts(
        None,
        Number("2005"),
        "Kristin Hale",
        AgentKind.DYNAMIC,
        standing,
        standing is not Standing.LOGGED_OFF,
        standing is Standing.NOT_READY,
        "Lunch" if standing is Standing.NOT_READY else "",
        AgentCall.IDLE,
        samples.moment(751),
        samples.moment(3),
    )
    return replace(usual, **facts)  # type: ignore[arg-type]


def _others(ready: int, busy: int) -> tuple[AgentFacts, ...]:
    return tuple(
        _me(Standing.READY if n < ready else Standing.BUSY, number=Number(f"30{n:02}"))
        for n in range(ready + busy)
    )


def _waiting(*seconds: int) -> QueueLoad:
    waiting = tuple(
        QueueCall(CallId(f"q{n}"), Number("5503302"), "", Number("6402"), "", duration)
        for n, duration in enumerate(seconds)
    )
    return QueueLoad(QueueId("6402"), waiting, (), ())


def _queue(number: str, name: str, me: AgentFacts, **facts: object) -> QueueFacts:
    usual = QueueFacts(
        QueueId(number),
        Number(number),
        name,
        "rrmemory",
        me,
        managed=False,
        rules=None,
        agents=(me, *_others(3, 1)),
        load=_waiting(),
        agents_told=samples.moment(3),
        load_told=samples.moment(3),
    )
    return replace(usual, **facts)  # type: ignore[arg-type]


def _day(standing: Standing, **facts: object) -> MyDay:
    usual = MyDay(
        standing,
        samples.moment(751),
        reason="Lunch" if standing is Standing.NOT_READY else "",
        logged_in=2,
        paused=2 if standing is Standing.NOT_READY else 0,
        total=3,
        presence=Presence.AVAILABLE,
        reasons=_REASONS,
        told=samples.moment(3),
    )
    return replace(usual, **facts)  # type: ignore[arg-type]


def _picture(standing: Standing, *, static: bool = False, **facts: object) -> AgentPicture:
    me = _me(standing)
    reception = replace(me, kind=AgentKind.STATIC) if static else me
    support = {"load": _waiting(40, 189), "waiting_alarm": Alarm.LATE}
    return AgentPicture(
        _day(standing, **facts),
        (
            _queue("6402", "Support", me, **support),
            _queue("6400", "Reception", reception, agents=(me, *_others(1, 0))),
            _queue(
                "6405",
                "After hours",
                _me(Standing.LOGGED_OFF),
                load=None,
                load_told=None,
                agents=(),
            ),
        ),
    )


def _names() -> AgentPicture:
    me = _me(Standing.BUSY, after_call=AgentVerb.PAUSE)
    queues = (
        _queue(
            "6402",
            _LONG,
            me,
            load=_waiting(*range(30, 4000, 90)),
            waiting_alarm=Alarm.LATE,
            agents=(me, *_others(88, 34)),
        ),
        _queue("6403", "客户服务中心", replace(me, pending=frozenset({AgentVerb.PAUSE}))),
        _queue(
            "6404",
            "<b>R&D</b>",
            replace(me, notice=Notice.of("error.not_permitted")),
            load=_waiting(25),
            waiting_alarm=Alarm.SOON,
        ),
        *(_queue(f"65{n:02}", f"Overflow {n}", _me(Standing.LOGGED_OFF)) for n in range(6)),
    )
    return AgentPicture(
        _day(
            Standing.BUSY,
            after_call=AgentVerb.PAUSE,
            pending=frozenset({AgentVerb.PAUSE}),
            presence_pending=Presence.BUSINESS_TRIP,
        ),
        queues,
    )


_PAUSED_US = AutoPause(
    Number("6402"),
    "Support",
    samples.moment(5),
    (
        MissedCall(Number("2008"), CallId("m1")),
        MissedCall(Number("5503302"), CallId("m2")),
        MissedCall(Number(""), CallId("m3")),
    ),
)
_MISSED = MissedInQueue(
    Number("6402"), "Support", samples.moment(30), MissedCall(Number("5503302"), CallId("m4"))
)


def _scene(
    picture: AgentPicture,
    *,
    status: ConnectionStatus = ONLINE,
    size: QSize = DEFAULT_SIZE,
    opened: str = "",
    narrow_focus: int = 0,
    lacks: str = "",
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, place = calls_window(RINGING_AND_TALKING, "2", status=status, size=size)
        parts = Parts(window)
        place.past.put_above(parts.queues)
        live = status.state is Connection.ONLINE
        day = picture.me
        parts.presence.setVisible(True)
        parts.presence.show_presence(day, live=live)
        parts.standing.setVisible(True)
        parts.standing.show_day(day, live=live)
        parts.ready_now.setVisible(day.wrap_up_ends is not None)
        parts.queues.set_key("F7")
        parts.queues.show_picture(picture, live=live)
        if day.auto_pause is not None:
            news = pause_news(day.auto_pause, lambda _: None, ())
            parts.banner.show_news(news, live=live)
            window.space_banners()
        if day.missed is not None:
            parts.queues.missed.show_news(missed_news(day.missed, lambda _: None))
        if lacks:
            _ask_password(parts, picture, lacks)
        if opened:
            window.grab()
            _open(parts, picture, opened)
            parts.panel.rows[narrow_focus].setFocus()
        return settled(window)

    return draw


def _ask_password(parts: Parts, picture: AgentPicture, key: str) -> None:
    queue = picture.queues[0]
    notice = Notice.of(f"queue.password_{key}", queue=f"{queue.name} {queue.number.text}")
    form = parts.queues.ask_password(queue.queue_id, AgentVerb.LOG_IN, words.say(notice))
    if form is None:
        raise ValueError(queue.name)
    form.take_keyboard()
    if key == "wrong":
        form.field.edit.setText("a wrong one")
        form.complain(words.say(notice))


def _open(parts: Parts, picture: AgentPicture, opened: str) -> None:
    anchor: QWidget = parts.standing
    entries, key = pause_entries(picture), "F7"
    if opened == "presence":
        anchor, entries, key = parts.presence, presence_entries(picture.me), ""
    parts.panel.show_entries(entries, anchor, title="", key=key)


_OLD = samples.moment(72)

SCENES: dict[str, Callable[[], QPixmap]] = {
    "agent-ready": _scene(_picture(Standing.READY)),
    "agent-paused": _scene(_picture(Standing.NOT_READY, static=True, missed=_MISSED)),
    "agent-password": _scene(_picture(Standing.LOGGED_OFF), lacks="wanted"),
    "agent-password-small": _scene(_picture(Standing.LOGGED_OFF), size=LEAST_SIZE, lacks="wrong"),
    "agent-panel": _scene(_picture(Standing.READY), opened="pause"),
    "agent-panel-paused": _scene(_picture(Standing.NOT_READY), opened="pause"),
    "agent-presence": _scene(
        _picture(Standing.READY, presence=Presence.DO_NOT_DISTURB), opened="presence"
    ),
    "agent-wrap-up": _scene(_picture(Standing.WRAP_UP, wrap_up_ends=samples.moment(-25))),
    "agent-auto-pause": _scene(
        _picture(Standing.NOT_READY, auto_pause=_PAUSED_US, reason="Auto-pause")
    ),
    "agent-stale": _scene(_picture(Standing.READY, told=_OLD), status=LOST),
    "agent-names": _scene(_names()),
    "agent-names-small": _scene(_names(), size=LEAST_SIZE),
    "agent-small": _scene(
        _picture(Standing.NOT_READY, auto_pause=_PAUSED_US, missed=_MISSED), size=LEAST_SIZE
    ),
    "agent-panel-small": _scene(
        _picture(Standing.WRAP_UP, wrap_up_ends=samples.moment(-25)),
        size=LEAST_SIZE,
        opened="pause",
    ),
}
