"""The place of what happened: a row of pages above, the chosen page below.

The first page is the list of calls. Other pages are put in by `HistoryPlace.add_page`; a page that
waits for somebody to act has a badge, a count that its word and the rail's button carry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ctiapp.ui import theme, words
from ctiapp.ui.kit import KeyButton, label
from ctiapp.ui.placeframe import PlaceFrame

if TYPE_CHECKING:
    from collections.abc import Callable


class HistoryPlace(PlaceFrame):
    """The place.

    Signals:
        page_shown: another page shows; carries its key.
        badged: a badge changed; carries the sum of all of them.
        playing, saving: the recording of a call shall be played, or saved; carries the name of its
            file and what to call it. Heard by whoever put a page of recordings in.
        sounding: a sound is played in one of the pages; carries what plays it: all others wait.
        noting: a note shall be written on the call that is chosen.
        completed: all pages are in.

    Args:
        parent: owns it.
        more: puts in the pages that are still to come, when one of them is wanted before
            (`complete`); None: there are none.
    """

    page_shown = Signal(str)
    badged = Signal(int)
    playing = Signal(str, str)
    saving = Signal(str, str)
    sounding = Signal(object)
    noting = Signal()
    completed = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, more: Callable[[], None] | None = None
    ) -> None:
        super().__init__(parent)
        self._more = more
        self._tabs: dict[str, KeyButton] = {}
        self._words: dict[str, str] = {}
        self._pages: dict[str, QWidget] = {}
        self._badges: dict[str, int] = {}
        self._not_here: set[str] = set()
        self._current = ""
        self.note_key = ""
        """The key that writes a note, to be printed."""
        self.pages = QStackedWidget()
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(theme.SIZES.gap_s)
        head = QHBoxLayout()
        head.setSpacing(theme.SIZES.gap_l)
        head.addStrut(theme.SIZES.control)
        head.addWidget(label(words.word("history.heading"), "big"))
        head.addLayout(self._tab_row)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    # -- what others put in ----------------------------------------------------------------------

    def add_page(self, key: str, word: str, page: QWidget, *, badge: bool = False) -> None:
        """Put one more page in, with its word in the row above.

        Args:
            key: to show it by (`show_page`), and told by `page_shown`.
            word: what it is called, translated.
            page: the page; its focus proxy is where the keyboard begins.
            badge: whether it has a count of what waits (`set_badge`).
        """
        tab = KeyButton(word, kind="quiet")
        tab.setCheckable(True)
        tab.clicked.connect(lambda: self.show_page(key))
        self._tabs[key], self._pages[key], self._words[key] = tab, page, word
        if badge:
            self._badges.setdefault(key, 0)
        self._tab_row.addWidget(tab)
        self.pages.addWidget(page)
        self._show_badge(key)
        self._mark()
        if not self._current:
            self.show_page(key)
            if self.hasFocus():
                self.focus_first()

    def offer(self, key: str, *, here: bool) -> None:
        """Whether this PBX has anything for a page: where it has not, nothing of it shows."""
        if (key in self._not_here) is not here:
            return
        if here:
            self._not_here.discard(key)
        else:
            self._not_here.add(key)
            if key == self._current:
                left = (one for one in self._pages if one not in self._not_here)
                self.show_page(next(left, ""))
        self._mark()

    def complete(self) -> None:
        """All pages are in: there is a row to choose from."""
        self._more = None
        self._mark()
        self.completed.emit()

    def _want_all(self) -> None:
        if self._more is not None:
            self._more()

    def set_badge(self, key: str, count: int) -> None:
        """So many things wait on a page that was put in with a badge.

        Raises:
            KeyError: there is no such page, or it has no badge.
        """
        if self._badges[key] != count:
            self._badges[key] = count
            self._show_badge(key)
            self.badged.emit(sum(self._badges.values()))

    # -- the pages -------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The key of the page that shows; empty where there is none."""
        if not self._current:
            self._want_all()
        return self._current

    @property
    def tabs(self) -> dict[str, KeyButton]:
        """The words in the row above, by the keys of their pages."""
        self._want_all()
        return dict(self._tabs)

    def page(self, key: str) -> QWidget | None:
        """The page of that key; None where there is none, or nothing for it at this PBX."""
        if key not in self._pages:
            self._want_all()
        return None if key in self._not_here else self._pages.get(key)

    def show_page(self, key: str) -> None:
        """Show this page; nothing is done where there is none of that key."""
        page = self.page(key)
        if page is None:
            return
        changed = key != self._current
        self._current = key
        self.pages.setCurrentWidget(page)
        self._mark()
        if changed:
            self.page_shown.emit(key)

    def focus_first(self) -> None:
        """Put the keyboard where one begins in the page that shows, as soon as one does."""
        page = self._pages.get(self._current)
        if page is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        heir = page.focusProxy() or page.nextInFocusChain()
        if heir is not None and page.isAncestorOf(heir):
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        """One page alone needs no row to choose from; nor do those that come one by one."""
        for key, tab in self._tabs.items():
            here = key == self._current
            several = len(self._tabs) - len(self._not_here) > 1
            tab.setVisible(several and self._more is None and key not in self._not_here)
            tab.setChecked(here)
            tab.set_kind("on" if here else "quiet")

    def _show_badge(self, key: str) -> None:
        count = self._badges.get(key, 0)
        word = self._words[key]
        if count:
            word = words.word("history.counted", page=word, count=f"{count:,}")
        self._tabs[key].set_word(word)
