"""Icons are our own, take their colour from a token, and are drawn once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ctiapp.model.errors import StorageError
from ctiapp.paths import resource
from ctiapp.ui import icons

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))
ONE_COLOUR = [name for name in NAMES if name != "logo" and "-on-" not in name]


def _inks(name: str, colour: str) -> set[str]:
    image = icons.pixmap(name, colour, 24).toImage()
    return {
        QColor(image.pixelColor(x, y)).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", ONE_COLOUR)
def test_icon_is_drawn_in_the_colour_asked_for(qapp, name: str) -> None:
    assert _inks(name, "#123456") == {"#123456"}


def test_icons_that_are_asked_for_exist() -> None:
    wanted = {
        *("phone", "people", "queue", "room", "history", "flag", "gear", "search", "arrow-in"),
        *("arrow-out", "hold", "mute", "park", "record", "transfer", "close", "lock", "warning"),
        *("info", "sign-out", "logo"),
    }

    assert wanted <= set(NAMES)


def test_icon_is_sharp_on_a_dense_screen(qapp) -> None:
    drawn = icons.pixmap("phone", "#000000", 16, 2.0)

    assert drawn.width() == 32
    assert drawn.deviceIndependentSize().width() == 16


def test_icon_is_drawn_once(qapp) -> None:
    assert icons.pixmap("phone", "#000000", 16) is icons.pixmap("phone", "#000000", 16)


def test_logo_has_every_size(qapp) -> None:
    assert {size.width() for size in icons.logo().availableSizes()} == set(icons.LOGO_SIZES)
    assert not icons.icon("phone", "#000000").isNull()
    assert icons.logo_size().width() in icons.LOGO_SIZES


def test_a_missing_icon_is_an_error(qapp) -> None:
    with pytest.raises(StorageError):
        icons.pixmap("no-such-icon", "#000000", 16)
