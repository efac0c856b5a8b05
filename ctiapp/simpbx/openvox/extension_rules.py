"""What the settings of an extension may be (fact sheet, section 4).

Documented: which characters a registration password cannot have and how long it may be; how many
digits a forwarding's prefix and number may have, and that a custom number needs one. Inferred, from
the API that this one follows: the words for where calls are forwarded to and for the monitor modes,
and that the login password's characters are the same. Wrong settings have one code for all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.inferred import (
    DESTINATIONS,
    EXTENSION_REFUSED,
    MONITOR_MODES,
    WRONG_PASSWORD,
)
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Directory
    from ctiapp.simpbx.pushparams import Params

FORBIDDEN = frozenset(";&\"'\\<>` ")
"""The characters that no password may have."""

LONGEST_PASSWORD = 31

SWITCHES = (
    *("hasvoicemail", "enablevmtoemail", "alwaysforward", "noanswerforward", "busyforward"),
    *("enablemobile", "ringsimultaneous", "allowbeingmonitored", "dnd"),
)
"""What is ``on`` or ``off``."""

FORWARDS = {"a": "alwaysforward", "n": "noanswerforward", "b": "busyforward"}
"""First letter of a forwarding's fields to its switch."""

_NUMBER = re.compile("[0-9]{1,7}")
_DIGITS = re.compile("[0-9]*")
_MODES = (*MONITOR_MODES, "Disabled")  # one vendor's word, and that of the API followed
_PREFIX_DIGITS = 7
_NUMBER_DIGITS = 15
_MOST_REGISTRATIONS = 8


def check(params: Params, directory: Directory) -> None:
    """Raise ``RefusedError`` where a setting that is given cannot be."""
    _check_password(params)
    for name in SWITCHES:
        if params.optional(name, "off") not in ("on", "off"):
            raise RefusedError(EXTENSION_REFUSED)
    if params.optional("nat", "no") not in ("yes", "no"):
        raise RefusedError(EXTENSION_REFUSED)
    if params.optional("monitormode", "Disable") not in _MODES:
        raise RefusedError(EXTENSION_REFUSED)
    for name in ("ringtimeout", "vmsecret"):
        if not _DIGITS.fullmatch(params.optional(name)):
            raise RefusedError(EXTENSION_REFUSED)
    registrations = params.optional("maxregistrations", "1")
    if registrations not in {str(count) for count in range(1, _MOST_REGISTRATIONS + 1)}:
        raise RefusedError(EXTENSION_REFUSED)
    for letter in FORWARDS:
        _check_forward(params, directory, letter)


def check_number(number: str, directory: Directory) -> None:
    """Raise ``RefusedError`` for a number that is none, or that somebody has."""
    taken = number in directory.extensions or directory.is_service(number)
    if taken or not _NUMBER.fullmatch(number):
        raise RefusedError(EXTENSION_REFUSED)


def _check_password(params: Params) -> None:
    """Look at the passwords as they came: a blank at the end is not to be lost."""
    for name in ("registerpassword", "loginpassword"):
        if name not in params.values:
            continue
        value = params.values[name]
        text = str(value) if isinstance(value, str | int) else ""
        if not text or FORBIDDEN.intersection(text) or any(char.isspace() for char in text):
            raise RefusedError(WRONG_PASSWORD)
        if name == "registerpassword" and len(text) > LONGEST_PASSWORD:
            raise RefusedError(WRONG_PASSWORD)


def _check_forward(params: Params, directory: Directory, letter: str) -> None:
    to = params.optional(f"{letter}transferto")
    prefix = params.optional(f"{letter}transferprefix")
    number = params.optional(f"{letter}transfernum")
    if to and to not in DESTINATIONS:
        raise RefusedError(EXTENSION_REFUSED)
    for digits, most in ((prefix, _PREFIX_DIGITS), (number, _NUMBER_DIGITS)):
        if len(digits) > most or not _DIGITS.fullmatch(digits):
            raise RefusedError(EXTENSION_REFUSED)
    if params.optional(FORWARDS[letter]) != "on":
        return
    if to == "Custom Number" and not number:
        raise RefusedError(EXTENSION_REFUSED)
    if to == "Extension" and params.optional(f"{letter}transferext") not in directory.extensions:
        raise RefusedError(EXTENSION_REFUSED)
