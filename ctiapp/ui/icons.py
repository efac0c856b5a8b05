"""Our own icons: one-colour SVGs in ``resources/icons``, tinted with a token and cached.

Each file draws in ``currentColor`` on a 24-unit square. The application's mark has its own colours.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from ctiapp.paths import resource

LOGO_SIZES = (16, 24, 32, 48, 64, 128, 256)


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour (``#rrggbb``), ``size`` device-independent pixels square.

    Args:
        name: the file in ``resources/icons``, without ``.svg``.
        colour: what ``currentColor`` becomes.
        size: edge length.
        ratio: device pixels per device-independent pixel.
    """
    from PySide6.QtSvg import QSvgRenderer

    drawing = _source(name).replace("currentColor", colour)
    edge = max(1, round(size * ratio))
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """The same as a QIcon with the sizes that the usual screens need."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


@lru_cache(maxsize=1)
def logo() -> QIcon:
    """The application's mark for windows and the task bar."""
    made = QIcon()
    for size in LOGO_SIZES:
        made.addPixmap(pixmap("logo", "", size))
    return made


def logo_size() -> QSize:
    """The size of the mark on the sign-in page."""
    return QSize(48, 48)
