"""A table of plain rows: one is chosen at a time, nothing is edited, no grid, no row headings."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget


class PlainTable(QTableView):
    """It; who makes one says what its columns are and what keys do.

    Args:
        row: how high a row is, in pixels.
    """

    def __init__(self, row: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        # The heading leaves the rounded corners of the frame alone, and where it ends.
        self.setStyleSheet(
            "QHeaderView { background: transparent; border: none; }"
            " QHeaderView::section { background: transparent; }"
            " QAbstractScrollArea::corner { background: transparent; border: none; }"
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row)
        rows.setDefaultSectionSize(row)
