"""Logging: one logger a topic, a bounded private file, and no secret in any line.

Redaction sits in the formatter, behind every handler of ours, so that nobody has to remember it:
values of well-known names (``access_token=…``, ``"password": "…"``, ``Authorization: …``) and every
live secret that was registered with ``redact``, in messages and in tracebacks alike. Text from
outside cannot forge a
line: control characters are written as escapes, and each further line of a traceback is marked.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import logging
import logging.handlers
import os
import re
import sys
import threading
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote, quote_plus

from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping
    from io import TextIOWrapper
    from pathlib import Path
    from types import TracebackType

ROOT = "ctiapp"
LOG_FILE = "ctiapp.log"

MAX_LINE_CHARS = 4000
MAX_TRACE_LINES = 200

_FILE_BYTES = 2 * 1024 * 1024
_FILES = 5
_MAX_MESSAGE_CHARS = 64 * 1024
_SHORTEST_SECRET = 4
_HIDDEN = "[redacted]"
_CONTINUED = "    | "

_CHATTY = ("httpx", "httpcore", "websockets", "asyncio", "aiohttp", "keyring", "qasync")
"""Their debug lines hold URLs with tokens, or come by the thousand."""


def topic(name: str) -> logging.Logger:
    """Return the logger of one topic: ``pbx``, ``wire``, ``state``, ``ui``, ``sim`` and so on."""
    return logging.getLogger(f"{ROOT}.{name}")


# --- redaction -----------------------------------------------------------------------------------

_QUOTE = r"""(?:\\*["'])"""
_SENSITIVE = re.compile(
    rf"""(?ix)
    (?P<name> (?: access|refresh|auth|bearer|id )?_?token | (?: client|api )?_?secret
      | password | passwd | api_?key )
    (?P<sep> {_QUOTE}? \s* [:=] \s* )
    (?: (?P<quote> {_QUOTE} ) (?: (?P<quoted> .*? ) (?P=quote) | .* ) | [^\s"'&,;}}\])\\]+ )
    """,
)
_HEADER = re.compile(
    rf"(?i)(?P<name>(?:proxy-)?authorization|(?:set-)?cookie)(?P<sep>{_QUOTE}?\s*[:=,]\s*)"
    rf"(?:b?(?P<quote>{_QUOTE}).*?(?P=quote)|[^\r\n]+)"
)
_SCHEME = re.compile(r"(?i)\b(?P<scheme>bearer)\s+[a-z0-9._~+/=-]{16,}")
_USERINFO = re.compile(r"(?i)(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^\s/@\"']+@")

_secrets: dict[str, int] = {}
_secrets_lock = threading.Lock()


_SHORTEST_HEAD = 10
"""A secret that was cut off is hidden where so much of its first half is left."""


def redact(secret: str) -> Callable[[], None]:
    """Keep a live secret out of every line from now on; call what is returned to forget it.

    Its spellings in a URL and in JSON are hidden too. A text too short to be a secret is not
    registered: it would black out half the log.
    """
    if len(secret) < _SHORTEST_SECRET:
        return lambda: None
    spellings = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
    with _secrets_lock:
        for spelling in spellings:
            _secrets[spelling] = _secrets.get(spelling, 0) + 1
    live = [True]

    def forget() -> None:
        with _secrets_lock:
            if not live:
                return
            live.clear()
            for spelling in spellings:
                _secrets[spelling] -= 1
                if not _secrets[spelling]:
                    del _secrets[spelling]

    return forget


def without_secrets(text: str) -> str:
    """Replace every secret in a text, and what stands where secrets do: for logs and captures.

    It is for what a machine wrote; in what people wrote it takes away what is none ("cookie: …").
    """
    text = without_live_secrets(text)
    text = _HEADER.sub(rf"\g<name>\g<sep>{_HIDDEN}", text)
    text = _SENSITIVE.sub(_hide_value, text)
    text = _SCHEME.sub(rf"\g<scheme> {_HIDDEN}", text)
    return _USERINFO.sub(rf"\g<scheme>{_HIDDEN}@", text)


def without_live_secrets(text: str) -> str:
    """Replace the secrets that were registered with `redact`, and nothing else."""
    with _secrets_lock:
        live = sorted(_secrets, key=len, reverse=True)
    for secret in live:
        if secret in text:
            text = text.replace(secret, _HIDDEN)
        head = secret[: len(secret) // 2]
        if len(head) >= _SHORTEST_HEAD and head in text:
            # Cut off by whoever told it, e.g. a bound on what a stranger says.
            text = re.sub(re.escape(head) + r"[^\s\"'\\&<>]*", _HIDDEN, text)
    return text


def _hide_value(match: re.Match[str]) -> str:
    if match["quoted"] == "":
        return match[0]
    mark = match["quote"] or ""
    return f"{match['name']}{match['sep']}{mark}{_HIDDEN}{mark}"


def one_line(text: str) -> str:
    """The text on one line of bounded length, with control and direction characters as escapes."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            char
            if char == "\t" or unicodedata.category(char)[0] not in "CZ" or char == " "
            else _escape(char)
            for char in text
        )
    if len(text) > MAX_LINE_CHARS:
        text = f"{text[:MAX_LINE_CHARS]}… ({len(text)} characters)"
    return text


def _escape(char: str) -> str:
    if unicodedata.category(char) == "Zs":
        return " "
    return char.encode("unicode_escape").decode("ascii")


class RedactingFormatter(logging.Formatter):
    """Time, level, topic, message, and the traceback with each line marked."""

    default_msec_format = "%s.%03d"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Format one record; it is left as it was for handlers that are not ours."""
        try:
            message = record.getMessage()
        except Exception as err:  # noqa: BLE001 - a wrong format string must not cost the record
            message = f"{record.msg!r} (not formatted: {type(err).__name__})"
        message = one_line(without_secrets(message[:_MAX_MESSAGE_CHARS]))
        head = f"{self.formatTime(record)} {record.levelname:<7} {record.name}: {message}"
        return "\n".join([head, *self._trace_lines(record)])

    def _trace_lines(self, record: logging.LogRecord) -> list[str]:
        parts = []
        if record.exc_info and record.exc_info[0] is not None:
            parts.append(self.formatException(record.exc_info))
        elif record.exc_text:
            parts.append(record.exc_text)
        if record.stack_info:
            parts.append(record.stack_info)
        lines = without_secrets("\n".join(parts)).split("\n") if parts else []
        if len(lines) > MAX_TRACE_LINES:
            half = MAX_TRACE_LINES // 2
            left_out = f"… {len(lines) - 2 * half} lines left out …"
            lines = [*lines[:half], left_out, *lines[-half:]]
        return [_CONTINUED + one_line(line) for line in lines]


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A rotating file that only its owner can read, and that complains in one line."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        _say_failed(record)


class _Console(logging.StreamHandler[TextIO]):
    """Standard error, where there is one."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        _say_failed(record)


def _say_failed(record: logging.LogRecord) -> None:
    """Logging's own report would print the record's arguments, secrets included."""
    error = sys.exc_info()[0]
    name = error.__name__ if error else "error"
    if sys.stderr is not None and error is not BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"ctiapp: a log line of {record.name} was lost ({name})\n")


def configure(
    *, level: str = "info", log_dir: Path | None = None, console: str | None = "warning"
) -> Callable[[], None]:
    """Send our topics, and other libraries' warnings, to the file and to standard error.

    Args:
        level: the least level that is written to the file: ``debug``, ``info``, ``warning`` or
            ``error``.
        log_dir: an existing directory for the files; ``None``: no file.
        console: the least level shown on standard error; ``None``: nothing.

    Returns:
        What undoes all of it and closes the file.

    Raises:
        StorageError: the log file cannot be written.
    """
    handlers: list[logging.Handler] = []
    if log_dir is not None:
        path = log_dir / LOG_FILE
        try:
            file = _PrivateFile(path, maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8")
        except OSError as err:
            raise StorageError(f"cannot write {path}: {err.strerror}") from err
        file.setLevel(level.upper())
        handlers.append(file)
    if console is not None and sys.stderr is not None:
        stream = _Console(sys.stderr)
        stream.setLevel(console.upper())
        handlers.append(stream)
    formatter = RedactingFormatter()
    root = logging.getLogger()
    ours = logging.getLogger(ROOT)
    before = (ours.level, {name: logging.getLogger(name).level for name in _CHATTY})
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    ours.setLevel(min((handler.level for handler in handlers), default=logging.WARNING))
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

    def undo() -> None:
        ours.setLevel(before[0])
        for name, old in before[1].items():
            logging.getLogger(name).setLevel(old)
        for handler in handlers:
            root.removeHandler(handler)
            with contextlib.suppress(OSError, ValueError):  # a full disk is no reason to stay
                handler.close()

    return undo


# --- the places where an error nobody caught comes out -------------------------------------------

_QT_LEVELS = {
    "QtDebugMsg": logging.DEBUG,
    "QtInfoMsg": logging.INFO,
    "QtWarningMsg": logging.WARNING,
    "QtCriticalMsg": logging.ERROR,
    "QtSystemMsg": logging.ERROR,
    "QtFatalMsg": logging.CRITICAL,
}

_QT_CHATTER = ("This plugin does not support",)
"""What platforms without a window manager say of every window."""


@dataclass(slots=True)
class Sinks:
    """What ``install_sinks`` put in place; ``remove`` puts back what was there.

    Attributes:
        last_crash: what the interpreter wrote when an earlier run died in native code, without
            secrets, or ``None``. It was moved to ``<crash file>.last``.
        undo: what ``remove`` does, last first.
    """

    last_crash: str | None = None
    undo: list[Callable[[], object]] = field(default_factory=list)

    def remove(self) -> None:
        """Put back what was there before."""
        while self.undo:
            self.undo.pop()()


def install_sinks(
    *,
    crash_file: Path | None = None,
    install_qt_handler: Callable[[Callable[[object, object, str], None]], object] | None = None,
) -> Sinks:
    """Send every error that nobody caught to the log.

    The loop has a sink of its own, for when there is one:
    ``loop.set_exception_handler(loop_sink)``.

    Args:
        crash_file: where to write when native code crashes; its directory exists.
        install_qt_handler: ``qInstallMessageHandler``, given by who may import Qt.

    Raises:
        StorageError: the crash file cannot be written.
    """
    sinks = Sinks()
    old_hook, old_unraisable = sys.excepthook, sys.unraisablehook
    old_thread = threading.excepthook
    sys.excepthook = _on_exception
    sys.unraisablehook = _on_unraisable
    threading.excepthook = _on_thread_exception

    def put_back() -> None:
        sys.excepthook, sys.unraisablehook = old_hook, old_unraisable
        threading.excepthook = old_thread

    sinks.undo.append(put_back)
    if crash_file is not None:
        _install_faulthandler(crash_file, sinks)
    if install_qt_handler is not None:
        previous = install_qt_handler(qt_sink)
        put_qt_back: Callable[[Callable[[object, object, str], None]], object] = install_qt_handler
        sinks.undo.append(lambda: put_qt_back(previous))  # type: ignore[arg-type]
    return sinks


def loop_sink(_loop: asyncio.AbstractEventLoop, context: Mapping[str, object]) -> None:
    """The loop's exception handler: tasks nobody awaited, callbacks that raised."""
    error = context.get("exception")
    told = {
        key: repr(value)
        for key, value in context.items()
        if key not in {"message", "exception", "source_traceback"}
    }
    topic("loop").error(
        "%s %s",
        context.get("message", "an error in the event loop"),
        told or "",
        exc_info=error if isinstance(error, BaseException) else None,
    )


def qt_sink(kind: object, context: object, text: str) -> None:
    """Qt's message handler."""
    level = _QT_LEVELS.get(str(getattr(kind, "name", "")), logging.WARNING)
    if text.startswith(_QT_CHATTER):
        level = logging.DEBUG
    category = getattr(context, "category", None) or "default"
    topic("qt").log(level, "%s: %s", category, text)


def _on_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    topic("crash").critical("an error that nobody caught", exc_info=(kind, error, trace))


def _on_unraisable(args: sys.UnraisableHookArgs) -> None:
    error = args.exc_value
    topic("crash").error(
        "%s %r",
        args.err_msg or "an error that could not be raised in",
        args.object,
        exc_info=error if error is not None else None,
    )


def _on_thread_exception(args: threading.ExceptHookArgs) -> None:
    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else "a thread"
    topic("crash").critical("an error that nobody caught in %s", name, exc_info=args.exc_value)


def _install_faulthandler(path: Path, sinks: Sinks) -> None:
    try:
        if path.exists() and path.stat().st_size:
            last = path.with_name(f"{path.name}.last")
            path.replace(last)
            with last.open("rb") as old:
                text = old.read(_MAX_MESSAGE_CHARS).decode("utf-8", "replace")
            sinks.last_crash = without_secrets(text)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as err:
        sinks.remove()
        raise StorageError(f"cannot write {path}: {err.strerror}") from err
    file = os.fdopen(
        handle, "w", encoding="utf-8"
    )  # open until the end: it is written to in a crash
    was_enabled = faulthandler.is_enabled()
    faulthandler.enable(file)

    def put_back() -> None:
        faulthandler.disable()
        if was_enabled and sys.__stderr__ is not None:
            faulthandler.enable()
        file.close()

    sinks.undo.append(put_back)
