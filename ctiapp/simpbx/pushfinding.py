"""What the numbers in a request to a PBX that pushes its events mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Extension, Queue
    from ctiapp.simpbx.exchange import Exchange

NO_EXTENSION = "10006"
NO_QUEUE = "10013"


def extension_of(exchange: Exchange, number: str) -> Extension:
    """Return the extension with a number. Raises 10006."""
    entry = exchange.directory.extensions.get(number)
    if entry is None:
        raise RefusedError(NO_EXTENSION)
    return entry


def queue_of(exchange: Exchange, number: str) -> Queue:
    """Return the queue with a number. Raises 10013."""
    queue = exchange.directory.queues.get(number)
    if queue is None:
        raise RefusedError(NO_QUEUE)
    return queue
