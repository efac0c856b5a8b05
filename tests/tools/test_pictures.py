"""Pictures: every scene, in each theme, language and scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from ctiapp.tools import pictures

if TYPE_CHECKING:
    from pathlib import Path


def test_the_pop_has_every_hard_case() -> None:
    cases = ("ringing", "unknown", "withheld", "long", "chinese", "arabic", "two", "more")

    assert {f"pop-{case}" for case in cases} <= set(pictures.scenes())


@pytest.mark.timeout(120)
def test_a_picture_for_each_theme_language_and_scale(tmp_path: Path) -> None:
    assert pictures.main(tmp_path, only="pop-ringing") == 0

    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        f"pop-ringing-{tone}-{language}-{scale}.png"
        for tone in ("light", "dark")
        for language in ("en", "zh")
        for scale in (100, 200)
    }
    small = QImage(str(tmp_path / "pop-ringing-light-en-100.png"))
    large = QImage(str(tmp_path / "pop-ringing-light-en-200.png"))
    assert large.width() == 2 * small.width()
    assert small != QImage(str(tmp_path / "pop-ringing-dark-en-100.png"))
