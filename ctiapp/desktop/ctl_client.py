"""``ctiapp ctl``: says one verb to the running application, prints the answer, returns its number.

Standard library only, and no Qt: a hot-key tool starts it for every key.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.desktop.ctl_ask import ask, decoded
from ctiapp.desktop.ctl_channel import (
    ChannelClosedError,
    ChannelTimeoutError,
    NoApplicationError,
    connect,
)
from ctiapp.desktop.ctl_text import change_text, error_text, help_text, reply_text
from ctiapp.desktop.secret_file import read_secret
from ctiapp.model.ctl import (
    CLIENT_LIMIT_S,
    CtlExit,
    CtlReply,
    CtlRequest,
    read_reply,
    write_request,
)
from ctiapp.model.ctl_verbs import CtlUsageError, CtlVerb, parse_words, verb_named
from ctiapp.model.errors import CtiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


INTERRUPTED = 130
"""The exit code after Ctrl-C, as a shell has it."""

_MAX_TIMEOUT_S = 3600.0


@dataclass(slots=True)
class _Line:
    """A command line, its own options apart from the verb's."""

    as_json: bool = False
    data_dir: Path | None = None
    timeout_s: float | None = None
    help: bool = False
    words: list[str] = field(default_factory=list)


def run(argv: Sequence[str], address_of: Callable[[Path | None], str]) -> int:
    """Do what ``ctiapp ctl`` was asked to and return the exit code.

    Args:
        argv: what stands behind ``ctl``.
        address_of: the address of the instance in a data directory (``None``: the usual one).
    """
    try:
        return _run(argv, address_of)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (CtlUsageError, UsageError) as err:
        _complain(str(err))
        return CtlExit.USAGE
    except CtiError as err:
        _complain(str(err))
        return CtlExit.FAILED


def _run(argv: Sequence[str], address_of: Callable[[Path | None], str]) -> int:
    line = _own_options(argv)
    if line.help:
        verb = verb_named(line.words[0]) if line.words else None
        _print(help_text(verb))
        return CtlExit.CONFIRMED
    verb, args, options = parse_words(line.words, lambda name: read_secret(name, _complain))
    request = CtlRequest(verb.name, args, options, _cwd())
    address = address_of(line.data_dir)
    if verb.streams:
        return _watch(request, address, line)
    usual_s = CLIENT_LIMIT_S + verb.takes_s
    reply = ask(request, address, usual_s if line.timeout_s is None else line.timeout_s)
    _show(verb, reply, as_json=line.as_json)
    return reply.exit


def _own_options(argv: Sequence[str]) -> _Line:
    """Take ``--json``, ``--data-dir``, ``--timeout`` and ``--help`` out of wherever they stand."""
    line = _Line()
    rest = iter(argv)
    for word in rest:
        name, joined, value = word.partition("=")
        if word == "--":
            line.words += [word, *rest]
        elif word in {"-h", "--help"}:
            line.help = True
        elif word == "--json":
            line.as_json = True
        elif name in {"--data-dir", "--timeout"}:
            given = value if joined else next(rest, "")
            if not given:
                raise CtlUsageError(f"{name} needs a value")
            if name == "--data-dir":
                line.data_dir = Path(given)
            else:
                line.timeout_s = _seconds(given)
        else:
            line.words.append(word)
    return line


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= _MAX_TIMEOUT_S:
        raise CtlUsageError("--timeout takes seconds, more than 0")
    return found


def _cwd() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - text is what the wire takes
    except OSError:
        return ""


def _watch(request: CtlRequest, address: str, line: _Line) -> int:
    try:
        channel = connect(address, line.timeout_s or CLIENT_LIMIT_S)
    except (NoApplicationError, ChannelTimeoutError):
        _complain("no running application")
        return CtlExit.NO_APPLICATION
    try:
        channel.send(write_request(request))
        while True:
            found = decoded(channel.line(None))
            if isinstance(found, dict) and "exit" in found:
                reply = read_reply(found)
                _show(verb_named(request.verb), reply, as_json=line.as_json)
                return reply.exit
            print(_json(found) if line.as_json else change_text(found), flush=True)  # noqa: T201
    except BrokenPipeError:
        _silence_output()
        return CtlExit.CONFIRMED
    except ChannelClosedError:
        _complain("the application has ended")
        return CtlExit.NO_APPLICATION
    except ValueError:
        _complain("the application's answer cannot be read")
        return CtlExit.FAILED
    finally:
        channel.close()


def _show(verb: CtlVerb, reply: CtlReply, *, as_json: bool) -> None:
    """Print the answer: data on standard output, what went wrong on standard error."""
    if as_json and reply.exit != CtlExit.NO_APPLICATION:
        told = reply.error
        error = None if told is None else {"code": told.code, "text": told.text}
        whole = {"exit": reply.exit, "data": reply.data, "error": error}
        _print(_json(reply.data if reply.exit == CtlExit.CONFIRMED else whole))
    elif reply.data is not None:
        _print(reply_text(verb.name, reply.data))
    if reply.error is not None:
        _complain(error_text(reply.error))
    elif reply.exit == CtlExit.UNCONFIRMED:
        _complain("sent, but the PBX has not confirmed it yet")
    elif reply.exit != CtlExit.CONFIRMED:
        _complain(f"{verb.name} failed")


def _json(value: object) -> str:
    """One line of plain ASCII: the same in every locale, and harmless on a terminal."""
    return json.dumps(value, separators=(", ", ": "))


def _print(text: str) -> None:
    if not text:
        return
    try:
        print(text, flush=True)  # noqa: T201 - its work
    except BrokenPipeError:
        _silence_output()  # the answer counts, not who reads it


def _silence_output() -> None:
    """Keep the interpreter from complaining about the broken pipe once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        return


def _complain(text: str) -> None:
    if sys.stderr is not None:
        print(f"ctiapp: {text}", file=sys.stderr)  # noqa: T201 - its work
