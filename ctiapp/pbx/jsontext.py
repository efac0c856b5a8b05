"""JSON from a stranger, read under bounds.

PBXs put raw control characters into strings, so ``strict=False``; everything else that is not JSON,
is too long or too deeply nested is a `WireError`. Nothing else is ever raised.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from ctiapp.model.errors import WireError
from ctiapp.pbx import jsonpieces

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 32
"""How many levels lists and objects may be nested; the handbooks' deepest answer has seven."""

MAX_CONTAINERS = 500_000
"""The most lists and objects of one text: a page of 10,000 rows has some twenty a row."""

_DECODER = json.JSONDecoder(strict=False)  # made once: ``json.loads`` makes one a call


def loads(text: str | bytes, *, max_size: int) -> object:
    """Read one JSON value.

    Args:
        text: the JSON; bytes must be UTF-8, a byte order mark is fine.
        max_size: the most characters (or bytes) that are looked at.

    Raises:
        WireError: it is too long, too deep, or no JSON. The detail quotes nothing of it.
    """
    return _read(text, max_size, _DECODER.decode)


def loads_in_turns(text: str | bytes, *, max_size: int) -> object:
    """Read one JSON value, however large, beside a thread that must not wait: for use in a thread.

    The decoder is one call into C, and no other thread runs until it returns. So what is large is
    read piece by piece; see `ctiapp.pbx.jsonpieces`.

    Raises:
        WireError: as `loads`; or it has more than `MAX_CONTAINERS` lists and objects.
    """
    return _read(text, max_size, partial(jsonpieces.decode, _DECODER))


def _read(text: str | bytes, max_size: int, decode: Callable[[str], object]) -> object:
    if len(text) > max_size:
        raise WireError(f"{len(text)} characters of JSON, at most {max_size} are read")
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        containers = text.count("{") + text.count("[")
        if containers > MAX_CONTAINERS:
            raise WireError("too many lists and objects")
        value = decode(text)
    except json.JSONDecodeError as err:
        raise WireError(f"no JSON: {err.msg} at {err.pos}") from None
    except RecursionError:
        raise WireError("JSON nested too deeply") from None
    except ValueError as err:  # bytes that are no UTF-8; numbers of thousands of digits
        raise WireError(f"no JSON: {type(err).__name__}") from None
    if containers > MAX_DEPTH:  # or it cannot be too deep
        _bound_depth(value)
    return value


def _bound_depth(value: object) -> None:
    """Refuse what is nested too deeply, level by level, so that no recursion can run away."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for node in level
            if isinstance(node, (dict, list))
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return
    raise WireError("JSON nested too deeply")
