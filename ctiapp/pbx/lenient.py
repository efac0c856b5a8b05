"""Values as strangers write them: text for numbers, blanks for nothing, null for an empty list.

What comes out is free of control characters and bounded; what cannot be meant is a `WireError`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model.errors import WireError
from ctiapp.model.number import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")

MAX_TEXT = 1024
"""The most characters of one value that are kept."""

MAX_ID = 128
"""The most characters of a call's or a channel's id."""

MAX_COUNT = 10**8
"""The most that is counted; as seconds, three years."""

MAX_FIELDS = 256
"""The most fields of one event that are kept."""

_MAX_LOOKS = 16 * MAX_FIELDS
"""How many values are looked at for those fields: most may be blank."""


def text_of(value: object) -> str:
    """Take a scalar as text; blanks, null and everything that is no scalar become ``""``.

    Control characters become blanks, lone surrogates ``?``, and no value is longer than `MAX_TEXT`.
    """
    if isinstance(value, str):
        text = value[:MAX_TEXT]
    elif isinstance(value, int | float) and not isinstance(value, bool):
        text = str(value)[:MAX_TEXT]
    else:
        return ""
    if not text.isprintable():
        text = text.encode("utf-8", "replace").decode("utf-8")
        text = "".join(char if char >= " " and char != "\x7f" else " " for char in text)
    return text.strip()


def number_of(value: object) -> Number | None:
    """Take a number; None where the field is blank."""
    text = text_of(value)
    return _number(text) if text else None


@lru_cache(maxsize=4096)
def _number(text: str) -> Number:
    """Most events are about the same few numbers."""
    return Number.of(text)


def object_of(value: object, what: str) -> dict[str, object]:
    """Take a JSON object.

    Raises:
        WireError: it is something else.
    """
    if not isinstance(value, dict):
        raise WireError(f"{what}: no object")
    return value


def items_of(value: object, what: str) -> list[object]:
    """Take a list; null is an empty one.

    Raises:
        WireError: it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise WireError(f"{what}: no list")
    return value


def each(
    items: Iterable[object],
    read: Callable[[dict[str, object]], T],
    remark: Callable[[str], None],
) -> list[T]:
    """Read each item of a list; one that cannot be read costs only itself.

    Args:
        items: as they came.
        read: makes of an item what it means.
        remark: is told what was left out.
    """
    found = []
    for item in items:
        try:
            found.append(read(object_of(item, "item")))
        except WireError as err:
            remark(f"item left out: {err.detail}")
    return found


def id_of(value: object, what: str) -> str:
    """Take an id, as text.

    Raises:
        WireError: it is blank, or longer than `MAX_ID`: a cut one could meet another.
    """
    text = text_of(value)
    if not text or len(text) > MAX_ID:
        raise WireError(f"{what}: missing or too long")
    return text


def count_of(value: object, most: int = MAX_COUNT) -> int | None:
    """Take how many, or how many seconds; None where it is blank or no whole number.

    More than ``most`` is ``most``: what one reckons with must not overflow.
    """
    text = text_of(value)
    return min(int(text), most) if text.isascii() and text.isdigit() else None


def fields_of(body: Mapping[str, object], *without: str) -> dict[str, str]:
    """Flatten an object into blank-free text: ``{"a": [{"b": 1}]}`` becomes ``{"a.0.b": "1"}``."""
    found: dict[str, str] = {}
    waiting: list[tuple[str, object]] = [
        (key, value) for key, value in reversed(list(body.items())) if key not in without
    ]
    for _ in range(_MAX_LOOKS):
        if not waiting or len(found) >= MAX_FIELDS:
            break
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", child) for key, child in reversed(list(value.items()))]
        elif isinstance(value, list):
            waiting += reversed([(f"{name}.{at}", child) for at, child in enumerate(value)])
        elif text := text_of(value):
            found[text_of(name)] = text
    return found
