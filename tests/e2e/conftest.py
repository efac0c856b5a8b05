"""Fixtures of the end-to-end tests."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import screen
from tests.e2e.application import App
from tests.e2e.programs import Program, run
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.e2e.screen import Display


LIMIT_S = 180
"""How long one of these may take: each starts several programs, on a machine that may be busy."""


KEY_STORE = ("dbus-daemon", "gnome-keyring-daemon")
"""The programs that make a key store."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give these tests more time than those that start nothing."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here:
            item.add_marker(pytest.mark.timeout(LIMIT_S))


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """A display with a window manager; skipped, and said so, where the programs are missing."""
    missing = screen.missing_programs()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with screen.started() as shown:
        yield shown


@contextlib.contextmanager
def _apps(display: Display) -> Iterator[Callable[..., App]]:
    """Start applications; each must quit in order, and leave a calm log."""
    begun: list[App] = []

    def start(data_dir: Path, *options: str, env: dict[str, str] | None = None, **how: str) -> App:
        begun.append(App({**display.env, **(env or {})}, data_dir, *options, **how))
        return begun[-1]

    try:
        yield start
    finally:
        with contextlib.ExitStack() as stack:
            for app in begun:
                stack.callback(app.close)
    for app in begun:
        if strays := app.strays():
            pytest.fail("stray lines:\n" + "\n".join(strays), pytrace=False)


def as_options(pbx: Pbx, secret: Path, extension: str = "2000") -> list[str]:
    """The command line's words that sign in at a PBX; the secret goes into that file."""
    secret.write_text(pbx.client_secret, encoding="utf-8")
    secret.chmod(0o600)
    return [
        *("--pbx", pbx.url, "--client-id", pbx.client_id),
        *("--client-secret-file", str(secret), "--extension", extension),
    ]


# --- one for a test ------------------------------------------------------------------------------


@pytest.fixture
def start_pbx() -> Iterator[Callable[..., Pbx]]:
    """Start simulated PBXs; they end with the test."""
    with contextlib.ExitStack() as stack:
        yield lambda *options: stack.enter_context(Pbx(*options))


@pytest.fixture
def pbx(start_pbx: Callable[..., Pbx]) -> Pbx:
    """A quiet simulated PBX: nothing happens by itself."""
    return start_pbx()


@pytest.fixture
def start_app(display: Display, tmp_path: Path) -> Iterator[Callable[..., App]]:
    """Start the application with options; ``name`` is its data directory's."""
    with _apps(display) as start:
        yield lambda *options, name="data", **how: start(tmp_path / name, *options, **how)


@pytest.fixture
def app(pbx: Pbx, start_app: Callable[..., App], tmp_path: Path) -> App:
    """The application, live as extension 2000."""
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()
    return app


@pytest.fixture
def key_store(display: Display, tmp_path: Path) -> Iterator[dict[str, str]]:
    """An unlocked key store on a session bus of its own; the environment that leads to it."""
    if missing := [name for name in KEY_STORE if shutil.which(name) is None]:
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


# --- one for a file ------------------------------------------------------------------------------


class Office:
    """A PBX with somebody signed in, and the screen that this one looks at."""

    def __init__(self, pbx: Pbx, app: App, display: Display) -> None:
        self.pbx, self.app, self.display = pbx, app, display
        self.window = display.window("Kristin Hale")

    def clear(self) -> None:
        """Nobody talks, nothing was asked, and the window has the focus with an empty box."""
        self.pbx.clear()
        self.app.quiet()
        self.app.pops(None)
        self.display.focus(self.window)


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests of a file."""
    place = tmp_path_factory.mktemp("office")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"))
        app.online()
        app.knows("Goffin")
        yield Office(pbx, app, display)


@pytest.fixture
def office(shared_office: Office) -> Office:
    """The file's office, as if nothing had happened in it yet."""
    shared_office.clear()
    return shared_office
