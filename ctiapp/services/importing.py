"""Contacts of others become one's own: read, looked at, imported, taken back.

`Importer.open_file` or `open_ldap` reads a source; `look` says what would come of it, with these
meanings of the columns; `run` does it; `undo` takes the last one back. Files and directories are
read in a thread, and so is the comparison with what is there already: nothing here holds the loop,
everything tells how far it is, and whoever cancels the task stops it.

How a row is known again: `ctiapp.services.importplan`.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from ctiapp.model.errors import (
    CannotConnect,
    CtiError,
    InvalidState,
    SecretStoreError,
    StorageError,
)
from ctiapp.model.ldap import LdapDirectory, Security
from ctiapp.services.contactrows import EXPORTED, exported, guess_fields
from ctiapp.services.importplan import Plan, Preview, Source, plan
from ctiapp.services.longlived import settle
from ctiapp.storage.book_own import free_id

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ctiapp.model.directory import Contact
    from ctiapp.model.importing import Bad, Field, Table
    from ctiapp.services.ports import SecretStore

_T = TypeVar("_T")


class OwnContacts(Protocol):
    """What the import needs of the user's own contacts; `Directory` has it."""

    async def own_contacts(self) -> tuple[Contact, ...]:
        """All of them."""

    async def import_contacts(
        self, contacts: Sequence[Contact], progress: Callable[[int, int], None]
    ) -> object:
        """Keep these: one with an id in place of what is there, one without as a new one."""

    async def delete_own(
        self, contact_ids: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Delete these; how many were there."""


class LdapTrust(Protocol):
    """Whose certificate a directory may show."""

    async def context(self, directory: LdapDirectory) -> ssl.SSLContext:
        """The context of its connections."""

    async def refused(self, directory: LdapDirectory, reason: str) -> CtiError:
        """What certificate it was that was not trusted, for a person to judge."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did: as in `Preview`."""

    new: int
    changed: int
    same: int
    unreadable: int
    bad: tuple[Bad, ...]


@dataclass(frozen=True, slots=True)
class _Undo:
    made: tuple[str, ...]
    before: tuple[Contact, ...]


class _Stopped(Exception):
    """Whoever waited for the thread waits no more."""


class Importer:
    """The import, one at a time.

    Args:
        own: the user's own contacts.
        secrets: where a directory's password is kept.
        trust: makes what says whose certificate a directory may show, when one is first asked.
    """

    def __init__(
        self, own: OwnContacts, secrets: SecretStore, trust: Callable[[], LdapTrust]
    ) -> None:
        self._own, self._secrets, self._trust = own, secrets, trust
        self._undo: _Undo | None = None
        self._seen: tuple[Contact, ...] | None = None

    # -- reading ---------------------------------------------------------------------------------

    async def open_file(self, path: Path, progress: Callable[[int, int], None]) -> Source:
        """Read a file, whatever it is called: vCards by what stands in it, else CSV.

        Raises:
            StorageError: it cannot be read, is empty, or too big.
        """
        from ctiapp.storage.csvfile import load, read_csv
        from ctiapp.storage.vcardfile import is_vcard, read_vcards

        def work(tell: Callable[[int, int], None]) -> Source:
            data = load(path)
            self._seen = None
            if is_vcard(data):
                return Source(path.name, "vcard", "vcard", read_vcards(data, progress=tell), data)
            key = f"csv:{path.name.casefold()}"
            return Source(path.name, "csv", key, read_csv(data, progress=tell), data)

        return await _in_thread(work, progress)

    async def reread(
        self,
        source: Source,
        progress: Callable[[int, int], None],
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        headings: bool | None = None,
    ) -> Source:
        """Read a file again, as the user says; what is None is guessed.

        Raises:
            StorageError: an encoding that nobody knows.
        """
        from ctiapp.storage.csvfile import read_csv
        from ctiapp.storage.vcardfile import read_vcards

        def work(tell: Callable[[int, int], None]) -> Source:
            if source.kind == "vcard":
                table = read_vcards(source.data, encoding=encoding, progress=tell)
            else:
                table = read_csv(
                    source.data,
                    encoding=encoding,
                    delimiter=delimiter,
                    headings=headings,
                    progress=tell,
                )
            return replace(source, table=table)

        return await _in_thread(work, progress)

    async def password_of(self, directory: LdapDirectory) -> str | None:
        """The password that the key store has for a directory; None where it has none."""
        try:
            return await self._secrets.get(directory.secret_key)
        except SecretStoreError:
            return None

    async def open_ldap(
        self,
        directory: LdapDirectory,
        password: str | None,
        progress: Callable[[int, int], None],
        *,
        remember: bool = False,
    ) -> Source:
        """Ask a directory for its people.

        Args:
            directory: whom to ask.
            password: of its user; None: as the key store has it.
            progress: hears how many came.
            remember: keep the password in the key store once it was right; else forget it there.

        Raises:
            UsageError: it cannot be asked so.
            CertificateRejected: it is not trusted; nothing was said to it.
            CtiError: it could not be asked.
            SecretStoreError: the password could not be kept; nothing else is wrong.
        """
        directory.checked()
        if password is None and directory.user:
            password = await self.password_of(directory)
        from ctiapp.storage.ldapsource import read_ldap

        context = None
        if directory.security is not Security.NONE:
            context = await self._trust().context(directory)

        def work(tell: Callable[[int, int], None]) -> Table:
            return read_ldap(directory, password, context, progress=tell)

        try:
            table = await _in_thread(work, progress)
        except CannotConnect as error:
            if error.key == "ldap.tls" and directory.security is Security.TLS:
                raise await self._trust().refused(directory, error.detail) from error
            raise
        self._seen = None
        if directory.user and password:
            if remember:
                await self._secrets.set(directory.secret_key, password)
            else:
                await self._forget(directory)
        return Source(directory.host, "ldap", directory.source, table)

    async def _forget(self, directory: LdapDirectory) -> None:
        """A password that shall not be kept: where no key store is, none is kept."""
        try:
            await self._secrets.delete(directory.secret_key)
        except SecretStoreError:
            return

    # -- looking and doing -----------------------------------------------------------------------

    async def look(
        self,
        source: Source,
        fields: tuple[Field, ...] | None,
        progress: Callable[[int, int], None],
    ) -> Preview:
        """What would come of it; ``fields`` None: as guessed.

        Raises:
            StorageError: one's own contacts cannot be read.
        """
        # Read once for all looks at one source; `run` reads them anew.
        own = self._seen = self._seen or await self._own_contacts()
        meant = guess_fields(source.table) if fields is None else fields
        made = await _in_thread(lambda tell: plan(source, meant, own, tell), progress)
        return made.preview

    async def run(
        self,
        source: Source,
        fields: tuple[Field, ...],
        progress: Callable[[int, int], None],
    ) -> Result:
        """Import it; the last import can be taken back from now on, and no earlier one.

        Raises:
            StorageError: it could not be kept. What was kept until then stays, and can be undone.
        """
        own = await self._own_contacts()
        self._seen = None

        def work(tell: Callable[[int, int], None]) -> tuple[Plan, _Undo]:
            made = plan(source, fields, own, tell)
            before = {each.contact_id: each for each in own}
            named = tuple(
                each if each.contact_id else replace(each, contact_id=free_id(each, before.get))
                for each in made.keep
            )
            new = tuple(each.contact_id for each in named if each.contact_id not in before)
            old = tuple(before[each.contact_id] for each in named if each.contact_id in before)
            return replace(made, keep=named), _Undo(new, old)

        made, undo = await _in_thread(work, lambda _done, _all: None)
        if undo.made or undo.before:
            # Also where it fails half-way: what was kept until then is taken back by it.
            self._undo = undo
            with _calm():
                await self._own.import_contacts(made.keep, progress)
        told = made.preview
        return Result(told.new, told.changed, told.same, told.unreadable, told.bad)

    async def _own_contacts(self) -> tuple[Contact, ...]:
        with _calm():
            return await self._own.own_contacts()

    @property
    def can_undo(self) -> bool:
        """Whether there is an import to take back."""
        return self._undo is not None

    async def undo(self, progress: Callable[[int, int], None]) -> int:
        """Take the last import back: what it made is deleted, what it changed is as it was.

        Returns:
            How many contacts that were.

        Raises:
            InvalidState: key ``import.no_undo``: there is none.
            StorageError: it could not be done; it can be tried again.
        """
        last, self._seen = self._undo, None
        if last is None:
            raise InvalidState("nothing to take back", key="import.no_undo")
        whole = len(last.made) + len(last.before)
        with _calm():
            gone = await self._own.delete_own(last.made, lambda done, _: progress(done, whole))
            await self._own.import_contacts(
                last.before, lambda done, _: progress(len(last.made) + done, whole)
            )
        self._undo = None
        return gone + len(last.before)

    async def export(self, path: Path, headings: Sequence[str]) -> int:
        """Write all of one's own contacts as CSV; returns how many.

        Args:
            path: where to; replaced only once all of it is written.
            headings: the words for `ctiapp.services.contactrows.EXPORTED`, in its order.

        Raises:
            StorageError: key ``export.failed``: it cannot be written.
        """
        if len(headings) != len(EXPORTED):
            raise ValueError("a word for each column")
        contacts = await self._own_contacts()
        from ctiapp.storage.csvfile import write_csv

        def work(_tell: Callable[[int, int], None]) -> None:
            data = write_csv(headings, map(exported, contacts))
            beside = path.with_name(f"{path.name}.part")
            try:
                beside.write_bytes(data)
                beside.replace(path)
            except OSError as error:
                beside.unlink(missing_ok=True)
                raise StorageError(
                    f"{type(error).__name__}: {error.strerror}", key="export.failed", name=path.name
                ) from error

        await _in_thread(work, lambda _done, _all: None)
        return len(contacts)


async def _in_thread(
    work: Callable[[Callable[[int, int], None]], _T], progress: Callable[[int, int], None]
) -> _T:
    """Do it in a thread; a cancelled task stops it where it tells how far it is."""
    loop = asyncio.get_running_loop()
    stopped = threading.Event()

    def tell(done: int, whole: int) -> None:
        if stopped.is_set():
            raise _Stopped
        loop.call_soon_threadsafe(progress, done, whole)

    try:
        with _calm():
            return await asyncio.to_thread(work, tell)
    finally:
        stopped.set()


@contextmanager
def _calm() -> Iterator[None]:
    """No collection of garbage meanwhile: each looks at a million rows, and holds the window.

    Nor of what is read, as long as it is looked at: whoever holds it lets it go.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        settle()
        if was:
            gc.enable()
