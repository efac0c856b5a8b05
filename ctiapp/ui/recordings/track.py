"""The slider that shows where in a sound one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from ctiapp.ui import words

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

STEP_MS: Final = 5000
"""How far one goes back or on at a key."""


class Track(QSlider):
    """Where in the sound one is; a click goes there.

    Signals:
        wanted: the user wants to be there, in milliseconds.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(words.word("recording.position"))
        self.setSingleStep(STEP_MS)
        self.setPageStep(2 * STEP_MS)
        self.sliderMoved.connect(self.wanted)
        self.actionTriggered.connect(lambda _: self.wanted.emit(self.sliderPosition()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where it is clicked, and follow from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().subControlRect(
                QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
            )
            room = self.width() - handle.width()
            at = round(event.position().x()) - handle.width() // 2
            self.setSliderPosition(
                QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, room)
            )
            self.wanted.emit(self.sliderPosition())
        super().mousePressEvent(event)
