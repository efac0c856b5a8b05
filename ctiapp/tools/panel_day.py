"""A panel in use, for its bench: people who ring, talk and go, and somebody who looks at them."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from statistics import quantiles

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from ctiapp.model import events
from ctiapp.model.call import CallReport, LegKind, LegReport, LegState, Moment
from ctiapp.model.directory import Department, Extension, LineState, Presence
from ctiapp.model.ids import CallId, ExtensionId, LegId
from ctiapp.model.number import Number
from ctiapp.services.storelamps import StoreLamps
from ctiapp.simpbx.people import names
from ctiapp.state.store import Store
from ctiapp.ui.people.listing import Listing
from ctiapp.ui.people.panel import Panel
from ctiapp.ui.people.roster import Order, departments_of
from ctiapp.ui.people.tiles import TileSize

TICK_MS = 2
ACT_MS = 400
"""How often the one who looks does something."""
SETTLE_MS = 1500
"""How long what is searched and counted is made ready before the measuring begins."""
_DEPARTMENTS = 40
_TYPED = ("a", "an", "ann", "an", "", "s", "sa", "", "10", "")


class _Paints(QObject):
    """Counts the paints of the tiles."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class PanelDay(QObject):
    """The panel for some seconds.

    Signals:
        over: the time is up.

    Args:
        people: how many there are.
        rate: how many of them change a second.
        length_s: how long it takes.
    """

    over = Signal()

    def __init__(self, people: int, rate: int, length_s: float) -> None:
        super().__init__()
        self._random = random.Random(1)
        self._rate, self._length_s = rate, length_s
        self._store = Store()
        self._store.reset(Number("999"), _now())
        self._store.set_calls((), 0.0, _now())
        self._people = [
            Extension(
                ExtensionId(str(index)),
                Number(str(10_000 + index)),
                f"{given} {family}",
                Presence.AVAILABLE,
                registered=index % 9 != 0,
            )
            for index, (given, family) in enumerate(names(people, seed=1))
        ]
        lamps, departments = StoreLamps(self._store), self._departments()
        works = departments_of(departments)
        self._panel = Panel(lamps, _name_of, lambda each: works.get(each.ext_id, ""))
        self._panel.resize(1100, 700)
        self._listing = Listing(self._panel, lamps, held=lambda: False)
        self._listing.show(self._people, departments, ())
        self._paints = _Paints(self._panel.grid.viewport())
        self._talks: list[tuple[CallId, Number, Number]] = []
        self._told = self._acted = self._calls = 0
        self._frames: list[float] = []
        self._walls: list[float] = []
        self._size = TileSize.TILES
        self._pulse = QTimer(self)
        self._pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._tick)
        self._act = QTimer(self)
        self._act.timeout.connect(self._do_something)

    def _departments(self) -> tuple[Department, ...]:
        parts: list[list[ExtensionId]] = [[] for _ in range(_DEPARTMENTS)]
        for index, each in enumerate(self._people):
            parts[index % _DEPARTMENTS].append(each.ext_id)
        return tuple(
            Department(str(index), f"Department {index}", None, frozenset(part))
            for index, part in enumerate(parts)
        )

    def start(self) -> None:
        """Show it; the measuring begins when it stands."""
        self._panel.show()
        self._listing.watch(True)
        QTimer.singleShot(SETTLE_MS, self, self._begin)

    def _begin(self) -> None:
        self._began_s = time.monotonic()
        self._last_s, self._last_cpu_s = self._began_s, time.thread_time()
        self._paints.count = 0
        self._pulse.start(TICK_MS)
        self._act.start(ACT_MS)

    def close(self) -> None:
        """Let it go."""
        self._listing.stop()
        self._panel.grid.stop()
        self._panel.close()

    def result(self) -> dict[str, float]:
        """What was measured."""
        cuts = quantiles(self._frames, n=100)
        return {
            "rate": self._told / self._length_s,
            "paints": self._paints.count,
            "p50_ms": cuts[49],
            "p99_ms": cuts[98],
            "max_ms": max(self._frames),
            "max_wall_ms": max(self._walls),
        }

    # -- the timer -------------------------------------------------------------------------------

    def _tick(self) -> None:
        now_s, cpu_s = time.monotonic(), time.thread_time()
        self._walls.append((now_s - self._last_s) * 1000.0)
        self._frames.append((cpu_s - self._last_cpu_s) * 1000.0)
        self._last_s, self._last_cpu_s = now_s, cpu_s
        passed_s = now_s - self._began_s
        if passed_s >= self._length_s:
            self._pulse.stop()
            self._act.stop()
            self.over.emit()
            return
        while self._told < passed_s * self._rate:
            self._change()

    # -- who changes -----------------------------------------------------------------------------

    def _change(self) -> None:
        """One person's phone or call changes: mostly somebody who can be seen."""
        self._told += 1
        now = _now()
        if len(self._talks) > 150 or (self._talks and self._random.random() < 0.3):
            call_id, first, second = self._talks.pop(0)
            self._store.apply(events.CallRecorded(call_id, {}), now)
            self._store.apply(events.LineChanged(first, LineState.IDLE), now)
            self._store.apply(events.LineChanged(second, LineState.IDLE), now)
            return
        kind = self._random.random()
        if kind < 0.2:
            presence = self._random.choice(tuple(Presence))
            self._store.apply(events.PresenceChanged(self._somebody(), presence), now)
            return
        first, second = self._somebody(), self._somebody()
        self._calls += 1
        call_id = CallId(f"9.{self._calls}")
        state = LegState.CONNECTED if kind < 0.7 else LegState.ALERTING
        legs = (_leg(first, LegState.CONNECTED, "a"), _leg(second, state, "b"))
        self._store.apply(events.CallReported(CallReport(call_id, legs)), now)
        self._store.apply(events.LineChanged(first, LineState.BUSY), now)
        self._talks.append((call_id, first, second))

    def _somebody(self) -> Number:
        listed = self._panel.grid.people.extensions or tuple(self._people)
        if self._random.random() < 0.5:
            return listed[self._random.randrange(min(60, len(listed)))].number
        return self._random.choice(self._people).number

    # -- who looks -------------------------------------------------------------------------------

    def _do_something(self) -> None:
        """Scroll, type, take the other size, in turns."""
        self._acted += 1
        turn = self._acted % 3
        if turn == 0:
            self._panel.field.setText(_TYPED[self._acted // 3 % len(_TYPED)])
        elif turn == 1:
            bar = self._panel.grid.verticalScrollBar()
            bar.setValue(self._random.randrange(bar.maximum() + 1) if self._acted % 2 else 0)
        else:
            tiles = self._size is TileSize.COMPACT
            self._size = TileSize.TILES if tiles else TileSize.COMPACT
            self._panel.show_choices(self._size, Order.NAME)


def _now() -> Moment:
    return Moment(time.monotonic(), datetime.now(UTC))


def _name_of(number: Number, _inside: bool) -> str:  # noqa: FBT001 - as the tiles ask
    return f"Colleague {number.text}"


def _leg(number: Number, state: LegState, channel: str) -> LegReport:
    leg_id = LegId(f"PJSIP/{number.text}-{channel}")
    return LegReport(leg_id, LegKind.EXTENSION, number, state, channel == "a")
