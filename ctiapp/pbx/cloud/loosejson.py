"""JSON as a Cloud PBX writes it: nearly. Pure and bounded.

Reports of version 1.0.0 are no JSON (l. 666), and what the handbook prints of 1.0.2 has commas too
many (l. 5522) and too few (l. 6110), lists that are not closed before the next member (l. 5965),
and, of two parties of one kind, the same key twice. So here commas are blanks, a list ends where a
member begins, and an object keeps all its members in their order. What does not end is no text of
the PBX's, and is refused.

Scalars come out as text: whoever reads them wants text.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.pbx.jsontext import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TOKENS: Final = 20_000
"""The most words, strings and brackets of one text."""

_TOKEN: Final = re.compile(
    r'[\s,\x00]*+(?:(?P<string>"(?:[^"\\]|\\.)*+")|(?P<mark>[{}\[\]:])|(?P<word>[^\s,{}\[\]:"]+))',
    re.DOTALL,
)
_BLANK: Final = re.compile(r"[\s,\x00\ufeff]*")
_NOTHING: Final = frozenset({"null", "none"})


class Members(dict[str, object]):
    """An object. Of a key that stands in it twice the last value counts, as in JSON.

    Attributes:
        pairs: every member in its order, those of the same key among them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, object]] = []

    def put(self, key: str, value: object) -> None:
        """Add a member."""
        self[key] = value
        self.pairs.append((key, value))


def loads(text: str, *, max_size: int) -> object:
    """Read one value; objects are `Members`, lists lists, the rest text, null None.

    Args:
        text: what came.
        max_size: the most characters that are looked at.

    Raises:
        WireError: it is too long, too deep, does not end, or is nothing of the kind.
    """
    if len(text) > max_size:
        raise WireError(f"{len(text)} characters, at most {max_size} are read")
    reader = _Reader()
    for kind, token in _tokens(text):
        reader.take(kind, token)
        if reader.done:
            return reader.value
    raise WireError("no JSON: it does not end")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(text)
    for _ in range(MAX_TOKENS):
        match = _TOKEN.match(text, at)
        if match is None:
            if _BLANK.fullmatch(text, at):
                return
            raise WireError(f"no JSON at {at}")
        at = match.end()
        yield match.lastgroup or "", match[match.lastgroup or 0]
        if at >= end:
            return
    raise WireError("too many words in one text")


class _Reader:
    """Puts tokens together; no recursion, so that no depth can run away."""

    def __init__(self) -> None:
        self._open: list[Members | list[object]] = []
        self._keys: list[str | None] = []
        self.value: object = None
        self.done = False

    def take(self, kind: str, token: str) -> None:
        """Take the next token."""
        if kind == "mark":
            self._mark(token)
        elif kind == "string":
            self._scalar(_unquoted(token), word=False)
        else:
            self._scalar(None if token.casefold() in _NOTHING else token, word=True)

    def _mark(self, mark: str) -> None:
        if mark in "{[":
            if len(self._open) >= MAX_DEPTH:
                raise WireError("nested too deeply")
            if mark == "{" and self._in_object_without_key:
                raise WireError("no JSON: an object without a name")
            container: Members | list[object] = Members() if mark == "{" else []
            if mark == "[" and self._in_object_without_key:
                raise WireError("no JSON: a list without a name")
            self._put(container)
            self._open.append(container)
            self._keys.append(None)
        elif mark == ":":
            self._colon()
        else:
            self._close(Members if mark == "}" else list)

    @property
    def _in_object_without_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Members) and self._keys[-1] is None

    def _scalar(self, value: str | None, *, word: bool) -> None:
        if not self._open:
            raise WireError("no JSON: neither object nor list")
        if self._in_object_without_key:
            if value is None or word:
                raise WireError("no JSON: a member without a name")
            self._keys[-1] = value
        else:
            self._put(value)

    def _colon(self) -> None:
        """What stands before it is a name; a list in which it stands was not closed."""
        top = self._open[-1] if self._open else None
        if isinstance(top, list):
            key = top.pop() if top else None
            if not isinstance(key, str) or len(self._open) < 2:
                raise WireError("no JSON: a colon in a list")
            self._pop()
            if not self._in_object_without_key:
                raise WireError("no JSON: a colon in a list")
            self._keys[-1] = key
        elif top is None or self._keys[-1] is None:
            raise WireError("no JSON: a colon without a name")

    def _close(self, kind: type[Members | list[object]]) -> None:
        """Close the innermost container of this kind, and what was left open in it."""
        if not any(isinstance(each, kind) for each in self._open):
            raise WireError("no JSON: closed what was not open")
        while not isinstance(self._open[-1], kind):
            self._pop()
        self._pop()

    def _pop(self) -> None:
        closed = self._open.pop()
        self._keys.pop()
        if not self._open:
            self.value = closed
            self.done = True

    def _put(self, value: object) -> None:
        if not self._open:
            return
        top = self._open[-1]
        if isinstance(top, list):
            top.append(value)
            return
        key, self._keys[-1] = self._keys[-1], None
        top.put(key or "", value)


def _unquoted(token: str) -> str:
    """Read a string; an escape that is none stands for itself."""
    try:
        value = json.loads(token, strict=False)
    except ValueError:
        return token[1:-1]
    return value if isinstance(value, str) else token[1:-1]
