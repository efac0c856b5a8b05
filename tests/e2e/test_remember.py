"""Remembering: secret and tokens lie in the system's key store, and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.e2e.conftest import as_options
from tests.e2e.form import fill_in_at
from tests.e2e.keeping import kept, until_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx


def test_remember_me_signs_in_by_itself_with_the_token_that_lives(
    pbx: Pbx,
    start_app: Callable[..., App],
    display: Display,
    key_store: dict[str, str],
) -> None:
    """One log-in for two starts, and not a trace of secret or tokens on the disk."""
    app = start_app(env=key_store)
    fill_in_at(display, pbx, remember=True)
    app.online()
    until_kept(app, pbx.url, pbx.client_id)
    app.close()
    assert pbx.asked("del_token") == []
    assert pbx.do("state")["live_tokens"] == 1

    app = start_app(env=key_store)
    app.online()

    assert len(pbx.asked("get_token")) == 1
    assert pbx.asked("refresh_token") == []
    secret, tokens = kept(app, pbx.url, pbx.client_id)
    assert secret == pbx.client_secret
    pair = json.loads(tokens or "{}")
    for word in (pbx.client_secret, pair["access"], pair["refresh"]):
        assert word
        for path in app.data_dir.rglob("*"):
            if path.is_file():
                assert word.encode() not in path.read_bytes()

    assert app.ctl("signout").returncode == 0
    assert len(pbx.asked("del_token")) == 1
    assert kept(app, pbx.url, pbx.client_id) == [None, None]
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
    until_kept(app, pbx.url, pbx.client_id)
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
