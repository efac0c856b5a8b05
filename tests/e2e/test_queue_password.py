"""A queue that wants a password which the PBX does not tell: typed once, in the real window.

It is asked for on the queue's card, and on no other occasion once the PBX took it; it lies in the
key store alone, and is gone from there with the sign-in.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from tests.e2e.conftest import as_options
from tests.e2e.keeping import kept
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import LINES, Hand, seeing
from tests.e2e.speaking import speaking
from tests.e2e.standing import due
from tests.e2e.test_canary import found_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

KIND = "k2"
QUEUE = "6402"
PASSWORD = "Qw8CanaryOfTheQueueXx3"
MISTYPED = "Qw8MistypedForTheQueueYy4"


def stands(pbx: Pbx) -> bool:
    """Whether one is logged in to the queue, as the exchange has it."""
    return bool(due(pbx.do("state"))[QUEUE]["logged_in"])


def mine(status: dict[str, Any]) -> bool | None:
    """Whether the application shows one as logged in to the queue; None: it does not show it."""
    found = (one["logged_in"] for one in status["queues"] if one["number"] == QUEUE)
    return next(found, None)


def until_stands(app: App, pbx: Pbx, *, logged_in: bool) -> None:
    """Wait until the exchange has it so."""
    deadline = time.monotonic() + PATIENCE_S
    while stands(pbx) is not logged_in:
        if time.monotonic() > deadline:
            app.fail(f"logged_in never became {logged_in}")


def entry(app: App, pbx: Pbx) -> str | None:
    """What the key store has for the queue."""
    listed, *_ = kept(app, pbx.url, pbx.client_id, ["queue_passwords-2000"], KIND)
    queues = json.loads(listed or "[]")
    found = [f"queue_password-{queue}-2000" for queue in queues]
    return next(iter(kept(app, pbx.url, pbx.client_id, found, KIND)), None)


def log_in_by_keys(pbx: Pbx, app: App, display: Display, hand: Hand) -> None:
    """The switch, a password that is none, the right one over it."""
    display.focus(display.window("Kristin Hale"))
    hand.find("Logged in to Support.*")
    hand.reach("Logged in to Support.*")
    display.key("space")
    hand.find("Log in", "Password of")
    display.type(MISTYPED)
    display.key("Return")
    deadline = time.monotonic() + PATIENCE_S
    while "refused this password" not in hand.reads(LINES):
        assert time.monotonic() < deadline
    assert not stands(pbx)
    assert entry(app, pbx) is None
    display.type(PASSWORD)
    display.key("Return")
    until_stands(app, pbx, logged_in=True)


def test_it_is_typed_once_and_lies_in_the_key_store_alone(
    start_pbx: Callable[..., Pbx],
    start_app: Callable[..., App],
    display: Display,
    tmp_path: Path,
    key_store: dict[str, str],
) -> None:
    """By keys: the switch, a wrong one, the right one; after a restart nobody is asked."""
    pbx = start_pbx("--kind", KIND, "--extensions", "12")
    pbx.do("agent", extension="2000", operation="logout", queue=QUEUE)
    pbx.do("queue", queue=QUEUE, password=PASSWORD, password_told=False)
    options = ["--kind", KIND, "--listen", "127.0.0.1:0", "--remember", "--log-level", "debug"]

    app = start_app(*as_options(pbx, tmp_path / "secret"), *options, env=key_store, program=seeing)
    app.online()
    app.until("the queue", lambda now: mine(now) is False)
    log_in_by_keys(pbx, app, display, Hand(app, display, tmp_path / "seen.png"))
    app.until("logged in", lambda now: mine(now) is True)
    assert entry(app, pbx) == PASSWORD
    app.close()
    (tmp_path / "secret").unlink()

    app = start_app("--log-level", "debug", env=key_store, program=speaking)
    app.online()
    app.until("the queue", lambda now: mine(now) is True)
    said = [app.ctl("queue", "logout", "--queue", QUEUE)]
    until_stands(app, pbx, logged_in=False)
    said.append(app.ctl("queue", "login", "--queue", QUEUE))
    until_stands(app, pbx, logged_in=True)
    assert [each.returncode for each in said] == [0, 0]
    assert app.painted(tmp_path / "later.png")

    assert pbx.asked("queue/add_dynamicagent")[-1]["body"]["password"] == "***", "it was sent"
    files = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    printed = "".join(each.stdout + each.stderr for each in said) + app.error_text
    files |= {"printed": printed.encode(), "watch": json.dumps(app.changes).encode()}
    leaks = {name: found_in(raw, [PASSWORD, MISTYPED]) for name, raw in files.items()}
    assert {name: found for name, found in leaks.items() if found} == {}
    assert "later.json" in " ".join(files), "every text of the window was looked at"
    assert "ctiapp.log" in " ".join(files)

    assert app.ctl("signout").returncode == 0
    assert entry(app, pbx) is None
