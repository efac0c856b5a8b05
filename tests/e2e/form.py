"""The sign-in form, filled in by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.screen import Display


def fill_in(display: Display, *, address: str, client_id: str, secret: str, number: str) -> None:
    """Type into the form of a window that was just opened, and press Enter."""
    display.focus(display.window("^ctiapp$"))
    display.type(address)
    display.key("Tab")
    display.type(client_id)
    display.key("Tab")
    display.type(secret)
    display.key("Tab", "Tab")  # over the button that shows the secret
    display.type(number)
    display.key("Tab", "Return")
