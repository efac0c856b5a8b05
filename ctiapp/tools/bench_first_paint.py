"""The application, as its command line starts it, that says when its window is painted.

Run as a program by ``cold-start``. It imports nothing at its head that the application would not
load by itself before its window shows.
"""

from __future__ import annotations

import asyncio
import json
import runpy
import sys
import time
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer

from ctiapp import app

LATE = (
    *("httpx", "websockets", "keyring", "truststore", "sqlite3"),
    *("ctiapp.model.call", "ctiapp.model.commands", "ctiapp.model.events", "ctiapp.model.agents"),
    *("ctiapp.model.directory", "ctiapp.pbx", "ctiapp.state", "ctiapp.storage", "ctiapp.core"),
    *("ctiapp.services.session", "ctiapp.ui.shell", "ctiapp.ui.screenpop", "ctiapp.ui.calls"),
    *("ctiapp.ui.search.view", "ctiapp.control", "ctiapp.desktop.ctl_client"),
)
"""Modules that may be imported only after the window is painted: what goes over the network, and
what knows of calls, people and queues. Nobody who is signed out sees any of it."""


class Watcher(QObject):
    """Sees the first paint event of a window."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first paint; when the loop comes round, all of the window is painted."""
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        now_s = time.monotonic()
        cpu_s = time.process_time()
        early = [name for name in LATE if name in sys.modules]
        own = sum(name.partition(".")[0] == "ctiapp" for name in sys.modules)
        told = {"at": "painted", "now_s": now_s, "cpu_s": cpu_s, "early": early, "own": own}
        print(json.dumps(told), flush=True)


class Watched(app.Application):
    """The application with a watcher on its window, there before the window shows."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # whatever it takes
        Watcher(self.front.window)


async def until_input_ends(_: app.Application) -> None:
    """Stay until the bench has seen enough."""
    await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Be the application, as ``python -m ctiapp`` starts it with these arguments."""
    # The command line imports `app` just as late, and finds these in their places.
    vars(app)["Application"] = Watched
    app.run = partial(app.run, script=until_input_ends)
    runpy.run_module("ctiapp", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
