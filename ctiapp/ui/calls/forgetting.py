"""Asks whether all that is kept of a number shall be forgotten, and has it done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import words
from ctiapp.ui.announce import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.number import Number
    from ctiapp.services.privacy import Privacy, Traces
    from ctiapp.ui.kit import Banner
    from ctiapp.ui.tasks import Tasks


def forget_question(number: str, traces: Traces) -> str:
    """How much is kept about a number, and whether it shall go."""
    counts = {"calls": traces.calls, "notes": traces.notes, "choices": traces.choices}
    if traces.stays:  # only a hotel hears of them
        return words.word("privacy.ask_stays", number=number, stays=traces.stays, **counts)
    return words.word("privacy.ask", number=number, **counts)


class Forgetting:
    """The question, and what follows from its answer.

    Args:
        question: where it is asked.
        privacy: knows how much is kept, and forgets it.
        tasks: runs that.
        tell: says what came of it.
        back: takes the keyboard where it was, once the question is closed.
    """

    def __init__(
        self,
        question: Banner,
        privacy: Privacy,
        tasks: Tasks,
        tell: Callable[[Notice], None],
        back: Callable[[], None] = lambda: None,
    ) -> None:
        self._question, self._privacy = question, privacy
        self._tasks, self._tell, self._back = tasks, tell, back
        self._asked: Number | None = None
        question.acted.connect(self._on_agreed)
        question.closed.connect(self.leave)

    def ask(self, number: Number) -> None:
        """Say how much is kept about a number, and ask whether it shall go."""
        self._tasks.start(
            self._privacy.traces(number),
            name="traces",
            done=lambda traces: self._ask(number, traces),
        )

    def leave(self) -> bool:
        """Nothing is forgotten; tells whether it was asked."""
        return self._close() is not None

    def _ask(self, number: Number, traces: Traces) -> None:
        if not traces.total:
            self._tell(Notice.of("privacy.nothing", number=number.text))
            return
        self._asked = number
        said = forget_question(number.text, traces)
        question = self._question
        question.show_message(Severity.WARNING, said, action=words.word("privacy.delete"))
        announce(question, said, urgent=True)
        # On what changes nothing: Enter may still be held down from the menu.
        question.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> Number | None:
        """Close the question; the number it was about, where it was asked."""
        number, self._asked = self._asked, None
        self._question.hide()
        if number is not None:
            self._back()
        return number

    def _on_agreed(self) -> None:
        number = self._close()
        if number is None:
            return

        def forgotten(count: int) -> None:
            self._tell(Notice.of("privacy.forgotten", number=number.text, count=count))

        self._tasks.start(self._privacy.forget(number), name="forget", done=forgotten)
