"""The guards of tests/conftest.py, each seen to fail: a guard that cannot fail guards nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

PLANTED = """
    import asyncio
    import logging

    import pytest
    import shiboken6
    from PySide6.QtCore import QObject, qWarning
    from PySide6.QtWidgets import QWidget

    from ctiapp.model.observers import Observers

    log = logging.getLogger("ctiapp.planted")


    async def wait_for_ever():
        await asyncio.Event().wait()


    def test_stray_log():
        log.warning("nobody expects this")

    def test_stray_log_of_others():
        logging.getLogger("somebody.else").error("nor this")

    @pytest.mark.expected_log("that never comes")
    def test_log_that_never_comes():
        log.info("that never comes, at this level")

    def test_python_warning():
        import warnings
        warnings.warn("nobody expects this either")

    def test_qt_warning():
        qWarning("nor this")

    async def test_task_left():
        KEPT.append(asyncio.create_task(wait_for_ever()))

    async def test_coroutine_left():
        wait_for_ever()

    def test_subscription_left():
        owner = QObject()
        KEPT.append(Observers())
        KEPT[-1].subscribe(owner.setObjectName)
        shiboken6.delete(owner)

    def test_window_told_for_ever(qtbot):
        window = QWidget()
        qtbot.addWidget(window)
        KEPT.append((window, Observers()))
        KEPT[-1][1].subscribe(window.setWindowTitle)

    @pytest.mark.timeout(0.5)
    async def test_hangs():
        await wait_for_ever()


    def test_fine_expected_log(expected_log):
        expected_log("^expected", "and so is this")
        log.warning("expected")
        log.error("and so is this")

    @pytest.mark.expected_log("mark")
    def test_fine_marked_log():
        log.warning("marked")

    async def test_fine_task():
        task = asyncio.create_task(wait_for_ever())
        await asyncio.sleep(0)
        task.cancel()

    @pytest.fixture
    async def runs_for_the_test():
        task = asyncio.create_task(wait_for_ever())
        yield
        task.cancel()

    async def test_fine_fixture(runs_for_the_test):
        await asyncio.sleep(0)

    def test_fine_subscription():
        owner = QObject()
        KEPT.append(Observers())
        KEPT[-1].subscribe(owner.setObjectName)

    @pytest.fixture
    async def window(qtbot):
        made = QWidget()
        qtbot.addWidget(made)
        made.show()
        yield made
        assert made.isVisible()  # closed by nobody yet: the fixture's own end comes first
        KEPT.append(made)

    async def test_fine_window(window):
        assert window.isVisible()

    async def test_fine_window_is_gone_then():
        assert not any(shiboken6.isValid(each) for each in KEPT if isinstance(each, QWidget))

    async def test_fine_loop():
        on_qt = type(asyncio.get_running_loop()).__module__.startswith("qasync")
        assert on_qt == ("ui" in __file__.replace(chr(92), "/").split("/"))


    KEPT = []
"""

COMPLAINTS = {
    "test_stray_log": "ctiapp.planted WARNING: nobody expects this",
    "test_stray_log_of_others": "somebody.else ERROR: nor this",
    "test_log_that_never_comes": "never came: 'that never comes'",
    "test_python_warning": "UserWarning: nobody expects this either",
    "test_qt_warning": "QtWarningMsg: nor this",
    "test_task_left": "tasks left pending",
    "test_coroutine_left": "was never awaited",
    "test_subscription_left": "subscriptions of what is gone",
    "test_window_told_for_ever": "setWindowTitle of QWidget",
    "test_hangs": "wait_for_ever",
}


@pytest.mark.parametrize("folder", ["model", "ui"])
def test_each_guard_can_fail(folder: str, tmp_path: Path) -> None:
    """On either loop what is planted fails, says why, and what is fine passes."""
    there = tmp_path / "tests" / folder
    there.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (there / "test_planted.py").write_text(textwrap.dedent(PLANTED), encoding="utf-8")

    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider"),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), str(there)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    names = r"^(?:FAILED|ERROR) \S+::(\w+)"
    output = done.stdout + done.stderr
    assert set(re.findall(names, output, re.MULTILINE)) == set(COMPLAINTS), output
    for complaint in COMPLAINTS.values():
        assert complaint in output
