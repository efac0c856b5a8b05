"""The night sheet: gathered when it is opened, printed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ctiapp.model.errors import StorageError
from ctiapp.model.notice import Notice
from ctiapp.ui import words
from ctiapp.ui.filedialog import ask_where
from ctiapp.ui.hotel import sheetdocument
from ctiapp.ui.hotel.sheetpage import SheetPage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from ctiapp.model.nightsheet import NightSheet
    from ctiapp.ui.hotel.work import Bench


class SheetWork(QObject):
    """It.

    Args:
        bench: what it stands on.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.place)
        self._bench = bench
        self.page = SheetPage()
        self.page.left.connect(self.close)
        self.page.again.connect(self._gather)
        self.page.printed.connect(self._on_printed)
        self.page.saved.connect(self._on_saved)

    def open(self) -> None:
        """Show it, gathered now."""
        self._bench.place.show_page(self.page)
        self._bench.place.focus_first()
        self._gather()

    def close(self) -> None:
        """Back to the rooms."""
        self._bench.place.show_page(None)
        self._bench.place.focus_first()

    def _gather(self) -> None:
        desk = self._bench.desk()
        if desk is not None:
            self._bench.tasks.start(
                desk.sheets.sheet(),
                name="night sheet",
                done=self.page.show_sheet,
                failed=lambda error: self.page.show_trouble(words.say(error.notice())),
            )

    def _on_printed(self) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            from ctiapp.ui.printing import ask_printer

            ask_printer(self.page, lambda printer: self._print(sheet, printer))

    @staticmethod
    def _print(sheet: NightSheet, printer: QPrinter) -> None:
        sheetdocument.put_on(printer, sheet)

    def _on_saved(self) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            name = f"night-sheet-{sheet.today:%Y%m%d}.pdf"
            title = words.word("rooms.save_pdf")
            ask_where(self.page, title, name, lambda path: self._save(sheet, path))

    def _save(self, sheet: NightSheet, path: Path) -> None:
        try:
            sheetdocument.save_pdf(sheet, path)
        except StorageError as error:
            self._bench.tell(error.notice())
        else:
            self._bench.tell(Notice("hotel.sheet_saved", {"path": str(path)}))
