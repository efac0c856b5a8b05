"""A new extension as ``extension/add`` takes it: every field, and what is checked before.

The page on it (and section 4 of the fact sheet) prints the rules for the registration password, a
forwarding's prefix and number. That the login password follows the same rule, what a forwarding's
destination and the monitor mode may be, is inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from ctiapp.pbx.openvox.wire_rest import post
from ctiapp.pbx.request import Request, named

FORBIDDEN: Final = frozenset(";&\"'\\<>` ")
"""What no password may have."""

MAX_PASSWORD: Final = 31
"""Characters of a registration password."""

LOGIN_PASSWORD: Final = range(6, 64)
"""Characters of a login password, as a relative has it (inferred)."""

MAX_PREFIX: Final = 7
MAX_FORWARD: Final = 15
"""Digits of a forwarding's prefix, and of its number."""

MAX_NUMBER: Final = 7
MAX_TEXT: Final = 127


class Destination(Enum):
    """Where a forwarding leads to; of the words only ``Extension`` was seen (inferred)."""

    EXTENSION = "Extension"
    VOICEMAIL = "Voicemail"
    MOBILE = "Mobile Number"
    CUSTOM = "Custom Number"


_OUTSIDE: Final = frozenset({Destination.MOBILE, Destination.CUSTOM})
"""To these belong a forwarding's prefix and number; a blank one may stand with any (the page)."""


class CallLimit(Enum):
    """How long a call may be, where that is no number of seconds."""

    SYSTEM = "Follow System"


class MonitorMode(Enum):
    """How this extension may listen to others; only ``Disable`` was seen (inferred)."""

    DISABLE = "Disable"
    EXTENSIVE = "Extensive"
    LISTEN = "Listen"
    WHISPER = "Whisper"
    BARGE = "Barge-in"


@dataclass(frozen=True, slots=True)
class Forward:
    """A forwarding.

    Attributes:
        to: where it leads to.
        on: whether it is on; else it is only kept for when somebody switches it on.
        extension: which, of `Destination.EXTENSION`.
        prefix: dialled before an outside number, of `Destination.MOBILE` and ``CUSTOM``.
        number: the outside number, of the same two; ``CUSTOM`` must have one.

    As of `NewExtension`, what is None is not sent, and a blank is sent as one.
    """

    to: Destination
    on: bool = True
    extension: str | None = None
    prefix: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class NewExtension:
    """An extension that is to be created; what is None is not sent, and a blank is sent as one.

    Attributes:
        number: its number.
        name: who sits there.
        caller_id: the number shown to others.
        register_password: with which its phone registers.
        registrations: how many phones may at once.
        login_password: with which its user signs in at the PBX.
        email, mobile: of its user.
        voicemail, voicemail_pin, voicemail_by_mail: its mailbox.
        no_answer, busy: where calls go that it does not take, or cannot.
        mobility, rings_mobile_too, mobile_prefix: whether its user's mobile belongs to it.
        may_be_monitored, monitor_mode: who listens to whom.
        ring_timeout_s: for how long it rings.
        longest_call_s: after which a call is cut; or what the whole PBX has for that.
        do_not_disturb: whether it takes no calls.
        nat: whether its phone is behind a NAT.
    """

    number: str
    name: str | None = None
    caller_id: str | None = None
    register_password: str = field(default="", repr=False)
    registrations: int | None = None
    login_password: str | None = field(default=None, repr=False)
    email: str | None = None
    mobile: str | None = None
    voicemail: bool | None = None
    voicemail_pin: str | None = field(default=None, repr=False)
    voicemail_by_mail: bool | None = None
    no_answer: Forward | None = None
    busy: Forward | None = None
    mobility: bool | None = None
    rings_mobile_too: bool | None = None
    mobile_prefix: str | None = None
    may_be_monitored: bool | None = None
    monitor_mode: MonitorMode | None = None
    ring_timeout_s: int | None = None
    longest_call_s: int | CallLimit | None = None
    do_not_disturb: bool | None = None
    nat: bool | None = None


def problems(wanted: NewExtension) -> tuple[str, ...]:
    """Which fields the PBX would not take, by the names of their attributes."""
    checks = {
        "number": _digits(wanted.number, MAX_NUMBER) and wanted.number != "",
        "register_password": _password(wanted.register_password, range(1, MAX_PASSWORD + 1)),
        "login_password": wanted.login_password is None
        or _password(wanted.login_password, LOGIN_PASSWORD),
        "voicemail_pin": _digits(wanted.voicemail_pin, MAX_FORWARD),
        "mobile_prefix": _digits(wanted.mobile_prefix, MAX_PREFIX),
        "no_answer": _forward(wanted.no_answer),
        "busy": _forward(wanted.busy),
        "registrations": wanted.registrations is None or wanted.registrations > 0,
        "ring_timeout_s": wanted.ring_timeout_s is None or wanted.ring_timeout_s > 0,
        "longest_call_s": not isinstance(wanted.longest_call_s, int) or wanted.longest_call_s > 0,
        **{name: _line(getattr(wanted, name)) for name in ("name", "caller_id", "email", "mobile")},
    }
    return tuple(name for name, holds in checks.items() if not holds)


def _password(text: str, length: range) -> bool:
    return len(text) in length and text.isprintable() and not FORBIDDEN & set(text)


def _line(text: str | None) -> bool:
    return text is None or (text.isprintable() and len(text) <= MAX_TEXT)


def _digits(text: str | None, most: int) -> bool:
    return text is None or re.fullmatch(rf"[0-9]{{0,{most}}}", text) is not None


def _forward(wanted: Forward | None) -> bool:
    """Whether a forwarding has what its destination needs, and nothing of another's."""
    if wanted is None:
        return True
    if not (_digits(wanted.prefix, MAX_PREFIX) and _digits(wanted.number, MAX_FORWARD)):
        return False
    if wanted.to not in _OUTSIDE and (wanted.prefix or wanted.number):
        return False
    if wanted.to is Destination.EXTENSION:
        named_one = bool(wanted.extension) or not wanted.on
        return _digits(wanted.extension, MAX_NUMBER) and named_one
    return not wanted.extension and (wanted.to is not Destination.CUSTOM or bool(wanted.number))


def add(wanted: NewExtension) -> Request:
    """Create an extension.

    Raises:
        ValueError: the PBX would not take it: see `problems`. Nothing of a password is in it.
    """
    wrong = problems(wanted)
    if wrong:
        raise ValueError(f"not to be sent: {', '.join(wrong)}")
    body: dict[str, object] = {"number": named(wanted.number)}
    for name, value in _plain(wanted):
        if isinstance(value, bool):
            body[name] = "on" if value else "off"
        elif value is not None:
            body[name] = str(value)
    for letter, switch, forward in (
        ("n", "noanswerforward", wanted.no_answer),
        ("b", "busyforward", wanted.busy),
    ):
        if forward is not None:
            body |= _forwarding(letter, switch, forward)
    if wanted.nat is not None:
        body["nat"] = "yes" if wanted.nat else "no"
    return post("extension/add", **body)


def _plain(wanted: NewExtension) -> tuple[tuple[str, object], ...]:
    mode = None if wanted.monitor_mode is None else wanted.monitor_mode.value
    longest = wanted.longest_call_s
    return (
        ("username", wanted.name),
        ("callerid", wanted.caller_id),
        ("registerpassword", wanted.register_password),
        ("maxregistrations", wanted.registrations),
        ("loginpassword", wanted.login_password),
        ("email", wanted.email),
        ("mobile", wanted.mobile),
        ("hasvoicemail", wanted.voicemail),
        ("vmsecret", wanted.voicemail_pin),
        ("enablevmtoemail", wanted.voicemail_by_mail),
        ("enablemobile", wanted.mobility),
        ("ringsimultaneous", wanted.rings_mobile_too),
        ("mobileprefix", wanted.mobile_prefix),
        ("allowbeingmonitored", wanted.may_be_monitored),
        ("monitormode", mode),
        ("ringtimeout", wanted.ring_timeout_s),
        ("maxduration", longest.value if isinstance(longest, CallLimit) else longest),
        ("dnd", wanted.do_not_disturb),
    )


def _forwarding(letter: str, switch: str, wanted: Forward) -> dict[str, object]:
    body: dict[str, object] = {
        switch: "on" if wanted.on else "off",
        f"{letter}transferto": wanted.to.value,
    }
    parts = {"ext": wanted.extension, "prefix": wanted.prefix, "num": wanted.number}
    given = {part: text for part, text in parts.items() if text is not None}
    return body | {f"{letter}transfer{part}": text for part, text in given.items()}
