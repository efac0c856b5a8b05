"""Another program with a text field: it says what arrives there, a JSON object a line.

``{"text": …}`` for a key press, ``{"focus": true}`` and ``{"focus": false}`` for the window coming
to the front and losing it. It ends when it is terminated.
"""

from __future__ import annotations

import json
import signal
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

TITLE = "Another program"


class Ear(QObject):
    """Tells what the window hears."""

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Tell of keys and of the focus; take nothing away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.text():
                tell(text=event.text())
            elif event.key() in range(0x01000030, 0x01000040):
                tell(text=f"<F{event.key() - 0x01000030 + 1}>")
        elif event.type() == QEvent.Type.WindowActivate:
            tell(focus=True)
        elif event.type() == QEvent.Type.WindowDeactivate:
            tell(focus=False)
        return False


def tell(**what: object) -> None:
    """Print a line."""
    print(json.dumps(what), flush=True)


def main() -> int:
    """Show the window until the program is terminated."""
    app = QApplication(sys.argv)
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    pulse = QTimer()  # Python hears a signal only when it runs
    pulse.timeout.connect(lambda: None)
    pulse.start(100)
    window = QPlainTextEdit()
    window.setWindowTitle(TITLE)
    ear = Ear()
    window.installEventFilter(ear)
    window.resize(500, 300)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
