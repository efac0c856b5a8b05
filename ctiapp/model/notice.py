"""What to tell the user: a key and its parameters, never words.

Services say *what*; only the window's word list says *how*, in the user's language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Param = str | int | float


class Severity(Enum):
    """How loudly a notice speaks."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell.

    Attributes:
        key: which sentence, e.g. ``"error.credentials"``.
        params: the values that the sentence names.
        code: the PBX's code or a stable word, shown in the details; ``None`` where there is none.
        detail: technical text for the details, already free of secrets.
        severity: how loudly.
        call_id: the call it belongs to, or ``None``.
    """

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    code: str | None = None
    detail: str = ""
    severity: Severity = Severity.INFO
    call_id: str | None = None

    @staticmethod
    def of(
        key: str,
        *,
        severity: Severity = Severity.INFO,
        code: str | None = None,
        detail: str = "",
        call_id: str | None = None,
        **params: Param,
    ) -> Notice:
        """Build a notice with its parameters given by keyword."""
        return Notice(key, MappingProxyType(dict(params)), code, detail, severity, call_id)
