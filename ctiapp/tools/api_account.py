"""Whom ``ctiapp api call`` calls as: named on the command line, or the profile that is kept."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ctiapp.desktop.secret_file import read_secret
from ctiapp.model.ctl_verbs import ANY_KIND, PBX_KINDS
from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number
from ctiapp.paths import AppPaths
from ctiapp.pbx.interface import Account

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from ctiapp.services.ports import SecretStore

_NAMED = ("pbx", "client_id", "client_secret_file")
_MORE = ("kind", "ca", "trust")
_NOBODY = Number("")  # an API client has no extension


STDIN: Final = "-"
"""Names standard input, where a file could be named."""


@dataclass(frozen=True, slots=True)
class Caller:
    """An API client at a PBX; its secret is read when everything else is in order.

    Attributes:
        account: who, and where.
        secret_file: the file with its secret, ``-`` for standard input; None: the key store has it.
        key: its name in the key store.
    """

    account: Account
    secret_file: str | None = None
    key: str = ""


def caller(given: argparse.Namespace) -> Caller:
    """Say who calls.

    Raises:
        UsageError: half of an account is named, or none where none is kept.
        SettingsError: the fingerprint is none.
    """
    missing = [f"--{name.replace('_', '-')}" for name in _NAMED if getattr(given, name) is None]
    if len(missing) < len(_NAMED):
        if missing:
            raise UsageError(f"to call, {', '.join(missing)} must be given too")
        return _named(given)
    if extra := [f"--{name}" for name in _MORE if getattr(given, name) is not None]:
        raise UsageError(f"{', '.join(extra)} belongs to --pbx")
    return _kept(given.data_dir)


def _named(given: argparse.Namespace) -> Caller:
    from ctiapp.settings import fingerprint

    if given.ca is not None and not given.ca.is_file():
        raise UsageError(f"no CA file {given.ca}")
    account = Account(
        kind=given.kind or PBX_KINDS[0],
        address=given.pbx,
        client_id=given.client_id,
        extension=_NOBODY,
        ca=given.ca,
        pin=None if given.trust is None else fingerprint(given.trust),
    )
    return Caller(account, secret_file=given.client_secret_file)


def _kept(data_dir: Path | None) -> Caller:
    """The profile that signed in last."""
    from pathlib import Path

    from ctiapp.settings_file import SettingsFile

    settings = SettingsFile(AppPaths.of(data_dir).settings_file).load().settings
    profile = settings.profile(settings.last_profile)
    if profile is None:
        raise UsageError("nobody signed in here yet: --pbx, --client-id and --client-secret-file")
    account = Account(
        kind=profile.kind,
        address=profile.url,
        client_id=profile.client_id,
        extension=_NOBODY,
        ca=None if profile.ca_path is None else Path(profile.ca_path),
        pin=profile.certificate_sha256,
        proxy=profile.proxy,
    )
    return Caller(account, key=profile.secret_key("client_secret"))


def of_known_kind(who: Caller) -> Caller:
    """Find out which kind of PBX answers there where that was not said; no secret is sent.

    Raises:
        UsageError: no address, or a PBX that encrypts nothing where that was not agreed to.
        PbxError: nobody answers there, or none of ours.
    """
    if who.account.kind != ANY_KIND:
        return who
    import asyncio

    from ctiapp.pbx.probing import find_kind

    kind = asyncio.run(find_kind(who.account))
    return replace(who, account=replace(who.account, kind=kind))


async def secret_of(who: Caller, store: SecretStore) -> str:
    """Read the secret.

    Raises:
        UsageError: it cannot be read, or is not kept.
        SecretStoreError: the key store cannot be asked.
    """
    if who.secret_file is not None:
        return read_secret(who.secret_file, lambda text: print(f"ctiapp: {text}", file=sys.stderr))
    kept = await store.get(who.key)
    if kept is None:
        raise UsageError("the secret is not kept here: --client-secret-file names it")
    return kept
