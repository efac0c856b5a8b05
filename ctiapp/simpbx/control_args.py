"""The arguments of a control verb, checked one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class ControlError(Exception):
    """A control verb that cannot be done; the text names what is wrong."""


class Args:
    """What came with a verb. Every reader raises ``ControlError`` for a value of the wrong kind."""

    def __init__(self, values: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Take ``values``; one that is not ``known`` is an error."""
        unknown = [name for name in values if name not in known]
        if unknown:
            valid = ", ".join(known) or "none"
            message = f"unknown argument {', '.join(unknown)}; valid: {valid}"
            raise ControlError(message)
        self._values = values

    def __contains__(self, name: str) -> bool:
        """Whether an argument is there and not null."""
        return self._values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text (a number will do), mandatory without a default."""
        if name not in self:
            if default is None:
                message = f"{name} is missing"
                raise ControlError(message)
            return default
        value = self._values[name]
        usable = isinstance(value, str | int) and not isinstance(value, bool)
        # Half a surrogate pair is valid JSON, but could never be sent on.
        if not usable or any("\ud800" <= char <= "\udfff" for char in str(value)):
            message = f"{name} must be a text"
            raise ControlError(message)
        return str(value)

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number that is not negative, mandatory without a default."""
        if name not in self and default is not None:
            return default
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            message = f"{name} must be a number" if name in self else f"{name} is missing"
            raise ControlError(message)
        if not 0 <= value < float("inf"):
            message = f"{name} must not be negative"
            raise ControlError(message)
        return float(value)

    def whole(self, name: str, default: int) -> int:
        """Return a whole number, negative ones included."""
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            message = f"{name} must be a whole number"
            raise ControlError(message)
        return value

    def flag(self, name: str, default: bool | None = None) -> bool:  # noqa: FBT001 - a default value
        """Return true or false, mandatory without a default."""
        if name not in self and default is not None:
            return default
        value = self._values.get(name)
        if not isinstance(value, bool):
            message = f"{name} must be true or false"
            raise ControlError(message)
        return value

    def anything(self, name: str) -> object:
        """Return a value of whatever kind; None where there is none."""
        return self._values.get(name)

    def texts(self, name: str) -> list[str]:
        """Return a list of texts."""
        value = self._values.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            message = f"{name} must be a list of texts"
            raise ControlError(message)
        return list(value)

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers."""
        value = self._values.get(name)
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            message = f"{name} must be a list of whole numbers"
            raise ControlError(message)
        return list(value)
