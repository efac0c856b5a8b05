"""The settings file: one JSON object, read leniently and written whole.

It is written to a temporary file that then takes its place, so that a crash leaves the old or the
new one. What this version does not know (another version's keys, or their values) is kept and
written back: going back to an older version loses nothing. A file that cannot be read at all is
moved aside, one with a wrong value is copied aside, as ``settings.json.broken-<n>``; the rest of it
holds, and the caller is told.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from ctiapp.log import topic
from ctiapp.model.errors import SettingsError
from ctiapp.model.logintries import FailedLogIns
from ctiapp.model.popactions import PopAction, What, When, Which
from ctiapp.settings import Corner, Language, Profile, Settings, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

VERSION = 1
"""Raised when the meaning of a key changes; a new key needs no new version."""

_MAX_FILE_BYTES = 4 * 1024 * 1024
_MAX_TEXT = 2000

_E = TypeVar("_E", bound=StrEnum)

_log = topic("settings")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings as far as they could be read, and what was wrong (``None``: nothing)."""

    settings: Settings
    problem: SettingsError | None = None


class SettingsFile:
    """The settings file of one instance. It has one writer: the instance lock sees to that."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._version = VERSION
        self._must_not_write: str | None = None

    def load(self) -> Loaded:
        """Read the file. Never raises: what is wrong is in ``problem`` and in one logged line."""
        self._must_not_write = None
        self._version = VERSION
        try:
            document = self._read()
        except FileNotFoundError:
            return Loaded(Settings())
        except OSError as err:
            return Loaded(Settings(), self._put_aside(str(err.strerror), move=True))
        except (ValueError, RecursionError):
            return Loaded(Settings(), self._put_aside("not a JSON object", move=True))
        version = document.get("version")
        if isinstance(version, int):
            self._version = max(version, VERSION)
        settings, wrong = _decode(document, newer=self._version > VERSION)
        if wrong:
            return Loaded(settings, self._put_aside("; ".join(wrong), move=False))
        return Loaded(settings)

    def save(self, settings: Settings) -> None:
        """Write the file whole: afterwards it holds the old settings or the new ones.

        Raises:
            SettingsError: it cannot be written, or what it held could neither be read nor put
                aside.
        """
        if self._must_not_write is not None:
            raise SettingsError(self._must_not_write)
        document = {"version": self._version, **_encode(settings)}
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        try:
            _write_atomically(self.path, text.encode("utf-8", "surrogatepass"))
        except OSError as err:
            raise SettingsError(f"{self.path.name} cannot be written: {err.strerror}") from err

    def _read(self) -> dict[str, object]:
        with self.path.open("rb") as file:
            raw = file.read(_MAX_FILE_BYTES + 1)
        if len(raw) > _MAX_FILE_BYTES:
            raise ValueError("too large")
        document = json.loads(raw.decode("utf-8", "surrogatepass"))
        if not isinstance(document, dict):
            raise ValueError("not an object")  # noqa: TRY004 - what a file holds is a value
        return document

    def _put_aside(self, reason: str, *, move: bool) -> SettingsError:
        """Move or copy the file out of harm's way, and say so."""
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.broken-{number}")).exists():
            number += 1
        try:
            if move:
                self.path.replace(aside)
            else:
                shutil.copy2(self.path, aside)
        except OSError as err:
            self._must_not_write = f"{self.path.name} is left as it is, for it is broken: {reason}"
            told = f"{reason}; it cannot be put aside ({err.strerror})"
        else:
            told = f"{reason}; the file is kept as {aside.name}"
        _log.warning("%s: %s", self.path.name, told)
        return SettingsError(told, file=self.path.name)


def _write_atomically(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - its name is text
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - its name is text
        raise
    if sys.platform != "win32":
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)  # the new name, too, is to survive a power cut
        finally:
            os.close(directory)


# --- values: each reader returns the typed value or raises SettingsError saying what it must be ---


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise SettingsError("must be text")
    return value


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError("must be true or false")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise SettingsError("must be a number")
    return value


def _optional_count(value: object) -> int | None:
    return None if value is None else _count(value)


def _time(value: object) -> datetime:
    try:
        return datetime.fromisoformat(_text(value))
    except ValueError:
        raise SettingsError("must be a time") from None


def _optional_time(value: object) -> datetime | None:
    return None if value is None else _time(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SettingsError("must be a list")
    return tuple(_text(item) for item in value)


def _texts_by_name(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise SettingsError("must be an object")
    return MappingProxyType({name: _text(item) for name, item in value.items()})


def _switches_by_name(value: object) -> Mapping[str, bool]:
    if not isinstance(value, dict):
        raise SettingsError("must be an object")
    return MappingProxyType({name: _boolean(item) for name, item in value.items()})


def _one_of(kind: type[_E]) -> Callable[[object], _E]:
    def read(value: object) -> _E:
        try:
            return kind(_text(value))
        except ValueError:
            raise SettingsError(f"must be one of {', '.join(kind)}") from None

    return read


_READERS: Mapping[str, Callable[[object], object]] = {
    "last_profile": _optional_text,
    "language": _one_of(Language),
    "theme": _one_of(Theme),
    "card_corner": _one_of(Corner),
    "auto_answer": _boolean,
    "screen_calls": _boolean,
    "safe_transfer_s": _count,
    "keys": _texts_by_name,
    "country": _optional_text,
    "outside_prefix": _text,
    "consent_text": _text,
    "number_rewrites": _texts_by_name,
    "premium_prefixes": _texts,
    "presence_rules": _switches_by_name,
    "no_pause_reasons": _texts_by_name,
    "greetings": _texts_by_name,
    "keep_calls_days": _count,
    "keep_notes_days": _count,
    "keep_deeds_days": _count,
    "keep_contacts_days": _count,
    "ldap": _texts_by_name,
    "hotel": _boolean,
    "hotel_rooms": _text,
    "my_queues": _text,
    "managed_queues": _text,
    "night_desk": _boolean,
    "pbx_zone": _text,
    "night_sheet_at": _text,
    "night_sheet_dir": _text,
    "geometry": _texts_by_name,
}

_PROFILE_READERS: Mapping[str, Callable[[object], object]] = {
    "name": _text,
    "kind": _text,
    "url": _text,
    "client_id": _text,
    "extension": _text,
    "remember": _boolean,
    "certificate_sha256": _optional_text,
    "ca_path": _optional_text,
    "proxy": _optional_text,
    "listen": _text,
    "listen_told": _text,
    "event_port": _optional_count,
    "clear_event_password": _boolean,
}

_POP_ACTION_READERS: Mapping[str, Callable[[object], object]] = {
    "name": _text,
    "on": _boolean,
    "when": _one_of(When),
    "which": _one_of(Which),
    "queue": _text,
    "what": _one_of(What),
    "url": _text,
    "http": _boolean,
    "command": _texts,
}

_FAILURE_READERS: Mapping[str, Callable[[object], object]] = {
    "url": _text,
    "client_id": _text,
    "count": _count,
    "last_at": _time,
    "locked_until": _optional_time,
    "told": _boolean,
}


def _members(value: object, readers: Mapping[str, Callable[[object], object]]) -> dict[str, Any]:
    """Read the known members of an object."""
    if not isinstance(value, dict):
        raise SettingsError("must be an object")
    found: dict[str, Any] = {}
    for name, read in readers.items():
        if name in value:
            try:
                found[name] = read(value[name])
            except SettingsError as err:
                raise SettingsError(f"{name} {err.detail}") from None
    return found


def _profile(value: object) -> Profile:
    members = _members(value, _PROFILE_READERS)
    items = value.items() if isinstance(value, dict) else ()
    kept = {name: item for name, item in items if name not in _PROFILE_READERS}
    try:
        return Profile(**members, kept=MappingProxyType(kept))
    except TypeError:
        raise SettingsError("lacks a name, kind, url, client_id or extension") from None


def _failure(value: object) -> FailedLogIns:
    members = _members(value, _FAILURE_READERS)
    try:
        return FailedLogIns(**members)
    except TypeError:
        raise SettingsError("lacks a url, client_id, count or last_at") from None


def _pop_action(value: object) -> PopAction:
    members = _members(value, _POP_ACTION_READERS)
    try:
        return PopAction(**members)
    except TypeError:
        raise SettingsError("lacks a name") from None


def _decode(document: Mapping[str, object], *, newer: bool) -> tuple[Settings, list[str]]:
    """Read each value for itself: a wrong one costs no other.

    ``newer``: a later version wrote it. What cannot be read then is no fault, and is kept.
    Returns the settings and what was wrong, a line each.
    """
    settings = Settings()
    wrong: list[str] = []
    known = {"version", "profiles", "failed_log_ins", "pop_actions", *_READERS}
    kept = {name: value for name, value in document.items() if name not in known}
    for name, reader in _READERS.items():
        if name not in document:
            continue
        try:
            settings = _with(settings, name, reader(document[name]))
        except SettingsError as err:
            if newer:
                kept[name] = document[name]
            else:
                wrong.append(f"{name}: {err.detail}")
    settings, unread = _decode_list(settings, "profiles", document.get("profiles", []), _profile)
    if newer and unread:
        kept["profiles"] = [raw for raw, _ in unread]
    else:
        wrong += [told for _, told in unread]
    failures = document.get("failed_log_ins", [])
    settings, unread = _decode_list(settings, "failed_log_ins", failures, _failure)
    wrong += [] if newer else [told for _, told in unread]
    actions = document.get("pop_actions", [])
    settings, unread = _decode_list(settings, "pop_actions", actions, _pop_action)
    if newer and unread:
        kept["pop_actions"] = [raw for raw, _ in unread]
    else:
        wrong += [told for _, told in unread]
    return replace(settings, kept=MappingProxyType(kept)), wrong


def _with(settings: Settings, name: str, value: object) -> Settings:
    """The same with one member changed; the reader saw to its type."""
    change: dict[str, Any] = {name: value}
    return replace(settings, **change)


def _decode_list(
    settings: Settings, name: str, raw: object, read: Callable[[object], object]
) -> tuple[Settings, list[tuple[object, str]]]:
    """Read a list item by item; what cannot be read comes back with the reason."""
    if not isinstance(raw, list):
        return settings, [(raw, f"{name}: must be a list")]
    unread: list[tuple[object, str]] = []
    for item in raw:
        try:
            settings = _with(settings, name, (*getattr(settings, name), read(item)))
        except SettingsError as err:
            unread.append((item, f"{name}: {err.detail}"))
    return settings, unread


def _encode(settings: Settings) -> dict[str, object]:
    """The document, with what other versions wrote put back where it was."""
    default = Settings()
    document = {name: _plain(getattr(settings, name)) for name in _READERS}
    document |= {
        name: raw
        for name, raw in settings.kept.items()
        if name not in _READERS or getattr(settings, name) == getattr(default, name)
    }
    foreign = document.pop("profiles", [])
    profiles = [
        {**{name: getattr(profile, name) for name in _PROFILE_READERS}, **profile.kept}
        for profile in settings.profiles
    ]
    others = document.pop("pop_actions", [])
    document["pop_actions"] = [
        *(
            {name: _plain(getattr(action, name)) for name in _POP_ACTION_READERS}
            for action in settings.pop_actions
        ),
        *(others if isinstance(others, list) else []),
    ]
    document["profiles"] = [*profiles, *(foreign if isinstance(foreign, list) else [])]
    document["failed_log_ins"] = [
        {name: _plain(getattr(failure, name)) for name in _FAILURE_READERS}
        for failure in settings.failed_log_ins
    ]
    return document


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, MappingProxyType):
        return dict(value)
    return value
