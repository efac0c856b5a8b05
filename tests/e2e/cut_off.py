"""The application, run by a test that cuts it off: says what stands, and dies as it is told.

Arguments: the data directory, and a word. ``work`` writes the journal for ever; ``crash`` does so
and then breaks in native code; ``look`` says what the window offers and obeys: ``close`` closes the
offer, ``save FILE`` saves a report, ``quit`` ends in order.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp import app
from ctiapp.settings import StartOptions
from ctiapp.tools.bench_app import listen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.app import Application

CRASH_AFTER = 20


def say(**what: object) -> None:
    """Tell the test."""
    print(json.dumps(what), flush=True)


async def until(true: Callable[[], bool]) -> None:
    """Let the loop turn until something holds; the test's time-out ends what never comes."""
    while not true():  # noqa: ASYNC110 - Qt turns as well, and tells no event of asyncio's
        await asyncio.sleep(0)


async def work(application: Application, word: str) -> None:
    """Write entries, each told once it is safe."""
    journal = application.core.journal
    count = 0
    while True:
        count += 1
        journal.note("listening", data={"count": count})
        found = await journal.entries(limit=1)
        if found:
            say(kept=found[0].data["count"])
        if word == "crash" and count >= CRASH_AFTER:
            faulthandler._sigsegv()


async def look(application: Application) -> None:
    """Say what is offered, and obey."""
    rooms = application.shell.rooms
    offer = rooms._offer
    shown = offer is not None and not offer.banner.isHidden()
    entries = await application.core.journal.entries(limit=100_000)
    counts = [entry.data["count"] for entry in reversed(entries)]
    say(offered=offer.banner.message if offer is not None and shown else None, counts=counts)
    words: asyncio.Queue[str] = asyncio.Queue()
    listen(asyncio.get_running_loop(), words.put_nowait)
    while (word := await words.get()) != "quit":
        if word == "close" and offer is not None:
            offer.banner.closed.emit()
        elif word.startswith("save "):
            await save(application, Path(word[5:]))
        say(done=word)


async def save(application: Application, path: Path) -> None:
    """As somebody who presses the offer's button, and chooses this file."""
    rooms = application.shell.rooms
    assert rooms._offer is not None
    rooms._offer.banner.acted.emit()
    pages = rooms.diagnostics
    assert pages is not None
    await until(lambda: pages.open_page is pages.save_page)
    pages.write(path, pages.save_page.ticked)
    await until(lambda: pages.open_page is None)


def main() -> int:
    """Run it."""
    data_dir, word = Path(sys.argv[1]), sys.argv[2]

    async def script(application: Application) -> None:
        await until(lambda: application._ctl is not None)
        await (look(application) if word == "look" else work(application, word))

    return app.run(StartOptions(data_dir=data_dir), script=script)


if __name__ == "__main__":
    sys.exit(main())
