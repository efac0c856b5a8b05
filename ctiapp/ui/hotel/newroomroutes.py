"""Where a new room may call outside: the ways out of the house, each to be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QVBoxLayout, QWidget

from ctiapp.ui import text, theme, words
from ctiapp.ui.hotel.parts import put
from ctiapp.ui.kit import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ctiapp.model.hotel import OutsideRoute


class NamedBox(QCheckBox):
    """A box to tick whose name comes from outside: cut where there is no room, whole in its tip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = text.plain(name)
        self.setAccessibleName(self._name)
        self.setToolTip(text.for_tooltip(name))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name anew."""
        super().resizeEvent(event)
        style = self.style()
        used = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)
        used += style.pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing, None, self)
        room = max(0, self.width() - used - 4)
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(text.for_button(shown))


class RoutesField(QWidget):
    """Through which ways out of the house it may call: none of them at first."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, NamedBox] = {}
        self._caption = label(words.word("newroom.outside"), "small")
        self._hint = label("", "caption")
        self._hint.setWordWrap(True)
        self.complaint = label("", "error")
        self.complaint.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SIZES.gap_s)
        for widget in (self._caption, self._hint, self.complaint):
            self._column.addWidget(widget)
        self.setAccessibleName(words.word("newroom.outside"))
        self.show_wrong("")

    def show_elsewhere(self) -> None:
        """Offer none: at this PBX they are not set here."""
        self._offer((), ())
        self._caption.hide()
        put(self._hint, words.word("newroom.outside_elsewhere"))

    def show_routes(self, routes: Sequence[OutsideRoute] | None, chosen: Sequence[str]) -> None:
        """Offer these; None: they are being read."""
        self._caption.show()
        self._offer(routes or (), chosen)
        key = "reading" if routes is None else "outside_none" if routes else "outside_unknown"
        put(self._hint, words.word(f"newroom.{key}"))

    def _offer(self, routes: Sequence[OutsideRoute], chosen: Sequence[str]) -> None:
        for box in self.boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for place, route in enumerate(routes, start=1):
            box = NamedBox(route.name or route.route_id)
            box.setChecked(route.route_id in chosen)
            self.boxes[route.route_id] = box
            self._column.insertWidget(place, box)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those that it may take."""
        return tuple(route_id for route_id, box in self.boxes.items() if box.isChecked())

    def show_wrong(self, said: str) -> None:
        """Say what is wrong with them; empty: nothing."""
        put(self.complaint, said)
