"""Writes entries as fast as it can, and says the number of each that is safe. Somebody kills it."""

from __future__ import annotations

import asyncio
import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.storage.journal import JournalFile


async def write(path: Path) -> None:
    """Write for ever."""
    journal = JournalFile(path)
    print("ready", flush=True)
    for count in itertools.count(1):
        data = {"count": count, "text": "x" * (count * 37 % 2000)}
        entry = JournalEntry(datetime.now(UTC), "listening", Number("1003"), data=data)
        await journal.write(entry)
        print(count, flush=True)


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1])))
