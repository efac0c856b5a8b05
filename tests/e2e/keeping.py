"""What the system's key store has of a sign-in, read past the application."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from ctiapp.settings import secret_key
from tests.e2e.programs import PATIENCE_S, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.e2e.application import App

WHAT = ("client_secret", "tokens")

KEPT = """\
import json, keyring, sys
print(json.dumps([keyring.get_password("ctiapp", name) for name in sys.argv[1:]]))
"""


def kept(
    app: App, url: str, client_id: str, what: Sequence[str] = WHAT, kind: str = "p-series"
) -> list[str | None]:
    """What the key store has: the client secret, and the token pair."""
    names = [secret_key(kind, url, client_id, each) for each in what]
    done = run([sys.executable, "-c", KEPT, *names], env=app.env)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def until_kept(app: App, url: str, client_id: str) -> None:
    """Wait until secret and tokens lie there: the window does not wait for the key store."""
    deadline = time.monotonic() + PATIENCE_S
    while None in kept(app, url, client_id):
        if time.monotonic() > deadline:
            app.fail("nothing was remembered")
