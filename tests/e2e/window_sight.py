"""``ctiapp`` as it is, that also tells where everything stands that a hand can be put on.

The application knows nothing of it. Beside what `tests.e2e.panel_sight` tells there are buttons,
fields, boxes to choose from, lines of lists, lines of menus, what is merely read, and the tooltip
that shows; each by what a screen reader, or somebody before the screen, calls it.
"""

from __future__ import annotations

import html
import json
import re
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.e2e.panel_sight import Eye, _seen
from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

MOST_TABS = 120
"""After so many presses of the key one has gone round the window."""


def sight(*words: str) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "tests.e2e.window_sight", *words]


# --- what a test does ----------------------------------------------------------------------------


RESTS_S = 3.0
"""A tooltip shows well before the pointer has rested for so long."""


@dataclass(frozen=True)
class Thing:
    """Something on the screen.

    Attributes:
        kind: ``button``, ``field``, ``box``, ``row``, ``entry`` (of a menu), or ``text``.
        name: what it is called.
        value: what it says beside its name: what is typed, or chosen.
        x, y: its middle on the screen.
        ready: whether it is switched on, and under nothing else.
        focused: whether the keyboard is on it.
    """

    kind: str
    name: str
    value: str
    x: int
    y: int
    ready: bool
    focused: bool


def _any(_: Thing) -> int:
    return 0


class Desk(Eye):
    """Eye, hand and keys before an application that was started by `sight`."""

    def things(self) -> list[Thing]:
        """All that shows now."""
        return [Thing(**each) for each in self.look()["things"]]

    @property
    def tip(self) -> str:
        """The tooltip that shows; empty where none does."""
        return str(self.look()["tip"])

    def find(self, kind: str, name: str, first: Callable[[Thing], int] = _any) -> Thing:
        """Wait until one such thing stands still and can be used.

        Args:
            kind: of what (`Thing.kind`).
            name: what it is called, a regular expression.
            first: of several it is the one for which this is least.
        """
        deadline = time.monotonic() + PATIENCE_S
        before: Thing | None = None
        while True:
            seen = self.things()
            fitting = (
                each
                for each in seen
                if each.kind == kind and each.ready and re.fullmatch(name, each.name)
            )
            found = min(fitting, key=first, default=None)
            if found is not None and found == before:
                return found
            before = found
            if time.monotonic() > deadline:
                shown = "\n".join(map(str, seen))
                self._app.fail(f"no {kind} {name!r}:\n{shown}")

    def click(self, kind: str, name: str, *, times: int = 1, button: int = 1) -> Thing:
        """Click it with the pointer, and go away: a tooltip would hide what is clicked next."""
        thing = self.find(kind, name)
        self._display.xdo("mousemove", "--sync", str(thing.x), str(thing.y))
        self._display.xdo("click", "--repeat", str(times), "--delay", "60", str(button))
        self._display.xdo("mousemove", "0", "0")
        return thing

    def hover(self, kind: str, name: str, first: Callable[[Thing], int] = _any) -> str:
        """Rest the pointer on it; what the tooltip says then. See `find`.

        What was laid out anew under a pointer that rests tells nothing: it is moved again then.
        """
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            thing = self.find(kind, name, first)
            self._display.xdo("mousemove", "--sync", str(thing.x - 2), str(thing.y))
            self._display.xdo("mousemove", "--sync", str(thing.x), str(thing.y))
            rested = time.monotonic() + RESTS_S
            while time.monotonic() < rested:
                if said := self.tip:
                    self._display.xdo("mousemove", "0", "0")
                    return said
        self._app.fail(f"never seen: a tooltip on {name}")
        raise AssertionError

    def reach(self, kind: str, name: str, key: str = "Tab") -> Thing:
        """Go there by the keyboard alone, from wherever it is; it. Nothing is pressed yet."""
        for _ in range(MOST_TABS):
            here = next((each for each in self.things() if each.focused), None)
            if here is not None and here.kind == kind and re.fullmatch(name, here.name):
                return here
            self._display.key(key)
        self._app.fail(f"{kind} {name!r} is not reached by {MOST_TABS} presses of {key}")
        raise AssertionError

    def press(self, name: str) -> None:
        """Go to a button by the keyboard alone, and press it."""
        self.find("button", name)
        self.reach("button", name)
        self._display.key("space")


# --- the program ---------------------------------------------------------------------------------


def _name(widget: QWidget) -> str:
    from PySide6.QtGui import QAccessible

    # A box tells what is chosen for its name here; what it is called it tells by a relation.
    told = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or ("" if told is None else told.text(QAccessible.Text.Name))


def _thing(kind: str, name: str, widget: QWidget, box: QRect, value: str = "") -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication

    from ctiapp.ui import text

    middle = widget.mapToGlobal(box.center())
    below = QApplication.widgetAt(middle)
    here = below is widget or (below is not None and widget.isAncestorOf(below))
    return {
        "kind": kind,
        "name": text.bare(name),
        "value": text.bare(value),
        "x": middle.x(),
        "y": middle.y(),
        "ready": here and widget.isEnabled(),
        "focused": widget.hasFocus(),
    }


def _entries(menu: QMenu) -> list[dict[str, Any]]:
    found = []
    for action in menu.actions():
        if not action.isSeparator():
            name = action.text().replace("&&", "\x00").replace("&", "").replace("\x00", "&")
            entry = _thing("entry", name, menu, menu.actionGeometry(action))
            entry["ready"] = entry["ready"] and action.isEnabled()
            entry["focused"] = menu.activeAction() is action
            found.append(entry)
    return found


def _rows(view: QAbstractItemView) -> list[dict[str, Any]]:
    from PySide6.QtCore import Qt

    model, port = view.model(), view.viewport()
    if model is None:
        return []
    found = []
    for row in range(min(model.rowCount(view.rootIndex()), 60)):
        index = model.index(row, view.property("modelColumn") or 0, view.rootIndex())
        box = view.visualRect(index).intersected(port.rect())
        if box.isEmpty():
            continue
        told = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
        row_ = _thing("row", str(told or ""), port, box)
        found.append(row_ | {"focused": view.hasFocus() and view.currentIndex() == index})
    return found


def _of(widget: QWidget) -> list[dict[str, Any]]:
    """What a widget is to somebody before the screen."""
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QComboBox,
        QLabel,
        QLineEdit,
        QMenu,
        QPlainTextEdit,
    )

    from ctiapp.ui.kit import ElidedLabel

    box = widget.rect()
    if isinstance(widget, QAbstractButton):
        return [_thing("button", _name(widget), widget, box, str(widget.isChecked()))]
    if isinstance(widget, QLineEdit):
        return [_thing("field", _name(widget), widget, box, widget.text())]
    if isinstance(widget, QPlainTextEdit):
        return [_thing("field", _name(widget), widget, box, widget.toPlainText())]
    if isinstance(widget, QComboBox):
        return [_thing("box", _name(widget), widget, box, widget.currentText())]
    if isinstance(widget, QMenu):
        return _entries(widget)
    if isinstance(widget, QAbstractItemView):
        return _rows(widget)
    if isinstance(widget, ElidedLabel):
        return [_thing("text", widget.whole, widget, box)]
    if isinstance(widget, QLabel) and widget.text():
        return [_thing("text", widget.text(), widget, box)]
    return []


def _all() -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication, QToolTip

    from ctiapp.ui import text

    things = [
        thing for each in QApplication.allWidgets() if each.isVisible() for thing in _of(each)
    ]
    tip = re.sub(r"<[^>]*>", "", QToolTip.text() if QToolTip.isVisible() else "")
    return _seen() | {"things": things, "tip": text.bare(html.unescape(tip))}


def _main() -> int:
    from ctiapp import cli
    from ctiapp.ui import shell

    save = shell.save_windows

    def save_and_tell(path: Path, first: Sequence[QWidget]) -> list[Path]:
        path.with_suffix(".json").write_text(json.dumps(_all()), encoding="utf-8")
        return save(path, first)

    shell.save_windows = save_and_tell
    return cli.main()


if __name__ == "__main__":
    sys.exit(_main())
