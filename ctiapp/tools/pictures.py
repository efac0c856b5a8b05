"""Pictures of every place of the window, to be looked at by whoever changed one.

Light and dark, English and Chinese, at 100 and 200 %: one process for each language and scale,
since Qt reads its scale factor once.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPixmap

SCENES_OF = (
    "ctiapp.tools.scenes",
    "ctiapp.tools.scenes_window",
    "ctiapp.tools.scenes_agent",
    "ctiapp.tools.scenes_link",
    "ctiapp.tools.scenes_queues",
    "ctiapp.tools.scenes_people",
    "ctiapp.tools.scenes_dialling",
    "ctiapp.tools.scenes_callers",
    "ctiapp.tools.scenes_popactions",
    "ctiapp.tools.scenes_diagnostics",
    "ctiapp.tools.scenes_contacts",
    "ctiapp.tools.scenes_ways",
    "ctiapp.tools.scenes_history",
    "ctiapp.tools.scenes_followups",
    "ctiapp.tools.scenes_recordings",
    "ctiapp.tools.scenes_voicemail",
    "ctiapp.tools.scenes_reports",
    "ctiapp.tools.scenes_handover",
    "ctiapp.tools.scenes_hotel",
    "ctiapp.tools.scenes_newroom",
)
"""Modules with ``SCENES``: name -> what draws it."""

LANGUAGES = ("en", "zh_CN")
SCALES = (1, 2)
THEMES = ("light", "dark")


def main(out: Path, only: str = "") -> int:
    """Draw all pictures, or those whose name begins with ``only``, into that folder."""
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for language in LANGUAGES:
        for scale in SCALES:
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(scale),
                "QT_LOGGING_RULES": "qt.qpa.*=false",
            }
            command = [sys.executable, "-m", "ctiapp.tools.pictures", str(out), language, only]
            failed |= subprocess.run(command, env=environment, check=False).returncode
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 1 if failed else 0


def scenes() -> dict[str, Callable[[], QPixmap]]:
    """Every scene there is, by the name of its picture."""
    found: dict[str, Callable[[], QPixmap]] = {}
    for name in SCENES_OF:
        if importlib.util.find_spec(name) is not None:
            found |= importlib.import_module(name).SCENES
    return found


def render(out: Path, language: str, only: str = "") -> int:
    """Draw every scene in this process's scale, light and dark."""
    from PySide6.QtWidgets import QApplication

    from ctiapp.settings import Language, Theme
    from ctiapp.tools.samples import NOW_S
    from ctiapp.ui import theme, words
    from ctiapp.ui.ages import ticker

    app = QApplication.instance() or QApplication([])
    words.install(Language(language))
    ticker().clock = lambda: NOW_S
    scheme = theme.Theme(app, Theme.LIGHT)  # type: ignore[arg-type]
    percent = round(app.devicePixelRatio() * 100)  # type: ignore[attr-defined]
    for tone in THEMES:
        scheme.set_choice(Theme(tone))
        for name, draw in scenes().items():
            if name.startswith(only):
                short = language.partition("_")[0]
                draw().save(str(out / f"{name}-{tone}-{short}-{percent}.png"))
    return 0


if __name__ == "__main__":
    raise SystemExit(render(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
