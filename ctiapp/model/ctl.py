"""A ctl request and its reply, and the lines that carry them.

Every line is checked against the table of ``ctl_verbs.py``, for a script may speak to the socket
itself. Wire: one JSON object a line each way::

    -> {"v": 1, "verb": "hold", "args": […], "options": {…}, "cwd": "…"}
    <- {"exit": 0, "data": …, "error": {"code": "…", "text": "…"} | null}

``watch`` answers with any number of lines ``{"at", "kind", "data"}`` instead, until the client
leaves.
"""

from __future__ import annotations

import json
import os.path
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.ctl_verbs import (
    CtlOption,
    CtlUsageError,
    CtlVerb,
    check_choice,
    check_together,
    verb_named,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

WIRE_VERSION = 1
MAX_REQUEST_BYTES = 64 * 1024
"""A request line longer than this is refused."""

CONFIRM_WITHIN_S = 4.2
"""How long a verb may wait for the PBX before it answers UNCONFIRMED.

The loop's timers may be off by a twentieth, either way: this one must still be the first of the
three.
"""
SERVER_LIMIT_S = 4.7
"""A verb that has not answered by then is answered for, with FAILED."""
CLIENT_LIMIT_S = 5.0
"""How long the client waits, unless it was told otherwise."""

_MAX_ARGS = 16
_MAX_OPTIONS = 16
_MAX_LIST = 100


class CtlExit(IntEnum):
    """What a reply's number means, and the client's exit code."""

    CONFIRMED = 0
    FAILED = 1
    USAGE = 2
    NO_APPLICATION = 3
    UNCONFIRMED = 4


def _no_options() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CtlError:
    """Why a verb failed: a stable word for scripts, and one line for a person."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class CtlRequest:
    """One verb with its arguments, already checked against the table.

    ``options`` holds only what was given: ``True`` for a flag, text for a value, a tuple of texts
    for an option that may be repeated. It may hold a secret and is left out of ``repr``.
    """

    verb: str
    args: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=_no_options, repr=False)
    cwd: str = ""

    def path(self, name: str) -> str:
        """``name`` as the client meant it: relative to the directory that it was called in."""
        return os.path.normpath(os.path.join(self.cwd, name))  # noqa: PTH118 - text, no file system

    def flag(self, name: str) -> bool:
        """Whether the flag was given."""
        return self.options.get(name) is True

    def text(self, name: str) -> str | None:
        """The option's value, or ``None`` where it was not given."""
        value = self.options.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of an option that may be repeated."""
        value = self.options.get(name)
        return value if isinstance(value, tuple) else ()


@dataclass(frozen=True, slots=True)
class CtlReply:
    """A verb's answer. ``data`` is whatever JSON can carry."""

    exit: int = CtlExit.CONFIRMED
    data: object = None
    error: CtlError | None = None

    @staticmethod
    def failed(code: str, text: str, exit_code: int = CtlExit.FAILED) -> CtlReply:
        """A refusal, with its word and its sentence."""
        return CtlReply(exit_code, None, CtlError(code, text))


def read_request(line: bytes | str) -> CtlRequest:
    """Read one request line.

    Raises:
        CtlUsageError: it is not JSON, or does not fit the table.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise CtlUsageError("the request is not one line of JSON") from None
    if not isinstance(found, dict):
        raise CtlUsageError("the request is not an object")
    if found.get("v") != WIRE_VERSION or isinstance(found.get("v"), bool):
        raise CtlUsageError(f"the request's v must be {WIRE_VERSION}")
    name, args, cwd = found.get("verb"), found.get("args", []), found.get("cwd", "")
    options = found.get("options", {})
    if not isinstance(name, str) or not isinstance(cwd, str) or not isinstance(options, dict):
        raise CtlUsageError("verb and cwd must be text, options an object")
    if not isinstance(args, list) or len(args) > _MAX_ARGS or len(options) > _MAX_OPTIONS:
        raise CtlUsageError("args must be a short list")
    if not all(isinstance(arg, str) for arg in args):
        raise CtlUsageError("each of args must be text")
    verb = verb_named(name)
    form = verb.form_for(args)
    allowed = {option.wire: option for option in form.options}
    checked = {
        key: _checked_value(verb, allowed.get(key), key, value) for key, value in options.items()
    }
    check_together(verb, checked)
    return CtlRequest(verb.name, tuple(args), MappingProxyType(checked), cwd)


def write_request(request: CtlRequest) -> bytes:
    """A request as its line. It may hold a secret: it goes into the socket and nowhere else."""
    return _line(
        {
            "v": WIRE_VERSION,
            "verb": request.verb,
            "args": list(request.args),
            "options": {
                key: list(value) if isinstance(value, tuple) else value
                for key, value in request.options.items()
            },
            "cwd": request.cwd,
        }
    )


def write_reply(reply: CtlReply) -> bytes:
    """A reply as its line.

    Raises:
        TypeError: its data is not what JSON can carry.
        ValueError: likewise.
    """
    error = reply.error
    return _line(
        {
            "exit": int(reply.exit),
            "data": reply.data,
            "error": None if error is None else {"code": error.code, "text": error.text},
        }
    )


def write_change(change: Mapping[str, object]) -> bytes:
    """One line of ``watch``."""
    return _line(dict(change))


def read_reply(found: object) -> CtlReply:
    """The reply in a decoded line.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(found, dict) or type(found.get("exit")) is not int:
        raise ValueError("not a reply")
    error = found.get("error")
    told = None
    if isinstance(error, dict):
        told = CtlError(str(error.get("code", "")), str(error.get("text", "")))
    return CtlReply(found["exit"], found.get("data"), told)


def _line(value: object) -> bytes:
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def _checked_value(verb: CtlVerb, option: CtlOption | None, key: str, value: object) -> object:
    """One option of a request, in the form that ``CtlRequest`` promises."""
    if option is None:
        raise CtlUsageError(f"{verb.name} has no option {key[:40]!r}")
    if not option.carries:
        if not isinstance(value, bool):
            raise CtlUsageError(f"{key} must be true or false")
        return value
    if option.repeated:
        values = value if isinstance(value, list) else [value]
        if len(values) > _MAX_LIST or not all(isinstance(v, str) for v in values):
            raise CtlUsageError(f"{key} must be a list of texts")
        return tuple(values)
    if not isinstance(value, str):
        raise CtlUsageError(f"{key} must be text")
    check_choice(option, value)
    return value
