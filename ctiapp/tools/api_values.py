"""What the words of ``ctiapp api call`` say: parameters in, an answer out, secrets in neither.

Pure: no I/O.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctiapp.tools.catalogue import Endpoint

HIDDEN = "***"
"""Stands where a secret was. It is never sent: who sends back what was printed would set it."""

_ASSIGNED = re.compile(r"([A-Za-z_][A-Za-z0-9_]{0,63})(:?=)(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_TOKEN = re.compile(r"(?i)(?:access|refresh)?_?token")
_PASSWORD = re.compile(r"(?i).*(?:passw(?:or)?d|secret)|(?:vm_?)?pin")
_CODES = "pin_list"
"""The codes themselves where it is a text (P, l. 9637); of an outbound route it is a list's id."""
_MAX_DEPTH = 64  # twice what is read of an answer
# What a terminal would obey instead of showing it, and half a character, which no file takes.
_UNSHOWN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def from_words(words: Iterable[str], endpoint: Endpoint) -> dict[str, object]:
    """Read ``name=text`` and ``name:=JSON``.

    A text that the handbook has as a number, a list or an object becomes one.

    Raises:
        UsageError: a word is none of these, or a name stands there twice.
    """
    values: dict[str, object] = {}
    for word in words:
        match = _ASSIGNED.fullmatch(word)
        if match is None:
            raise UsageError(f"no parameter: {word[:60]!r}; it is name=text or name:=JSON")
        name, sign, text = match.groups()
        if name in values:
            raise UsageError(f"{name} stands there twice")
        values[name] = _value(name, text, "json" if sign == ":=" else endpoint.types.get(name))
    return values


def _value(name: str, text: str, kind: str | None) -> object:
    if kind == "integer" and _NUMBER.fullmatch(text):
        return int(text)
    if kind != "json":
        return text
    try:
        return _json(text)
    except (ValueError, RecursionError):
        raise UsageError(f"{name} must be JSON, such as {name}:=[24,25]") from None


def from_json(text: str) -> dict[str, object]:
    """Read one JSON object.

    Raises:
        UsageError: it is something else, or holds a name twice: which one is meant nobody knows.
    """
    try:
        value = _json(text)
    except (ValueError, RecursionError) as err:
        raise UsageError(f"no JSON: {err}"[:200]) from None
    if not isinstance(value, dict):
        raise UsageError("the parameters must be one JSON object")
    return value


def _json(text: str) -> object:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a name stands there twice")
        return found

    def refuse(word: str) -> NoReturn:
        raise ValueError(f"{word} is no JSON")

    value: object = json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    try:
        text.encode()
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("half a character") from None
    return value


def secrets_in(values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of passwords among parameters: on the command line others can read them."""
    return tuple(name for name, value in values.items() if _is_password(name, value))


def check_hidden(values: object) -> None:
    """Refuse to send what stands for a hidden secret.

    Raises:
        UsageError: it is there.
    """
    if isinstance(values, dict):
        for name, value in values.items():
            if value == HIDDEN and _is_secret(name, value):
                raise UsageError(f"{name} is {HIDDEN}: that hid a password when it was printed")
            check_hidden(value)
    elif isinstance(values, list):
        for value in values:
            check_hidden(value)


def query(values: Mapping[str, object]) -> dict[str, str | int]:
    """Make the parameters ready for a URL; a list becomes texts between commas.

    Raises:
        UsageError: an object, true or false, or nothing: a URL has no words for these.
    """
    return {name: _plain(name, value) for name, value in values.items()}


def _plain(name: str, value: object) -> str | int:
    if isinstance(value, list):
        return ",".join(str(_plain(name, each)) for each in value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UsageError(f"{name} must be a text or a number: this endpoint is asked by its URL")
    return value


def shown(answer: Mapping[str, object], tokens: Sequence[str], *, passwords: bool) -> str:
    """Write an answer for standard output.

    Args:
        answer: as the PBX gave it.
        tokens: those that were in use; none of them is ever printed.
        passwords: print passwords, too.
    """
    text = json.dumps(_masked(answer, passwords, 0), ensure_ascii=False, indent=2)
    for token in tokens:
        if token:
            text = text.replace(token, HIDDEN)
    return _UNSHOWN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _masked(value: object, passwords: bool, depth: int) -> object:  # noqa: FBT001 - own recursion
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [_masked(each, passwords, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: HIDDEN
        if each not in (None, "")
        and (_is_secret(name, each) if not passwords else _TOKEN.fullmatch(name))
        else _masked(each, passwords, depth + 1)
        for name, each in value.items()
    }


def _is_secret(name: str, value: object) -> bool:
    return bool(_TOKEN.fullmatch(name)) or _is_password(name, value)


def _is_password(name: str, value: object) -> bool:
    return bool(_PASSWORD.fullmatch(name)) or (name.casefold() == _CODES and isinstance(value, str))
