"""The widgets of every place: their names, their keys, what they say while they wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt

from ctiapp.model.notice import Severity
from ctiapp.ui import kit, text, theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.mark.parametrize(
    ("key", "cap"),
    [("F9", "F9"), ("Shift+F8", "⇧F8"), ("Ctrl+M", "^M"), ("Return", "↵"), ("", "")],
)
def test_key_cap_is_short(key: str, cap: str) -> None:
    assert kit.key_cap(key) == cap


def test_key_button_is_high_and_named_with_its_key(qtbot: QtBot) -> None:
    button = kit.KeyButton("Hold", "F9", call=True)
    small = kit.KeyButton("Pause", "F7")
    qtbot.addWidget(button)
    qtbot.addWidget(small)
    button.show()
    small.show()

    assert button.accessibleName() == "Hold, F9"
    assert button.height() == theme.SIZES.call_control
    assert small.height() == theme.SIZES.control


def test_key_button_is_clicked_and_pressed(qtbot: QtBot) -> None:
    button = kit.KeyButton("Hold", "F9")
    qtbot.addWidget(button)
    button.show()
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert clicks == [True, True]


def test_pending_says_so_and_takes_no_click(qtbot: QtBot) -> None:
    button = kit.KeyButton("Hold", "F9")
    qtbot.addWidget(button)
    button.show()
    width = button.sizeHint().width()
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))

    button.set_pending("Holding…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert button.pending
    assert button.shown == "Holding…"
    assert button.accessibleName().startswith("Holding…")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert clicks == []
    assert button.isEnabled()
    assert abs(button.sizeHint().width() - width) <= 4

    button.set_pending("")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert clicks == [True, True]


def test_what_is_never_blocked_can_be_clicked_again(qtbot: QtBot) -> None:
    button = kit.KeyButton("Hang up", "F8", kind="danger")
    qtbot.addWidget(button)
    button.show()
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))

    button.set_pending("Hanging up…", blocks=False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert button.shown == "Hanging up…"
    assert clicks == [True]


def test_a_button_that_is_switched_off_stays_off_after_pending(qtbot: QtBot) -> None:
    button = kit.KeyButton("Hold", "F9")
    qtbot.addWidget(button)
    button.setEnabled(False)

    button.set_pending("Holding…")
    button.set_pending("")

    assert not button.isEnabled()


def test_key_button_shows_other_words_keys_and_kinds(qtbot: QtBot) -> None:
    button = kit.KeyButton("Hold", "F9")
    qtbot.addWidget(button)
    button.show()
    before = button.grab().toImage()

    button.set_word("Resume & co")
    button.set_key("")
    button.set_kind("primary")

    assert button.accessibleName() == "Resume & co"
    assert button.shortcut().isEmpty()
    assert button.grab().toImage() != before


def test_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = kit.IconButton("close", "Close", "Esc")
    qtbot.addWidget(button)
    button.show()

    assert button.accessibleName() == "Close, Esc"
    assert "Close (Esc)" in text.bare(button.toolTip())
    assert not button.grab().isNull()


@pytest.mark.parametrize(
    "name", ["<b>Joe</b>", "A & B", "evil\u202etxt", "two\nlines", "x" * 10_000]
)
def test_elided_label_shows_text_as_it_is(qtbot: QtBot, name: str) -> None:
    label = kit.ElidedLabel("title")
    qtbot.addWidget(label)
    label.resize(200, 30)
    label.show()

    label.set_outside(name)

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.accessibleName() == text.plain(name)
    assert label.whole == text.plain(name)
    assert label.cut == (len(name) > 100)
    assert bool(label.toolTip()) == label.cut
    assert not label.grab().isNull()


def test_elided_label_tells_by_tooltip_when_it_gets_too_narrow(qtbot: QtBot) -> None:
    label = kit.ElidedLabel()
    qtbot.addWidget(label)
    label.resize(400, 30)
    label.show()
    label.set_outside("Maximiliane von und zu Hohenlohe")
    assert label.toolTip() == ""

    label.resize(60, 30)

    assert "Hohenlohe" in label.toolTip()
    assert label.minimumSizeHint().width() < 60


@pytest.mark.parametrize("width", [60, 400])
def test_a_name_from_right_to_left_turns_nothing_round(qtbot: QtBot, width: int) -> None:
    """Whether cut or not: what stands first is painted at the left."""
    label, other = kit.ElidedLabel(), kit.ElidedLabel()
    parts = ("عمر", "████████████████")
    for one, shown in (
        (label, " ".join(text.isolate(part) for part in parts)),
        (other, text.isolate(parts[1])),
    ):
        qtbot.addWidget(one)
        one.resize(width, 30)
        one.set_made(shown)
        one.show()

    full = other.grab().toImage().pixelColor(20, 15)
    assert other.cut == label.cut == (width < 100)
    assert label.grab().toImage().pixelColor(20, 15) != full


def test_banner_says_how_loud_it_is_and_acts(qtbot: QtBot) -> None:
    banner = kit.Banner()
    qtbot.addWidget(banner)
    banner.resize(600, 60)
    signals: list[str] = []
    banner.acted.connect(lambda: signals.append("acted"))
    banner.closed.connect(lambda: signals.append("closed"))

    banner.show_message(Severity.ERROR, "No way.", action="Try again", key="F5", details="<i>10004")

    assert banner.isVisible()
    assert banner.message == "No way."
    assert banner.accessibleName() == "Error: No way."
    assert "&lt;i&gt;" in banner.toolTip()
    for button in banner.findChildren(kit.QPushButton):
        assert button.accessibleName()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sorted(signals) == ["acted", "closed"]


def test_banner_without_action_has_no_button(qtbot: QtBot) -> None:
    banner = kit.Banner()
    qtbot.addWidget(banner)

    banner.show_message(Severity.INFO, "Note.", closable=False)

    assert not any(button.isVisible() for button in banner.findChildren(kit.QPushButton))


def test_heading_and_label_are_plain(qtbot: QtBot) -> None:
    made = kit.heading("<b>People</b>")
    qtbot.addWidget(made)

    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.property("role") == "heading"
    assert isinstance(made.sizeHint(), QSize)
