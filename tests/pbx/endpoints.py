"""Which endpoints a client's code sends something to, read from that code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

_ENDPOINT = re.compile(r"[a-z]+/[a-z_]+")
_MAKERS = {"post": 0, "Request": 1}
"""What makes a request, and which of its arguments is the endpoint."""


def sent_by(package: ModuleType, spelled: Mapping[str, Iterable[str]]) -> set[str]:
    """Every endpoint in the modules of a dialect that know the vendor's words.

    Args:
        package: the dialect.
        spelled: what each endpoint that is put together there may become, by its ``f"…"``; one that
            is not among these, or is there no more, fails.
    """
    found: set[str] = set()
    made: set[str] = set()
    for node in _nodes(package):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {node.value} if _ENDPOINT.fullmatch(node.value) else set()
        if isinstance(node, ast.Call):
            at = _MAKERS.get(ast.unparse(node.func).rpartition(".")[2])
            endpoint = None if at is None else node.args[at]
            if isinstance(endpoint, ast.Constant):
                found.add(str(endpoint.value))
            elif isinstance(endpoint, ast.JoinedStr):
                made.add(ast.unparse(endpoint)[2:-1])
    assert made == set(spelled)
    return found.union(*spelled.values())


def _nodes(package: ModuleType) -> Iterator[ast.AST]:
    for module in sorted(Path(str(package.__file__)).parent.glob("*.py")):
        if module.stem.startswith(("wire", "newext", "speech")):
            yield from ast.walk(ast.parse(module.read_text("utf-8")))
