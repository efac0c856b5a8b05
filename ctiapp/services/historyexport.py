"""Calls of the past as a table that others can read; no value of it is a formula."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from ctiapp.model.errors import StorageError
from ctiapp.storage.csvfile import write_csv

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from ctiapp.model.history import PastCall
    from ctiapp.model.number import Number

PAGE = 1000
"""So many calls are written at once."""
HISTORY_COLUMNS = (
    *("at", "number", "name", "direction", "incoming", "fate", "taken_by", "taken_name"),
    *("ring_s", "talk_s", "queue", "did", "recording", "note", "call_id", "parts"),
)
"""The names of the columns: machines read them too, so they are not translated."""
_PRIVATE = 0o600


def history_row(call: PastCall) -> tuple[str, ...]:
    """A call by `HISTORY_COLUMNS`; moments are UTC, and nobody took a call that was made here."""
    return (
        call.at.isoformat(timespec="seconds"),
        _text(call.number),
        call.name,
        "" if call.direction is None else call.direction.value,
        str(call.incoming).lower(),
        call.fate.value,
        _text(call.taken_by if call.incoming else None),
        call.taken_name if call.incoming else "",
        str(call.ring_s),
        str(call.talk_s),
        _text(call.queue),
        _text(call.did),
        call.recording,
        call.note,
        call.call_id or "",
        str(call.parts),
    )


async def write_history(
    path: Path, page: Callable[[int, int], Awaitable[Sequence[PastCall]]]
) -> int:
    """Write calls into a CSV file, page by page; how many. Cancelled, it leaves nothing behind.

    Args:
        path: of the file; replaced where there is one, once the new one is whole.
        page: so many calls from behind so many others on.

    Raises:
        StorageError: key ``history.not_exported``: it could not be written; or the calls could not
            be read.
    """
    part = path.with_name(f"{path.name}.part")
    count = 0
    try:
        await asyncio.to_thread(_begin, part)
        while calls := await page(count, PAGE):
            rows = [history_row(call) for call in calls]
            await asyncio.to_thread(_append, part, rows)
            count += len(calls)
        await asyncio.to_thread(part.replace, path)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", key="history.not_exported") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def _begin(part: Path) -> None:
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE), "wb") as file:
        file.write(write_csv(HISTORY_COLUMNS, ()))


def _append(part: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows behind those that are there: a table's without its mark and its headings."""
    head = write_csv(HISTORY_COLUMNS, ())
    with part.open("ab") as file:
        file.write(write_csv(HISTORY_COLUMNS, rows)[len(head) :])


def _text(number: Number | None) -> str:
    return "" if number is None else number.text
