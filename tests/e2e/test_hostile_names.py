"""Names that nobody has: of a megabyte, turned round, full of markup; in every place of the window.

What is asked of them is the same everywhere: bounded, on one line, without a mark that turns round
what stands beside it, never taken for markup; and the window goes on living.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.speaking import speaking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

SHORT = "\u202eEvil\u2066\u200b <b>Bold</b> <img src=x> & 'x'\u0007\u2028second line"
LONG = f"Zorro {SHORT} " + "W <i>&amp;" * 95_000
"""About a megabyte."""

TURNING = re.compile("[\u202a-\u202e\u2066\u2067\u200b\u200e\u200f\u2028\u2029\u0007]")
"""What may stand nowhere: overrides, embeddings, isolates that are not ours, breaks, controls."""

LONGEST = 1200
"""Characters of the longest text of any widget: a tooltip, its markup with it."""


def look(app: App, place: Path, where: str) -> list[str]:
    """Every text in the window, each of them harmless."""
    picture = place / f"{where}.png"
    assert app.painted(picture)
    texts: list[str] = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
    turned = [text[:200] for text in texts if TURNING.search(text)]
    assert turned == [], where
    endless = [(len(text), text[:80]) for text in texts if len(text) > LONGEST]
    assert endless == [], where
    return texts


@pytest.fixture
def hostile_pbx(start_pbx: Callable[..., Pbx]) -> Pbx:
    """An office whose every name is one of those."""
    pbx = start_pbx("--extensions", "20")
    for number, name in (("2001", SHORT), ("2002", LONG), ("2003", "\u202e" * 900)):
        pbx.do("extension", extension=number, first_name=name, last_name="", title=SHORT)
    for name, number in ((LONG, "5503302"), (SHORT, "5503303")):
        pbx.do(
            "contact",
            first_name=name,
            last_name="",
            company=SHORT,
            numbers=[f"mobile_number={number}"],
        )
    for name in (SHORT, LONG):
        pbx.do("department", name=name)
    pbx.do("record", **{"from": "5503303", "to": "2000", "status": "no answer", "ago_s": 60})
    return pbx


def test_names_that_nobody_has_in_every_place(
    hostile_pbx: Pbx, start_app: Callable[..., App], display: Display, tmp_path: Path
) -> None:
    """Ringing, talking, people, queues, history, settings, search."""
    pbx = hostile_pbx
    app = start_app(*as_options(pbx, tmp_path / "secret"), program=speaking)
    app.fine += ["left out", "frame refused"]
    app.online()
    app.knows("Zorro")
    first = pbx.call("5503302", did=SHORT)
    app.becomes(first, "ringing")
    app.pops(first)
    assert any("Zorro" in text for text in look(app, tmp_path, "ringing"))
    pbx.pick_up(first)
    app.becomes(first, "talking")
    second = pbx.call(SHORT[:40], via="6400", did=LONG[:5000])
    app.becomes(second, "ringing")
    part = LONG[:300_000]
    leg = {"from": part, "number": part, "channel_id": "x", "member_status": "ALERT"}
    own = {"number": "2000", "channel_id": "y", "member_status": "RING"}
    body = {"call_id": "9.9", "members": [{"inbound": leg | {"to": part}}, {"extension": own}]}
    pbx.do("send", frame=json.dumps({"type": 30011, "msg": body}))
    app.becomes("9.9", "ringing")
    display.focus(display.window("Kristin Hale"))
    for place in "12345":
        display.key(f"ctrl+{place}")
        look(app, tmp_path, f"place-{place}")
    display.key("ctrl+1", "F2")
    display.type("evil")
    app.until("found", lambda _: "Evil" in " ".join(look(app, tmp_path, "found")))
    display.key("Escape")
    assert app.status()["connection"] == "online"
