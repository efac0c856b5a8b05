"""Calls of the past that there never were: in the list of calls, and those recorded, to be heard.

A demonstration begins with those of the last day, so that no place of the application is empty.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ctiapp.simpbx.archive import PastCall
from ctiapp.simpbx.media import file_name
from ctiapp.simpbx.options import USER_EXTENSION
from ctiapp.simpbx.outsiders import voices

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import CdrStatus, Direction

_HOUR_S = 3600.0
_LONG_AGO = 900_000
"""From where on the ids of such calls count: no living call's goes so far."""

_TIMES_S = (22.1, 20.4, 18.7, 4.3, 2.6, 1.2, 0.6)
"""How many hours ago the calls of the last day were, the oldest first."""
_TALK_S = (9, 19)
_RING_S = (3, 14)


def write_down(  # noqa: PLR0913 - what a line of the list has, each by name
    exchange: Exchange,
    caller: str,
    callee: str,
    *,
    started_s: float,
    talk_s: int,
    ring_s: int = 5,
    status: CdrStatus = "answered",
    trunk: str = "City-SIP",
    did: str = "",
    recorded: bool = False,
) -> PastCall:
    """Write down a call; ``started_s`` is on the exchange's clock, the oldest is to come first."""
    directory = exchange.directory
    inside = [
        number in directory.extensions or directory.is_service(number)
        for number in (caller, callee)
    ]
    direction: Direction = "internal" if all(inside) else "outbound" if inside[0] else "inbound"
    recording = ""
    if recorded:
        call_id = f"{int(started_s)}.{_LONG_AGO + len(exchange.recordings.kept)}"
        recording = file_name(started_s, call_id, caller, callee, direction)
    line = exchange.archive.add(
        PastCall(
            id=0,
            started_s=started_s,
            from_number=caller,
            to_number=callee,
            direction=direction,
            status=status,
            ring_s=ring_s,
            talk_s=talk_s,
            source_trunk=trunk if direction == "inbound" else "",
            target_trunk=trunk if direction == "outbound" else "",
            did=did,
            recording=recording,
        )
    )
    if recorded:
        exchange.recordings.add(line)
    return line


def last_day(exchange: Exchange, *, seed: int) -> None:
    """Write down a few recorded calls of the last day, where nothing is written down yet.

    Most are the user's own, with people outside and a colleague; two are of others.
    """
    if exchange.archive.lines:
        return
    rng = random.Random(f"last-day-{seed}")
    numbers = list(exchange.directory.extensions)
    colleague, other = (numbers[min(index, len(numbers) - 1)] for index in (1, 2))
    known = voices(exchange.directory.contacts)
    outside = rng.sample(known, min(len(known), 5)) or ["5503301"]

    def somebody(index: int) -> str:
        return outside[index % len(outside)]

    pairs = (
        (somebody(0), other),
        (somebody(1), USER_EXTENSION),
        (USER_EXTENSION, somebody(2)),
        (somebody(3), USER_EXTENSION),
        (colleague, USER_EXTENSION),
        (other, somebody(4)),
        (somebody(1), USER_EXTENSION),
    )
    for hours, (caller, callee) in zip(_TIMES_S, pairs, strict=True):
        if caller != callee:
            write_down(
                exchange,
                caller,
                callee,
                started_s=exchange.now_s - hours * _HOUR_S,
                talk_s=rng.randint(*_TALK_S),
                ring_s=rng.randint(*_RING_S),
                recorded=True,
            )
