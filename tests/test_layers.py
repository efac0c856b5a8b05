"""The rules of the layers that import-linter cannot say; the others stand in pyproject.toml.

Each rule reads the syntax tree of one file. Beside it stand lines that break it, planted in a
file where they must not stand, so that every rule is seen to fail; and lines that look alike and
are fine.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from ctiapp.tools.bench_first_paint import LATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(
    PurePosixPath(path.relative_to(ROOT).as_posix()) for path in (ROOT / "ctiapp").rglob("*.py")
)


# --- reading a tree ------------------------------------------------------------------------------


def module_name(path: PurePosixPath) -> str:
    """Return the dotted name of a file's module."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: PurePosixPath, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, absolute dotted name) of all that a file imports, names in modules included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = path.parts[: len(path.parts) - node.level]
                base = ".".join(filter(None, (*package, base)))
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` for such an expression, and what can be read of any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def is_under(name: str, *roots: str) -> bool:
    """Say whether a dotted name is one of these or lies below it."""
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def stands_in(path: PurePosixPath, *places: str) -> bool:
    """Say whether a file is one of these, or lies in one of these folders."""
    return any(str(path) == place or str(path).startswith(f"{place}/") for place in places)


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, name) of every name that is used, as such or as an attribute, or imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name.rpartition(".")[2]


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call with the dotted name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


# --- the rules -----------------------------------------------------------------------------------

Complaints = "Iterator[tuple[int, str]]"


def widgets_only_in_the_window(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """Only ui, tools and app know widgets."""
    if not stands_in(path, "ctiapp/ui", "ctiapp/tools", "ctiapp/app.py"):
        for line, name in imports(path, tree):
            if is_under(name, "PySide6.QtWidgets"):
                yield line, f"imports {name}"


def servers_only_where_served(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """Only the simulated PBX and the receivers of pushed events serve HTTP."""
    if path.name != "receiver.py" and not stands_in(path, "ctiapp/simpbx", "ctiapp/tools"):
        for line, name in imports(path, tree):
            if is_under(name, "aiohttp.web"):
                yield line, f"imports {name}"


def no_nested_event_loop(_path: PurePosixPath, tree: ast.AST) -> Complaints:
    """A nested event loop, or qasync's slots, freezes other tasks for ever."""
    static = {
        "QMessageBox": {"about", "critical", "information", "question", "warning"},
        "QInputDialog": {"getDouble", "getInt", "getItem", "getMultiLineText", "getText"},
        "QFileDialog": {"getExistingDirectory", "getOpenFileName", "getSaveFileName"},
        "QColorDialog": {"getColor"},
        "QFontDialog": {"getFont"},
    }
    for node, name in calls(tree):
        owner, _, method = name.rpartition(".")
        if owner and method in {"exec", "exec_"}:
            yield node.lineno, f"calls {name}()"
        if method in static.get(owner.rpartition(".")[2], ()):
            yield node.lineno, f"calls {name}()"
    for line, name in names(tree):
        if name in {"processEvents", "asyncSlot", "asyncClose", "asyncWrap"}:
            yield line, f"uses {name}"


def certificates_are_verified(_path: PurePosixPath, tree: ast.AST) -> Complaints:
    """There is no "do not verify"."""
    for line, name in names(tree):
        if name in {"CERT_NONE", "CERT_OPTIONAL", "_create_unverified_context"}:
            yield line, f"uses {name}"
    for node in ast.walk(tree):
        off = isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant)
        if off and node.arg in {"verify", "verify_ssl", "ssl"} and node.value.value is False:
            yield node.value.lineno, f"passes {node.arg}=False"


def words_in_one_file(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """Only ui/words.py and its parts turn keys into text that is translated."""
    if not path.match("ctiapp/ui/words.py") and not path.match("ctiapp/ui/words_*.py"):
        for node, name in calls(tree):
            literal = node.args and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            translates = name.rpartition(".")[2] in {"tr", "translate", "QT_TRANSLATE_NOOP"}
            if literal and translates and not name.startswith("?"):
                yield node.lineno, f"calls {name}() with a literal"


def dialects_stand_alone(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """No dialect imports another, neither in pbx nor in the simulated PBX."""
    dialects = {"p_series", "cloud", "k2", "openvox"}
    own = dialects & set(path.parts)
    if own and stands_in(path, "ctiapp/pbx", "ctiapp/simpbx"):
        for line, name in imports(path, tree):
            others = dialects & set(name.split(".")) - own
            if is_under(name, "ctiapp.pbx", "ctiapp.simpbx") and others:
                yield line, f"imports {name}"


def model_is_pure(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """What is true of telephony anywhere does no I/O and has no clock of its own.

    Telling a logger of a fault is allowed: what becomes of it is decided above.
    """
    if stands_in(path, "ctiapp/model"):
        for line, name in imports(path, tree):
            if not is_under(name, "os.path") and is_under(
                name,
                *("asyncio", "http", "io", "os", "pathlib", "queue", "random"),
                *("selectors", "shutil", "socket", "sqlite3", "ssl", "subprocess", "sys"),
                *("tempfile", "threading", "time", "urllib.request"),
            ):
                yield line, f"imports {name}"
        for node, name in calls(tree):
            if name.rpartition(".")[2] in {"now", "today", "utcnow", "open", "print", "input"}:
                yield node.lineno, f"calls {name}()"


def exchange_is_given_its_clock(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """The core of the simulated PBX does no I/O: a working day runs in a second."""
    if path == PurePosixPath("ctiapp/simpbx/exchange.py"):
        for line, name in imports(path, tree):
            if is_under(name, "aiohttp", "asyncio", "socket", "ssl", "threading", "time"):
                yield line, f"imports {name}"
        for node, name in calls(tree):
            if name.rpartition(".")[2] in {"now", "today", "utcnow", "open"}:
                yield node.lineno, f"calls {name}()"


def control_knows_no_socket(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """The ctl verbs know neither socket nor window."""
    if stands_in(path, "ctiapp/control"):
        for line, name in imports(path, tree):
            if is_under(name, "http", "socket", "socketserver", "multiprocessing"):
                yield line, f"imports {name}"


def resources_through_paths(path: PurePosixPath, tree: ast.AST) -> Complaints:
    """Only paths.py knows where the resources lie."""
    if path != PurePosixPath("ctiapp/paths.py"):
        for node in ast.walk(tree):
            literal = node.value if isinstance(node, ast.Constant) else None
            if isinstance(literal, str) and (
                literal in {"resources", "_resources"}
                or literal.startswith(("resources/", "_resources/"))
            ):
                yield node.lineno, f"spells out {literal!r}"
        for line, name in imports(path, tree):
            if is_under(name, "importlib.resources", "pkgutil.get_data"):
                yield line, f"imports {name}"


# --- the rules, and what breaks them -------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A rule, with lines that break it and lines that do not; each begins ``path: code``."""

    check: Callable[[PurePosixPath, ast.AST], Complaints]
    broken: tuple[str, ...]
    kept: tuple[str, ...] = ()


RULES = (
    Rule(
        widgets_only_in_the_window,
        broken=(
            "ctiapp/desktop/x.py: from PySide6.QtWidgets import QWidget",
            "ctiapp/services/x.py: from PySide6 import QtWidgets",
            "ctiapp/cli.py: import PySide6.QtWidgets as w",
        ),
        kept=(
            "ctiapp/ui/tray.py: from PySide6.QtWidgets import QMenu",
            "ctiapp/app.py: from PySide6.QtWidgets import QApplication",
            "ctiapp/desktop/x.py: from PySide6.QtGui import QGuiApplication",
        ),
    ),
    Rule(
        servers_only_where_served,
        broken=(
            "ctiapp/pbx/p_series/client.py: from aiohttp import web",
            "ctiapp/desktop/x.py: import aiohttp.web",
        ),
        kept=(
            "ctiapp/simpbx/server.py: from aiohttp import web",
            "ctiapp/pbx/k2/receiver.py: from aiohttp.web import Application",
        ),
    ),
    Rule(
        no_nested_event_loop,
        broken=(
            "ctiapp/ui/x.py: dialog.exec()",
            "ctiapp/ui/x.py: self.menu.exec_(where)",
            "ctiapp/ui/x.py: QMessageBox.question(self, 'a', 'b')",
            "ctiapp/ui/x.py: QtWidgets.QFileDialog.getOpenFileName(self)",
            "ctiapp/app.py: app.processEvents()",
            "ctiapp/app.py: from qasync import asyncSlot",
            "ctiapp/app.py: wait = qasync.asyncClose",
        ),
        kept=(
            "ctiapp/ui/x.py: dialog.show()",
            "ctiapp/ui/x.py: menu.popup(where)",
            "ctiapp/ui/x.py: QMessageBox(self).open()",
        ),
    ),
    Rule(
        certificates_are_verified,
        broken=(
            "ctiapp/pbx/rest.py: httpx.AsyncClient(verify=False)",
            "ctiapp/pbx/tls.py: context.verify_mode = ssl.CERT_NONE",
            "ctiapp/pbx/tls.py: from ssl import CERT_NONE as lax",
            "ctiapp/tools/x.py: ssl._create_unverified_context()",
        ),
        kept=("ctiapp/pbx/rest.py: httpx.AsyncClient(verify=context)",),
    ),
    Rule(
        words_in_one_file,
        broken=(
            "ctiapp/ui/x.py: self.tr('Hold')",
            "ctiapp/services/x.py: QCoreApplication.translate('calls', 'Hold')",
            "ctiapp/ui/x.py: tr(f'Hold {name}')",
        ),
        kept=(
            "ctiapp/ui/words.py: tr('Hold')",
            "ctiapp/ui/words_hotel.py: tr('Hold')",
            "ctiapp/model/number.py: digits.translate(table)",
        ),
    ),
    Rule(
        dialects_stand_alone,
        broken=(
            "ctiapp/pbx/cloud/wire.py: from ctiapp.pbx.p_series import wire",
            "ctiapp/pbx/k2/client.py: from ..openvox.auth import sign",
            "ctiapp/simpbx/k2/facade.py: import ctiapp.simpbx.p_series.facade",
        ),
        kept=(
            "ctiapp/pbx/cloud/wire.py: from . import auth",
            "ctiapp/pbx/cloud/client.py: from ctiapp.pbx.rest import Rest",
            "ctiapp/pbx/registry.py: from ctiapp.pbx import p_series, cloud",
        ),
    ),
    Rule(
        model_is_pure,
        broken=(
            "ctiapp/model/call.py: import time",
            "ctiapp/model/call.py: from asyncio import Event",
            "ctiapp/model/call.py: datetime.now(UTC)",
            "ctiapp/model/x.py: open('file')",
        ),
        kept=(
            "ctiapp/model/call.py: from datetime import datetime",
            "ctiapp/model/call.py: import os.path",
            "ctiapp/model/observers.py: import logging",
        ),
    ),
    Rule(
        exchange_is_given_its_clock,
        broken=(
            "ctiapp/simpbx/exchange.py: import asyncio",
            "ctiapp/simpbx/exchange.py: datetime.now(UTC)",
        ),
        kept=("ctiapp/simpbx/server.py: import asyncio",),
    ),
    Rule(
        control_knows_no_socket,
        broken=("ctiapp/control/verbs.py: import socket",),
        kept=("ctiapp/desktop/ctl_client.py: import socket",),
    ),
    Rule(
        resources_through_paths,
        broken=(
            "ctiapp/ui/icons.py: Path(__file__).parent / 'resources' / 'icons'",
            "ctiapp/ui/icons.py: open('resources/icons/hold.svg')",
            "ctiapp/simpbx/x.py: from importlib.resources import files",
        ),
        kept=(
            "ctiapp/paths.py: root / '_resources'",
            "ctiapp/ui/icons.py: paths.resource('icons', 'hold.svg')",
        ),
    ),
)
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.check.__name__)


def planted(line: str) -> tuple[PurePosixPath, ast.AST]:
    """Return the path and the tree of a line that was planted."""
    path, _, code = line.partition(": ")
    return PurePosixPath(path), ast.parse(code)


@cache
def all_complaints() -> dict[Callable[..., object], list[str]]:
    """What each rule says; every file is read once."""
    found: dict[Callable[..., object], list[str]] = {rule.check: [] for rule in RULES}
    for path in FILES:
        tree = ast.parse((ROOT / path).read_bytes())
        for rule in RULES:
            found[rule.check] += (
                f"{path}:{line}: {complaint}" for line, complaint in rule.check(path, tree)
            )
    return found


@EACH_RULE
def test_rule_holds(rule: Rule) -> None:
    """No file breaks the rule."""
    complaints = all_complaints()[rule.check]

    assert not complaints, f"{rule.check.__doc__}\n" + "\n".join(complaints)


@EACH_RULE
def test_rule_can_fail(rule: Rule) -> None:
    """Each planted line is complained of, and each line that is fine is not."""
    assert not [line for line in rule.broken if not list(rule.check(*planted(line)))]
    assert not [line for line in rule.kept if list(rule.check(*planted(line)))]


# --- the contracts of import-linter --------------------------------------------------------------


def test_every_package_stands_in_a_contract() -> None:
    """What is new below ctiapp gets its row in the table, in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    protected = {name for contract in contracts for name in contract.get("protected_modules", ())}
    free = {"ctiapp.model", "ctiapp.__main__"}  # anybody may import the one, nobody does the other
    packages = {module_name(PurePosixPath(*path.parts[:2])) for path in FILES} - {"ctiapp"}

    assert sorted(packages - protected - free) == []


# --- what a fresh interpreter loads --------------------------------------------------------------

QT = ("PySide6", "shiboken6", "qasync")
NETWORK = ("httpx", "httpcore", "websockets", "aiohttp", "truststore")
WITH_QT = ("ctiapp/ui", "ctiapp/desktop", "ctiapp/tools", "ctiapp/app.py")


def loaded_by(modules: list[str], banned: tuple[str, ...]) -> str:
    """Import modules one after the other in a fresh interpreter; return who loaded what banned."""
    script = textwrap.dedent(
        """
        import importlib, sys
        modules, banned = sys.argv[1].split(","), sys.argv[2].split(",")
        for module in modules:
            importlib.import_module(module)
            found = sorted(name for name in banned if name in sys.modules)
            if found:
                sys.exit(f"{module} loads {', '.join(found)}")
        """
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, ",".join(modules), ",".join(banned)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


def modules_in(*places: str) -> list[str]:
    """Return the modules of these files and folders, without those that run when imported."""
    return [
        module_name(path)
        for path in FILES
        if stands_in(path, *places) and path.name != "__main__.py"
    ]


def test_nothing_below_the_window_loads_qt() -> None:
    """Everything but ui, desktop, tools and app can be imported without Qt."""
    below = [name for name in modules_in("ctiapp") if name not in modules_in(*WITH_QT)]

    assert not loaded_by(below, QT)


def test_the_command_line_loads_next_to_nothing() -> None:
    """Printing the version, or asking a running application, waits for no library."""
    heavy = (*QT, *NETWORK, "asyncio", "jeepney", "keyring", "msgspec", "phonenumbers", "sqlite3")

    assert not loaded_by(["ctiapp.cli"], heavy)


def test_the_window_shows_before_the_network_is_loaded() -> None:
    """Importing all that the signed-out window needs loads neither network nor key store."""
    later = (*NETWORK, "keyring", "jeepney", "phonenumbers", "vobject", "ldap3")

    assert not loaded_by(modules_in("ctiapp/app.py", "ctiapp/ui"), later)


def test_the_signed_out_window_knows_nothing_of_calls() -> None:
    """What it is made of can be imported without what only a signed-in person sees."""
    assert not loaded_by(["ctiapp.ui.front", "ctiapp.app"], LATE)


def test_a_number_can_be_made_without_loading_the_tables() -> None:
    """The model's tables of numbering plans are loaded when a number is first read."""
    assert not loaded_by(modules_in("ctiapp/model", "ctiapp/services"), ("phonenumbers",))


def test_a_fresh_interpreter_can_fail() -> None:
    """What is banned and loaded is found, with the module that loads it."""
    assert "ctiapp.paths loads hashlib" in loaded_by(["ctiapp", "ctiapp.paths"], ("hashlib",))


# --- the Python that we stand on -----------------------------------------------------------------


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal: its references are not counted"
)
def test_timer_events_leave_none_alone() -> None:
    """A timer event of the Qt loop does not drop a reference to None, as PySide6 6.12 does."""
    script = textwrap.dedent(
        """
        import asyncio, gc, sys
        from PySide6.QtCore import QCoreApplication
        from qasync import QEventLoop

        async def many_timer_events():
            gc.disable()  # what waits to be collected holds references, too
            gc.collect()
            before = sys.getrefcount(None)
            for _ in range(2000):
                await asyncio.sleep(0)
            gc.collect()
            return sys.getrefcount(None) - before

        app = QCoreApplication([])
        with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
            print(runner.run(many_timer_events()))
        """
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert int(done.stdout) > -1000  # 2,000 events cost 1,775 references where it is wrong
