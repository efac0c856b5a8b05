"""A new room or extension: what the PBX must be told, and what it will not take.

The rules are those of the P handbook, tables 44 and following (l. 3162-3631).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.model.directory import Presence
from ctiapp.model.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping

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


@dataclass(frozen=True, slots=True)
class NewStation:
    """An extension that is to be created.

    Attributes:
        number: its number.
        first_name, last_name, email, mobile: whose it is.
        caller_id: the number shown to others; empty: its own.
        user_password: with which its user signs in to the PBX's own applications.
        reg_name, reg_password: with which its phone registers.
        registrations: how many phones may at once.
        presence: what its user says at first.
        routes: ids of the outside routes that it may take.
        departments: ids of the departments that it belongs to: mandatory where the PBX has
            departments switched on.
        voicemail: whether it has a voicemail box.
        ring_timeout_s: for how long it rings.
    """

    number: str
    user_password: str = field(repr=False)
    reg_name: str
    reg_password: str = field(repr=False)
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    mobile: str = ""
    caller_id: str = ""
    registrations: int = 1
    presence: Presence = Presence.AVAILABLE
    routes: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    voicemail: bool = True
    ring_timeout_s: int = 30


def problems(wanted: NewStation) -> dict[str, str]:
    """What the PBX would not take: name of the attribute -> message key (``station.…``)."""
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


class FieldsRefused(CommandError):
    """The PBX did not take some of what was written.

    Attributes:
        fields: name of an attribute of `NewStation` -> message key: ``station.refused``, or
            ``station.taken`` where somebody else has it already.
        holders: name of an attribute -> who has it already, a number or a name, where that is told.
        others: what the PBX named that we have no field for, as it named it.
    """

    key = "error.fields_refused"

    def __init__(
        self,
        detail: str,
        *,
        fields: Mapping[str, str],
        holders: Mapping[str, str] | None = None,
        others: tuple[str, ...] = (),
        code: str | int | None = None,
    ) -> None:
        super().__init__(detail, code=code)
        self.fields = dict(fields)
        self.holders = dict(holders or {})
        self.others = others
