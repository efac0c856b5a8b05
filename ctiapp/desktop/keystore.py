"""Secrets in the operating system's key store, one entry a secret; in memory for the demo.

A key store may block for minutes: it asks the user to unlock it, or its daemon hangs. So everything
that touches ``keyring``, its import included, happens in one daemon thread of its own, in the order
in which it was asked; what waits for it can be cancelled, and the thread never holds up the end of
the program. A backend that writes secrets to a plain file counts as no key store.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.log import topic
from ctiapp.model.errors import SecretStoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

SERVICE = "ctiapp"

_log = topic("secrets")

_REFUSED_MODULES = (
    "keyring.backends.fail",
    "keyring.backends.null",
    "keyrings.alt",  # plain files, or files whose password is asked for on a terminal
    "keyrings.cryptfile",
)
_DENIALS = {"KeyringLocked", "LockedException", "PromptDismissedException", "KeychainDenied"}


@dataclass(slots=True)
class _Job:
    """One call for the thread. ``given_up``: nobody waits any longer; not begun, it never is."""

    call: Callable[[KeyringBackend], str | None]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[str | None]
    given_up: bool = False


class KeyringSecrets:
    """The system's key store.

    Each method raises ``SecretStoreError`` with one of these codes: ``missing`` (no key store, or
    only one that keeps plain files), ``denied`` (locked, or the user said no), ``timeout`` (it did
    not answer; what had begun may still come about), ``failed`` (anything else).

    Args:
        service: the name under which the entries stand.
        timeout_s: how long one call may take, time to unlock included.
    """

    def __init__(self, *, service: str = SERVICE, timeout_s: float = 120.0) -> None:
        self._service = service
        self._timeout_s = timeout_s
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    async def get(self, key: str) -> str | None:
        """Return the secret of that key, or ``None`` where there is none."""
        return await self._run(lambda backend: backend.get_password(self._service, key))

    async def set(self, key: str, value: str) -> None:
        """Keep the secret under that key, in place of an earlier one."""

        def keep(backend: KeyringBackend) -> None:
            backend.set_password(self._service, key, value)

        await self._run(keep)

    async def delete(self, key: str) -> None:
        """Forget the secret of that key; it is no error when there is none."""

        def forget(backend: KeyringBackend) -> None:
            if backend.get_password(self._service, key) is not None:
                backend.delete_password(self._service, key)

        await self._run(forget)

    def close(self) -> None:
        """Let the thread end when what it does is done; waits for nothing."""
        self._closed = True
        self._jobs.put(None)

    async def _run(self, call: Callable[[KeyringBackend], str | None]) -> str | None:
        if self._closed:
            raise SecretStoreError("the key store is closed", code="failed")
        loop = asyncio.get_running_loop()
        job = _Job(call, loop, loop.create_future())
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="key store", daemon=True)
            self._thread.start()
        self._jobs.put(job)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await job.future
        except TimeoutError:
            raise SecretStoreError("the key store does not answer", code="timeout") from None
        finally:
            job.given_up = True

    def _work(self) -> None:
        backend: KeyringBackend | None = None
        while (job := self._jobs.get()) is not None:
            if job.given_up:
                continue
            result: str | None = None
            error: SecretStoreError | None = None
            try:
                if backend is None:
                    backend = _backend()
                result = job.call(backend)
            except SecretStoreError as err:
                error = err
            except Exception as err:  # noqa: BLE001 - backends raise what they like
                error = _translated(err)
            try:
                job.loop.call_soon_threadsafe(_settle, job.future, result, error)
            except RuntimeError:
                _log.debug("the key store answered after the end")
            del job, result, error  # a secret is not kept until the next call


class MemorySecrets:
    """Secrets for as long as the program runs: for the demo, the tour and tests."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    async def get(self, key: str) -> str | None:
        """Return the secret of that key, or ``None`` where there is none."""
        return self._secrets.get(key)

    async def set(self, key: str, value: str) -> None:
        """Keep the secret under that key."""
        self._secrets[key] = value

    async def delete(self, key: str) -> None:
        """Forget the secret of that key, if there is one."""
        self._secrets.pop(key, None)


def is_trustworthy(backend: object) -> bool:
    """Whether a keyring backend keeps secrets better than a plain file would."""
    kind = type(backend)
    module = kind.__module__
    if any(module == name or module.startswith(f"{name}.") for name in _REFUSED_MODULES):
        return False
    return "plaintext" not in kind.__qualname__.lower()


def _backend() -> KeyringBackend:
    """Import keyring and choose a backend: the user's own choice, else the best there is."""
    try:
        import keyring
        import keyring.core

        keyring.core.init_backend(limit=is_trustworthy)
        backend = keyring.get_keyring()
    except Exception as err:
        told = f"no key store ({type(err).__name__})"
        raise SecretStoreError(told, code="missing") from err
    if not is_trustworthy(backend):
        raise SecretStoreError("no key store that keeps a secret", code="missing")
    _log.info("key store: %s.%s", type(backend).__module__, type(backend).__qualname__)
    return backend


def _translated(err: Exception) -> SecretStoreError:
    """Our error for a backend's. Its text is left out: it might quote the secret."""
    names = {kind.__name__ for kind in type(err).__mro__}
    if names & _DENIALS:
        return SecretStoreError("the key store is locked or refused", code="denied")
    if names & {"NoKeyringError", "InitError"}:
        return SecretStoreError("no key store", code="missing")
    return SecretStoreError(f"the key store failed ({type(err).__name__})", code="failed")


def _settle(
    future: asyncio.Future[str | None], result: str | None, error: SecretStoreError | None
) -> None:
    """Hand the answer over, in the thread of the loop that waits for it."""
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
