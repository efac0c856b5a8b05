"""The command line: what starts, what it is told, and what it exits with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import ctiapp
from ctiapp import cli
from ctiapp.desktop.instance import AlreadyRunning, InstanceLock
from ctiapp.model.ctl import CtlReply
from ctiapp.paths import AppPaths
from ctiapp.settings import SignIn, StartOptions

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SHA256 = ":".join(["AB"] * 32)


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set no more than the offscreen platform."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def no_display(display: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")


@pytest.fixture
def started(display: None, monkeypatch: pytest.MonkeyPatch) -> list[StartOptions]:
    """What the application is started with, instead of starting it."""
    seen: list[StartOptions] = []

    def run(options: StartOptions) -> int:
        seen.append(options)
        return 0

    stand_in(monkeypatch, "ctiapp.app", run=run)
    return seen


def stand_in(monkeypatch: pytest.MonkeyPatch, module: str, **members: Any) -> None:
    made = SimpleNamespace(**members)
    monkeypatch.setitem(sys.modules, module, made)
    package, _, name = module.rpartition(".")
    monkeypatch.setattr(sys.modules.get(package) or __import__(package), name, made, raising=False)


def recorder(seen: list[Any], code: int = 0) -> Callable[..., int]:
    """Make a stand-in that keeps what it is called with."""

    def record(*args: Any) -> int:
        seen.append(args)
        return code

    return record


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.touch(0o600)
    file.write_text("open-sesame\n")
    return file


@pytest.fixture
def sign_in(secret: Path, tmp_path: Path) -> list[str]:
    return [
        *["--data-dir", str(tmp_path / "data"), "--pbx", "http://pbx", "--client-id", "id"],
        *["--client-secret-file", str(secret), "--extension", "2000"],
    ]


def exit_code(*words: str) -> int:
    """Run the command line; a usage error leaves it by an exception."""
    try:
        return cli.main(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else -1


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-m", "ctiapp", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
        cwd=ROOT,
        env=bare | env,
    )


# --- without Qt ----------------------------------------------------------------------------------


def test_version_and_help_need_neither_a_display_nor_qt() -> None:
    assert run("--version").stdout == f"ctiapp {ctiapp.__version__}\n"
    assert "--client-secret-file" in run("--help").stdout

    code = (
        "import sys; from ctiapp.cli import main\n"
        "try: main([sys.argv[1]])\n"
        "except SystemExit as end: print(end.code)\n"
        "heavy = {'PySide6', 'asyncio', 'httpx', 'websockets', 'keyring', 'phonenumbers'}\n"
        "print(sorted(heavy & {n.partition('.')[0] for n in sys.modules}))"
    )
    for word in ("--version", "--help"):
        done = subprocess.run(
            [sys.executable, "-c", code, word],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        assert done.stdout.splitlines()[-2:] == ["0", "[]"]


def test_every_command_has_a_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in cli._SUBCOMMANDS:
        assert exit_code(command, "--help") == 0
        assert f"ctiapp {command}" in capsys.readouterr().out


def test_a_name_that_the_terminal_cannot_show_ends_nothing() -> None:
    done = run("王小明", PYTHONIOENCODING="ascii", LC_ALL="C")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


# --- usage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["--fly"],
        ["fly"],
        ["http://x"],
        ["--data-dir", "x", "ctl", "status"],
        ["--pbx", "http://x"],
        ["--kind", "k2"],
        ["--remember"],
        ["--demo", "--pbx", "http://x"],
        ["--demo", "--remember"],
        ["--log-level", "loud"],
        ["--kind", "pigeon"],
        ["tel:call-me"],
        ["tour"],
        ["tour", "--out", "x", "--steps", "0"],
        ["replay"],
        ["replay", "no-such-file"],
        ["replay", "--speed", "-1", "x"],
        ["pbx", "--port", "70000"],
        ["pbx", "--scenario", "flood"],
        ["pbx", "extra"],
        ["bench", "--fast"],
        ["ctl"],
    ],
)
@pytest.mark.usefixtures("display")
def test_usage_errors_are_one_line_and_exit_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*words) == 2

    shown = capsys.readouterr()
    assert shown.err.startswith("ctiapp: ")
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_ca_and_trust_exclude_each_other(sign_in: list[str]) -> None:
    assert exit_code(*sign_in, "--ca", "x", "--trust", SHA256) == 2


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--trust", "abc"], 1, "64 hex digits"),
        (["--ca", "no-such-file"], 2, "no CA file"),
        (["--client-secret-file", "no-such-file"], 2, "cannot read"),
    ],
)
def test_sign_in_arguments_that_cannot_be_used_are_named(
    sign_in: list[str],
    more: list[str],
    code: int,
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert exit_code(*sign_in, *more) == code
    assert told in capsys.readouterr().err


# --- starting ------------------------------------------------------------------------------------


def test_a_plain_start_has_the_last_profile(started: list[StartOptions]) -> None:
    assert exit_code() == 0
    assert started == [StartOptions()]


def test_what_was_named_reaches_the_application(
    started: list[StartOptions], sign_in: list[str], tmp_path: Path
) -> None:
    words = ["--kind", "k2", "--trust", SHA256, "--remember", "--minimized", "--log-level", "debug"]

    assert exit_code(*sign_in, *words) == 0
    assert started == [
        StartOptions(
            data_dir=tmp_path / "data",
            sign_in=SignIn(
                "http://pbx", "id", "open-sesame", "2000", "k2", None, "ab" * 32, remember=True
            ),
            minimized=True,
            log_level="debug",
        )
    ]


def test_how_events_come_reaches_the_application(
    started: list[StartOptions], sign_in: list[str]
) -> None:
    """The password goes in clear to a port of events where somebody said so, and only there."""
    words = ["--kind", "k2", "--listen", "10.0.0.7:8261", "--listen-told", "office:9000"]
    agreed = ["--event-port", "8333", "--allow-clear-event-password"]

    assert exit_code(*sign_in, *words, *agreed) == 0
    wanted = started[0].sign_in
    assert wanted is not None
    assert (wanted.kind, wanted.listen, wanted.listen_told) == (
        "k2",
        "10.0.0.7:8261",
        "office:9000",
    )
    assert (wanted.event_port, wanted.clear_event_password) == (8333, True)


@pytest.mark.parametrize(
    ("given", "said", "option"),
    [
        (["--event-port", "8333"], "without encryption", "--allow-clear-event-password"),
        (["--event-port", "x"], "“x” is no port", "--event-port"),
        (["--listen", "x"], "“x” is no place to listen on", "--listen"),
        (["--listen-told", "x"], "“x” is no address", "--listen-told"),
    ],
)
def test_what_is_wrong_with_how_events_come_is_said_with_what_to_do(
    started: list[StartOptions],
    sign_in: list[str],
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    said: str,
    option: str,
) -> None:
    assert exit_code(*sign_in, "--kind", "k2", *given) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert line.endswith(f"({option})")
    assert started == []


def test_how_events_come_is_said_to_whoever_signs_in(started: list[StartOptions]) -> None:
    """Alone it says nothing of where."""
    assert exit_code("--listen", "8261") == 2
    assert started == []


def test_the_demo_has_a_directory_of_its_own_that_ends_with_it(
    display: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Path] = []

    def start(options: StartOptions) -> int:
        assert options.demo
        assert options.data_dir is not None
        assert options.data_dir.is_dir()
        seen.append(options.data_dir)
        return 0

    stand_in(monkeypatch, "ctiapp.app", run=start)

    assert exit_code("--demo") == 0
    assert not seen[0].exists()
    assert str(seen[0]) in capsys.readouterr().err


def test_a_link_starts_the_application_with_the_number(
    started: list[StartOptions], tmp_path: Path
) -> None:
    assert exit_code("tel:+49-89-1234", "--data-dir", str(tmp_path)) == 0
    assert started == [StartOptions(data_dir=tmp_path, prefill="+49891234")]


def test_the_applications_exit_code_is_ours(
    display: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, "ctiapp.app", run=lambda _: 7)

    assert exit_code("--data-dir", str(tmp_path)) == 7


def test_interrupting_is_exit_130(
    display: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(_: StartOptions) -> int:
        raise KeyboardInterrupt

    stand_in(monkeypatch, "ctiapp.app", run=interrupted)

    assert exit_code("--data-dir", str(tmp_path)) == 130


# --- a second start ------------------------------------------------------------------------------


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Callable[[CtlReply], list[Any]]:
    """An application that already runs, and answers as it is told."""

    def use(reply: CtlReply) -> list[Any]:
        seen: list[Any] = []

        def ask(request: Any, _address: str) -> CtlReply:
            seen.append(request)
            return reply

        monkeypatch.setattr("ctiapp.desktop.ctl_ask.ask", ask)
        return seen

    return use


def test_a_second_start_raises_the_window(
    started: list[StartOptions], running: Callable[[CtlReply], list[Any]]
) -> None:
    seen = running(CtlReply())

    assert exit_code() == 0
    assert started == []
    assert (seen[0].verb, dict(seen[0].options)) == ("raise", {})


def test_a_second_start_that_names_somebody_else_says_who_is_there(
    started: list[StartOptions],
    running: Callable[[CtlReply], list[Any]],
    sign_in: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = running(CtlReply.failed("other", "2001 at http://pbx is signed in"))

    assert exit_code(*sign_in) == 1
    assert started == []
    assert capsys.readouterr().err == "ctiapp: 2001 at http://pbx is signed in\n"
    assert seen[0].options == {"pbx": "http://pbx", "client_id": "id", "extension": "2000"}


@pytest.mark.usefixtures("no_display")
def test_a_link_is_handed_to_the_running_application_even_without_a_display(
    running: Callable[[CtlReply], list[Any]],
) -> None:
    seen = running(CtlReply())

    assert exit_code("tel:2001") == 0
    assert (seen[0].verb, seen[0].args) == ("prefill", ("2001",))


def test_the_demo_meets_no_running_application(
    started: list[StartOptions], running: Callable[[CtlReply], list[Any]]
) -> None:
    seen = running(CtlReply())

    assert exit_code("--demo") == 0
    assert seen == []
    assert started[0].demo


def test_a_start_that_lost_the_race_raises_the_winner(
    display: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replies = [CtlReply.failed("no_application", "", 3), CtlReply()]

    def late(_: StartOptions) -> int:
        raise AlreadyRunning("x")

    monkeypatch.setattr("ctiapp.desktop.ctl_ask.ask", lambda *_: replies.pop(0))
    stand_in(monkeypatch, "ctiapp.app", run=late)

    assert exit_code("--data-dir", str(tmp_path)) == 0
    assert replies == []


def test_a_start_after_one_that_has_not_ended_yet_waits_for_it_and_starts(
    display: None,
    running: Callable[[CtlReply], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    running(CtlReply.failed("no_application", "", 3))
    started: list[StartOptions] = []

    def run(options: StartOptions) -> int:
        started.append(options)
        if len(started) == 1:
            raise AlreadyRunning("x")
        return 0

    stand_in(monkeypatch, "ctiapp.app", run=run)

    assert exit_code("--data-dir", str(tmp_path)) == 0
    assert len(started) == 2


def test_one_that_neither_answers_nor_ends_is_said(
    display: None,
    running: Callable[[CtlReply], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    running(CtlReply.failed("no_application", "", 3))
    monkeypatch.setattr("ctiapp.desktop.instance.ENDS_WITHIN_S", 0.0)

    def run(_: StartOptions) -> int:
        raise AlreadyRunning("x")

    stand_in(monkeypatch, "ctiapp.app", run=run)

    with InstanceLock(AppPaths.of(tmp_path).lock_file):
        assert exit_code("--data-dir", str(tmp_path)) == 1
    assert capsys.readouterr().err == "ctiapp: ctiapp runs here, but neither answers nor ends\n"


# --- displays ------------------------------------------------------------------------------------


def test_no_display_is_one_line_and_exit_2(tmp_path: Path) -> None:
    done = run("--data-dir", str(tmp_path))

    assert done.returncode == 2
    assert done.stderr.startswith("ctiapp: no display")
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("no_display")
def test_a_demo_without_a_display_is_the_tour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Any] = []
    stand_in(monkeypatch, "ctiapp.tools.tour", main=recorder(seen))

    assert exit_code("--demo") == 0
    assert seen == [(Path("tour"), None)]
    assert str(Path("tour").resolve()) in capsys.readouterr().err
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_of_three_settings_is_a_display(name: str) -> None:
    assert cli.has_display({name: "x"}, "linux")
    assert not cli.has_display({name: ""}, "linux")
    assert cli.has_display({}, "win32")
    assert cli.has_display({}, "darwin")


@pytest.mark.parametrize(
    ("set_", "chosen"),
    [
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, "xcb;wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "wayland"}, "wayland"),
        ({"WAYLAND_DISPLAY": "w"}, None),
        ({"DISPLAY": ":0"}, None),
    ],
)
def test_xwayland_is_preferred_unless_the_user_chose(
    set_: dict[str, str], chosen: str | None
) -> None:
    env = dict(set_)
    cli._prefer_x11(env, "linux")

    assert env.get("QT_QPA_PLATFORM") == chosen


# --- the commands --------------------------------------------------------------------------------


def test_the_simulated_pbx_gets_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    from ctiapp.simpbx.options import PbxOptions

    seen: list[Any] = []
    stand_in(monkeypatch, "ctiapp.simpbx.server", main=recorder(seen, 5))
    words = "--port 8088 --tls --extensions 30 --scenario queue --seed 7 --exit-with-stdin"

    assert exit_code("pbx", *words.split()) == 5
    assert exit_code("pbx") == 5
    told = PbxOptions(
        port=8088, tls=True, extensions=30, scenario="queue", seed=7, exit_with_stdin=True
    )
    assert seen == [(told,), (PbxOptions(),)]


@pytest.mark.usefixtures("no_display")
def test_tools_get_their_arguments_and_draw_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    for name in ("tour", "pictures", "bench"):

        def main(*args: Any, name: str = name) -> int:
            seen[name] = (args, os.environ.get("QT_QPA_PLATFORM"))
            return 0

        stand_in(monkeypatch, f"ctiapp.tools.{name}", main=main)

    assert exit_code("tour", "--out", "x", "--steps", "3") == 0
    assert exit_code("pictures", "--out", "y") == 0
    assert exit_code("bench", "pop", "store", "--json", "--gate") == 0
    assert seen == {
        "tour": ((Path("x"), 3), "offscreen"),
        "pictures": ((Path("y"),), "offscreen"),
        "bench": ((["pop", "store"], True, True), "offscreen"),
    }


def test_a_replay_never_touches_the_users_own_files(
    display: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[Any] = []
    stand_in(monkeypatch, "ctiapp.tools.replay", main=recorder(seen))
    file = tmp_path / "stream"
    file.touch()

    assert exit_code("replay", str(file), "--speed", "2") == 0
    assert exit_code("replay", str(file), "--data-dir", str(tmp_path)) == 0
    (_, speed, own), (_, _, given) = seen
    assert speed == 2
    assert own.data_dir is not None
    assert not own.data_dir.exists()
    assert given.data_dir == tmp_path
    assert tmp_path.exists()


def test_an_error_of_ours_is_one_line_and_exit_1(
    display: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ctiapp.model.errors import StorageError

    def fail(_: StartOptions) -> int:
        raise StorageError("cannot make the directory")

    stand_in(monkeypatch, "ctiapp.app", run=fail)

    assert exit_code("--data-dir", str(tmp_path)) == 1
    assert capsys.readouterr().err == "ctiapp: cannot make the directory\n"
