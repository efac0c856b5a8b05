"""Which fields of what was sent a P-Series PBX does not take (l. 626-664). Pure.

What was in them stands beside it in the answer, a password perhaps: it is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import CommandError
from ctiapp.pbx.lenient import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_NAMED: Final = 16
"""The most fields of one kind that are read."""

_MAX_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class NamedFields:
    """The fields that a refusal names, in the PBX's words.

    Attributes:
        invalid: what it cannot take.
        duplicate: what somebody else has already -> who that is; empty where it is not told.
    """

    invalid: tuple[str, ...]
    duplicate: Mapping[str, str]


class FieldsNamed(CommandError):
    """Refused, and the PBX names the fields.

    Attributes:
        named: which.
    """

    def __init__(self, detail: str, named: NamedFields, *, code: str | int) -> None:
        super().__init__(detail, code=code)
        self.named = named


def named_fields(answer: Mapping[str, object]) -> NamedFields | None:
    """Read which fields a refusal names; None where it names none."""
    invalid = _named(answer, "invalid_param_list")
    duplicate = _named(answer, "duplicate_field_list")
    return NamedFields(tuple(invalid), duplicate) if invalid or duplicate else None


def _named(answer: Mapping[str, object], key: str) -> dict[str, str]:
    listed = answer.get(key)
    found: dict[str, str] = {}
    for item in listed[:_MAX_NAMED] if isinstance(listed, list) else []:
        if isinstance(item, dict) and (name := text_of(item.get("field"))[:_MAX_NAME]):
            found[name] = text_of(item.get("external_source_name"))[:_MAX_NAME]
    return found
