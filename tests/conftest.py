"""What every test stands on: the loops, and the guards that no test can forget.

A test fails when it leaves a log record of WARNING or more that it did not declare, a Qt warning
(pytest-qt), a Python warning (pytest), a task of ours that nobody awaited, or a subscription of
something of Qt's that is gone. ``tests/test_guards.py`` sees each of them fail.

The folders here mirror ``ctiapp/`` path for path and hold no ``__init__.py``: pytest imports them
with ``--import-mode=importlib``, so files of one name may stand in several folders, and what
tests share is imported as ``tests.<module>`` from the root of the checkout.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
import signal
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

# Before anything imports Qt: an unset platform means no window on the developer's screen, and
# qasync must not go looking for another binding.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

import hypothesis
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from ctiapp.model.observers import Observers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    import pytest_timeout

ROOT = Path(__file__).resolve().parent.parent

ON_QT = {"ui", "e2e", "desktop", "tools", "test_app.py"}
"""The folders and files whose async tests run on the Qt event loop, as the application does."""

# A busy machine is no reason to fail, and CI must not find what nobody can repeat.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


# --- loops ---------------------------------------------------------------------------------------


def qt_loop() -> asyncio.AbstractEventLoop:
    """Make a Qt event loop on the one application of the process."""
    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(app)
    # Python runs signal handlers between bytecodes, and an idle Qt loop runs none: without this
    # pulse no time-out could reach a test that waits for ever.
    pulse = QTimer(app)
    pulse.timeout.connect(lambda: None)
    pulse.start(500)
    close = loop.close

    def close_with_pulse() -> None:
        pulse.stop()
        pulse.deleteLater()
        close()

    loop.close = close_with_pulse
    return loop


def _is_on_qt(config: pytest.Config, item: pytest.Item) -> bool:
    return bool(ON_QT & set(item.path.relative_to(config.rootpath).parts))


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run what has to do with Qt on the Qt loop, and everything else on the plain one."""
    if _is_on_qt(config, item):
        return {"qasync": qt_loop}
    return {"asyncio": asyncio.new_event_loop}


def put_aside_what_stays() -> None:
    """Have the collector not look through what stays for the whole run, test by test.

    All that is known of 14,000 tests takes longer to look through than most of them take.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    global _put_aside  # noqa: PLW0603 - there is one collector
    _put_aside = gc.get_freeze_count()


_put_aside = 0
"""So many objects are not looked through; what dies of them is not counted any more."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """The tests are known."""
    put_aside_what_stays()


_WIDGETS = pytest.StashKey[list[tuple[weakref.ref[QWidget], Callable[[QWidget], None] | None]]]()
"""The windows of a test, and what shall be done before each is closed."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Collect a dead Qt loop here: its timers must not be collected in another thread."""
    # pytest-qt would close them now, and delete them some time before the fixtures have ended.
    item.stash[_WIDGETS] = item.__dict__.pop("qt_widgets", [])
    result = yield
    if item.get_closest_marker("asyncio") and _is_on_qt(item.config, item):
        if gc.get_freeze_count() > _put_aside:  # a session, too, sets aside what stays
            put_aside_what_stays()
        else:
            gc.collect()
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: pytest_timeout.Settings) -> bool | None:
    """Cancel the tasks of a test that is late on the Qt loop.

    What a signal handler raises there lands in a slot of Qt, which swallows it.
    """
    on_qt = item.get_closest_marker("asyncio") and _is_on_qt(item.config, item)
    if not on_qt or not hasattr(signal, "SIGALRM"):
        return None

    def on_alarm(_number: int, _frame: object) -> None:
        late = f"not done after {settings.timeout} s"
        try:
            tasks = asyncio.all_tasks()
        except RuntimeError:  # no loop is running
            pytest.fail(late)
        for task in tasks:
            item.add_report_section("call", "pending", repr(task))
            task.cancel(late)

    def cancel_timeout() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    signal.signal(signal.SIGALRM, on_alarm)
    again_s = max(settings.timeout, 30)  # for a test that catches its cancellation
    signal.setitimer(signal.ITIMER_REAL, settings.timeout, again_s)
    item.cancel_timeout = cancel_timeout
    return True


# --- windows -------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _closed(request: pytest.FixtureRequest, _no_subscription_left: None) -> Iterator[None]:
    """Close a test's windows when its own fixtures have ended, as the application does."""
    yield
    for reference, before_close in request.node.stash[_WIDGETS]:
        widget = reference()
        if widget is None or not shiboken6.isValid(widget):
            continue
        if before_close is not None:
            before_close(widget)
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- the user's own files ------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests, and what they start, out of the settings and journals of this user."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


# --- stray log records ---------------------------------------------------------------------------


class StrayLog(logging.Handler):
    """Keeps the records of WARNING or more, and knows which of them the test declared."""

    # Asyncio's debug mode says it of any slow machine.
    ALWAYS_FINE = re.compile(r"^Executing .* took [\d.]+ seconds$", re.DOTALL)

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.patterns: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, once, however many loggers hand it over."""
        if not any(kept is record for kept in self.records):
            self.records.append(record)

    def expect(self, *patterns: str) -> None:
        """Declare that records whose text matches each of these are part of the test."""
        self.patterns += patterns

    def complaints(self) -> list[str]:
        """Say what was logged and not declared, and what was declared and not logged."""
        found = []
        matched = set()
        for record in self.records:
            text = record.getMessage()
            fitting = {pattern for pattern in self.patterns if re.search(pattern, text)}
            matched |= fitting
            if not fitting and not self.ALWAYS_FINE.match(text):
                found.append(f"stray log record: {record.name} {record.levelname}: {text}")
        found += [
            f"expected a log record that never came: {pattern!r}"
            for pattern in self.patterns
            if pattern not in matched
        ]
        return found


@pytest.fixture(autouse=True)
def _stray_log(request: pytest.FixtureRequest) -> Iterator[StrayLog]:
    """Fail the test on a record of WARNING or more that it did not declare."""
    stray = StrayLog()
    for marker in request.node.iter_markers("expected_log"):
        stray.expect(*marker.args)
    loggers = logging.getLogger(), logging.getLogger("ctiapp")  # ours may not propagate
    for logger in loggers:
        logger.addHandler(stray)
    yield stray
    for logger in loggers:
        logger.removeHandler(stray)
    if complaints := stray.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(_stray_log: StrayLog) -> Callable[..., None]:
    """Call with regular expressions: records that match are part of the test, and must come."""
    return _stray_log.expect


# --- tasks that nobody awaited -------------------------------------------------------------------


def _is_ours(task: asyncio.Task[object]) -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    if code is None:
        return False
    path = Path(code.co_filename)
    return path.is_relative_to(ROOT / "ctiapp") or path.is_relative_to(ROOT / "tests")


@pytest.fixture
async def _no_task_left() -> AsyncIterator[None]:
    """Fail the test when a task of ours outlives its fixtures."""
    before = asyncio.all_tasks()
    yield
    mine = asyncio.all_tasks() - before - {asyncio.current_task()}
    for _ in range(5):  # a task that was cancelled a moment ago may still end
        await asyncio.sleep(0)
    left = [task for task in mine if not task.done() and _is_ours(task)]
    if left:
        pytest.fail("tasks left pending:\n" + "\n".join(map(repr, left)), pytrace=False)


@pytest.fixture(autouse=True)
def _awaited(request: pytest.FixtureRequest, _stray_log: StrayLog) -> None:
    """Watch the tasks of async tests: set up before a test's own fixtures, torn down after."""
    if request.node.get_closest_marker("asyncio"):
        request.getfixturevalue("_no_task_left")


# --- subscriptions of what is gone ---------------------------------------------------------------


def _owners(listener: Callable[..., object]) -> Iterator[object]:
    """Yield what a listener acts on: its object if it is a method, else what it closes over."""
    yield getattr(listener, "__self__", None)
    for cell in getattr(listener, "__closure__", None) or ():
        yield cell.cell_contents


@pytest.fixture(autouse=True)
def _no_subscription_left() -> Iterator[None]:
    """Fail the test when something of Qt's was destroyed and would still be told the news."""
    told: weakref.WeakSet[Observers[object]] = weakref.WeakSet()
    subscribe = Observers.subscribe

    def remembered(
        self: Observers[object], listener: Callable[[object], None]
    ) -> Callable[[], None]:
        told.add(self)
        return subscribe(self, listener)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Observers, "subscribe", remembered)
        yield
    left = [
        f"{getattr(listener, '__qualname__', listener)} of {type(owner).__name__}"
        for observers in told
        for listener in observers._listeners
        for owner in _owners(listener)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner)
    ]
    if left:
        pytest.fail("subscriptions of what is gone:\n" + "\n".join(left), pytrace=False)
