"""Who may call which outside numbers: the ways out and the rights to them.

A number may be called where the extension's calls to the outside are not switched off and one of
the routes that it may use fits the number. Inferred: by which of several lines a call goes does not
depend on the route.

Patterns are written as in the handbook's examples (l. 8758): X is any digit, Z one from 1, N one
from 2, ``[1-3]`` one of some; ``.`` at the end stands for at least one more character, ``!`` for
any number of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Directory, Extension

_SIGNS = {"X": "[0-9]", "Z": "[1-9]", "N": "[2-9]", ".": ".+", "!": ".*"}
_PARTS = re.compile(r"\[[0-9-]+\]|.")


def may_call(directory: Directory, extension: Extension, number: str) -> bool:
    """Say whether an extension may call an outside number, as ``numbering.resolve`` returns it."""
    if not extension.may_call_out:
        return False
    usable = [route for route in directory.outbound_routes if route.id in extension.routes]
    return any(fits(pattern, number) for route in usable for pattern in route.patterns)


def fits(pattern: str, number: str) -> bool:
    """Say whether a pattern fits a whole number."""
    return _compiled(pattern).fullmatch(number) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = _PARTS.findall(pattern)
    return re.compile(
        "".join(_SIGNS.get(part, part if len(part) > 1 else re.escape(part)) for part in parts)
    )
