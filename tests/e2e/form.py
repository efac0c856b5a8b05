"""The sign-in form, filled in by keyboard alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx


def fill_in(
    display: Display,
    *,
    address: str,
    client_id: str,
    secret: str,
    number: str,
    remember: bool = False,
    listen: str = "",
    again: bool = False,
) -> None:
    """Type into the form, and press Enter.

    Args:
        display: where the form is.
        address, client_id, secret, number: for its four fields.
        remember: tick the box below them.
        listen: where to listen for events; it is a field of those that unfold.
        again: somebody was signed in before. Their secret alone is gone, and is waited for there.
    """
    display.focus(display.window("^ctiapp$"))
    if again:
        display.key("shift+Tab", "shift+Tab")  # who comes to a field by key types over it
    display.type(address)
    display.key("Tab")
    display.type(client_id)
    display.key("Tab")
    display.type(secret)
    display.key("Tab", "Tab")  # over the button that shows the secret
    display.type(number)
    display.key("Tab", *(["space"] if remember else []))
    if listen:
        display.key("Tab", "space", *["Tab"] * 5)  # over the kind, the CA file, and a proxy
        display.type(listen)
    display.key("Return")


def fill_in_at(display: Display, pbx: Pbx, **other: str | bool) -> None:
    """Type into the form what signs in at a PBX as extension 2000, with some of it exchanged.

    Args:
        display: where the form is.
        pbx: whose address and secret.
        other: of what `fill_in` takes.
    """
    words = {"address": pbx.url, "client_id": pbx.client_id, "secret": pbx.client_secret}
    fill_in(display, **{**words, "number": "2000", **other})


def form_buttons(app: App, picture: Path, count: int) -> list[tuple[int, int]]:
    """The accent buttons once there are so many: ``ctl`` tells how it stands before it is seen."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        (shown,) = app.painted(picture)
        if len(found := _accent_buttons(shown)) == count:
            return found
        if time.monotonic() > deadline:
            app.fail(f"{len(found)} buttons in the accent colour, and {count} were waited for")


def _accent_buttons(picture: Path) -> list[tuple[int, int]]:
    """A point of each button in the accent colour, from top to bottom.

    They are the long rows of one colour as the last button of the form has it.
    """
    image = QImage(str(picture))
    rows = {y: run for y in range(image.height()) if (run := _longest_blue(image, y))}
    tops = [y for y in rows if y - 1 not in rows]
    return [(sum(rows[top]) // 2, top + 6) for top in tops]


def _longest_blue(image: QImage, y: int) -> tuple[int, int] | None:
    """Where a row is blue for at least as long as a button is wide."""
    start = None
    for x in range(image.width()):
        colour = image.pixelColor(x, y)
        if colour.blue() > 180 and colour.red() < 80 and colour.green() < 120:
            start = x if start is None else start
            if x - start >= 120:
                return start, x
        else:
            start = None
    return None
