"""What the tests of the queues' place share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def aimed(qapp: QApplication) -> Iterator[None]:
    """Every click is aimed at what it hits: none comes too soon to be meant."""
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)
    yield
    QApplication.setDoubleClickInterval(before)
