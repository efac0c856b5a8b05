"""Colours can be read, and the style sheet is made of nothing but tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPushButton

from ctiapp.settings import Theme
from ctiapp.ui import theme

ROOT = Path(__file__).resolve().parents[2]
SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("pair", theme.TEXT_PAIRS, ids=" on ".join)
@pytest.mark.parametrize("name", SCHEMES)
def test_text_can_be_read(name: str, pair: tuple[str, str]) -> None:
    ink, ground = (theme.value_of(SCHEMES[name], part) for part in pair)

    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("name", SCHEMES)
def test_edges_and_focus_can_be_seen(name: str) -> None:
    colours = SCHEMES[name]
    for ground in (colours.canvas, colours.card, colours.bar):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.link, ground) >= 3


def test_no_other_file_holds_a_colour() -> None:
    colour = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(\s*\d|GlobalColor\.(?!transparent)")
    found = [
        str(path.relative_to(ROOT))
        for path in [*(ROOT / "ctiapp").rglob("*.py"), *(ROOT / "resources/styles").iterdir()]
        if path.name != "theme.py" and colour.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize("name", SCHEMES)
def test_style_sheet_is_complete(name: str) -> None:
    sheet = theme.style_sheet(SCHEMES[name])

    assert "@" not in sheet
    assert "rgba" not in sheet


def test_theme_follows_the_choice(scheme: theme.Theme, qtbot) -> None:
    changes: list[bool] = []
    scheme.changed.connect(lambda: changes.append(scheme.tokens.dark))

    scheme.set_choice(Theme.DARK)
    scheme.set_choice(Theme.DARK)
    scheme.set_choice(Theme.LIGHT)

    assert changes == [True, False]


def test_theme_follows_the_system_live(scheme: theme.Theme, qapp) -> None:
    scheme.set_choice(Theme.SYSTEM)
    hints = qapp.styleHints()
    changes: list[bool] = []
    scheme.changed.connect(lambda: changes.append(scheme.tokens.dark))

    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert changes == [hints.colorScheme() is Qt.ColorScheme.Dark]
    window = qapp.palette().color(QPalette.ColorRole.Window).name()
    assert window == scheme.tokens.canvas


def test_forced_theme_does_not_follow(scheme: theme.Theme, qapp) -> None:
    changes: list[bool] = []
    scheme.changed.connect(lambda: changes.append(True))

    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert changes == []


def test_focus_shows(scheme: theme.Theme, qtbot) -> None:
    button = QPushButton("Hold")
    qtbot.addWidget(button)
    button.setProperty("kind", "plain")
    button.show()
    button.clearFocus()
    calm = button.grab().toImage()
    qtbot.waitExposed(button)
    button.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)

    assert button.grab().toImage() != calm


def test_tone_knows_its_names() -> None:
    assert theme.LIGHT.tone("ring").strong == theme.value_of(theme.LIGHT, "ring.strong")
    with pytest.raises(TypeError):
        theme.LIGHT.tone("canvas")


@pytest.mark.parametrize("choice", [Theme.LIGHT, Theme.DARK])
def test_what_stands_in_an_empty_field_can_be_read(
    scheme: theme.Theme, qtbot, choice: Theme
) -> None:
    """A style sheet alone would show it in half of the text's colour."""
    scheme.set_choice(choice)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    shown = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert (shown.name(), shown.alpha()) == (scheme.tokens.dim, 255)
