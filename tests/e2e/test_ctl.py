"""The command line around a running application: one instance, its socket, what it records."""

from __future__ import annotations

import contextlib
import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctiapp.paths import ctl_address
from tests.e2e.application import App
from tests.e2e.programs import Program, ctiapp, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.conftest import Office
    from tests.e2e.screen import Display

PNG = b"\x89PNG\r\n\x1a\n"


def test_without_an_application(tmp_path: Path) -> None:
    """Every verb says the same, and the usage is looked at first."""
    for verb in (["status"], ["calls"], ["watch"], ["dial", "2001"], ["quit"]):
        done = run(ctiapp("ctl", "--data-dir", str(tmp_path), *verb))
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == "ctiapp: no running application\n"
    for words in (["nonsense"], [], ["dial"], ["status", "--loud"], ["--timeout", "x", "status"]):
        done = run(ctiapp("ctl", "--data-dir", str(tmp_path), *words))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1


def test_status_as_a_machine_reads_it(office: Office) -> None:
    """All members of the contract, and plain ASCII in one line."""
    call_id = office.pbx.call("5503302", via="6402")
    office.app.becomes(call_id, "ringing")

    done = office.app.ctl("status", "--json")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert done.stdout.count("\n") == 1
    status = json.loads(done.stdout)
    members = "version connection detail code attempts_left pbx extension capabilities calls"
    assert {*members.split(), "queues", "popup"} <= set(status)
    call = next(call for call in status["calls"] if call["id"] == call_id)
    members = "id state direction remote parties via did trunk since muted recording consult_of"
    assert {*members.split(), "pending", "reason", "actions"} <= set(call)
    assert set(status["popup"]) == {"visible", "call", "latency_ms"}
    assert json.loads(office.app.ctl("--json", "calls").stdout)[0]["id"] == call_id
    for_people = office.app.ctl("status")
    assert for_people.returncode == 0
    assert call_id in for_people.stdout
    assert "Anya" in office.app.ctl("calls").stdout


def test_watch_tells_every_change(office: Office) -> None:
    """One JSON object a line, from the ring to the end; interrupted, it ends quietly."""
    words = ctiapp("ctl", "--data-dir", str(office.app.data_dir), "watch", "--json")
    with Program(words, env=office.app.env) as watch:
        # The client may connect after the first call: there is one more until it has told of a pop.
        while True:
            call_id = office.pbx.call("5503302")
            office.app.becomes(call_id, "ringing")
            told = any('"popup"' in line for line in watch.drain())
            office.pbx.gives_up(call_id)
            if told:
                break
            office.app.becomes(call_id, "ended")
        ended = watch.until(lambda line: call_id in line and '"ended"' in line)
    lines = [json.loads(line) for line in watch.seen]

    assert {"at", "kind", "data"} == set(json.loads(ended))
    assert {line["kind"] for line in lines} <= {"call", "queue", "link", "popup"}
    assert {"call", "popup"} <= {line["kind"] for line in lines}


def test_find(office: Office) -> None:
    """Names and numbers, in any form; nobody is no error."""
    found = json.loads(office.app.ctl("--json", "find", "leo").stdout)
    assert [(hit["name"], hit["number"]) for hit in found] == [("Leo Ball", "2001")]
    found = json.loads(office.app.ctl("--json", "find", "901820").stdout)
    assert [hit["name"] for hit in found] == ["Joseph Goffin"]
    nobody = office.app.ctl("--json", "find", "nobody")
    assert (nobody.returncode, json.loads(nobody.stdout)) == (0, [])
    assert "Leo Ball" in office.app.ctl("find", "leo").stdout


def test_screenshot(office: Office, tmp_path: Path) -> None:
    """The windows as they are painted now: the main one and a pop, each a file of its own."""
    call_id = office.pbx.call("5503302")
    office.app.pops(call_id)

    done = office.app.ctl("screenshot", str(tmp_path / "now.png"))

    assert done.returncode == 0
    names = done.stdout.split()
    assert names == [str(tmp_path / "now.png"), str(tmp_path / "now-2.png")]
    assert all(Path(name).read_bytes().startswith(PNG) for name in names)
    nowhere = office.app.ctl("screenshot", str(tmp_path / "no" / "such" / "now.png"))
    assert (nowhere.returncode, nowhere.stdout) == (1, "")


def test_a_recording_is_played_again(office: Office, tmp_path: Path, display: Display) -> None:
    """What was recorded shows the same calls again, and holds no secret."""
    film = tmp_path / "film"
    assert office.app.ctl("capture", "start", str(film)).returncode == 0
    assert office.app.ctl("capture", "start", str(film)).returncode == 1
    first = office.pbx.call("5503302", via="6402")
    office.app.becomes(first, "ringing")
    office.pbx.pick_up(first)
    office.app.becomes(first, "talking")
    second = office.pbx.call("5503303")
    office.app.becomes(second, "ringing")
    stopped = office.app.ctl("capture", "stop", "--json")
    assert stopped.returncode == 0
    assert json.loads(stopped.stdout)["events"] >= 3
    assert office.app.ctl("capture", "stop").returncode == 1
    assert stat.S_IMODE(film.stat().st_mode) == 0o600
    text = film.read_text(encoding="utf-8")
    assert office.pbx.client_secret not in text
    assert "access_token" not in text

    data = tmp_path / "replay"
    played = App(display.env, data, command=["replay", str(film), "--speed", "100"])
    with contextlib.closing(played):
        played.becomes(first, "talking")
        played.becomes(second, "ringing")
        assert played.call(first)["via"]["number"] == "6402"
        assert played.call(second)["remote"]["number"] == "5503303"
    assert played.strays() == []


def test_the_socket_is_the_users_own(office: Office) -> None:
    """No bit for group or others, neither on the socket nor on where it lies."""
    socket = Path(ctl_address(office.app.data_dir))

    assert stat.S_ISSOCK(socket.stat().st_mode)
    assert stat.S_IMODE(socket.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((office.app.data_dir / "settings.json").stat().st_mode) & 0o077 == 0


def sign_in_words(office: Office, secret: Path, **other: str) -> list[str]:
    """A command line that signs in, with some of it exchanged."""
    secret.write_text(office.pbx.client_secret, encoding="utf-8")
    secret.chmod(0o600)
    named = {"pbx": office.pbx.url, "client-id": office.pbx.client_id, "extension": "2000"} | other
    words = [word for name, value in named.items() for word in (f"--{name}", value)]
    return [*words, "--client-secret-file", str(secret)]


def test_a_second_start_raises_the_window(office: Office, tmp_path: Path) -> None:
    """The same sign-in or none: exit 0; another one: exit 1, and it says who is."""
    start = ["--data-dir", str(office.app.data_dir)]
    secret = tmp_path / "secret"
    done = run(ctiapp(*start), env=office.app.env)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    same = run(ctiapp(*start, *sign_in_words(office, secret)), env=office.app.env)
    assert (same.returncode, same.stderr) == (0, "")

    for other in ({"extension": "2001"}, {"client-id": "somebody"}, {"pbx": "https://else"}):
        words = ctiapp(*start, *sign_in_words(office, secret, **other))
        done = run(words, env=office.app.env)
        assert done.returncode == 1
        assert "2000" in done.stderr
        assert done.stderr.count("\n") == 1
    assert len(office.pbx.asked("get_token")) == 0
    assert office.app.status()["connection"] == "online"


def test_a_minimised_window_comes_back(office: Office) -> None:
    """Starting it again is how one finds a window that is not to be seen."""
    office.display.xdo("windowminimize", "--sync", office.window)

    done = run(ctiapp("--data-dir", str(office.app.data_dir)), env=office.app.env)

    assert done.returncode == 0
    assert office.display.window("Kristin Hale") == office.window


@pytest.mark.parametrize("number", ["", "tel:", "file:///etc/passwd", "http://x"])
def test_what_is_no_link_is_no_command(tmp_path: Path, number: str, display: Display) -> None:
    """Usage, before anything starts."""
    done = run(ctiapp("--data-dir", str(tmp_path), number), env=display.env)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_quitting_by_key_ends_it(start_app: Callable[..., App], display: Display) -> None:
    """Ctrl+Q, as the list of keys has it."""
    app = start_app()
    display.focus(display.window("^ctiapp$"))

    display.key("ctrl+q")

    assert app.ended() == 0


def test_minimised_start(start_app: Callable[..., App], display: Display) -> None:
    """No window is in the way; ctl answers."""
    app = start_app("--minimized")

    assert app.status()["connection"] == "signed-out"
    assert display.windows("^ctiapp$") == []
