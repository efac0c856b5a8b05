"""Logging: redaction, forged lines, bounds, the private file, the sinks."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from ctiapp import log
from ctiapp.log import RedactingFormatter, configure, install_sinks, loop_sink, one_line, redact
from ctiapp.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECRET = "s3cr3t/value+with=signs"


def formatted(message: str, *args: object, error: BaseException | None = None) -> str:
    info = None if error is None else (type(error), error, error.__traceback__)
    record = logging.LogRecord("ctiapp.test", logging.INFO, __file__, 1, message, args, info)
    return RedactingFormatter().format(record)


@pytest.fixture
def undo_all() -> Iterator[list[Callable[[], None]]]:
    steps: list[Callable[[], None]] = []
    yield steps
    while steps:
        steps.pop()()


@pytest.mark.parametrize(
    "text",
    [
        "GET /openapi/v1.0/call/query?access_token=Zq8xSECRETx8qZ&page=1",
        '{"username": "id", "password": "Zq8xSECRETx8qZ"}',
        "{'refresh_token': 'Zq8xSECRETx8qZ', 'errcode': 0}",
        r'{"msg": "{\"access_token\":\"Zq8xSECRETx8qZ\"}"}',
        "client_secret=Zq8xSECRETx8qZ",
        "client_secret: Zq8xSECRETx8qZ",
        '{"password": "with blanks Zq8xSECRETx8qZ"}',
        '{"password": "cut off Zq8xSECRETx8qZ',
        "Authorization: Bearer Zq8xSECRETx8qZ",
        "authorization: Basic dXNlcjpwYXNz Zq8xSECRETx8qZ",
        "('Authorization', 'Bearer Zq8xSECRETx8qZ')",
        "[(b'Cookie', b'a=Zq8xSECRETx8qZ')]",
        "said Bearer Zq8xSECRETx8qZ1234 to it",
        "wss://user:Zq8xSECRETx8qZ@pbx.example.com/x",
    ],
)
def test_secrets_of_well_known_names_are_hidden(text: str) -> None:
    line = formatted("%s", text)

    assert "SECRET" not in line
    assert "[redacted]" in line


@pytest.mark.parametrize(
    "text",
    [
        "8 live tokens, the token expired",
        '{"access_token_expire_time": 1800, "errcode": 0}',
        "https://pbx.example.com:8088/openapi",
        "hold 1650012665.266 PJSIP/2000-0000008a",
        "bearer capability of the trunk",
        '{"password": ""}',
    ],
)
def test_what_is_no_secret_stays_readable(text: str) -> None:
    assert text in formatted("%s", text)


def test_a_registered_secret_is_hidden_in_every_spelling_until_forgotten() -> None:
    forget = redact(SECRET)
    spellings = f"{SECRET} s3cr3t%2Fvalue%2Bwith%3Dsigns"
    try:
        assert "s3cr3t" not in formatted("%s", spellings)
    finally:
        forget()
    forget()

    assert spellings in formatted("%s", spellings)


def test_a_secret_that_was_cut_off_is_hidden_too() -> None:
    """A bound on a stranger's text may cut through a token that it repeats."""
    token = "cutOff0fATokenThatNobodyElseHas1"
    forget = redact(token)
    try:
        for cut in (16, 24, 31):
            line = formatted("unknown event %s", token[:cut])
            assert token[:10] not in line
            assert line.endswith("unknown event [redacted]")
        assert "cutOf" in formatted("%s", token[:8])
        assert formatted('"%s" said', token[:20]).endswith('"[redacted]" said')
    finally:
        forget()
    assert token[:24] in formatted(token[:24])


def test_a_secret_registered_twice_is_hidden_until_both_forget_it() -> None:
    first, second = redact(SECRET), redact(SECRET)
    first()
    first()

    assert SECRET not in formatted(SECRET)

    second()
    assert SECRET in formatted(SECRET)


def test_a_text_too_short_for_a_secret_blacks_out_nothing() -> None:
    redact("1")

    assert "111" in formatted("111")


def raised(message: str, cause: BaseException | None = None) -> ValueError:
    """Make an error that has a traceback, and perhaps a cause."""
    try:
        raise ValueError(message) from cause  # noqa: TRY301 - to have a traceback
    except ValueError as err:
        return err


def test_a_traceback_hides_secrets_and_marks_each_line() -> None:
    forget = redact(SECRET)
    error = raised(f"{SECRET}\n2030-01-01 00:00:00 INFO ctiapp.pbx: all is well")
    lines = formatted("it failed", error=error).split("\n")
    forget()

    assert SECRET not in "\n".join(lines)
    assert all(line.startswith("    | ") for line in lines[1:])
    assert any("all is well" in line for line in lines)


def test_a_chained_exception_hides_its_cause_too() -> None:
    cause = raised("GET /x?access_token=Zq8xSECRETx8qZ")
    text = formatted("failed", error=raised("outer", cause))

    assert "SECRET" not in text
    assert "outer" in text
    assert "access_token=[redacted]" in text


@pytest.mark.parametrize("forged", ["\n", "\r", "\x1b[2K", "\x85", "\u2028", "\u202e", "\x00"])
def test_text_from_outside_cannot_forge_a_line(forged: str) -> None:
    line = formatted("call from %s", f"555{forged}2030-01-01 CRITICAL fire")

    assert forged not in line
    assert "555\\" in line


def test_names_in_every_script_stay_readable() -> None:
    assert "王小明 Ünal عمر" in formatted("%s", "王小明 Ünal عمر")


def test_lines_and_tracebacks_are_bounded() -> None:
    assert len(one_line("x" * 1_000_000)) < log.MAX_LINE_CHARS + 50

    error = ValueError("\n".join(["line"] * 10_000))

    assert formatted("x", error=error).count("\n") <= log.MAX_TRACE_LINES + 2


def test_a_secret_at_the_cut_does_not_leak_in_half() -> None:
    forget = redact(SECRET)
    try:
        line = formatted("%s", "x" * (log.MAX_LINE_CHARS - 5) + SECRET)
    finally:
        forget()

    assert "s3cr" not in line


def test_a_wrong_format_string_costs_no_record() -> None:
    assert "hold %d" in formatted("hold %d", "x")


def test_the_record_is_left_as_it_was_for_other_handlers() -> None:
    error = ValueError("x")
    info = (ValueError, error, None)
    record = logging.LogRecord("ctiapp.t", logging.INFO, "", 1, "m %s", ("a",), info)
    RedactingFormatter().format(record)

    assert record.exc_text is None
    assert record.args == ("a",)


def test_the_file_is_private_and_holds_what_its_level_asks_for(
    tmp_path: Path, undo_all: list[Callable[[], None]]
) -> None:
    undo_all.append(configure(level="info", log_dir=tmp_path, console=None))
    log.topic("pbx").info("signed in with access_token=%s", "Zq8xSECRETx8qZ")
    log.topic("pbx").debug("unseen")
    file = tmp_path / log.LOG_FILE

    text = file.read_text()
    assert re.fullmatch(r"\S+ [\d:.]+ INFO    ctiapp.pbx: signed in with access_.*\n", text)
    assert "SECRET" not in text
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_file_rotates_and_stays_private(
    tmp_path: Path, undo_all: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_FILE_BYTES", 2000)
    undo_all.append(configure(level="info", log_dir=tmp_path, console=None))
    for number in range(500):
        log.topic("pbx").info("line %d", number)

    files = sorted(tmp_path.iterdir())
    assert len(files) == 6
    assert all(file.stat().st_size <= 2000 for file in files)
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_the_console_shows_its_own_level(
    capsys: pytest.CaptureFixture[str],
    undo_all: list[Callable[[], None]],
    expected_log: Callable[..., None],
) -> None:
    expected_log("loud")
    undo_all.append(configure(console="warning"))
    log.topic("ui").info("quiet")
    log.topic("ui").warning("loud")

    shown = capsys.readouterr().err
    assert "loud" in shown
    assert "quiet" not in shown


def test_libraries_that_log_urls_are_silenced(undo_all: list[Callable[[], None]]) -> None:
    undo_all.append(configure(level="debug", console=None))

    for name in ("httpx", "httpcore.http11", "websockets.client", "asyncio"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)


def test_a_log_file_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot write"):
        configure(log_dir=tmp_path / "nowhere")


def test_a_failing_handler_says_one_line_without_the_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], undo_all: list[Callable[[], None]]
) -> None:
    undo_all.append(configure(level="info", log_dir=tmp_path, console=None))
    handler = next(h for h in logging.getLogger().handlers if isinstance(h, log._PrivateFile))
    assert handler.stream is not None
    handler.stream.close()
    log.topic("pbx").info("password=%s", "Zq8xSECRETx8qZ")  # the stream is closed: it cannot

    told = capsys.readouterr().err
    assert told == "ctiapp: a log line of ctiapp.pbx was lost (ValueError)\n"
    handler.stream = handler._open()
    log.topic("pbx").info("it goes on")
    assert "it goes on" in (tmp_path / log.LOG_FILE).read_text()


@pytest.mark.expected_log("nobody caught", "could not be raised|ignored", "in worker")
def test_each_sink_reaches_the_log(undo_all: list[Callable[[], None]]) -> None:
    sinks = install_sinks()
    undo_all.append(sinks.remove)

    error = ValueError("x")
    sys.excepthook(ValueError, error, None)

    class Dying:
        def __del__(self) -> None:
            raise RuntimeError("in del")

    Dying()

    def fail() -> None:
        raise RuntimeError("in thread")

    thread = threading.Thread(target=fail, name="worker")
    thread.start()
    thread.join()


def test_removed_sinks_leave_everything_as_it_was(tmp_path: Path) -> None:
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    given: list[object] = []

    def qt_install(handler: object) -> object:
        given.append(handler)
        return "the one before"

    install_sinks(crash_file=tmp_path / "crash.txt", install_qt_handler=qt_install).remove()

    assert (sys.excepthook, sys.unraisablehook, threading.excepthook) == before
    assert given == [log.qt_sink, "the one before"]


@pytest.mark.expected_log("exception was never retrieved.*|Task exception")
async def test_the_loop_sink_tells_of_a_task_nobody_awaited() -> None:
    async def fail() -> None:
        raise RuntimeError("lost")

    loop = asyncio.get_running_loop()
    seen = asyncio.Event()

    def sink(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        loop_sink(loop, context)
        seen.set()

    loop.set_exception_handler(sink)
    task = loop.create_task(fail())
    await asyncio.wait([task])
    del task
    import gc

    gc.collect()
    await asyncio.wait_for(seen.wait(), 5)


@pytest.mark.expected_log("default: a warning of Qt's")
def test_qts_messages_reach_the_log() -> None:
    from PySide6.QtCore import QtMsgType

    log.qt_sink(QtMsgType.QtWarningMsg, None, "a warning of Qt's")
    log.qt_sink(QtMsgType.QtDebugMsg, None, "chatter")
    log.qt_sink(QtMsgType.QtWarningMsg, None, "This plugin does not support raise()")


def test_a_crash_leaves_its_last_words_and_the_next_start_finds_them(tmp_path: Path) -> None:
    crash_file = tmp_path / "crash.txt"
    code = (
        "import faulthandler, pathlib; from ctiapp.log import install_sinks; "
        f"install_sinks(crash_file=pathlib.Path({json.dumps(str(crash_file))})); "
        "faulthandler._sigabrt()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0

    sinks = install_sinks(crash_file=crash_file)
    sinks.remove()

    assert sinks.last_crash is not None
    assert "Fatal Python error" in sinks.last_crash
    assert crash_file.read_bytes() == b""
    assert install_and_remove(crash_file) is None


def install_and_remove(crash_file: Path) -> str | None:
    sinks = install_sinks(crash_file=crash_file)
    sinks.remove()
    return sinks.last_crash
