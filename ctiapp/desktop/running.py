"""Opening a web page and running a program, for whoever has looked at what is opened and run.

Both are started on their own, with no shell between, no window of ours above, and nothing of ours
to read or write; what they do afterwards is theirs. Neither waits for them to end.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.popactions import runs_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QProcessEnvironment

SCHEMES = ("https://", "http://")
_LIBRARIES = "LD_LIBRARY_PATH"


class Starter:
    """Starts pages and programs on this desktop."""

    async def open_page(self, url: str) -> None:
        """Show a web page in the user's browser.

        Raises:
            UsageError: ``popaction.scheme``: it is no web page; ``popaction.no_browser``: there is
                nothing to show it with.
        """
        if not url.lower().startswith(SCHEMES):
            raise UsageError("not a web page", key="popaction.scheme")
        opener = None if sys.platform in ("win32", "darwin") else shutil.which("xdg-open")
        if opener is not None and Path(opener).is_absolute():
            # As its own process: Qt's own way would look for a browser each time, and wait.
            started = await asyncio.to_thread(_start, opener, (url,))
        else:
            started = _show(url)
        if not started:
            raise UsageError("nothing opens pages here", key="popaction.no_browser")

    async def run(self, command: Sequence[str]) -> None:
        """Run a program with these arguments.

        Raises:
            UsageError: ``popaction.not_found``: it is not there, or not one that can be run;
                ``popaction.batch``: it is a batch file; ``popaction.not_started``: it was refused.
        """
        program = await asyncio.to_thread(shutil.which, command[0])
        # Windows looks in the current directory before all others, and a path may name it as well.
        if program is None or not Path(program).is_absolute():
            raise UsageError(
                "no such program", key="popaction.not_found", program=Path(command[0]).name[:60]
            )
        # What is found may be another file than what was named: Windows adds endings by itself.
        if runs_batch(program):
            raise UsageError("a batch file", key="popaction.batch")
        if not await asyncio.to_thread(_start, program, tuple(command[1:])):
            raise UsageError(
                "not started", key="popaction.not_started", program=Path(program).name[:60]
            )


def _start(program: str, arguments: tuple[str, ...]) -> bool:
    """Start it on its own; whether it could be. A moment's work, but not for the loop."""
    from PySide6.QtCore import QProcess

    process = QProcess()
    process.setProgram(program)
    process.setArguments(list(arguments))
    process.setWorkingDirectory(str(Path.home()))
    process.setProcessEnvironment(_environment())
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    started: object = process.startDetached()  # a pair with the process id, in some versions
    return bool(started[0] if isinstance(started, tuple) else started)


def _environment() -> QProcessEnvironment:
    """The environment as the user has it: a frozen build changes where libraries are looked for."""
    from PySide6.QtCore import QProcessEnvironment

    ours = QProcessEnvironment.systemEnvironment()
    if getattr(sys, "frozen", False):
        before = ours.value(f"{_LIBRARIES}_ORIG", "")
        ours.remove(_LIBRARIES)
        if before:
            ours.insert(_LIBRARIES, before)
    return ours


def _show(url: str) -> bool:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))
