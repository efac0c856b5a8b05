"""Remembering: secret and tokens lie in the system's key store, and nowhere else."""

from __future__ import annotations

import json
import shutil
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ctiapp.settings import secret_key
from tests.e2e.conftest import as_options
from tests.e2e.form import fill_in
from tests.e2e.programs import PATIENCE_S, Program, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

WHAT = ("client_secret", "tokens")

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")

KEPT = """\
import json, keyring, sys
print(json.dumps([keyring.get_password("ctiapp", name) for name in sys.argv[1:]]))
"""


@pytest.fixture
def key_store(display: Display, tmp_path: Path) -> Iterator[dict[str, str]]:
    """An unlocked key store on a session bus of its own; the environment that leads to it."""
    if missing := [name for name in NEEDED if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    env = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_RUNTIME_DIR": str(home)}
    whole = {**display.env, **env}
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with Program(bus, env=whole) as daemon:
        env["DBUS_SESSION_BUS_ADDRESS"] = daemon.next()
        # It goes to the background once it serves, and ends with the bus.
        words = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
        assert run(words, env={**whole, **env}, stdin="pass").returncode == 0
        yield env


def kept(app: App, pbx: Pbx) -> list[str | None]:
    """What the key store has: the client secret, and the token pair."""
    names = [secret_key("p-series", pbx.url, pbx.client_id, what) for what in WHAT]
    done = run([sys.executable, "-c", KEPT, *names], env=app.env)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def until_kept(app: App, pbx: Pbx) -> None:
    """Wait until secret and tokens lie there: the window does not wait for the key store."""
    deadline = time.monotonic() + PATIENCE_S
    while None in kept(app, pbx):
        if time.monotonic() > deadline:
            app.fail("nothing was remembered")


def test_remember_me_signs_in_by_itself_with_the_token_that_lives(
    pbx: Pbx,
    start_app: Callable[..., App],
    display: Display,
    key_store: dict[str, str],
) -> None:
    """One log-in for two starts, and not a trace of secret or tokens on the disk."""
    app = start_app(env=key_store)
    fill_in(
        display,
        address=pbx.url,
        client_id=pbx.client_id,
        secret=pbx.client_secret,
        number="2000",
        remember=True,
    )
    app.online()
    until_kept(app, pbx)
    app.close()
    assert pbx.asked("del_token") == []
    assert pbx.do("state")["live_tokens"] == 1

    app = start_app(env=key_store)
    app.online()

    assert len(pbx.asked("get_token")) == 1
    assert pbx.asked("refresh_token") == []
    secret, tokens = kept(app, pbx)
    assert secret == pbx.client_secret
    pair = json.loads(tokens or "{}")
    for word in (pbx.client_secret, pair["access"], pair["refresh"]):
        assert word
        for path in app.data_dir.rglob("*"):
            if path.is_file():
                assert word.encode() not in path.read_bytes()

    assert app.ctl("signout").returncode == 0
    assert len(pbx.asked("del_token")) == 1
    assert kept(app, pbx) == [None, None]
    app.close()
    app = start_app(env=key_store)
    assert app.status()["connection"] == "signed-out"
    assert len(pbx.asked("get_token")) == 1


def test_a_token_that_died_over_night_is_renewed_without_a_log_in(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path, key_store: dict[str, str]
) -> None:
    """The refresh token lives longer than the access token."""
    app = start_app(*as_options(pbx, tmp_path / "secret"), "--remember", env=key_store)
    app.online()
    until_kept(app, pbx)
    app.close()
    pbx.do("expire_tokens")

    app = start_app(env=key_store)
    app.online()

    assert len(pbx.asked("get_token")) == 1
    assert len(pbx.asked("refresh_token")) == 1
    app.close()

    # A restarted PBX knows no token at all: the remembered secret serves, once.
    pbx.do("advance", seconds=90_000)
    app = start_app(env=key_store)
    app.online()
    assert len(pbx.asked("get_token")) == 2


def test_without_a_key_store_one_can_work_and_is_asked_again(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Remembering fails, and says so; nothing is written anywhere instead."""
    env = {
        "DBUS_SESSION_BUS_ADDRESS": "",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    app = start_app(*as_options(pbx, tmp_path / "secret"), "--remember", env=env)
    app.online()
    app.close()

    app = start_app(env=env)

    status = app.until("the secret is missing", lambda now: now["code"] is not None)
    assert status["connection"] == "signed-out"
    assert len(pbx.asked("get_token")) == 1
