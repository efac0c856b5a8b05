"""``ctiapp ctl`` against a real socket: what it sends, prints and returns."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.desktop import ctl_client
from ctiapp.model.ctl import CLIENT_LIMIT_S, CtlError, CtlReply
from ctiapp.model.ctl_verbs import VERBS
from ctiapp.paths import ctl_address

if TYPE_CHECKING:
    from tests.desktop.ctl_application import Application

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fixtures use a Unix socket")


async def ctl(application: Application, *words: str) -> int:
    """Run the client in a thread, as the application runs in this one."""
    argv = [*words, "--data-dir", str(application.paths.data_dir)]
    return await asyncio.to_thread(ctl_client.run, argv, ctl_address)


async def spawn(application: Application, *words: str, **pipes: Any) -> Any:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "ctiapp",
        "ctl",
        "--data-dir",
        str(application.paths.data_dir),
        *words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        **pipes,
    )


async def test_json_is_the_data_and_nothing_else(
    application: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    data = {"calls": [{"name": "王 \u202e\x9b"}]}
    application.reply = lambda _: CtlReply(0, data)

    assert await ctl(application, "status", "--json") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == data
    assert shown.out.count("\n") == 1
    assert shown.out.isascii()
    assert shown.err == ""


async def test_options_stand_before_or_behind_the_verb(application: Application) -> None:
    for words in (
        ["--json", "--timeout=3", "dial", "123", "--yes"],
        ["dial", "--timeout", "3", "--yes", "123", "--json"],
    ):
        assert await ctl(application, *words) == 0

    first, second = application.requests
    assert first == second
    assert first.verb == "dial"
    assert first.args == ("123",)
    assert first.options == {"yes": True}
    assert first.cwd == str(Path.cwd())


async def test_what_stands_behind_two_dashes_is_an_argument(application: Application) -> None:
    await asyncio.to_thread(
        ctl_client.run,
        ["--data-dir", str(application.paths.data_dir), "note", "--", "--json"],
        ctl_address,
    )

    assert application.requests[0].args == ("--json",)


async def test_a_refusal_is_one_line_on_standard_error(
    application: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    application.reply = lambda _: CtlReply.failed("no-call", "There is\nno call\x1b[2J to hold")

    assert await ctl(application, "hold") == 1
    shown = capsys.readouterr()
    assert shown.err == "ctiapp: There is no call[2J to hold\n"
    assert shown.out == ""

    assert await ctl(application, "hold", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["exit"] == 1
    assert answer["data"] is None
    assert answer["error"]["code"] == "no-call"


async def test_an_unconfirmed_verb_says_so(
    application: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    application.reply = lambda _: CtlReply(4)
    assert await ctl(application, "hold") == 4
    assert "not confirmed" in capsys.readouterr().err

    application.reply = lambda _: CtlReply(4, None, CtlError("x", "its own words"))
    assert await ctl(application, "hold") == 4
    assert capsys.readouterr().err == "ctiapp: its own words\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["dial"],
        ["status", "--timeout", "soon"],
        ["status", "--timeout", "0"],
        ["status", "--timeout", "nan"],
        ["signin", "--pbx", "x"],
        ["raise"],
    ],
)
async def test_usage_errors_never_reach_the_application(
    application: Application, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await ctl(application, *words) == 2
    assert application.requests == []
    assert capsys.readouterr().err.count("\n") == 1


def test_no_application_is_exit_3_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for verb in ("status", "watch"):
        assert ctl_client.run([verb, "--data-dir", str(tmp_path)], ctl_address) == 3
        shown = capsys.readouterr()
        assert shown.err == "ctiapp: no running application\n"
        assert shown.out == ""


@pytest.mark.parametrize(("verb", "code"), [("status", 1), ("hold", 4)])
async def test_silence_is_a_failure_or_unconfirmed(
    application: Application,
    verb: str,
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    application.hold = asyncio.Event()
    try:
        assert await ctl(application, verb, "--timeout", "0.05") == code
    finally:
        application.hold.set()
    assert "did not answer in time" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "wanted_s"),
    [
        (("status",), CLIENT_LIMIT_S),
        (("events", "test"), CLIENT_LIMIT_S + VERBS["events"].takes_s),
        (("events", "test", "--timeout", "2"), 2.0),
    ],
)
def test_an_answer_is_waited_for_as_long_as_the_verb_may_take(
    words: tuple[str, ...],
    wanted_s: float,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    def ask(_request: object, _address: str, timeout_s: float) -> CtlReply:
        waited.append(timeout_s)
        return CtlReply()

    monkeypatch.setattr(ctl_client, "ask", ask)
    assert ctl_client.run([*words, "--data-dir", str(tmp_path)], ctl_address) == 0
    assert waited == [wanted_s]


async def test_a_secret_on_standard_input_goes_over_the_socket(application: Application) -> None:
    words = [
        "signin",
        "--pbx",
        "http://x",
        "--client-id",
        "i",
        "--client-secret-file",
        "-",
        "--extension",
        "1",
    ]
    process = await spawn(application, *words, stdin=subprocess.PIPE)
    out, err = await asyncio.wait_for(process.communicate(b"open-sesame\n"), 20)

    assert process.returncode == 0, err
    assert application.requests[0].text("client_secret") == "open-sesame"
    assert b"sesame" not in out + err


async def test_watch_prints_one_line_a_change_until_interrupted(application: Application) -> None:
    process = await spawn(application, "watch", "--json")
    for number in range(2):
        application.changes.put_nowait({"at": "2030-01-01", "kind": "call", "data": number})
    lines = [await asyncio.wait_for(process.stdout.readline(), 20) for _ in range(2)]

    assert [json.loads(line)["data"] for line in lines] == [0, 1]

    process.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 130
    assert err == b""
    await asyncio.wait_for(application.left.wait(), 10)


async def test_watch_ends_when_nobody_reads_it_any_more(application: Application) -> None:
    """Its reader has gone: it need not wait for the next change to notice."""
    process = await spawn(application, "watch")
    application.changes.put_nowait({"at": "2030-01-01T10:11:12", "kind": "link", "data": "up"})
    await asyncio.wait_for(process.stdout.readline(), 20)
    process._transport.get_pipe_transport(1).close()

    assert await asyncio.wait_for(process.wait(), 20) == 0
    assert await process.stderr.read() == b""


async def test_watch_says_when_the_application_has_ended(application: Application) -> None:
    process = await spawn(application, "watch")
    application.changes.put_nowait(None)
    _, err = await asyncio.wait_for(process.communicate(), 20)

    assert process.returncode == 3
    assert err == b"ctiapp: the application has ended\n"


async def test_an_answer_counts_even_when_nobody_reads_it(application: Application) -> None:
    read, write = os.pipe()
    os.close(read)
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "ctiapp", "ctl", "status"],
        *["--data-dir", str(application.paths.data_dir)],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    os.close(write)
    _, err = await asyncio.wait_for(process.communicate(), 20)

    assert (process.returncode, err) == (0, b"")


async def test_the_client_needs_no_qt_and_no_event_loop(application: Application) -> None:
    code = (
        "import sys; from ctiapp.cli import main; code = main(sys.argv[1:]); "
        "heavy = {'PySide6', 'asyncio', 'platformdirs', 'phonenumbers', 'keyring', 'logging'}; "
        "print(code, sorted(heavy & {n.partition('.')[0] for n in sys.modules}))"
    )
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-c", code, "ctl", "status", "--data-dir"],
        str(application.paths.data_dir),
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 20)

    assert out.splitlines()[-1] == b"0 []"
    assert application.requests


def test_help_lists_every_verb_and_needs_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert ctl_client.run(["--help"], ctl_address) == 0
    whole = capsys.readouterr().out
    assert "transfer NUMBER [CALL] [--consult]" in whole
    assert "prefill" not in whole

    assert ctl_client.run(["park", "-h"], ctl_address) == 0
    assert capsys.readouterr().out.startswith("ctiapp ctl park [CALL] [--slot S]\n")
