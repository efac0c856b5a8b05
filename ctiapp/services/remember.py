"""What a sign-in leaves behind: the profile in the settings, the secrets in the key store."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ctiapp.model.ctl_verbs import ANY_KIND, PBX_KINDS
from ctiapp.model.errors import SecretStoreError, UsageError
from ctiapp.model.notice import Severity
from ctiapp.pbx.interface import Credentials, TokenPair
from ctiapp.services.connection import SignInRequest, request_of
from ctiapp.settings import Profile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import SecretStore
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.queuepasswords import QueuePasswords

log = logging.getLogger("ctiapp.session")


class Memory:
    """Keeps what the user wants kept, and only that.

    The key store may take its time: what is written to it is written one after the other, and what
    was to be forgotten meanwhile is not written any more.
    """

    def __init__(
        self,
        secrets: SecretStore,
        preferences: Preferences,
        notices: Notices,
        queue_passwords: QueuePasswords,
    ) -> None:
        self._secrets = secrets
        self._preferences = preferences
        self._notices = notices
        self._queue_passwords = queue_passwords
        self._writing = asyncio.Lock()
        self._forgotten = 0

    @staticmethod
    def check(request: SignInRequest) -> None:
        """Refuse what could not be kept as a profile.

        Raises:
            SettingsError: e.g. an address with a password in it.
        """
        _profile_of(request)

    async def credentials(self, request: SignInRequest) -> Credentials:
        """The secret that was typed, or the remembered one with its token pair.

        Raises:
            UsageError: key ``signin.secret_missing``: none was typed, none is kept.
            SecretStoreError: the key store cannot be asked.
        """
        if request.secret:
            return Credentials(request.secret)
        secret = await self._secrets.get(_key(request, "client_secret"))
        if secret is None:
            raise UsageError("no secret", key="signin.secret_missing")
        kept = await self._secrets.get(_key(request, "tokens"))
        return Credentials(secret, None if kept is None else _tokens_from(kept))

    @property
    def last(self) -> SignInRequest | None:
        """The last sign-in that was kept, without its secret; None before the first."""
        settings = self._preferences.settings
        profile = settings.profile(settings.last_profile)
        return None if profile is None else request_of(profile)

    async def remember(
        self, request: SignInRequest, tokens: Callable[[], TokenPair | None]
    ) -> bool:
        """After success: the profile always; secret and tokens where the user wants that.

        Args:
            request: who signed in.
            tokens: the live pair, asked for when it is written.

        Returns:
            Whether the pair is kept now.
        """
        profile = _profile_of(request)
        before = self._preferences.settings.profile(profile.name)
        self._preferences.change(lambda settings: settings.with_profile(profile))
        if not request.remember:
            if before is not None and before.remember:
                await self._delete(request)
            return False

        async def write() -> None:
            if request.secret:
                await self._secrets.set(_key(request, "client_secret"), request.secret)
            await self._write_tokens(request, tokens())

        return await self._write(write)

    async def keep_tokens(self, request: SignInRequest, tokens: TokenPair | None) -> bool:
        """Keep the live pair (None: it is dead, forget it); answers whether that was done."""
        return await self._write(lambda: self._write_tokens(request, tokens))

    async def forget(self, request: SignInRequest) -> SignInRequest:
        """Forget the secrets, keep the form; answers the request as no longer remembered."""
        if not request.remember:
            return request
        forgotten = replace(request, remember=False, secret=None)
        profile = _profile_of(forgotten)
        self._preferences.change(lambda settings: settings.with_profile(profile))
        await self._delete(request)
        return forgotten

    async def _delete(self, request: SignInRequest) -> None:
        self._forgotten += 1
        failed: SecretStoreError | None = None
        try:
            await self._queue_passwords.forget(request)
        except SecretStoreError as error:
            failed = error
        key = _key(request, "client_secret")
        shared = any(  # another extension signs in with the same client
            profile.remember and profile.secret_key("client_secret") == key
            for profile in self._preferences.settings.profiles
        )
        try:
            async with self._writing:
                for what in () if shared else ("client_secret", "tokens"):
                    await self._secrets.delete(_key(request, what))
        except SecretStoreError as error:
            failed = error
        if failed is not None:
            self._notices.post(failed.notice(Severity.WARNING))

    async def _write(self, write: Callable[[], Awaitable[None]]) -> bool:
        forgotten = self._forgotten
        try:
            async with self._writing:
                if forgotten == self._forgotten:
                    await write()
                    return True
        except SecretStoreError as error:
            self._notices.post(error.notice(Severity.WARNING))
        return False

    async def _write_tokens(self, request: SignInRequest, tokens: TokenPair | None) -> None:
        key = _key(request, "tokens")
        if tokens is None:
            await self._secrets.delete(key)
        else:
            await self._secrets.set(key, _tokens_to(tokens))


def _profile_of(request: SignInRequest) -> Profile:
    return Profile(
        name=f"{request.extension}@{request.address}",
        # Until it is found out any kind will do: nothing is kept before that.
        kind=PBX_KINDS[0] if request.kind == ANY_KIND else request.kind,
        url=request.address,
        client_id=request.client_id,
        extension=request.extension,
        remember=request.remember,
        certificate_sha256=request.pin,
        ca_path=None if request.ca is None else str(request.ca),
        proxy=request.proxy,
        listen=request.listen,
        listen_told=request.listen_told,
        event_port=request.event_port,
        clear_event_password=request.clear_event_password,
    )


def _key(request: SignInRequest, what: str) -> str:
    return _profile_of(request).secret_key(what)


def _tokens_to(tokens: TokenPair) -> str:
    return json.dumps(
        {
            "access": tokens.access,
            "refresh": tokens.refresh,
            "access_ends_at": tokens.access_ends_at.isoformat(),
            "refresh_ends_at": tokens.refresh_ends_at.isoformat(),
        }
    )


def _tokens_from(text: str) -> TokenPair | None:
    """The kept pair; None where what was kept cannot be read (then one log-in follows)."""
    try:
        kept = json.loads(text)
        return TokenPair(
            str(kept["access"]),
            str(kept["refresh"]),
            _time_from(kept["access_ends_at"]),
            _time_from(kept["refresh_ends_at"]),
        )
    except (ValueError, KeyError, TypeError):
        log.info("the remembered tokens cannot be read; they are not used")
        return None


def _time_from(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at
