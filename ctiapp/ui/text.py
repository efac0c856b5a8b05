"""Text from outside (names, numbers, what a PBX wrote) on its way to a widget: the one door.

It is always plain text, bounded in length, on one line, and its direction is isolated, so that a
name in Arabic, or a stray override mark, cannot turn round what stands beside it.
"""

from __future__ import annotations

import html
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

MAX_SHOWN = 300
"""Longest text from outside that a widget gets; what is longer ends in an ellipsis."""

MAX_TOOLTIP = 1000

FSI = "\N{FIRST STRONG ISOLATE}"
PDI = "\N{POP DIRECTIONAL ISOLATE}"

_MEANT = {"\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}", "\N{SOFT HYPHEN}"}
# Persian and Indic names, and emoji, need the joiners.


def plain(text: str, limit: int = MAX_SHOWN) -> str:
    """One line of printable text: blanks run together, control and direction marks gone."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return _one_line(text)
    cut = text[: limit * 4]
    line = _one_line("".join(_shown(char) for char in cut))
    if len(line) > limit or len(text) > len(cut):
        line = line[: limit - 1].rstrip() + "…"
    return line


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Cf":
        return char if char in _MEANT else ""
    if category in ("Cc", "Cs", "Co", "Cn"):
        return "\N{REPLACEMENT CHARACTER}"
    return char


def isolate(text: str, limit: int = MAX_SHOWN) -> str:
    """Plain text whose direction stays its own; put it so into a sentence. Empty stays empty."""
    line = plain(text, limit)
    return f"{FSI}{line}{PDI}" if line else ""


def bare(text: str) -> str:
    """The same without isolation marks: for the clipboard, comparison, and assistive names."""
    return text.replace(FSI, "").replace(PDI, "")


def for_button(text: str) -> str:
    """For buttons and menus: an ampersand is a character there, not a mnemonic."""
    return isolate(text).replace("&", "&&")


def for_tooltip(text: str) -> str:
    """For tooltips, which guess at rich text: escaped, and wrapped so that the guess is right."""
    return f"<qt>{html.escape(isolate(text, MAX_TOOLTIP))}</qt>" if text else ""


def for_notification(text: str, limit: int = MAX_SHOWN) -> str:
    """For the desktop's notifications, some of which read markup: no character of it is left."""
    safe = plain(text, limit).replace("<", "‹").replace(">", "›").replace("&", "＆")
    return f"{FSI}{safe}{PDI}" if safe else ""


def put(label: QLabel, text: str) -> None:
    """Show a text of ours, already made of isolated parts; nothing is done where it is the same."""
    if label.text() != text:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
