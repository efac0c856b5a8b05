"""``ctiapp`` as it is, that also writes down every text that its widgets hold; and how it crashes.

The application knows nothing of it. Started through this file, each picture that ``ctl screenshot``
saves is accompanied by a file of the same name that has every text of every widget, whether it
shows or not: what is painted, the rows of lists, what a screen reader says, tooltips and titles.
Where the environment names a file and that file is there, a request to hold a call fails as no code
foresees, with its whole address in the error.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractItemView, QWidget

CRASH = "SPEAKING_CRASH"
"""The environment variable that names the file."""


def speaking(*words: str) -> list[str]:
    """The program's command line."""
    return [sys.executable, "-m", "tests.e2e.speaking", *words]


# --- the program ---------------------------------------------------------------------------------


MOST_ROWS = 3000
"""Of a list, so many rows are written down."""


def _rows(view: QAbstractItemView) -> Iterator[str]:
    """What stands in a list or table, painted or not: no widget holds it."""
    from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

    model = view.model()
    if model is None:
        return
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for row in range(min(model.rowCount(top), MOST_ROWS)):
        for column in range(columns):
            for role in roles:
                value = model.index(row, column, top).data(role)
                if isinstance(value, str):
                    yield value


def _texts() -> Iterator[str]:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

    kinds = (
        QAccessible.Text.Name,
        QAccessible.Text.Description,
        QAccessible.Text.Value,
        QAccessible.Text.Help,
    )
    for widget in QApplication.allWidgets():
        told = QAccessible.queryAccessibleInterface(widget)
        if told is not None:
            yield from (told.text(kind) for kind in kinds)
        yield from (widget.toolTip(), widget.windowTitle(), widget.whatsThis(), widget.statusTip())
        if isinstance(widget, QLineEdit):
            yield from (widget.displayText(), widget.placeholderText())
        else:
            for name in ("text", "title", "currentText", "plainText"):
                value = widget.property(name)
                if isinstance(value, str):
                    yield value
        if isinstance(widget, QAbstractItemView):
            yield from _rows(widget)
    yield QApplication.clipboard().text()


def _main() -> int:
    from ctiapp import cli
    from ctiapp.pbx.rest import Rest
    from ctiapp.ui import shell

    save = shell.save_windows
    exchange = Rest._exchange

    def save_and_tell(path: Path, first: Sequence[QWidget]) -> list[Path]:
        said = sorted({text for text in _texts() if text})
        path.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")
        return save(path, first)

    async def fail_on_order(
        self: Rest,
        method: str,
        path: str,
        params: Mapping[str, str | int],
        body: Mapping[str, object] | None,
        json_type: str,
    ) -> tuple[int, bytes]:
        if path.endswith("call/hold") and os.path.exists(os.environ[CRASH]):  # noqa: ASYNC240, PTH110
            query = "&".join(f"{name}={value}" for name, value in params.items())
            raise RuntimeError(f"{method} {self.origin.url}{path}?{query} with {dict(params)!r}")
        return await exchange(self, method, path, params, body, json_type)

    shell.save_windows = save_and_tell
    if CRASH in os.environ:
        Rest._exchange = fail_on_order  # type: ignore[method-assign]
    return cli.main()


if __name__ == "__main__":
    sys.exit(_main())
