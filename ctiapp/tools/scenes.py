"""What `pictures` takes pictures of: the pop. The window's scenes are in ``scenes_window.py``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.settings import Corner
from ctiapp.tools import samples
from ctiapp.ui import theme
from ctiapp.ui.screenpop.card import WIDTH, PopCard
from ctiapp.ui.screenpop.viewmodel import Area, acted_on, places, pop_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctiapp.services.cards import Card


def photograph(widget: QWidget) -> QPixmap:
    """A picture of a widget as it would be on the screen."""
    widget.ensurePolished()
    return widget.grab()


def _pops(cards: tuple[Card, ...], more: int = 0) -> QPixmap:
    shown: list[PopCard] = []
    pops = [pop_of(card) for card in cards]
    for index, pop in enumerate(pops):
        window = PopCard(lambda: samples.NOW_S)
        window.show_pop(pop)
        if index != acted_on(pops):
            window.set_keys("", "")
        shown.append(window)
    if more:
        shown[-1].set_more(more)
    heights = [window.needed_height() for window in shown]
    height = sum(heights) + 12 * (len(heights) - 1) + 48
    room = Area(0, 0, WIDTH + 48, height)
    whole = QPixmap()
    for window, each, (x, y) in zip(
        shown, heights, places(heights, WIDTH, room, Corner.BOTTOM_RIGHT), strict=True
    ):
        window.setFixedHeight(each)
        drawn = photograph(window)
        ratio = drawn.devicePixelRatio()
        if whole.isNull():
            whole = QPixmap(round(room.width * ratio), round(room.height * ratio))
            whole.setDevicePixelRatio(ratio)
            whole.fill(QColor(theme.tokens().idle))
        painter = QPainter(whole)
        painter.setClipRegion(QRegion(window.mask()).translated(QPoint(x, y)))
        painter.drawPixmap(QRect(x, y, WIDTH, each), drawn)
        painter.end()
        window.deleteLater()
    return whole


def one(card: Card) -> Callable[[], QPixmap]:
    """The pop of one call."""
    return lambda: _pops((card,))


def _several(more: int) -> Callable[[], QPixmap]:
    second = replace(samples.INTERNAL, call_id=CallId("2"), since=samples.moment(1))
    return lambda: _pops((samples.RINGING, second), more)


SCENES: dict[str, Callable[[], QPixmap]] = {
    "pop-ringing": one(samples.RINGING),
    "pop-direct": one(samples.DIRECT),
    "pop-unknown": one(samples.UNKNOWN),
    "pop-withheld": one(samples.WITHHELD),
    "pop-internal": one(samples.INTERNAL),
    "pop-long": one(samples.LONG),
    "pop-chinese": one(samples.CHINESE),
    "pop-arabic": one(samples.ARABIC),
    "pop-tricky": one(samples.TRICKY),
    "pop-answerable": one(samples.ANSWERABLE),
    "pop-came-back": one(replace(samples.ANSWERABLE, slot="6002", came_back=True)),
    "pop-rejecting": one(samples.REJECTING),
    "pop-refused": one(replace(samples.RINGING, notice=Notice.of("error.not_permitted"))),
    "pop-unknown-age": one(samples.UNKNOWN_AGE),
    "pop-offered": one(samples.OFFERED),
    "pop-offered-long": one(
        replace(samples.OFFERED, name=samples.LONG.name, company=samples.LONG.company)
    ),
    "pop-offered-refusing": one(
        replace(samples.OFFERED, pending=frozenset({Verb.REFUSE_INBOUND}), did=Number("5503301"))
    ),
    "pop-two": _several(0),
    "pop-two-moved": lambda: _pops(samples.MOVED_ON),
    "pop-more": _several(3),
}
