"""A supervisor's report in the real window is what the exchange did, and is saved as it shows."""

from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING

from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S
from tests.e2e.seeing import Hand, seeing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

ANNA = "2008"
SUPPORT = "6402"


def a_morning(pbx: Pbx) -> None:
    """Support takes one call, and loses one to impatience."""
    pbx.do("agents", queue=SUPPORT, agents=[ANNA])
    taken = pbx.call("5503301", SUPPORT)
    pbx.pick_up(taken, ANNA)
    pbx.do("advance", seconds=40)
    pbx.gives_up(taken)
    lost = pbx.call("5503302", SUPPORT)
    pbx.do("advance", seconds=9)
    pbx.gives_up(lost)


def saved(path: Path, app: App) -> list[dict[str, str]]:
    """The rows of a table once it is on the disk."""
    deadline = time.monotonic() + PATIENCE_S
    while not path.exists() or not path.read_bytes():
        if time.monotonic() > deadline:
            app.fail(f"nothing was written to {path}")
        app.status()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_report_is_what_the_exchange_did(
    pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    a_morning(pbx)
    app = start_app(*as_options(pbx, tmp_path / "secret"), program=seeing)
    app.online()
    hand = Hand(app, display, tmp_path / "seen.png")
    display.focus(display.window("Kristin Hale"))
    app.until("the queues are known", lambda _: "Queues" in {one.name for one in hand.buttons()})
    hand.press("History")
    hand.press("Statistics")
    hand.press("Save as CSV…")
    path = tmp_path / "report.csv"
    display.focus(display.window("Save as CSV"))
    display.key("ctrl+a")
    display.type(str(path))
    display.key("Return")

    rows = {row["Number"]: row for row in saved(path, app)}
    support = rows[SUPPORT]
    assert (support["Calls"], support["Answered"], support["Gave up"]) == ("2", "1", "1")
    assert (support["Answered %"], support["Mean talk"]) == ("50.0", "40")
    assert {row["endpoint"] for row in pbx.asked("call_report/list")} == {"call_report/list"}
