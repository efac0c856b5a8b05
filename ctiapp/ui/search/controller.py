"""Binds the search box to the directory and to dialling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ctiapp.model.notice import Notice
from ctiapp.services.calls import Outcome
from ctiapp.ui.search.viewmodel import SearchModel, Stage, unconfirmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.number import Number
    from ctiapp.services.bundle import Services
    from ctiapp.ui.search.view import SearchBox, SearchResults
    from ctiapp.ui.tasks import Tasks


class SearchController(QObject):
    """What happens in and under the box.

    Args:
        box: where one types.
        results: what stands under it.
        services: whom to ask.
        tasks: runs the dialling.
        tell: says something quietly (`Notice`).
    """

    def __init__(
        self,
        box: SearchBox,
        results: SearchResults,
        services: Services,
        tasks: Tasks,
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(box)
        self._box = box
        self._results = results
        self._services = services
        self._tasks = tasks
        self._tell = tell
        self.model = SearchModel(services.directory)
        self._before: QWidget | None = None
        box.typed.connect(self._on_typed)
        box.entered.connect(self._on_entered)
        box.moved.connect(self._on_moved)
        box.left.connect(self._on_left)
        results.picked.connect(self._on_picked)
        results.agreed.connect(self._on_entered)

    def focus(self) -> None:
        """Go to the box, with its text selected, and remember where the keyboard was."""
        if not self._box.hasFocus():
            self._before = QApplication.focusWidget()
            self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def prefill(self, text: str) -> None:
        """A link handed over a number: show it and ask; it never dials."""
        self.focus()
        self.model.prefill(text)
        self._box.put_text(self.model.text)
        self._paint()

    def call(self, number: Number) -> None:
        """Somebody was clicked in a list."""
        if self.model.face.stage is Stage.DIALLING:
            self._tell(Notice.of("dial.busy"))
            return
        wanted = self.model.call(number)
        if wanted is not None:
            self._dial(wanted)
            return
        if self.model.face.stage is Stage.ASKING:
            self.focus()
        self._paint()

    def refresh(self) -> None:
        """Names were loaded."""
        self.model.refresh()
        self._paint()

    def close(self) -> bool:
        """Esc: close the list, give the keyboard back; tells whether there was anything to do."""
        if self.model.face.stage is Stage.DIALLING and not self._box.hasFocus():
            return False
        if not self._results.isVisible() and not self._box.hasFocus():
            return False
        self.model.close()
        self._paint()
        self._give_back()
        return True

    def _on_typed(self, text: str) -> None:
        self.model.typed(text)
        self._paint()

    def _on_moved(self, step: int) -> None:
        self.model.move(step)
        self._paint()

    def _on_left(self) -> None:
        if self.model.face.stage in (Stage.TYPING, Stage.ASKING, Stage.PREFILLED):
            self.model.close()
            self._paint()

    def _on_entered(self) -> None:
        self._take(self.model.enter())

    def _on_picked(self, row: int) -> None:
        self._take(self.model.enter() if row < 0 else self.model.pick(row))

    def _take(self, number: Number | None) -> None:
        if number is not None:
            self._dial(number)
        else:
            self._paint()

    def _dial(self, number: Number) -> None:
        self._paint()
        self._tasks.start(
            self._services.calls.dial(number),
            name="dial",
            done=lambda outcome: self._on_dialled(number, outcome),
            failed=lambda error: self._on_failed(error.notice()),
        )

    def _on_dialled(self, number: Number, outcome: Outcome) -> None:
        if outcome is Outcome.UNCONFIRMED:
            self._on_failed(unconfirmed(number))
            return
        self.model.done()
        self._box.put_text("")
        self._paint()
        if self._box.hasFocus():
            self._give_back()

    def _on_failed(self, notice: Notice) -> None:
        self.model.failed(notice)
        self._paint()

    def _paint(self) -> None:
        self._results.show_face(self.model.face)

    def _give_back(self) -> None:
        """The keyboard goes where it was before."""
        before, self._before = self._before, None
        if before is not None and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._box.clearFocus()
