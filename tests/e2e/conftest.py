"""Fixtures of the end-to-end tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.support import AppProcess, Display, PbxProcess, missing_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """A display with a window manager; skipped, and said so, where the programs are missing."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    shown = Display()
    yield shown
    shown.close()


@pytest.fixture
def start_pbx() -> Iterator[Callable[..., PbxProcess]]:
    """Start simulated PBXs; they end with the test."""
    started: list[PbxProcess] = []

    def start(*options: str) -> PbxProcess:
        started.append(PbxProcess(*options))
        return started[-1]

    yield start
    for pbx in started:
        pbx.close()


@pytest.fixture
def pbx(start_pbx: Callable[..., PbxProcess]) -> PbxProcess:
    """A quiet simulated PBX: nothing happens by itself."""
    return start_pbx()


@pytest.fixture
def start_app(display: Display, tmp_path: Path) -> Iterator[Callable[..., AppProcess]]:
    """Start the application; it must quit in order, without a stray line of log."""
    started: list[AppProcess] = []

    def start(*options: str, name: str = "data", env: dict[str, str] | None = None) -> AppProcess:
        app = AppProcess({**display.env, **(env or {})}, tmp_path / name, *options)
        started.append(app)
        return app

    yield start
    for app in started:
        app.close()
    for app in started:
        stray = [
            line
            for line in app.log_text.splitlines()
            if " ERROR " in line or " CRITICAL " in line or "Traceback" in line
        ]
        assert not stray


@pytest.fixture
def signed_in_as(start_app: Callable[..., AppProcess], tmp_path: Path) -> Callable[..., AppProcess]:
    """Start the application signed in at a PBX; returns when it is live and knows the names."""

    def sign_in(pbx: PbxProcess, *options: str, extension: str = "2000", **more: str) -> AppProcess:
        secret = tmp_path / "secret"
        secret.write_text(pbx.client_secret, encoding="utf-8")
        secret.chmod(0o600)
        app = start_app(
            "--pbx",
            pbx.url,
            "--client-id",
            pbx.client_id,
            "--client-secret-file",
            str(secret),
            "--extension",
            extension,
            *options,
            **more,
        )
        app.until("online", lambda status: status["connection"] == "online")
        return app

    return sign_in


@pytest.fixture
def app(pbx: PbxProcess, signed_in_as: Callable[..., AppProcess]) -> AppProcess:
    """The application, live as extension 2000."""
    return signed_in_as(pbx)
