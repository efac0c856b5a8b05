"""The page of the import: choose a source, see what it would become, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.notice import Severity
from ctiapp.ui import text, theme, words
from ctiapp.ui.contacts.importpreview import PreviewPane
from ctiapp.ui.contacts.importtext import bad_lines, summary
from ctiapp.ui.contacts.ldapform import LdapForm
from ctiapp.ui.diagnostics.view import Table
from ctiapp.ui.kit import Banner, KeyButton, heading, label

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

    from ctiapp.model.notice import Notice
    from ctiapp.services.importing import Result
    from ctiapp.services.importplan import Preview, Source


class ImportPage(QFrame):
    """The page.

    Signals:
        browse: a file shall be chosen.
        chosen: a file was dropped; carries its `Path`.
        ldap_wanted: the form of a directory shall be shown.
        ldap: a directory shall be read; carries it, its password, whether to remember that.
        cancelled: what runs shall stop.
        back: to the list.
        meant: a column means something else; carries all meanings.
        read_again: the file shall be read otherwise; carries encoding, delimiter, headings.
        run, undo: import it; take it back.
    """

    browse = Signal()
    chosen = Signal(object)
    ldap_wanted = Signal()
    ldap = Signal(object, object, bool)
    cancelled = Signal()
    back = Signal()
    meant = Signal(object)
    read_again = Signal(str, str, bool)
    run = Signal()
    undo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.word("import.title"))
        self.setAcceptDrops(True)
        self.failure = Banner()
        self.back_button = KeyButton(words.word("import.back"), "Esc", kind="quiet")
        self.start = _Start()
        self.form = LdapForm()
        self.busy = _Busy()
        self.preview = PreviewPane()
        self.done = _Done()
        self.stack = QStackedWidget()
        for page in (self.start, _top(self.form), self.busy, self.preview, self.done):
            self.stack.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(label(words.word("import.title"), "big"), 1)
        head.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.failure)
        column.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back)
        self.start.choose.clicked.connect(self.browse)
        self.start.ldap.clicked.connect(self.ldap_wanted)
        self.form.asked.connect(self.ldap)
        self.form.back.connect(self.show_start)
        self.busy.cancel.clicked.connect(self.cancelled)
        self.preview.mapping.changed.connect(self.meant)
        self.preview.read_again.connect(self.read_again)
        self.preview.run.clicked.connect(self.run)
        self.preview.again.clicked.connect(self.show_start)
        self.done.to_list.clicked.connect(self.back)
        self.done.undo.clicked.connect(self.undo)

    # -- showing ---------------------------------------------------------------------------------

    def show_start(self) -> None:
        """Let the user choose a source."""
        self.failure.hide()
        self.stack.setCurrentIndex(0)
        self.start.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(self) -> None:
        """Show the form of a directory."""
        self.failure.hide()
        self.stack.setCurrentIndex(1)
        self.form.focus_first()

    def show_busy(self, said: str, done: int, whole: int) -> None:
        """Something runs: how far it is; ``whole`` 0: not known."""
        if self.stack.currentWidget() is not self.busy:
            self.failure.hide()
            self.stack.setCurrentWidget(self.busy)
            self.busy.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.busy.show_progress(said, done, whole)

    def show_preview(self, source: Source, preview: Preview) -> None:
        """What the source would become."""
        moved = self.stack.currentWidget() is not self.preview
        self.preview.show_preview(source, preview)
        self.stack.setCurrentWidget(self.preview)
        if moved:
            self.preview.focus_first()

    def show_result(self, name: str, result: Result) -> None:
        """What became of it."""
        self.done.show_result(name, result)
        self.stack.setCurrentWidget(self.done)
        self.done.to_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, notice: Notice) -> None:
        """What went wrong; where a directory's form is to blame, in it."""
        if notice.key.startswith("ldap.") or notice.key in ("error.certificate", "address.ca"):
            self.show_form()
            self.form.show_failure(notice)
            return
        if self.stack.currentWidget() is self.busy:
            self.show_start()
        said, details = words.say(notice), words.details(notice)
        self.failure.show_message(Severity.ERROR, said, details=details, closable=False)

    @property
    def working(self) -> bool:
        """Whether something runs."""
        return self.stack.currentWidget() is self.busy

    # -- files that are dropped --------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped, while nothing runs."""
        if not self.working and _file_of(event) is not None:
            event.acceptProposedAction()
            self.start.show_dropping(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is not dropped here."""
        super().dragLeaveEvent(event)
        self.start.show_dropping(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        self.start.show_dropping(on=False)
        path = _file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _top(widget: QWidget) -> QScrollArea:
    """A form at the top of a page that may be lower than it."""
    page = _Tall()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    widget.setMaximumWidth(640)
    row = QHBoxLayout()
    row.addWidget(widget, 100)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll


class _Tall(QFrame):
    """As high as its text needs at its width, which a scroll area does not ask for."""

    def event(self, event: QEvent) -> bool:
        """Measure again where the width changed, or what stands in it."""
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
        return done


class _Start(QFrame):
    """Where a source is chosen; a file may be dropped anywhere on it."""

    def __init__(self) -> None:
        super().__init__()
        self._dropping = False
        lead = label(words.word("import.lead"), "dim")
        lead.setWordWrap(True)
        self.choose = KeyButton(words.word("import.choose"), kind="accent")
        self.ldap = KeyButton(words.word("import.ldap"))
        self._drop = label(words.word("import.drop"), "dim")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SIZES.gap)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.ldap)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(lead)
        column.addLayout(buttons)
        column.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        lead.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_dropping(self, *, on: bool) -> None:
        """A file is held over it, or no more."""
        self._dropping = on
        self._drop.setText(words.word("import.drop_now" if on else "import.drop"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint where a file may be dropped."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.link if self._dropping else colours.edge), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.accent.soft if self._dropping else colours.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)


class _Busy(QFrame):
    """How far it is, and a button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self._said = label()
        self._said.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = KeyButton(words.word("import.cancel"), "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._said)
        column.addWidget(self.bar)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_progress(self, said: str, done: int, whole: int) -> None:
        """How far it is."""
        text.put(self._said, said)
        self.bar.setAccessibleName(text.bare(said))
        self.bar.setMaximum(1000 if whole else 0)
        self.bar.setValue(min(1000, done * 1000 // whole) if whole else 0)

    @property
    def said(self) -> str:
        """What it says."""
        return text.bare(self._said.text())


class _Done(QFrame):
    """What became of it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong")
        self._title.setWordWrap(True)
        self.summary = label()
        self.summary.setWordWrap(True)
        self.to_list = KeyButton(words.word("import.to_list"), kind="accent")
        self.undo = KeyButton(words.word("import.undo"))
        self.undo.setAccessibleDescription(words.word("import.undo_until"))
        self.until = label(words.word("import.undo_until"), "caption")
        self.until.setWordWrap(True)
        self._why = heading(words.word("import.reasons"))
        self.reasons = Table(
            words.word("import.reasons"),
            [words.word(f"import.{name}") for name in ("line", "why", "excerpt")],
        )
        foot = QHBoxLayout()
        foot.setSpacing(theme.SIZES.gap)
        foot.addWidget(self.to_list)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        self._space = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.summary)
        column.addLayout(foot)
        column.addWidget(self.until)
        column.addWidget(self._why)
        column.addWidget(self.reasons, 1)
        column.addWidget(self._space, 1)

    def show_result(self, name: str, result: Result) -> None:
        """Show it."""
        text.put(self._title, words.word("import.done_title", name=name))
        text.put(self.summary, summary(result))
        self.reasons.show_lines(bad_lines(result.bad))
        for widget in (self._why, self.reasons):
            widget.setVisible(bool(result.bad))
        self._space.setVisible(not result.bad)
        for each in (self.undo, self.until):
            each.setVisible(bool(result.new or result.changed))
