"""What a P-Series PBX takes of a new extension.

Tables 44 and following of the handbook (l. 3162-3631).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctiapp.model.newstation import StationRules

if TYPE_CHECKING:
    from ctiapp.model.newstation import NewStation

MAX_NUMBER = 7
"""Digits of an extension number."""
PASSWORD = range(10, 64)
"""Characters of a user password, which has a digit, an upper-case and a lower-case letter."""
REG_PASSWORD = range(8, 64)
"""Characters of a registration password."""
MAX_REG_NAME = 63
"""Characters of a registration name."""
MAX_CALLER_ID = 31
"""Characters of a displayed number."""
REGISTRATIONS = range(1, 4)
"""How many phones may register at once."""
RING_TIMEOUT_S = range(5, 301)
"""For how long a phone rings, in seconds."""

_CALLER_ID = re.compile(r"[0-9A-Za-z().\-+*#]*")


def problems(wanted: NewStation) -> dict[str, str]:
    """What the PBX would not take; see `StationRules`."""
    checks = {
        "number": (bool(re.fullmatch(rf"[0-9]{{1,{MAX_NUMBER}}}", wanted.number)), "number"),
        "user_password": (_strong(wanted.user_password), "user_password"),
        "reg_name": (0 < len(wanted.reg_name) <= MAX_REG_NAME, "reg_name"),
        "reg_password": (len(wanted.reg_password) in REG_PASSWORD, "reg_password"),
        "caller_id": (
            len(wanted.caller_id) <= MAX_CALLER_ID and bool(_CALLER_ID.fullmatch(wanted.caller_id)),
            "caller_id",
        ),
        "registrations": (wanted.registrations in REGISTRATIONS, "registrations"),
        "ring_timeout_s": (wanted.ring_timeout_s in RING_TIMEOUT_S, "ring_timeout"),
    }
    return {name: f"station.{key}" for name, (holds, key) in checks.items() if not holds}


def _strong(password: str) -> bool:
    kinds = (r"[0-9]", r"[A-Z]", r"[a-z]")
    return len(password) in PASSWORD and all(re.search(kind, password) for kind in kinds)


RULES: Final = StationRules(
    frozenset(
        {
            *("number", "first_name", "last_name", "email", "mobile", "caller_id"),
            *("user_password", "reg_name", "reg_password", "registrations"),
            *("voicemail", "ring_timeout_s"),
        }
    ),
    problems,
)
"""What can be written of a new extension here, and what is taken."""
