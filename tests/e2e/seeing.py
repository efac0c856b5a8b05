"""``ctiapp`` as it is, that also tells where its buttons stand: a program, and how a test reads it.

The application knows nothing of it. Started through this file, each picture that ``ctl screenshot``
saves is accompanied by a file of the same name that lists the buttons as they stand on the screen,
by the names that a screen reader says; a test puts the pointer there and clicks. A second file has
the text of each page that can be read there.
"""

from __future__ import annotations

import json
import re
import sys
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton, QWidget

    from tests.e2e.application import App
    from tests.e2e.screen import Display

READ = ".read.json"
"""What the file of the texts ends with."""
LINES = ""
"""Under this name stand all single lines of text that show, one after the other."""
HOURS = "hours"
"""Under this name stands what the handover's picture is drawn of: a picture cannot be read."""
PRESSES = "seen_presses"
"""A button's property: how often it was pressed."""
MOST_TABS = 60
"""After so many presses of the key one has gone round the window."""


def seeing(*words: str) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "tests.e2e.seeing", *words]


# --- what a test does ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Button:
    """A button as somebody before the screen has it.

    Attributes:
        name: what it is called, its key left out.
        key: the key that is printed on it; empty where there is none.
        within: the names of what it stands in, the innermost first.
        x, y: its middle on the screen.
        ready: whether a click there would press it: switched on, and under nothing else.
        focused: whether the keyboard is on it.
        itself: the same number as long as it is the same button, wherever it stands.
        presses: how often it was pressed since it was first looked at.
    """

    name: str
    key: str
    within: tuple[str, ...]
    x: int
    y: int
    ready: bool
    focused: bool
    itself: int
    presses: int


class Hand:
    """Presses the buttons of an application that was started by `seeing`."""

    def __init__(self, app: App, display: Display, place: Path) -> None:
        self._app, self._display = app, display
        self._place = place
        self._last: Button | None = None

    def buttons(self) -> list[Button]:
        """Every button that shows now."""
        self._app.painted(self._place)
        found = json.loads(self._place.with_suffix(".json").read_text(encoding="utf-8"))
        return [Button(**{**one, "within": tuple(one["within"])}) for one in found]

    def find(self, name: str, within: str = "") -> Button:
        """Wait until there is exactly one such button, it can be pressed, and it stands still.

        Args:
            name: what it is called, a regular expression.
            within: a piece of the name of something that it stands in.
        """
        found = self._seek(name, within, lambda: False)
        assert found is not None
        return found

    def press(self, name: str, within: str = "") -> Button:
        """Click a button with the pointer; what was clicked. See `find`."""
        while True:
            button = self.find(name, within)
            if self._click(button):
                return button

    def press_unless(self, lost: Callable[[], bool], name: str, within: str = "") -> None:
        """Click a button with the pointer, where it comes before it has no more use."""
        while (button := self._seek(name, within, lost)) is not None:
            if self._click(button):
                return

    def reach(self, name: str) -> Button:
        """Go there by the keyboard alone, from wherever it is; it. Nothing is pressed yet."""
        for _ in range(MOST_TABS):
            found = [one for one in self.buttons() if one.focused]
            if found and re.fullmatch(name, found[0].name):
                return found[0]
            self._display.key("Tab")
        self._app.fail(f"{name!r} is not reached by {MOST_TABS} presses of Tab")
        raise AssertionError

    def reads(self, page: str) -> str:
        """The text of a page that shows now, by its name; empty where it does not show."""
        self._app.painted(self._place)
        told = json.loads(self._place.with_suffix(READ).read_text(encoding="utf-8"))
        return str(told.get(page, ""))

    def sees(self, text: str) -> None:
        """Wait until a line of text that shows says exactly this."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in (shown := self.reads(LINES).splitlines()):
            if time.monotonic() > deadline:
                self._app.fail(f"nothing says {text!r}: {shown}")

    def _seek(self, name: str, within: str, lost: Callable[[], bool]) -> Button | None:
        deadline = time.monotonic() + PATIENCE_S
        before: Button | None = None
        while True:
            seen = self.buttons()
            fitting = [
                one
                for one in seen
                if re.fullmatch(name, one.name) and (not within or within in " ".join(one.within))
            ]
            if len(fitting) == 1 and fitting[0].ready:
                if fitting[0] == before:
                    return fitting[0]
                before = fitting[0]
            if lost():
                return None
            if time.monotonic() > deadline:
                shown = "\n".join(map(str, seen))
                last = f"the last press was meant for {self._last}"
                now = [one for one in seen if self._last and one.itself == self._last.itself]
                self._app.fail(
                    f"no single {name!r} to press in {within!r}; {last}, now {now}:\n{shown}"
                )

    def _click(self, button: Button) -> bool:
        """Aim, look whether it still stands there, and press; tells whether that reached it.

        What slid away between the look and the press was not hit: whoever sees that aims again.
        One that stayed where it was and was not pressed is the application's fault.
        """
        self._display.xdo("mousemove", "--sync", str(button.x), str(button.y))
        stands = any(
            (one.name, one.within, one.x, one.y, one.ready)
            == (button.name, button.within, button.x, button.y, True)
            for one in self.buttons()
        )
        if stands:
            self._last = button
            self._display.xdo("click", "1")
        # Away again: a tooltip under the pointer would hide what is pressed next.
        self._display.xdo("mousemove", "0", "0")
        return stands and not any(
            (one.itself, one.presses) == (button.itself, button.presses)
            and (one.x, one.y) != (button.x, button.y)
            for one in self.buttons()
        )


# --- the program ---------------------------------------------------------------------------------


def _name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    from PySide6.QtGui import QAccessible

    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name)


def _presses(button: QAbstractButton) -> int:
    """How often it was pressed since it was first looked at."""
    told = button.property(PRESSES)
    if told is None:
        me = weakref.ref(button)

        def count() -> None:
            pressed = me()
            if pressed is not None:
                pressed.setProperty(PRESSES, pressed.property(PRESSES) + 1)

        button.pressed.connect(count)
        button.setProperty(PRESSES, 0)
        return 0
    return int(told)


def _places() -> list[dict[str, Any]]:
    import shiboken6
    from PySide6.QtWidgets import QAbstractButton, QApplication

    found = []
    for button in QApplication.allWidgets():
        if not isinstance(button, QAbstractButton) or not button.isVisible():
            continue
        middle = button.mapToGlobal(button.rect().center())
        within, above = [], button.parentWidget()
        while above is not None:
            within.append(_name(above))
            above = above.parentWidget()
        name, _, key = _name(button).partition(", ")
        found.append(
            {
                "name": name,
                "key": key,
                "within": [one for one in within if one],
                "x": middle.x(),
                "y": middle.y(),
                "focused": button.hasFocus(),
                "itself": shiboken6.getCppPointer(button)[0],
                "presses": _presses(button),
                "ready": button.isEnabled() and QApplication.widgetAt(middle) is button,
            }
        )
    return found


def _texts() -> dict[str, str]:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser

    found = {}
    lines = []
    for page in QApplication.allWidgets():
        if isinstance(page, QLabel) and page.isVisible():
            lines.append(page.text())
        if isinstance(page, QTextBrowser) and page.isVisible():
            told = QAccessible.queryAccessibleInterface(page).textInterface()
            found[_name(page)] = told.text(0, told.characterCount())
        if type(page).__name__ == "HandoverPage" and page.isVisible() and page.sheet is not None:
            found[HOURS] = json.dumps(page.sheet.hours)
    return {**found, LINES: "\n".join(lines)}


def _main() -> int:
    from ctiapp import cli
    from ctiapp.ui import shell

    save = shell.save_windows

    def save_and_tell(path: Path, first: Sequence[QWidget]) -> list[Path]:
        path.with_suffix(".json").write_text(json.dumps(_places()), encoding="utf-8")
        path.with_suffix(READ).write_text(json.dumps(_texts()), encoding="utf-8")
        return save(path, first)

    shell.save_windows = save_and_tell
    return cli.main()


if __name__ == "__main__":
    sys.exit(_main())
