"""``ctiapp`` as it is, that also tells which people and calls stand where: a program, and its eye.

The application knows nothing of it. Each picture that ``ctl screenshot`` saves is accompanied by a
file of the same name that lists the tiles of people and the cards of calls that can be seen, by
what a screen reader says of them, the label of a carried call, and what else a call can go to:
queues and agents by number, contacts and whoever is found by name, buttons by what is read of them.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from tests.e2e.application import App
    from tests.e2e.screen import Display


def sight(*words: str) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "tests.e2e.panel_sight", *words]


# --- what a test does ----------------------------------------------------------------------------


class Eye:
    """Sees the people and the calls of an application that was started by `sight`."""

    def __init__(self, app: App, display: Display, place: Path) -> None:
        self._app, self._display, self._place = app, display, place

    def look(self) -> dict[str, Any]:
        """Everything that shows now."""
        self._app.painted(self._place)
        found: dict[str, Any] = json.loads(
            self._place.with_suffix(".json").read_text(encoding="utf-8")
        )
        return found

    def until(self, what: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look until it is so; what is seen then."""
        deadline = time.monotonic() + PATIENCE_S
        while not true(seen := self.look()):
            if time.monotonic() > deadline:
                self._app.fail(f"never seen: {what}\n{json.dumps(seen, indent=1)}")
        return seen

    def tile(self, number: str) -> dict[str, Any]:
        """The tile of an extension, once it shows."""
        seen = self.until(f"tile {number}", lambda now: number in now["tiles"])
        return dict(seen["tiles"][number])

    def card(self, call_id: str, kind: str) -> dict[str, Any]:
        """The card of a call, once it shows: ``small`` above the people, or ``large``."""
        seen = self.until(f"card {call_id}", lambda now: call_id in now[kind])
        return dict(seen[kind][call_id])

    def take(self, card: dict[str, Any]) -> None:
        """Press the button on a card, and begin to move."""
        x, y = card["x"], card["y"]
        self._display.xdo("mousemove", "--sync", str(x), str(y), "mousedown", "1")
        self._display.xdo("mousemove", "--sync", str(x + 9), str(y + 6))

    def carry(self, x: int, y: int) -> None:
        """Move on with the button down."""
        self._display.xdo("mousemove", "--sync", str(x - 12), str(y - 4))
        self._display.xdo("mousemove", "--sync", str(x), str(y))

    def let_go(self) -> None:
        """Let the button up, and go away."""
        self._display.xdo("mouseup", "1")
        self._display.xdo("mousemove", "0", "0")


# --- the program ---------------------------------------------------------------------------------


def _spot(widget: QWidget) -> dict[str, int]:
    middle = widget.mapToGlobal(widget.rect().center())
    return {"x": middle.x(), "y": middle.y()}


def _box(widget: QWidget, box: QRect) -> dict[str, int]:
    middle = widget.mapToGlobal(box.center())
    return {"x": middle.x(), "y": middle.y()}


def _people(widget: QWidget, found: dict[str, Any]) -> None:
    """Tiles, cards, buttons, and the label."""
    from PySide6.QtCore import Qt

    from ctiapp.ui.calls.card import CardView
    from ctiapp.ui.kit import KeyButton
    from ctiapp.ui.people.grid import PeopleGrid
    from ctiapp.ui.people.label import OfferLabel
    from ctiapp.ui.people.strip import SmallCard

    if isinstance(widget, PeopleGrid):
        for row in widget._seen_rows():
            number = widget.people.extensions[row].number
            tile = widget.tile_of(number)
            if tile is not None:
                said = widget.people.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
                middle = tile.center()
                found["tiles"][number.text] = {"said": said, "x": middle.x(), "y": middle.y()}
    elif isinstance(widget, SmallCard) and widget.card is not None:
        found["small"][widget.card.call_id] = _spot(widget)
    elif isinstance(widget, CardView) and widget.face is not None:
        corner = widget.mapToGlobal(widget.rect().topRight())
        spot = {"x": corner.x() - 160, "y": corner.y() + 60}
        found["large"][widget.face.card.call_id] = spot
    elif isinstance(widget, KeyButton):
        found["buttons"][widget.accessibleName() or widget.text()] = _spot(widget)
    elif isinstance(widget, OfferLabel):
        found["label"] = widget.said


def _queues(widget: QWidget, found: dict[str, Any]) -> None:
    """Queues and agents."""
    from ctiapp.ui.agent.queuelist import QueueList
    from ctiapp.ui.queues.agenttable import AgentTable
    from ctiapp.ui.queues.board import Board

    if isinstance(widget, Board):
        cards = [card for card in widget.cards if card.face is not None]
        found["queues"] |= {card.face.number: _spot(card) for card in cards if card.face}
    elif isinstance(widget, AgentTable):
        boxes = {agent.number.text: widget.box_of(agent) for agent in widget.agents.rows}
        port = widget.viewport()
        found["agents"] |= {number: _box(port, box) for number, box in boxes.items() if box}
    elif isinstance(widget, QueueList):
        for card in widget.cards:
            if card.face is not None:
                found["mine"][card.face.queue.number.text] = _spot(card)


def _others(widget: QWidget, found: dict[str, Any]) -> None:
    """Contacts, and whoever is found."""
    from ctiapp.ui.contacts.list import ContactList
    from ctiapp.ui.contacts.viewmodel import label_of
    from ctiapp.ui.search.matchrow import MatchRow

    if isinstance(widget, ContactList):
        port = widget.viewport()
        for row in range(min(12, widget.contacts.rowCount())):
            contact = widget.contacts.contact(row)
            box = widget.visualRect(widget.contacts.index(row))
            if contact is not None and box.intersects(port.rect()):
                found["contacts"][label_of(contact)] = _box(port, box)
    elif isinstance(widget, MatchRow):
        found["found"][widget.parts[0]] = _spot(widget) | {"marked": widget.marked}


def _seen() -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication

    found: dict[str, Any] = {"tiles": {}, "small": {}, "large": {}, "label": "", "focus": ""}
    found |= {"queues": {}, "agents": {}, "contacts": {}, "found": {}, "mine": {}, "buttons": {}}
    focused = QApplication.focusWidget()
    if focused is not None:
        found["focus"] = focused.accessibleName() or type(focused).__name__
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            for look in (_people, _queues, _others):
                look(widget, found)
    return found


def _main() -> int:
    from ctiapp import cli
    from ctiapp.ui import shell

    save = shell.save_windows

    def save_and_tell(path: Path, first: Sequence[QWidget]) -> list[Path]:
        path.with_suffix(".json").write_text(json.dumps(_seen()), encoding="utf-8")
        return save(path, first)

    shell.save_windows = save_and_tell
    return cli.main()


if __name__ == "__main__":
    sys.exit(_main())
