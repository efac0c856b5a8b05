"""What the user has set, and what a start was told on the command line: typed, frozen, checked.

``settings_file.py`` keeps ``Settings`` in a file. There is never a secret in them: secrets are in
the key store, under the names that ``secret_key`` makes. ``StartOptions`` may hold one, and is
never stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote

from ctiapp.model.ctl_verbs import PBX_KINDS
from ctiapp.model.dialpolicy import DialRules
from ctiapp.model.errors import SettingsError, UsageError
from ctiapp.model.eventways import event_port_of, listen_of, told_of
from ctiapp.model.logintries import TRIES_BEFORE_BLOCK
from ctiapp.model.numberplan import Rewrite
from ctiapp.model.popactions import PopAction, checked
from ctiapp.model.roomrule import RoomRule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from ctiapp.model.logintries import FailedLogIns

_MAX_REMEMBERED_FAILURES = 50
_MAX_TEXT = 2000
_MAX_PREFIX = 8
SAFE_TRANSFER_S = range(1, 601)
"""How long a safe transfer may be told to wait for an answer, in seconds."""
_MAX_PREMIUM_PREFIXES = 100
_MAX_GREETINGS = 500
MAX_CONSENT = 300
"""Characters of the sentence to say before a call is recorded."""
KEEP_DAYS = range(36_501)
"""For how many days something may be kept; 0 is for ever."""
_PREMIUM_PREFIX = re.compile(r"\+?[0-9]{1,15}", re.ASCII)
_MAX_REWRITES = 50
MAX_POP_ACTIONS = 20
"""How many rules there may be of what is done when a call comes."""
_REWRITTEN = re.compile(r"\+?[0-9*#]{0,8}", re.ASCII)
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_ZONE = re.compile(r"[A-Za-z0-9_+\-/]{0,64}")
_QUEUES = re.compile(r"[0-9 ,;，、]{0,1000}")
_BETWEEN_QUEUES = re.compile(r"[ ,;，、]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


class Theme(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Corner(StrEnum):
    """The corner of the screen where cards appear."""

    TOP_LEFT = "top-left"
    TOP_RIGHT = "top-right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM_RIGHT = "bottom-right"


def _no_texts() -> Mapping[str, str]:
    return MappingProxyType({})


def _no_switches() -> Mapping[str, bool]:
    return MappingProxyType({})


def _no_values() -> Mapping[str, object]:
    return MappingProxyType({})


def _refuse(text: str) -> NoReturn:
    raise SettingsError(text)


def fingerprint(text: str) -> str:
    """A certificate's SHA-256 as 64 lower-case hex digits; colons, blanks and case do not matter.

    Raises:
        SettingsError: it is something else.
    """
    bare = re.sub(r"[:\s]", "", text).lower().removeprefix("sha256")
    if not _SHA256.fullmatch(bare):
        _refuse("a certificate's fingerprint is 64 hex digits (SHA-256)")
    return bare


def secret_key(kind: str, url: str, client_id: str, what: str) -> str:
    """Name one secret for the key store, e.g. ``what="client_secret"``."""
    return "/".join(quote(part, safe="") for part in (kind, url, client_id, what))


def queues_in(text: str) -> frozenset[str]:
    """The numbers of queues that a line names, e.g. ``6401, 6402``."""
    return frozenset(_BETWEEN_QUEUES.split(text)) - {""}


def rewritable(old: str, new: str) -> bool:
    """Whether one beginning of numbers can be replaced by the other."""
    fits = _REWRITTEN.fullmatch(old) and _REWRITTEN.fullmatch(new)
    return bool(old and fits and old != new)


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to sign in.

    Attributes:
        name: what the user calls it; unique, and what ``last_profile`` names.
        kind: the PBX's dialect, one of ``PBX_KINDS``.
        url: the PBX's address, with scheme.
        client_id: of the API client; its secret is in the key store.
        extension: the number of one's own extension.
        remember: keep secret and tokens over a restart, and sign in by itself.
        certificate_sha256: trust exactly this certificate (64 lower-case hex digits).
        ca_path: trust this CA file instead of the system's.
        proxy: URL of the proxy to use; none is used by itself.
        listen: ``[HOST:]PORT`` where the PBX posts its events; empty: the default.
        listen_told: ``HOST:PORT`` under which the PBX reaches that; empty: as it is.
        event_port: fetch events from this port of the PBX; None: it posts them.
        clear_event_password: the user agreed that the password goes in clear to that port.
        kept: keys of other versions.
    """

    name: str
    kind: str
    url: str
    client_id: str
    extension: str
    remember: bool = False
    certificate_sha256: str | None = None
    ca_path: str | None = None
    proxy: str | None = None
    listen: str = ""
    listen_told: str = ""
    event_port: int | None = None
    clear_event_password: bool = False
    kept: Mapping[str, object] = field(default_factory=_no_values, repr=False)

    def __post_init__(self) -> None:
        """Refuse what can never sign in."""
        if self.kind not in PBX_KINDS:
            _refuse(f"a profile's kind is one of {', '.join(PBX_KINDS)}, not {self.kind[:40]!r}")
        for what in ("name", "url", "client_id", "extension"):
            value = getattr(self, what)
            if not value.strip() or len(value) > _MAX_TEXT or not value.isprintable():
                _refuse(f"a profile's {what} must be a line of text")
        if "@" in self.url.partition("://")[2].partition("/")[0]:
            _refuse("a profile's url must not hold a user name or password")
        if self.certificate_sha256 is not None and not _SHA256.fullmatch(self.certificate_sha256):
            _refuse("a profile's certificate_sha256 must be 64 lower-case hex digits")
        if self.certificate_sha256 is not None and self.ca_path is not None:
            _refuse("a profile trusts one certificate or one CA, not both")
        try:
            listen_of(self.listen)
            told_of(self.listen_told)
            event_port_of("" if self.event_port is None else str(self.event_port))
        except UsageError as error:
            _refuse(f"a profile's way of events: {error.detail}")

    def secret_key(self, what: str) -> str:
        """The key store's name for one of this profile's secrets."""
        return secret_key(self.kind, self.url, self.client_id, what)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in the settings file.

    Attributes:
        profiles: the ways to sign in, in the order of the list.
        last_profile: name of the profile used last.
        language: of the window.
        theme: of the window.
        card_corner: where cards appear.
        auto_answer: answer one's own phone when dialling from here.
        safe_transfer_s: how long a safe transfer waits for an answer, in seconds.
        screen_calls: show outside calls that wait to be let in, before they ring.
        keys: action -> key sequence, for those the user has changed.
        country: ISO 3166 region that numbers without a country code belong to.
        outside_prefix: what is dialled before an outside number.
        number_rewrites: how the trunks' numbers are put right before they are compared: what they
            begin with -> what stands there instead.
        premium_prefixes: what dear numbers begin with, which are asked about before they are
            dialled; digits, with a leading ``+`` or without.
        pop_actions: what is done by itself when a call comes.
        failed_log_ins: see `FailedLogIns`; at most one entry a (url, client id).
        presence_rules: rule name -> whether it holds, for those the user has switched
            (`ctiapp.services.presence.RULES`).
        no_pause_reasons: serial number -> when that PBX refused a pause for its reason, ISO 8601.
        greetings: called number -> as whom to greet there, in the order of the list.
        consent_text: the sentence to say before a call is recorded; empty: none.
        keep_calls_days: how long the journal keeps one's own calls; 0: for ever.
        keep_notes_days: how long it keeps notes; 0: for ever.
        keep_deeds_days: how long it keeps what was done for others; 0: for ever.
        keep_contacts_days: how long the people of a PBX are kept after it was last signed in to; 0:
            for ever. The user's own stay in any case.
        ldap: the directory that contacts were imported from last, as texts by name
            (`ctiapp.model.ldap`); never its password.
        hotel: this is a hotel: there is a place for its rooms.
        my_queues, managed_queues: the numbers of the queues in which one works, and which one
            manages, for PBXs that do not say it (`queues_in`).
        hotel_rooms: which extensions are rooms (`ctiapp.model.roomrule`).
        night_desk: this desk is the one that sets dated wake-up calls and watches over all of them.
        pbx_zone: the time zone of the PBX, as IANA names it; empty: that of this computer.
        night_sheet_at: at which hour of the day the night sheet is written, ``HH:MM``; empty: it is
            not written by itself.
        night_sheet_dir: the folder that it is written to; empty: the one of documents.
        geometry: window name -> its saved geometry, opaque text.
        kept: keys and values of other versions.
    """

    profiles: tuple[Profile, ...] = ()
    last_profile: str | None = None
    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    card_corner: Corner = Corner.BOTTOM_RIGHT
    auto_answer: bool = False
    safe_transfer_s: int = 25
    screen_calls: bool = False
    keys: Mapping[str, str] = field(default_factory=_no_texts)
    country: str | None = None
    outside_prefix: str = ""
    number_rewrites: Mapping[str, str] = field(default_factory=_no_texts)
    premium_prefixes: tuple[str, ...] = ()
    pop_actions: tuple[PopAction, ...] = ()
    failed_log_ins: tuple[FailedLogIns, ...] = ()
    presence_rules: Mapping[str, bool] = field(default_factory=_no_switches)
    no_pause_reasons: Mapping[str, str] = field(default_factory=_no_texts)
    greetings: Mapping[str, str] = field(default_factory=_no_texts)
    consent_text: str = ""
    keep_calls_days: int = 365
    keep_notes_days: int = 730
    keep_deeds_days: int = 730
    keep_contacts_days: int = 365
    ldap: Mapping[str, str] = field(default_factory=_no_texts)
    hotel: bool = False
    hotel_rooms: str = ""
    my_queues: str = ""
    managed_queues: str = ""
    night_desk: bool = False
    pbx_zone: str = ""
    night_sheet_at: str = ""
    night_sheet_dir: str = ""
    geometry: Mapping[str, str] = field(default_factory=_no_texts)
    kept: Mapping[str, object] = field(default_factory=_no_values, repr=False)

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        names = [profile.name for profile in self.profiles]
        if len(set(names)) != len(names):
            _refuse("two profiles have the same name")
        if self.safe_transfer_s not in SAFE_TRANSFER_S:
            _refuse(f"safe_transfer_s must be {SAFE_TRANSFER_S[0]} to {SAFE_TRANSFER_S[-1]}")
        if len(self.greetings) > _MAX_GREETINGS:
            _refuse(f"greetings must be at most {_MAX_GREETINGS}")
        if len(self.consent_text) > MAX_CONSENT or not self.consent_text.isprintable():
            _refuse(f"consent_text must be a line of at most {MAX_CONSENT} characters")
        for name in (f"keep_{kind}_days" for kind in ("calls", "notes", "deeds", "contacts")):
            if getattr(self, name) not in KEEP_DAYS:
                _refuse(f"{name} must be 0 (for ever) to {KEEP_DAYS[-1]}")
        for name in ("my_queues", "managed_queues"):
            if not _QUEUES.fullmatch(getattr(self, name)):
                _refuse(f"{name} must be numbers of queues, e.g. 6401, 6402")
        self._check_numbers()
        self._check_actions()
        self._check_hotel()

    def _check_hotel(self) -> None:
        try:
            RoomRule.of(self.hotel_rooms)
        except UsageError as error:
            _refuse(f"hotel_rooms: {error.detail!r} is no range of numbers")
        if self.night_sheet_at and not _HOUR.fullmatch(self.night_sheet_at):
            _refuse("night_sheet_at must be a time of the day, e.g. 22:00")
        if not _ZONE.fullmatch(self.pbx_zone):
            _refuse("pbx_zone must be the name of a time zone, e.g. Europe/Berlin")

    def _check_numbers(self) -> None:
        if self.country is not None and not re.fullmatch(r"[A-Z]{2}", self.country):
            _refuse("country must be two capital letters, e.g. CN")
        if not re.fullmatch(rf"[0-9*#]{{0,{_MAX_PREFIX}}}", self.outside_prefix):
            _refuse(f"outside_prefix must be at most {_MAX_PREFIX} digits, * or #")
        if len(self.number_rewrites) > _MAX_REWRITES or not all(
            rewritable(old, new) for old, new in self.number_rewrites.items()
        ):
            _refuse(
                f"number_rewrites must be at most {_MAX_REWRITES} beginnings, each with another"
            )
        if len(self.premium_prefixes) > _MAX_PREMIUM_PREFIXES or not all(
            _PREMIUM_PREFIX.fullmatch(prefix) for prefix in self.premium_prefixes
        ):
            _refuse(f"premium_prefixes must be at most {_MAX_PREMIUM_PREFIXES} beginnings")

    def _check_actions(self) -> None:
        if len(self.pop_actions) > MAX_POP_ACTIONS:
            _refuse(f"pop_actions must be at most {MAX_POP_ACTIONS}")
        for action in self.pop_actions:
            try:
                checked(action)
            except UsageError as error:
                _refuse(f"pop_actions: {error.detail}")

    @property
    def dial_rules(self) -> DialRules:
        """What is set about dialling."""
        return DialRules(self.country, self.outside_prefix, self.premium_prefixes)

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """How the trunks' numbers are put right."""
        return tuple(Rewrite(old, new) for old, new in self.number_rewrites.items())

    def profile(self, name: str | None) -> Profile | None:
        """The profile of that name, if there is one."""
        return next((profile for profile in self.profiles if profile.name == name), None)

    def with_profile(self, profile: Profile) -> Settings:
        """The same with this profile in the place of the one of its name, and as the last used."""
        if self.profile(profile.name) is None:
            profiles = (*self.profiles, profile)
        else:
            profiles = tuple(profile if p.name == profile.name else p for p in self.profiles)
        return replace(self, profiles=profiles, last_profile=profile.name)

    def without_profile(self, name: str) -> Settings:
        """The same without the profile of that name."""
        last = None if self.last_profile == name else self.last_profile
        profiles = tuple(profile for profile in self.profiles if profile.name != name)
        return replace(self, profiles=profiles, last_profile=last)

    def failed(self, url: str, client_id: str, now: datetime) -> FailedLogIns | None:
        """The row of refused log-ins there that lasts at ``now`` (aware), if one does."""
        rows = (f for f in self.failed_log_ins if (f.url, f.client_id) == (url, client_id))
        return next((row for row in rows if not row.over(now)), None)

    def attempts_left(self, url: str, client_id: str, now: datetime) -> int:
        """At most how many tries are left before the PBX blocks this address."""
        row = self.failed(url, client_id, now)
        return TRIES_BEFORE_BLOCK if row is None else row.left

    def with_failed(self, row: FailedLogIns) -> Settings:
        """The same with this row of refused log-ins in the place of the one of its client."""
        others = self.with_log_in(row.url, row.client_id).failed_log_ins
        return replace(self, failed_log_ins=(*others, row)[-_MAX_REMEMBERED_FAILURES:])

    def with_log_in(self, url: str, client_id: str) -> Settings:
        """The same after a log-in succeeded: the row of refusals has ended."""
        rest = tuple(f for f in self.failed_log_ins if (f.url, f.client_id) != (url, client_id))
        return replace(self, failed_log_ins=rest)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom to sign in, as the command line or ``ctl signin`` named them.

    Attributes:
        url: the PBX's address as given; an explicit ``http://`` is the user's permission for it.
        client_id: of the API client.
        client_secret: in memory only, left out of ``repr``.
        extension: the number of one's own extension.
        kind: one of ``PBX_KINDS``, or ``ANY_KIND``.
        listen, listen_told, event_port, clear_event_password: as in `Profile`.
        ca: trust this CA file.
        trust: trust exactly the certificate with this SHA-256 (64 lower-case hex digits).
        remember: store it all, the secret in the key store.
    """

    url: str
    client_id: str
    client_secret: str = field(repr=False)
    extension: str
    kind: str = PBX_KINDS[0]
    ca: Path | None = None
    trust: str | None = None
    remember: bool = False
    listen: str = ""
    listen_told: str = ""
    event_port: int | None = None
    clear_event_password: bool = False


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How the desktop application was started.

    Attributes:
        data_dir: everything of the user's lies below it; ``None`` for the platform's places.
        demo: start a simulated PBX and sign in to it, with secrets in memory only.
        sign_in: sign in without the dialog; ``None``: the last profile, or the dialog.
        minimized: show no window at the start.
        log_level: ``debug``, ``info``, ``warning`` or ``error``.
        prefill: a number from a link, to be put into the search box; never dialled by itself.
    """

    data_dir: Path | None = None
    demo: bool = False
    sign_in: SignIn | None = None
    minimized: bool = False
    log_level: str = "info"
    prefill: str | None = None
