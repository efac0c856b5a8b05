"""A call rings at the simulated PBX: a real page is asked for, and a real program is run."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import make_server

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is replaced")

HOSTILE = "-rf $(touch x) & <b>; \"'"
"""How somebody names themselves who would like to be more than a name."""


class Page:
    """A web page that remembers what it was asked for."""

    def __init__(self, port: int, asked: queue.Queue[str]) -> None:
        self.port = port
        self._asked = asked

    def next(self) -> tuple[str, dict[str, str]]:
        """The path and the questions of the next visit."""
        parts = urlsplit(self._asked.get(timeout=PATIENCE_S))
        held = parse_qs(parts.query, keep_blank_values=True)
        return parts.path, {name: values[0] for name, values in held.items()}

    @property
    def more(self) -> int:
        """How many visits nobody has looked at."""
        return self._asked.qsize()


@contextmanager
def page_served() -> Iterator[Page]:
    """Serve it on loopback."""
    asked: queue.Queue[str] = queue.Queue()

    def visited(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        asked.put(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        start("204 No Content", [])
        return []

    with make_server("127.0.0.1", 0, visited) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Page(server.server_port, asked)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def page() -> Iterator[Page]:
    with page_served() as served:
        yield served


def program(path: Path, body: str) -> Path:
    """A program of the desktop."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def desk(start_app: Callable[..., App], pbx: Pbx, page: Page, tmp_path: Path) -> Callable[..., App]:
    """Start the application with these rules, on a desktop whose browser asks for the page."""
    fetch = "from urllib.request import urlopen\nurlopen(sys.argv[1], timeout=10).close()"
    program(tmp_path / "bin" / "xdg-open", fetch)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"

    def start(*rules: dict[str, Any]) -> App:
        (tmp_path / "data").mkdir()
        settings = {"version": 1, "pop_actions": list(rules)}
        (tmp_path / "data" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        app = start_app(*as_options(pbx, tmp_path / "secret"), env={"PATH": path})
        app.online()
        app.knows("Goffin")
        return app

    return start


def rule(page: Page, when: str, which: str = "inbound", **more: object) -> dict[str, Any]:
    """A rule whose page says what it was asked for by."""
    fields = "n={number}&w={name}&d={did}&q={queue}&c={call_id}"
    url = f"http://127.0.0.1:{page.port}/{when}/{which}?{fields}"
    return {
        "name": f"{when} {which}",
        "when": when,
        "which": which,
        "url": url,
        "http": True,
    } | more


def test_ring_answer_and_end_ask_for_their_pages_once(
    desk: Callable[..., App], pbx: Pbx, page: Page
) -> None:
    """With the caller encoded; for a call by a queue that rule as well, for no other call's any."""
    pbx.do("contact", first_name=HOSTILE, numbers=["business_number=5503377"])
    rules = [
        *(rule(page, when) for when in ("ring", "answer", "end")),
        rule(page, "ring", "queue", queue="6402"),
        rule(page, "ring", "queue", queue="6400"),
        rule(page, "ring", "internal"),
        rule(page, "answer", on=False),
    ]
    app = desk(*rules)
    app.knows("-rf")

    call_id = pbx.call("5503377", via="6402")
    app.pops(call_id)

    values = {"n": "5503377", "w": HOSTILE, "d": "", "q": "6402", "c": call_id}
    first, second = page.next(), page.next()
    assert sorted([first[0], second[0]]) == ["/ring/inbound", "/ring/queue"]
    assert first[1] == second[1]
    assert {name: first[1][name] for name in ("n", "w", "q", "c")} == {
        name: values[name] for name in ("n", "w", "q", "c")
    }
    pbx.pick_up(call_id)
    assert page.next()[0] == "/answer/inbound"
    pbx.gives_up(call_id)
    assert page.next()[0] == "/end/inbound"
    # What a colleague's call asks for comes after all that the one before could still have.
    pbx.do("dial", extension="2003", number="2000")
    assert page.next()[0] == "/ring/internal"
    assert page.more == 0


def test_a_program_gets_the_caller_as_one_argument_that_is_no_option(
    desk: Callable[..., App], pbx: Pbx, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    os.mkfifo(heard)
    notify = program(
        tmp_path / "bin" / "notify",
        f"with open({str(heard)!r}, 'w') as out:\n    out.write('\\n'.join(sys.argv[1:]))",
    )
    pbx.do("contact", first_name=HOSTILE, numbers=["business_number=5503377"])
    command = [str(notify), "{name}", "--caller={name}", "{number}"]
    app = desk({"name": "Note", "what": "program", "command": command})
    app.knows("-rf")

    pbx.call("5503377")

    bare = HOSTILE.lstrip("-")
    assert heard.read_text(encoding="utf-8").splitlines() == [
        bare,
        f"--caller={HOSTILE}",
        "5503377",
    ]


def test_what_fails_is_a_notice_and_the_pop_stays(
    desk: Callable[..., App], pbx: Pbx, tmp_path: Path
) -> None:
    app = desk({"name": "Note", "what": "program", "command": ["ctiapp-no-such-program"]})

    call_id = pbx.call("5503302")

    app.until("told", lambda _: "action for a call failed: popaction.not_found" in app.log_text)
    assert app.pops(call_id)["popup"]["visible"]
