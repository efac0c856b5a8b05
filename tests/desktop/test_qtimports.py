"""What PySide6 reads of the modules that are imported after it."""

from __future__ import annotations

import subprocess
import sys

from ctiapp.desktop.qtimports import read_no_sources

_COUNT = "import linecache, os; print(sum('ctiapp' in name for name in linecache.cache))"


def _sources_kept(program: str) -> int:
    """How many of our sources a fresh interpreter keeps after this."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; {_COUNT}"], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_the_application_is_imported_without_its_sources_being_read() -> None:
    # What is imported before it, and the module itself.
    assert _sources_kept("import ctiapp.app") <= 4


def test_without_it_each_source_would_be_kept() -> None:
    """Were it not so any more, the module would be of no use."""
    assert _sources_kept("import PySide6.QtCore, ctiapp.services.desk, ctiapp.state.store") > 10


def test_there_is_a_place_to_tell_it() -> None:
    assert read_no_sources()
