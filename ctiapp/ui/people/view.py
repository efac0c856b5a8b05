"""The place of the people: a row of lists above, the chosen list below, and a sheet beside it.

The first list is the operator panel. Other lists are put in by `PeoplePlace.add_page`, and whoever
shows a person in full does so at the right (`PeoplePlace.set_side`).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.focus import tab_before
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.placeframe import PlaceFrame

SIDE_WIDE, SIDE_NARROW = 324, 264
_WIDE_FROM = 1060
"""From this width of the place on the sheet may be wide."""


class PeoplePlace(PlaceFrame):
    """The place.

    Signals:
        chosen: somebody was chosen in a list; carries their `PersonKey`, empty for nobody.
        page_shown: another list shows; carries its name.
    """

    chosen = Signal(str)
    page_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, KeyButton] = {}
        self._pages: dict[str, QWidget] = {}
        self._first: dict[str, QWidget] = {}
        self._side: QWidget | None = None
        self._current = ""
        self.pages = QStackedWidget()
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(theme.SIZES.gap_s)
        self._above = QVBoxLayout()
        self._above.setSpacing(theme.SIZES.gap)
        head = QHBoxLayout()
        head.setSpacing(theme.SIZES.gap_l)
        head.addWidget(label(words.word("people.heading"), "big"))
        head.addLayout(self._tab_row)
        head.addStretch(1)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 12, 16, 16)
        middle.setSpacing(12)
        middle.addLayout(self._above)
        middle.addLayout(head)
        middle.addWidget(self.pages, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(middle, 1)

    # -- what others put in ----------------------------------------------------------------------

    def add_page(
        self, name: str, word: str, page: QWidget, *, first: QWidget | None = None
    ) -> None:
        """Put one more list in, with its word in the row above.

        Args:
            name: to show it by (`show_page`), and told by `page_shown`.
            word: what it is called, translated.
            page: the list.
            first: where the keyboard begins in it. No focus proxy: the tabulator would come to it
                at once, past all that stands before it.
        """
        tab = KeyButton(word, kind="quiet")
        tab.setCheckable(True)
        tab.clicked.connect(lambda: self.show_page(name))
        last = next(reversed(self._tabs.values()), None)
        self._tabs[name], self._pages[name] = tab, page
        if first is not None:
            self._first[name] = first
        self._tab_row.addWidget(tab)
        if last is not None:
            QWidget.setTabOrder(last, tab)
        self.pages.addWidget(page)
        if not self._current:
            self.show_page(name)
        self._mark()

    def set_side(self, sheet: QWidget | None) -> None:
        """Show this at the right, full height; None: nothing. The place keeps what it was given."""
        if sheet is self._side:
            return
        if self._side is not None:
            self._row.removeWidget(self._side)
            self._side.hide()
        self._side = sheet
        if sheet is not None:
            self._row.addWidget(sheet)
            sheet.show()
            self._share()

    def put_above(self, widget: QWidget) -> None:
        """Put something above the lists (the strip of current calls)."""
        self._above.addWidget(widget)

    def lead_to(self, above: QWidget) -> None:
        """Let the tabulator come to something above the lists before it comes to them."""
        first = next(iter(self._tabs.values()), None)
        if first is not None:
            tab_before(above, first)

    @property
    def side(self) -> QWidget | None:
        """What stands at the right."""
        return self._side

    # -- the lists -------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The name of the list that shows; empty where there is none yet."""
        return self._current

    def page(self, name: str) -> QWidget | None:
        """The list of that name."""
        return self._pages.get(name)

    def show_page(self, name: str) -> None:
        """Show this list."""
        page = self._pages.get(name)
        if page is None:
            return
        changed = name != self._current
        self._current = name
        self.pages.setCurrentWidget(page)
        self._mark()
        if changed:
            self.page_shown.emit(name)

    def focus_first(self) -> None:
        """Put the keyboard where one begins in the list that shows."""
        page = self._pages.get(self._current)
        if page is None:
            return
        first = self._first.get(self._current)
        if first is not None and first.isVisibleTo(page):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        heir = page.focusProxy() or page.nextInFocusChain()
        if heir is not None and page.isAncestorOf(heir):
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        """One list alone needs no row to choose from."""
        for name, tab in self._tabs.items():
            here = name == self._current
            tab.setVisible(len(self._tabs) > 1)
            tab.setChecked(here)
            tab.set_kind("on" if here else "quiet")

    # -- Qt --------------------------------------------------------------------------------------

    def _share(self) -> None:
        if self._side is not None:
            wide = self.width() >= _WIDE_FROM
            self._side.setFixedWidth(SIDE_WIDE if wide else SIDE_NARROW)
