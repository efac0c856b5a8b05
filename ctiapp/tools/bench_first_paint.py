"""The application, as its command line starts it, that says when its window is painted.

Run as a program by ``cold-start``. It imports nothing at its head that the application would not
load by itself before its window shows.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject

    from ctiapp.app import Application

LATE = ("httpx", "websockets", "keyring", "truststore")
"""Modules that may be imported only after the window is painted."""


async def watch_first_paint(application: Application) -> None:
    """Say when the window is painted; quit when input ends."""
    import asyncio

    from PySide6.QtCore import QEvent, QObject

    painted, over = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    window = application.shell.window

    def tell() -> None:
        early = [name for name in LATE if name in sys.modules]
        print(json.dumps({"at": "painted", "now_s": time.monotonic(), "early": early}), flush=True)
        painted.set()

    class Watcher(QObject):
        """Sees the first paint event; when the loop comes round, its whole paint is done."""

        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """Note it."""
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = True
                loop.call_soon(tell)
            return super().eventFilter(watched, event)

    watcher = Watcher(window)
    window.installEventFilter(watcher)
    await painted.wait()
    from ctiapp.tools.bench_app import listen

    listen(loop, lambda word: over.set() if word == "quit" else None)
    await over.wait()


def main() -> None:
    """Be the application, as ``python -m ctiapp`` starts it with these arguments."""
    from ctiapp import app

    # The command line imports `app` just as late, and finds this in its place.
    app.run = partial(app.run, script=watch_first_paint)
    runpy.run_module("ctiapp", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
