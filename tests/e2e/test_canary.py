"""Secrets that are like no other text, a whole day, and then a search for them everywhere.

A canary is a client secret, a mistyped one, and every token that the PBX granted (read off the
network). None may stand in a log, a traceback, the journal, the settings, a capture, what ``ctl``
prints, any text of any widget at each picture, a command line, or an environment.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.e2e.form import fill_in_at
from tests.e2e.keeping import kept, until_kept
from tests.e2e.programs import PATIENCE_S, ctiapp
from tests.e2e.relay import Relay
from tests.e2e.speaking import CRASH, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

MISTYPED = "Qx7CanaryMistypedSecretZz9"


PLACES = {"calls": 1, "people": 2, "queues": 3, "history": 4, "settings": 5}
"""The places of the window, and the digit that leads to each."""


def spellings(secret: str) -> set[bytes]:
    """A secret as it is, as a URL and JSON have it, and as it is packed for a header."""
    plain = secret.encode()
    return {
        plain,
        quote(secret, safe="").encode(),
        json.dumps(secret)[1:-1].encode(),
        base64.b64encode(plain).rstrip(b"=")[:-1],
        plain.hex().encode(),
        plain[: len(plain) * 2 // 3],  # cut off by somebody's bound
    }


def found_in(raw: bytes, secrets: Iterable[str]) -> list[str]:
    """Which secrets stand there, in whatever spelling."""
    return [secret for secret in secrets if any(each in raw for each in spellings(secret))]


class Day:
    """A day at the desk; all that can be seen of it is kept."""

    def __init__(self, app: App, place: Path, *, remember: bool) -> None:
        self.app = app
        self.remember = remember
        self.place = place
        self.seen: dict[str, bytes] = {}
        self.pictures = 0

    def look(self, what: str) -> None:
        """Take a picture, every text in the window, and how the process looks from outside."""
        self.pictures += 1
        picture = self.place / f"{self.pictures:02}-{what}.png"
        assert self.app.painted(picture)
        texts = picture.with_suffix(".json").read_text(encoding="utf-8")
        self.seen[f"the widgets: {what}"] = "\n".join(json.loads(texts)).encode("utf-8", "replace")
        self._process(self.app.process.pid, what)

    def _process(self, pid: int, what: str) -> None:
        for name in ("cmdline", "environ"):
            self.seen[f"{name}: {what}"] = Path(f"/proc/{pid}/{name}").read_bytes()

    def ctl(self, *words: str, stdin: str | None = None) -> int:
        """Run ``ctl``, and keep what it prints; its own command line and environment, too."""
        process = subprocess.Popen(
            ctiapp("ctl", "--data-dir", str(self.app.data_dir), *words),
            env=self.app.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._process(process.pid, " ".join(words))
        out, err = process.communicate(stdin or "", PATIENCE_S)
        self.seen[f"ctl {' '.join(words)}: {len(self.seen)}"] = (out + err).encode()
        return process.returncode

    def all_of_it(self, folder: Path) -> dict[str, bytes]:
        """What was seen, and every file that the day left behind."""
        files = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        changes = json.dumps(self.app.drain(), ensure_ascii=False).encode()
        return {**self.seen, **files, "ctl watch": changes, "stderr": self.app.error_text.encode()}


@pytest.mark.parametrize("remember", [False, True], ids=["forgotten", "remembered"])
def test_no_secret_is_left_anywhere_after_a_whole_day(
    pbx: Pbx,
    start_app: Callable[..., App],
    display: Display,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    remember: bool,
) -> None:
    """Where it is remembered it lies in the system's key store, and still nowhere else."""
    home = tmp_path / "home"
    crash = tmp_path / "crash"
    env = request.getfixturevalue("key_store") if remember else {}
    home.mkdir(exist_ok=True)
    env |= {"HOME": str(home), "TMPDIR": str(home), "XDG_CACHE_HOME": str(home), CRASH: str(crash)}
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    with Relay(pbx.port) as relay:
        app = start_app("--log-level", "debug", env=env, program=speaking)
        app.fine += ["ctl hold failed", "Traceback", "    | ", "frame refused"]  # all on purpose
        day = Day(app, pictures, remember=remember)
        a_day(day, pbx, relay, display, crash)
        app.close()
        if remember:
            day.app = start_app("--log-level", "debug", env=env, program=speaking)
            day.app.fine = app.fine
            the_next_morning(day, pbx, relay)
        tokens = relay.tokens
        on_the_wire = bytes(relay.sent)

    secrets = {pbx.client_secret, MISTYPED, *tokens}
    # They went where they must, so there was something to be found.
    assert found_in(on_the_wire, {pbx.client_secret}) != []
    assert len(tokens) >= 6, "three pairs were granted"
    log = app.log_text
    assert "RuntimeError" in log, "it crashed, and the log tells"
    assert "access_token=[redacted]" in log
    assert len(app.log_text.splitlines()) > 50

    kept = day.all_of_it(tmp_path)
    assert len([name for name in kept if name.startswith("the widgets")]) == day.pictures >= 12
    assert (tmp_path / "data" / "film.jsonl").stat().st_size > 1000
    files = " ".join(Path(name).name for name in kept)
    for what in ("ctiapp.log", "settings.json", "film.jsonl"):
        assert what in files, "the search looks there"
    leaks = {name: found for name, raw in kept.items() if (found := found_in(raw, secrets))}
    assert leaks == {}
    # The search finds what is there.
    (tmp_path / "data" / "planted").write_text(f"x{quote(max(tokens))}y", encoding="utf-8")
    assert len([1 for raw in day.all_of_it(tmp_path).values() if found_in(raw, secrets)]) == 1


def a_day(day: Day, pbx: Pbx, relay: Relay, display: Display, crash: Path) -> None:
    """From the mistyped secret to signing out, with all that goes wrong in between."""
    app = day.app
    address = f"http://127.0.0.1:{relay.port}"
    day.look("signed out")
    fill_in_at(display, pbx, address=address, secret=MISTYPED)
    app.refused("credentials")
    day.look("mistyped")
    signin = ["signin", "--pbx", address, "--client-id", pbx.client_id, "--extension", "2000"]
    signin += ["--remember"] if day.remember else []
    assert day.ctl(*signin, "--client-secret-file", "-", stdin=MISTYPED) == 1
    assert day.ctl(*signin, "--client-secret-file", "-", stdin=pbx.client_secret) == 0
    app.online()
    app.knows("Goffin")
    assert day.ctl("capture", "start", str(app.data_dir / "film.jsonl")) == 0
    day.look("signed in")

    _calls(day, pbx, relay, crash)
    display.focus(display.window("Kristin Hale"))
    for place, digit in PLACES.items():
        display.key(f"ctrl+{digit}")
        day.look(place)
    assert day.ctl("capture", "stop") == 0
    assert day.ctl("signout") == 0
    day.look("signed out again")
    assert day.ctl(*signin, "--client-secret-file", "-", stdin=pbx.client_secret) == 0
    app.online()
    day.look("back")
    if day.remember:
        until_kept(app, address, pbx.client_id)
    else:
        assert day.ctl("signout") == 0


def the_next_morning(day: Day, pbx: Pbx, relay: Relay) -> None:
    """It signs in by itself, with what the key store has."""
    day.app.online()
    day.look("the next morning")
    secret, pair = kept(day.app, f"http://127.0.0.1:{relay.port}", pbx.client_id)
    assert secret == pbx.client_secret
    assert pair is not None
    assert found_in(pair.encode(), relay.tokens)
    assert day.ctl("status", "--json") == 0
    day.app.close()


def _calls(day: Day, pbx: Pbx, relay: Relay, crash: Path) -> None:
    """A call, at which everything goes wrong that can."""
    app = day.app
    call_id = pbx.call("5503302")
    app.becomes(call_id, "ringing")
    app.pops(call_id)
    day.look("ringing")
    pbx.pick_up(call_id)
    app.becomes(call_id, "talking")
    told = sorted(relay.tokens)
    # A PBX that repeats in its refusal what it was asked with.
    pbx.do("fail", endpoint="call/hold", errcode=70084, errmsg=f"denied: {told[0]}")
    assert day.ctl("hold", "--json") == 1
    pbx.do("send", frame=f'{{"type":30011,"msg":"{told[1]}"}}')
    pbx.do("send", frame=f'{{"type":"{told[0][:24]}","msg":{{"call_id":"{told[0]}"}}}}')
    day.look("refused by a PBX that repeats the token")
    crash.touch()
    assert day.ctl("hold") == 1
    day.look("crashed")
    crash.unlink()
    assert day.ctl("hold") == 0
    day.look("held")
    for words in (["status", "--json"], ["status"], ["calls"], ["find", "goffin"], ["parked"]):
        assert day.ctl(*words) == 0
    assert day.ctl("dial", "*97") == 1
    pbx.do("expire_tokens")
    app.until("renewed", lambda _: len(relay.tokens) > len(told))
    app.online()
    day.look("renewed")
    pbx.gives_up(call_id)
    app.quiet()
