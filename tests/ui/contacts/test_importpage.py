"""The page of the import: one thing at a time, files dropped, failures where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from ctiapp.model.notice import Notice
from ctiapp.services.importing import Result
from ctiapp.services.importplan import plan
from ctiapp.tools.scenes_contacts import FIELDS, SOURCE
from ctiapp.ui.contacts.importpage import ImportPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> ImportPage:
    made = ImportPage()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.show_start()
    return made


def drag(page: ImportPage, *urls: str) -> QDragEnterEvent:
    """Hold files over the page."""
    held = QMimeData()
    held.setUrls([QUrl(url) for url in urls])
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        held,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    page.dragEnterEvent(event)
    event.held = held  # type: ignore[attr-defined]
    return event


def test_a_file_is_dropped(qtbot: QtBot, page: ImportPage) -> None:
    event = drag(page, "file:///tmp/a%20b.vcf")
    assert event.isAccepted()
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        event.held,  # type: ignore[attr-defined]
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    with qtbot.waitSignal(page.chosen) as chosen:
        page.dropEvent(drop)

    assert chosen.args == [Path("/tmp/a b.vcf")]  # noqa: S108 - a name, nothing is read


@pytest.mark.parametrize(
    "urls", [("https://example.com/a.vcf",), ("file:///a.vcf", "file:///b.vcf"), ()]
)
def test_what_is_no_single_file_of_this_computer_is_not_taken(
    page: ImportPage, urls: tuple[str, ...]
) -> None:
    assert not drag(page, *urls).isAccepted()


def test_nothing_is_dropped_while_something_runs(page: ImportPage) -> None:
    page.show_busy("Reading", 1, 2)
    assert page.working
    assert not drag(page, "file:///a.vcf").isAccepted()
    page.dragLeaveEvent(QDragLeaveEvent())


def test_progress_is_shown_as_far_as_it_is_known(qtbot: QtBot, page: ImportPage) -> None:
    page.show_busy("Reading", 3, 4)
    assert page.busy.bar.value() == 750
    page.show_busy("Reading", 3, 0)
    assert page.busy.bar.maximum() == 0

    with qtbot.waitSignal(page.cancelled):
        page.busy.cancel.click()


def test_failures_stand_where_they_belong(page: ImportPage) -> None:
    page.show_busy("Reading", 0, 0)
    page.show_failure(Notice.of("import.empty", name="a.csv"))
    assert page.stack.currentWidget() is page.start
    assert "a.csv" in page.failure.message

    page.show_failure(Notice.of("ldap.denied"))
    assert page.stack.currentIndex() == 1
    assert page.failure.isHidden()
    assert page.form.fields["user"].complaint.text()


def test_from_the_preview_to_the_result(qtbot: QtBot, page: ImportPage) -> None:
    preview = plan(SOURCE, FIELDS, ()).preview
    page.show_preview(SOURCE, preview)
    with qtbot.waitSignal(page.run):
        page.preview.run.click()

    page.show_result(SOURCE.name, Result(4, 0, 0, 4, preview.bad))

    assert page.done.reasons.rowCount() == 4
    assert not page.done.undo.isHidden()
    assert not page.done.until.isHidden()
    with qtbot.waitSignal(page.undo):
        page.done.undo.click()
    page.show_result(SOURCE.name, Result(0, 0, 4, 0, ()))
    assert page.done.undo.isHidden()
    assert page.done.until.isHidden()
    assert page.done.reasons.isHidden()
