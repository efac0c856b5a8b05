"""What `pictures` takes pictures of: the queues' place, its panel, the banner of who listens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from ctiapp.model.agents import (
    AgentCall,
    AgentKind,
    PauseReason,
    QueueCall,
    QueueLoad,
    QueueRules,
)
from ctiapp.model.commands import ListenMode
from ctiapp.model.ids import CallId, LegId, QueueId
from ctiapp.model.number import Number
from ctiapp.services.agentfacts import (
    AgentFacts,
    AgentPicture,
    AgentVerb,
    Alarm,
    Listening,
    QueueFacts,
    ServiceLevel,
    Standing,
)
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import LOST, ONLINE, calls_window, settled
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place
from ctiapp.ui.queues.actionpanel import ActionPanel
from ctiapp.ui.queues.listenbanner import ListenBanner
from ctiapp.ui.queues.view import QueuesPlace
from ctiapp.ui.queues.viewmodel import Column, agent_rows, board_faces, can_do

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPixmap

    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.ui.mainwindow import MainWindow

_REASONS = (PauseReason("*01", "Lunch"), PauseReason("*02", "Coaching with the second level"))
_LONG = "Second level support, German-speaking customers of the northern region"
_PEOPLE = (
    ("1003", "Joe Lewis", Standing.READY, AgentCall.IDLE, 412, ""),
    ("1005", "Kevin Connor", Standing.BUSY, AgentCall.TALKING, 277, ""),
    ("2008", "Anna Simmons", Standing.BUSY, AgentCall.TALKING_AND_RINGING, 31, ""),
    ("2010", "Evelyn Moss", Standing.NOT_READY, AgentCall.IDLE, 1830, "Lunch"),
    ("2002", "Terrell Smith", Standing.WRAP_UP, AgentCall.IDLE, 9, ""),
    ("2006", "Lena Fischer", Standing.LOGGED_OFF, AgentCall.UNKNOWN, 5400, ""),
)
_FULL = QSize(1920, 1080)


def _agent(
    number: str, name: str, standing: Standing, call: AgentCall, since: int, reason: str
) -> AgentFacts:
    return AgentFacts(
        None,
        Number(number),
        name,
        AgentKind.DYNAMIC,
        standing,
        standing is not Standing.LOGGED_OFF,
        standing is Standing.NOT_READY,
        reason,
        call,
        samples.moment(since),
        samples.moment(3),
    )


_ME = _agent("2005", "Kristin Hale", Standing.READY, AgentCall.IDLE, 751, "")
_AGENTS = (_ME, *(_agent(*who) for who in _PEOPLE))


def _call(number: str, name: str, seconds: int, callee: str = "6402") -> QueueCall:
    return QueueCall(CallId(number), Number(number), name, Number(callee), "", seconds)


_WAITING = (
    _call("5503301", "Joseph Goffin", 187),
    _call("13900000002", "", 64),
    _call("004989123456", "Annabel Kreuzer", 8),
)
_RINGING = (_call("846321645", "Phill Dunphy", 6, "1003"),)
_TALKING = (_call("5503308", "Jay Prichett", 277, "1005"), _call("5503309", "", 31, "2008"))


def _load(*waiting: QueueCall) -> QueueLoad:
    """These wait; the usual ones ring and talk."""
    return QueueLoad(QueueId("6402"), waiting, _RINGING, _TALKING)


_EMPTY = QueueLoad(QueueId("6402"), (), (), ())


def _queue(number: str, name: str, **facts: object) -> QueueFacts:
    usual = QueueFacts(
        QueueId(number),
        Number(number),
        name,
        "rrmemory",
        _ME,
        managed=True,
        rules=QueueRules(QueueId(number), 15, 10, 3, 60, 80),
        agents=_AGENTS,
        load=_load(*_WAITING[2:]),
        agents_told=samples.moment(3),
        load_told=samples.moment(2),
        level=ServiceLevel(46, 50, samples.moment(9000)),
    )
    return replace(usual, **facts)  # type: ignore[arg-type]


_NORMAL = (
    _queue("6402", "Support"),
    _queue(
        "6400",
        "Reception",
        load=_EMPTY,
        agents=_AGENTS[:2],
        managed=False,
        level=ServiceLevel(0, 0, samples.moment(9000)),
    ),
    _queue("6405", "After hours", load=_EMPTY, agents=(), rules=None),
)
_NOBODY = tuple(replace(queue, load=_EMPTY) for queue in _NORMAL[:2])
_COUNTED = (
    _queue(
        "6402",
        "Support",
        load=QueueLoad.of_count(QueueId("6402"), 6),
        waiting_alarm=Alarm.SOON,
        rules=QueueRules(QueueId("6402"), 15, 10),
        level=None,
    ),
    _queue(
        "6400",
        "Reception",
        load=QueueLoad.of_count(QueueId("6400"), 0),
        rules=QueueRules(QueueId("6400"), 15, 10),
        level=None,
    ),
)
_LATE = (
    _queue(
        "6402",
        "Support",
        load=_load(*_WAITING),
        waiting_alarm=Alarm.LATE,
        level=ServiceLevel(31, 50, samples.moment(9000)),
        level_alarm=Alarm.LATE,
    ),
    _queue(
        "6403",
        "Sales",
        load=_load(_call("5503301", "Joseph Goffin", 41)),
        waiting_alarm=Alarm.SOON,
        level=ServiceLevel(42, 50, samples.moment(9000)),
        level_alarm=Alarm.SOON,
    ),
)
_LONG_NAMES = (
    _queue(
        "6402",
        _LONG,
        load=_load(*(_call(f"55033{n}", samples.LONG.name or "", 1800 + n) for n in range(40))),
        waiting_alarm=Alarm.LATE,
        agents=(
            _agent("2000", "王小明", Standing.BUSY, AgentCall.HELD, 4000, ""),
            replace(_AGENTS[4], name=samples.LONG.name or "", reason=_LONG),
            replace(_AGENTS[1], pending=frozenset({AgentVerb.PAUSE})),
            replace(_AGENTS[2], name="محمد الخوارزمي", after_call=AgentVerb.LOG_OUT),
            *(replace(_AGENTS[1], number=Number(f"30{n:02}")) for n in range(40)),
        ),
    ),
    _queue("6403", "客户服务中心", managed=False),
)
_UNKNOWN = tuple(
    replace(
        queue,
        agents_told=None,
        load=None,
        load_told=None,
        level=None,
        agents=tuple(
            replace(
                one,
                standing=Standing.UNKNOWN,
                call=AgentCall.UNKNOWN,
                reason="",
                since=None,
                told=None,
            )
            for one in queue.agents
        ),
    )
    for queue in _NORMAL
)
_OLD = tuple(
    replace(queue, agents_told=samples.moment(95), load_told=samples.moment(92))
    for queue in _NORMAL
)
_TWELVE = tuple(
    replace(queue, queue_id=QueueId(f"{n}"), number=Number(f"64{n:02}"))
    for n, queue in enumerate((*_NORMAL, *_LATE, *_NORMAL, *_LATE, *_NORMAL[:2]))
)
_LISTENING = Listening(
    Number("1005"),
    "Kevin Connor",
    ListenMode.LISTEN.value,
    CallId("9"),
    LegId("PJSIP/1005-1"),
    samples.moment(72),
    answered=True,
)


def _window(
    queues: tuple[QueueFacts, ...],
    *,
    size: QSize = DEFAULT_SIZE,
    status: ConnectionStatus = ONLINE,
    listening: Listening | None = None,
    full: bool = False,
) -> tuple[MainWindow, QueuesPlace]:
    window, _ = calls_window((), size=size, status=status)
    place = QueuesPlace()
    window.add_page(place)
    window.nav(Place.QUEUES).show()
    window.show_page(place, Place.QUEUES)
    if listening is not None:
        banner = ListenBanner()
        window.add_banner(banner)
        banner.show_listening(listening)
        window.space_banners()
    if full:
        window.set_bare(True)
        window.resize(size)
    place.set_full_key("Ctrl+Shift+F")
    chosen = queues[0].queue_id if queues else None
    place.show_boards(board_faces(AgentPicture(queues=queues)), chosen, live=status is ONLINE)
    place.set_full(full)
    if queues:
        place.show_queue(queues[0], Column.STATE, downwards=False)
    window.grab()
    return window, place


def _scene(
    queues: tuple[QueueFacts, ...],
    *,
    size: QSize = DEFAULT_SIZE,
    status: ConnectionStatus = ONLINE,
    listening: Listening | None = None,
    full: bool = False,
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = _window(queues, size=size, status=status, listening=listening, full=full)
        return settled(window)

    return draw


def _panel(mode: ListenMode | None = None, *, index: int = 3) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, place = _window(_NORMAL)
        row = agent_rows(_NORMAL[0])[index]
        place.agents.selectRow(index)
        panel = ActionPanel(window)
        actions = can_do(_NORMAL[0], row, _REASONS, live=True)
        corner = place.agents.corner_of(row)
        if corner is None:
            raise RuntimeError("no such row")
        panel.show_actions(actions, corner, name=row.name)
        if mode is not None:
            next(one for one in panel.rows if one.do.what is mode).click()
        window.grab()
        panel.place()
        drawn = settled(window)
        panel.put_away()
        return drawn

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "queues-normal": _scene(_NORMAL),
    "queues-nobody": _scene(_NOBODY),
    "queues-counted": _scene(_COUNTED),
    "queues-one": _scene(_NORMAL[:1]),
    "queues-late": _scene(_LATE),
    "queues-long": _scene(_LONG_NAMES),
    "queues-twelve": _scene(_TWELVE),
    "queues-small": _scene(_NORMAL, size=LEAST_SIZE),
    "queues-unknown": _scene(_UNKNOWN),
    "queues-lost": _scene(_OLD, status=LOST),
    "queues-none": _scene(()),
    "queues-full": _scene(_LATE, size=_FULL, full=True),
    "queues-full-twelve": _scene(_TWELVE, size=_FULL, full=True),
    "queues-listening": _scene(_NORMAL, listening=_LISTENING),
    "queues-listening-rings": _scene(
        _NORMAL, listening=replace(_LISTENING, mode="whisper", answered=False), size=LEAST_SIZE
    ),
    "queues-panel": _panel(),
    "queues-confirm": _panel(ListenMode.WHISPER),
}
