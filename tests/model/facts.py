"""What holds of every module of frozen facts."""

from __future__ import annotations

import dataclasses
import inspect
from enum import Enum
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from types import ModuleType


def facts(module: ModuleType) -> list[type]:
    """The dataclasses that a module defines."""
    return [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
    ]


def assert_frozen(module: ModuleType) -> None:
    """Nobody changes what was told; whoever keeps one may trust it."""
    assert facts(module)
    for fact in facts(module):
        assert fact.__dataclass_params__.frozen, fact  # type: ignore[attr-defined]
        assert "__slots__" in vars(fact), fact


def assert_closed(module: ModuleType, union: object, *parts: type) -> None:
    """Every fact of a module is in its union, or part of one that is."""
    members = get_args(union)
    assert set(facts(module)) - set(parts) == set(members)


def assert_words_differ(module: ModuleType) -> None:
    """No two members of an enumeration are the same by accident."""
    for _, words in inspect.getmembers(module, inspect.isclass):
        if issubclass(words, Enum) and words.__module__ == module.__name__:
            assert len(words) == len(words.__members__), words
