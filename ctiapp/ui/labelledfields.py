"""Fields with a name above and a complaint below, and those whose content is a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton, label

if TYPE_CHECKING:
    from collections.abc import Mapping


class LabelledField(QWidget):
    """A field with its name above it and, where something is wrong, the complaint below.

    Args:
        name: what stands above it.
        example: what stands in it while it is empty.
    """

    def __init__(self, name: str, example: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(example)
        self.edit.setMaxLength(1000)
        self._caption = label(name, "small")
        self._caption.setBuddy(self.edit)
        self.edit.setAccessibleName(name)
        self.complaint = label("", "error")
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.SIZES.gap)
        self.row.addWidget(self.edit, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SIZES.gap_s)
        self._column.addWidget(self._caption)
        self._column.addLayout(self.row)
        self._column.addWidget(self.complaint)

    def add_below(self, remark: QWidget) -> None:
        """Put a remark of another kind below the field."""
        self._column.addWidget(remark)

    def set_name(self, name: str) -> None:
        """Name it anew."""
        text.put(self._caption, name)
        self.edit.setAccessibleName(name)

    def show_wrong(self, sentence: str, *, blamed: bool = False) -> None:
        """Show what is wrong; ``blamed`` frames the field alone: the sentence stands elsewhere."""
        text.put(self.complaint, sentence)
        self.complaint.setVisible(bool(sentence))
        theme.restyle(self.edit, "state", "wrong" if sentence or blamed else "")
        self.edit.setAccessibleDescription(text.bare(sentence))


class MaskedField(LabelledField):
    """A secret: masked unless the user asks to see it.

    Args:
        name: what stands above it.
        told: its texts: those of the button, ``show`` and ``hide``, and what it is called to the
            ear then, ``show_spoken`` and ``hide_spoken``.
    """

    def __init__(self, name: str, told: Mapping[str, str]) -> None:
        super().__init__(name)
        self._told = told
        self.reveal = KeyButton("", kind="quiet")
        self.reveal.clicked.connect(lambda: self.set_masked(not self.masked))
        self.row.addWidget(self.reveal)
        self.set_masked(True)

    @property
    def masked(self) -> bool:
        """Whether the secret cannot be read on the screen."""
        return self.edit.echoMode() == QLineEdit.EchoMode.Password

    def set_masked(self, masked: bool) -> None:
        """Mask or show it."""
        mode = QLineEdit.EchoMode.Password if masked else QLineEdit.EchoMode.Normal
        self.edit.setEchoMode(mode)
        verb = "show" if masked else "hide"
        self.reveal.set_word(self._told[verb])
        self.reveal.setAccessibleName(self._told[f"{verb}_spoken"])


class SecretField(MaskedField):
    """The client secret."""

    def __init__(self) -> None:
        told = {
            "show": "signin.reveal",
            "hide": "signin.conceal",
            "show_spoken": "signin.reveal_spoken",
            "hide_spoken": "signin.conceal_spoken",
        }
        super().__init__(
            words.word("signin.secret"), {verb: words.word(key) for verb, key in told.items()}
        )
