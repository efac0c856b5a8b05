"""What is declared in pyproject.toml, pinned in constraints.txt, and what the Makefile offers."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import ctiapp

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ("3.11", "3.12", "3.13")


def declared() -> list[Requirement]:
    """Return every requirement of the project, those of the extras included."""
    texts = chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    return [Requirement(text) for text in texts]


def pins() -> list[Requirement]:
    """Return every line of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def applies(requirement: Requirement, python: str) -> bool:
    """Say whether a requirement holds on a Python on Linux."""
    environment = {"python_version": python, "python_full_version": f"{python}.1"}
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_is_pinned_within_its_bounds(python: str) -> None:
    """Each Python installs exactly one release of each requirement, and one that it allows."""
    pinned = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in pins()
        if applies(pin, python)
    }

    for requirement in declared():
        if applies(requirement, python):
            assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_every_pin_is_exact() -> None:
    """A constraint names one release, and no name is pinned twice for the same Python."""
    for python in PYTHONS:
        here = [canonicalize_name(pin.name) for pin in pins() if applies(pin, python)]
        assert len(here) == len(set(here))
    for pin in pins():
        assert [specifier.operator for specifier in pin.specifier] == ["=="], pin


def test_python_3_11_never_gets_the_qt_that_crashes_it() -> None:
    """PySide6 6.12.0 drops a reference to None with each timer event of Python 3.11."""
    qt = [req for req in declared() if req.name.startswith("PySide6") and applies(req, "3.11")]

    assert qt
    assert not [req for req in qt if "6.12.0" in req.specifier]


def test_what_is_imported_is_declared() -> None:
    """The package imports nothing that another package happens to bring along."""
    roots = set()
    for path in (ROOT / "ctiapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                roots |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                roots.add((node.module or "").partition(".")[0])
    foreign = roots - sys.stdlib_module_names - {"ctiapp"}
    provided = packages_distributions()
    known = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}

    undeclared = {
        root
        for root in foreign
        if not known & {canonicalize_name(name) for name in provided.get(root, [])}
    }

    assert not undeclared


def test_the_version_is_one() -> None:
    """The version stands in the package, and pyproject.toml reads it there."""
    assert Version(ctiapp.__version__)
    assert PROJECT["dynamic"] == ["version"]


def test_the_commands_exist() -> None:
    """Each command that is installed names a function that exists."""
    for target in (*PROJECT["scripts"].values(), *PROJECT["gui-scripts"].values()):
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))


def test_make_help_names_every_target_for_people() -> None:
    """What one can make is what ``make help`` shows."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))

    assert {"help", "demo", "test", "lint", "bench", "clean"} <= shown
