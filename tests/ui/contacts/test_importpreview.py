"""What a source would become, and how it is read otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.importing import Field
from ctiapp.services.importplan import plan
from ctiapp.tools.scenes_contacts import FIELDS, SOURCE
from ctiapp.ui import text
from ctiapp.ui.contacts.importpreview import PreviewPane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def pane(qtbot: QtBot) -> PreviewPane:
    made = PreviewPane()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_preview(SOURCE, plan(SOURCE, FIELDS, ()).preview)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_shows_the_rows_and_the_counts(pane: PreviewPane) -> None:
    assert text.bare(pane.summary.text()) == "4 new · 0 changed · 0 the same · 4 left out"
    assert pane.run.shown == "Import 4"
    assert pane.rows.rowCount() == len(SOURCE.table.rows)
    assert pane.rows.item(3, 3).text().startswith("Left out")
    assert pane.mapping.fields == FIELDS


def test_the_user_reads_it_otherwise(qtbot: QtBot, pane: PreviewPane) -> None:
    assert pane.encoding.currentText() == "UTF-8"
    pane.encoding.setCurrentIndex(pane.encoding.findData("cp1252"))

    with qtbot.waitSignal(pane.read_again) as again:
        pane.encoding.activated.emit(0)

    assert again.args == ["cp1252", ";", True]


def test_nothing_to_import_cannot_be_imported(pane: PreviewPane) -> None:
    skipped = (Field.SKIP,) * len(FIELDS)

    pane.show_preview(SOURCE, plan(SOURCE, skipped, ()).preview)

    assert not pane.run.isEnabled()
    assert pane.run.shown == "Nothing to import"


def test_other_sources_have_less_to_say(pane: PreviewPane) -> None:
    vcard = replace(SOURCE, kind="vcard", table=replace(SOURCE.table, encoding="koi8-r", cut=True))

    pane.show_preview(vcard, plan(vcard, FIELDS, ()).preview)

    assert pane.delimiter.isHidden()
    assert pane.headings.isHidden()
    assert pane.encoding.currentText() == "koi8-r"
    assert not pane.cut.isHidden()


def test_a_wider_window_has_wider_columns(pane: PreviewPane) -> None:
    """Long names and several numbers are cut only where there is no room."""
    narrow = [pane.rows.columnWidth(column) for column in range(3)]
    pane.resize(1400, 600)
    wide = [pane.rows.columnWidth(column) for column in range(3)]
    assert all(after > before * 1.4 for before, after in zip(narrow, wide, strict=True))
    assert sum(wide) < pane.rows.viewport().width() * 0.8  # why a row is left out has its room
