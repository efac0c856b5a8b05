"""What a hostile PBX may send, and what may come out of it: the same for every dialect."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import json
import math
import pkgutil
import time
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctiapp.model.errors import PbxError, WireError
from ctiapp.pbx.lenient import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

FOLDER = Path(__file__).resolve().parents[1] / "frames" / "hostile"
VALUES: list[object] = json.loads((FOLDER / "values.json").read_text(encoding="utf-8"))
FRAMES = (FOLDER / "frames.txt").read_text(encoding="utf-8").splitlines()

ONE_S = 0.5
"""How long one parse may take, with what a busy machine adds; each takes a few ms at most."""


def ignore(_: str) -> None:
    """What was left out is of no interest here."""


# --- the readers ---------------------------------------------------------------------------------


def readers_of(dialect: ModuleType) -> set[str]:
    """The names of all functions of a dialect's ``wire`` modules that take an ``answer``."""
    modules = [
        importlib.import_module(f"{dialect.__name__}.{module.name}")
        for module in pkgutil.iter_modules(dialect.__path__)
        if module.name.startswith("wire")
    ]
    return {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "answer" in inspect.signature(function).parameters
    }


def tried(
    read: Callable[[], object], refusal: type[PbxError] = WireError, *, clean: bool = True
) -> bool:
    """Read; whether there were facts. Anything but a ``refusal`` fails the test."""
    started_s = time.thread_time()
    facts, said = None, ""
    try:
        facts = read()
    except refusal as err:
        said = err.detail
    assert time.thread_time() - started_s < ONE_S
    assert len(said) < 2000
    if facts is not None and clean:
        harmless(facts)
    return facts is not None


# --- what may come out ---------------------------------------------------------------------------


def texts_in(value: object) -> Iterator[str]:
    """Every text of a fact, however deep."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts_in(key)
            yield from texts_in(each)
    elif isinstance(value, list | tuple | frozenset | set):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, float):
        assert math.isfinite(value)


def harmless(facts: object) -> None:
    """No fact holds a text that is endless, forges a line, or cannot be written down."""
    for text in texts_in(facts):
        assert len(text) <= 4 * MAX_TEXT  # a flattened name may join several
        assert not any(char < " " or char == "\x7f" for char in text)
        text.encode("utf-8")


# --- what goes in --------------------------------------------------------------------------------


def places_in(whole: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a JSON value; of a list the first two."""
    yield path
    if isinstance(whole, dict):
        for key, each in whole.items():
            yield from places_in(each, (*path, key))
    elif isinstance(whole, list):
        for index, each in enumerate(whole[:2]):
            yield from places_in(each, (*path, index))


def with_value(whole: object, path: tuple[Any, ...], new: object) -> object:
    """The same with another value in one place."""
    if not path:
        return new
    made: Any = copy.deepcopy(whole)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return made
