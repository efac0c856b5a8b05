"""English words for these tests, and a theme to paint with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.settings import Language
from ctiapp.ui import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    """Words as they stand in the source."""
    words.install(Language.ENGLISH)
