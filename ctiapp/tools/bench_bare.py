"""The yardsticks: what the same work costs with nothing of ours around it.

A bare PySide6 window, and a bare pop that websockets, qasync and a few labels make: the latter is
this module, run as a program. Nothing here imports anything of the application.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

USAGE = 2
WIDTH = 420
FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


def say(at: str, **what: object) -> None:
    """Tell the bench something."""
    print(json.dumps({"at": at, **what}), flush=True)


# --- a bare window -------------------------------------------------------------------------------

WINDOW = """
import json, sys, threading, time
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

def say():
    told = {"now_s": time.monotonic(), "cpu_s": time.process_time()}
    print(json.dumps({"at": "painted", **told}), flush=True)

class Window(QMainWindow):
    ended = Signal()
    painted = False

    def event(self, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            QTimer.singleShot(0, say)  # once the whole of this paint is done
        return super().event(event)

def watch():
    sys.stdin.read()
    window.ended.emit()

app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("ctiapp"))
window.resize(960, 640)
window.ended.connect(app.quit)
threading.Thread(target=watch, daemon=True).start()
window.show()
app.exec()
"""
"""A window with a word in it, for ``python -c``: nothing of ours is even on its path. It says when
it is painted, and stays until its input ends."""


# --- a bare pop ----------------------------------------------------------------------------------


class _Witness(QWidget):
    """One pixel above everything else: when it is painted, all below it is."""

    seen = Signal()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tell that the rest is painted."""
        self.seen.emit()


class Pop(QWidget):
    """As many labels and buttons as the application's card; made and drawn once beforehand."""

    def __init__(self) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFixedWidth(WIDTH)
        self._call: str | None = None
        self._received_s: float | None = None
        self._texts = [QLabel() for _ in range(6)]
        column = QVBoxLayout(self)
        for text in self._texts:
            text.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(text)
        row = QHBoxLayout()
        for word in ("Answer", "Reject"):
            row.addWidget(QPushButton(word))
        column.addLayout(row)
        self._witness = _Witness(self)
        self._witness.setGeometry(WIDTH // 2, 0, 1, 1)
        self._witness.seen.connect(self._on_seen)
        self.ensurePolished()
        self.winId()
        self._show_texts(["Ringing 0123456789"] * len(self._texts))
        self.grab()

    def ring(self, call: str, texts: list[str], received_s: float) -> None:
        """Show a ring."""
        if call == self._call:
            return
        self._call, self._received_s = call, received_s
        self._show_texts(texts)
        room = self.screen().availableGeometry()
        self.move(room.right() - WIDTH - 16, room.bottom() - self.height() - 16)
        self._witness.raise_()
        self.show()

    def _show_texts(self, texts: list[str]) -> None:
        for label, text in zip(self._texts, texts, strict=False):
            label.setText(text)
        self.adjustSize()

    def over(self, call: str) -> None:
        """Take the ring away."""
        if call == self._call:
            self._call = None
            self.hide()
            say("gone")

    def _on_seen(self) -> None:
        if self._received_s is not None:
            received_s, self._received_s = self._received_s, None
            now_s = time.monotonic()
            say("painted", latency_ms=(now_s - received_s) * 1000.0, now_s=now_s)


def show_frame(pop: Pop, frame: str, received_s: float) -> None:
    """Read a frame of the PBX and do what it says, as plainly as possible."""
    envelope = json.loads(frame)
    if envelope.get("type") not in (30011, 30012, 30015):
        return
    body: dict[str, Any] = json.loads(envelope["msg"])
    call = str(body.get("call_id"))
    members = [
        (kind, member) for entry in body.get("members") or () for kind, member in entry.items()
    ]
    rings = any(member["member_status"] == "RING" for _, member in members)
    gone = any(member["member_status"] == "BYE" for _, member in members)
    if rings and not gone:
        caller: dict[str, Any] = next((member for kind, member in members if kind == "inbound"), {})
        texts = ["Ringing", "0:00", str(caller.get("call_path", "")).strip()]
        texts += [str(caller.get(key, "")) for key in ("from", "to", "trunk_name")]
        pop.ring(call, texts, received_s)
    else:
        pop.over(call)


def pop(url: str) -> int:
    """Follow a WebSocket and pop what rings, until it closes."""
    import qasync
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)

    async def follow() -> int:
        card = Pop()
        async with connect(url, compression=None, proxy=None, ping_interval=None) as socket:
            say("ready")
            while True:
                try:
                    frame = await socket.recv()
                except ConnectionClosed:
                    return 0
                show_frame(card, str(frame), time.monotonic())

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        return runner.run(follow())


def main(arguments: list[str]) -> int:
    """Be one of the yardsticks."""
    match arguments:
        case [url]:
            return pop(url)
        case _:
            print("usage: URL", file=sys.stderr)
            return USAGE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
