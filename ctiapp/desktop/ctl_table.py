"""Tables for a terminal: columns, cells and times, and nothing that a terminal would obey."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDEST = 40
_FIRST = ("number", "name")


def plain(text: object) -> str:
    """Text from outside on one line, without control and direction characters."""
    return "".join(
        " " if char in "\n\r\t" else char
        for char in str(text)
        if char in "\n\r\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )


def clock(moment: object) -> str:
    """The time of day here of an ISO 8601 moment; blank where it is none."""
    try:
        return datetime.fromisoformat(str(moment)).astimezone().strftime("%H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return ""


def day_and_clock(moment: object) -> str:
    """Day and time here of an ISO 8601 moment; blank where it is none."""
    try:
        return datetime.fromisoformat(str(moment)).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return ""


def flat(data: object) -> str:
    """What is known of an object, on one line."""
    if isinstance(data, dict):
        return "  ".join(
            f"{name} {cell(value)}" for name, value in data.items() if value is not None
        )
    return cell(data)


def cell(value: object) -> str:
    """One value in a table; not known and not there are both blank."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(cell(item) for item in value)
        case dict() if "number" in value or "name" in value:
            return " ".join(plain(value[k]) for k in ("number", "name") if value.get(k))
        case dict():
            return " ".join(f"{plain(k)}={cell(v)}" for k, v in value.items() if v is not None)
        case _:
            return plain(value)


def width(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; those without any content are left out."""
    columns = [column for column in zip(*rows, strict=True) if any(column[1:])]
    widths = [max(map(width, column)) for column in columns]
    lines = []
    for line in zip(*columns, strict=True):
        padded = (
            text + " " * (wide - width(text)) for text, wide in zip(line, widths, strict=True)
        )
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def records(data: Iterable[Any]) -> str:
    """A table of objects, one column a member, its number and its name first."""
    items = [item if isinstance(item, dict) else {"": item} for item in data]
    names = list(dict.fromkeys(name for item in items for name in item))
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    head = [plain(name).replace("_", " ") for name in names]
    return table([head, *([short(cell(item.get(name))) for name in names] for item in items)])


def short(text: str) -> str:
    """Cut a text so that a line of the table stays readable."""
    while width(text) > _WIDEST:
        text = f"{text[:-2]}…" if text.endswith("…") else f"{text[:_WIDEST]}…"
    return text


def anything(data: object) -> str:
    """Whatever JSON can carry: a list of objects as a table, an object as a line a member."""
    match data:
        case None:
            return ""
        case list() if data and all(isinstance(item, dict) for item in data):
            return records(data)
        case list():
            return "\n".join(cell(item) for item in data)
        case dict() if len(data) == 1 and isinstance(next(iter(data.values())), list):
            return anything(next(iter(data.values())))
        case dict():
            return "\n".join(f"{plain(name)}: {cell(value)}" for name, value in data.items())
        case _:
            return cell(data)
