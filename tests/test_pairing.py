"""Every module has its tests, and they stand where one looks for them.

``ctiapp/pbx/p_series/wire.py`` is tested by ``tests/pbx/p_series/test_wire.py``; a package's own
``__init__.py`` by the ``test_init.py`` of its folder.
"""

from __future__ import annotations

import ast
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent

SMALL = 10
"""A module with fewer statements than this may go without: it holds names, not behaviour."""

EXCEPTIONS: dict[str, str] = {
    "ctiapp/app.py": "puts everything together: each test of tests/e2e starts it",
    "ctiapp/core.py": "puts the services together: each test of tests/e2e starts it",
    "ctiapp/services/hotel/making.py": "puts the front desk together: tests/e2e works at one",
    "ctiapp/tools/bench_first_paint.py": "a program that bench_start measures",
    "ctiapp/tools/bench_idle.py": "a measurement: running it is its test",
    "ctiapp/tools/bench_memory.py": "a measurement: running it is its test",
    "ctiapp/tools/bench_store.py": "a measurement: running it is its test",
    "ctiapp/tools/driving.py": "what the tour drives with: the demo without a display plays it",
    "ctiapp/tools/scenes_queues.py": "what the pictures show: looked at, not asserted",
    "ctiapp/tools/scenes_window.py": "what the pictures show: looked at, not asserted",
    "ctiapp/tools/tour.py": "the demo without a display plays it",
}
"""Modules that are tested elsewhere, or cannot be, each with the reason."""


def statements(path: Path) -> int:
    """Count the statements of a file, docstrings and imports aside."""
    return sum(
        isinstance(node, ast.stmt)
        and not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in ast.walk(ast.parse(path.read_bytes()))
    )


def test_file(module: PurePosixPath) -> PurePosixPath:
    """Return where the tests of a module stand."""
    name = "init" if module.stem == "__init__" else module.stem.strip("_")
    return PurePosixPath("tests", *module.parts[1:-1], f"test_{name}.py")


test_file.__test__ = False


def modules() -> list[PurePosixPath]:
    """Return every module of the package, relative to the root."""
    return sorted(
        PurePosixPath(path.relative_to(ROOT).as_posix()) for path in (ROOT / "ctiapp").rglob("*.py")
    )


def test_every_module_has_its_tests() -> None:
    """A module without tests of its own is small, or stands in the list with a reason."""
    missing = [
        f"{module} ({statements(ROOT / module)} statements): {test_file(module)}"
        for module in modules()
        if str(module) not in EXCEPTIONS
        and statements(ROOT / module) >= SMALL
        and not (ROOT / test_file(module)).exists()
    ]

    assert not missing, "no tests for\n" + "\n".join(missing)


def test_the_exceptions_are_needed() -> None:
    """An exception names a module that exists and has no tests of its own."""
    stale = [
        name
        for name in EXCEPTIONS
        if not (ROOT / name).exists() or (ROOT / test_file(PurePosixPath(name))).exists()
    ]

    assert not stale


def test_a_path_is_mirrored() -> None:
    """Where the tests stand follows from where the module stands."""
    assert str(test_file(PurePosixPath("ctiapp/cli.py"))) == "tests/test_cli.py"
    assert str(test_file(PurePosixPath("ctiapp/ui/calls/view.py"))) == "tests/ui/calls/test_view.py"
    assert str(test_file(PurePosixPath("ctiapp/pbx/k2/__init__.py"))) == "tests/pbx/k2/test_init.py"
    assert str(test_file(PurePosixPath("ctiapp/__main__.py"))) == "tests/test_main.py"
