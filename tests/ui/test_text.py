"""Text from outside stays plain, short and in its own direction."""

from __future__ import annotations

import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QPushButton

from ctiapp.ui import text

RLO = "\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Joseph Goffin", "Joseph Goffin"),
        ("  two\n\tlines\u2028here  ", "two lines here"),
        (f"evil{RLO}txt.exe", "eviltxt.exe"),
        ("\u2066isolated\u2069 \u200fmark", "isolated mark"),
        ("bell\x07", "bell\N{REPLACEMENT CHARACTER}"),
        ("lone \ud800 half", "lone \N{REPLACEMENT CHARACTER} half"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>x</b> & y", "<b>x</b> & y"),
        ("", ""),
    ],
)
def test_plain_keeps_what_can_be_read(raw: str, shown: str) -> None:
    assert text.plain(raw) == shown


def test_plain_is_bounded() -> None:
    shown = text.plain("x" * 10_000)

    assert len(shown) == text.MAX_SHOWN
    assert shown.endswith("…")


def test_plain_is_bounded_where_nearly_nothing_can_be_shown() -> None:
    assert len(text.plain("\u200e" * 10_000 + "x")) <= text.MAX_SHOWN


def test_isolate_wraps_and_leaves_empty_empty() -> None:
    assert text.isolate("محمد") == f"{text.FSI}محمد{text.PDI}"
    assert text.isolate("") == ""
    assert text.bare(text.isolate("محمد")) == "محمد"


def test_an_isolate_cannot_be_closed_from_inside() -> None:
    assert text.isolate(f"a{text.PDI}b").count(text.PDI) == 1


def test_button_shows_an_ampersand(qtbot) -> None:
    button = QPushButton(text.for_button("Q&A <b>"))
    qtbot.addWidget(button)

    assert button.shortcut().isEmpty()
    assert "&&" in button.text()


def test_tooltip_is_read_as_escaped_rich_text() -> None:
    shown = text.for_tooltip("<b>Bold</b> & co")

    assert shown.startswith("<qt>")
    read = QTextDocumentFragment.fromHtml(shown).toPlainText()
    assert text.bare(read) == "<b>Bold</b> & co"
    assert html.escape("<b>Bold</b> & co") in shown
    assert text.for_tooltip("") == ""


def test_notification_has_no_markup_left() -> None:
    shown = text.for_notification("<b>Bold</b> & co")

    assert not set("<>&") & set(shown)
    assert text.for_notification("") == ""


def test_put_makes_a_label_plain(qtbot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    text.put(label, "<b>x</b>")

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>x</b>"
