"""Checks guests in and out as fast as it can, and says what is safe. Somebody kills it."""

from __future__ import annotations

import asyncio
import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from ctiapp.model.number import Number
from ctiapp.model.stays import Stay
from ctiapp.storage.hotel import HotelFile


async def write(path: Path) -> None:
    """Write for ever: one guest after the other in one room."""
    file = HotelFile(path)
    print("ready", flush=True)
    for count in itertools.count(1):
        guests = (f"Guest {count}", "x" * (count * 37 % 2000))
        stay = Stay(0, Number("105"), guests, f"Guest {count}", at=datetime.now(UTC))
        await file.put_stay("SN1", stay)
        print(count, flush=True)


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1])))
