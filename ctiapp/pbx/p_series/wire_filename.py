"""What the name of a recording tells of its call (l. 13510). Pure.

``20220112173629-1641980184.14-5566-5556-Internal.wav``: the PBX's own clock, the id of the call,
who called, who was called, and of what kind the call was.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from ctiapp.model.number import Number

_NAME: Final = re.compile(r"([0-9]{14})-([0-9]{9,10})\.[0-9]+-")
"""How a file's name begins: the PBX's own clock, and the id of the call (l. 13510)."""

_PARTIES: Final = re.compile(r"\.[0-9]+-([^-]{1,32})-([^-]{1,32})-[A-Za-z]+\.[A-Za-z0-9]+$")
"""How it goes on (l. 13510): who called, who was called, and of what kind the call was."""

_FARTHEST: Final = timedelta(hours=15)
"""So far may the PBX's own clock be from UTC, and a little more: a recording begins in its call."""


def called_at(file: str) -> datetime | None:
    """When the call was, by the name of its recording; None where that does not tell.

    The whole part of a call's id is the second of its start (inferred from the examples). It is
    believed where the time beside it, which is the PBX's own, is within a day's zones of it.
    """
    match = _NAME.match(file)
    if match is None:
        return None
    at = datetime.fromtimestamp(int(match[2]), UTC)
    try:
        local = datetime.strptime(f"{match[1]}+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return at if abs(local - at) <= _FARTHEST else None


def called_with(file: str) -> frozenset[Number]:
    """Who took part in a call, by the name of its recording; nobody where that does not tell."""
    match = _PARTIES.search(file) if _NAME.match(file) else None
    numbers = (Number.of(each) for each in match.groups()) if match else ()
    return frozenset(number for number in numbers if not number.withheld)
