"""What the settings of an extension may be (fact sheet, section 6).

The sheet prints the rules of passwords and names; which code a broken one brings it does not say:
here it is 10017. "Non-consecutive digits" is read as: no three digits that follow each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctiapp.simpbx.k2.errors import EXTENSION_NOT_SAVED
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.pushparams import JsonObject

REGISTRATION_LENGTH = 16
LOGIN_LENGTH = 10

DESTINATIONS = ("Voicemail", "Extension", "Mobile Number", "Custom Number")
"""Where an extension forwards to."""

CHOICES: dict[str, tuple[str, ...]] = {
    "maxregistrations": ("1", "2", "3", "4", "5"),
    "hasvoicemail": ("on", "off"),
    "enablevmtoemail": ("on", "off", "custom"),
    "alwaysforward": ("on", "off"),
    "noanswerforward": ("on", "off"),
    "busyforward": ("on", "off"),
    "atransferto": DESTINATIONS,
    "ntransferto": DESTINATIONS,
    "btransferto": DESTINATIONS,
}
"""What can be chosen of."""

TEXTS = (
    *("callerid", "registername", "registerpassword", "loginpassword", "email", "mobile"),
    *("language", "vmsecret", "agentid", "username"),
    *(f"{way}transfer{part}" for way in "anb" for part in ("ext", "prefix", "num")),
)
"""What is any text."""

_NUMBER = re.compile("[0-9]{1,7}")
_NAME_REFUSED = frozenset("!%.@:;&\"'\\<>`$")
_PASSWORD = re.compile(r"[A-Za-z0-9~^*_?-]+")
_RUNS = ("0123456789", "9876543210")


def is_number(number: str) -> bool:
    """Whether a text can be an extension's number."""
    return bool(_NUMBER.fullmatch(number))


def check(values: JsonObject, number: str, name: str) -> None:
    """Raise 10017 where a setting that is given breaks a rule."""
    fits = all(values[key] in CHOICES[key] for key in CHOICES if key in values)
    passwords = (("registerpassword", REGISTRATION_LENGTH), ("loginpassword", LOGIN_LENGTH))
    for key, least in passwords:
        fits = fits and (key not in values or is_strong(values[key], least, number, name))
    fits = fits and not _NAME_REFUSED.intersection(name)
    if not fits:
        raise RefusedError(EXTENSION_NOT_SAVED)


def is_strong(password: str, least: int, number: str, name: str) -> bool:
    """Whether a password does, of at least ``least`` characters, for the extension of a name."""
    kinds = (str.isupper, str.islower, str.isdigit)
    runs = (run[at : at + 3] for run in _RUNS for at in range(len(run) - 2))
    return (
        len(password) >= least
        and _PASSWORD.fullmatch(password) is not None
        and all(any(kind(char) for char in password) for kind in kinds)
        and not any(run in password for run in runs)
        and number not in password
        and not (name and name.casefold() in password.casefold())
    )
