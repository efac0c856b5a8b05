"""An import from the file to one's own contacts, and back."""

from __future__ import annotations

import asyncio
import gc
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop.keystore import MemorySecrets
from ctiapp.model.directory import Contact, Origin
from ctiapp.model.errors import (
    CannotConnect,
    CertificateRejected,
    CtiError,
    InvalidState,
    SecretStoreError,
    StorageError,
)
from ctiapp.model.importing import Field, Row, Table
from ctiapp.model.ldap import LdapDirectory, Security
from ctiapp.model.number import Number
from ctiapp.services.contactrows import EXPORTED
from ctiapp.services.importing import Importer
from ctiapp.storage import ldapsource

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence
    from pathlib import Path

CSV = "Name,Tel,Company\nAnna,+49 30 1111,Laundry\nBob,+49 30 2222,\nNobody,,\n"
DIRECTORY = LdapDirectory("dc.example.com", base="dc=x", user="cn=me", security=Security.NONE)


def silent(_done: int, _whole: int) -> None:
    """Nobody watches."""


def write(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file."""
    path.write_bytes(text.encode(encoding))


class Own:
    """One's own contacts, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Contact] = {}
        self.full_after: int | None = None
        self._next = 1

    async def own_contacts(self) -> tuple[Contact, ...]:
        return tuple(self.kept.values())

    async def import_contacts(
        self, contacts: Sequence[Contact], progress: Callable[[int, int], None]
    ) -> object:
        for count, contact in enumerate(contacts, start=1):
            if count == self.full_after:
                raise StorageError("the disk is full")
            number = contact.contact_id or str(self._next)
            self._next += 1
            self.kept[number] = replace(contact, contact_id=number)
            progress(count, len(contacts))
        return None

    async def delete_own(
        self, contact_ids: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> int:
        count = 0
        for done, number in enumerate(contact_ids, start=1):
            count += self.kept.pop(number, None) is not None
            if progress is not None:
                progress(done, len(contact_ids))
        return count


class NoTrust:
    """No directory is trusted."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def context(self, directory: LdapDirectory) -> ssl.SSLContext:
        import ssl as library

        return library.SSLContext(library.PROTOCOL_TLS_CLIENT)

    async def refused(self, directory: LdapDirectory, reason: str) -> CtiError:
        self.asked.append(reason)
        return CertificateRejected(reason, host=directory.host, issuer="x", sha256="ab" * 32)


@pytest.fixture
def own() -> Own:
    return Own()


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def importer(own: Own, secrets: MemorySecrets) -> Importer:
    return Importer(own, secrets, NoTrust)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "people.csv"
    made.write_text(CSV, encoding="utf-8")
    return made


async def test_from_the_file_to_the_contacts(importer: Importer, own: Own, path: Path) -> None:
    source = await importer.open_file(path, silent)
    preview = await importer.look(source, None, silent)

    assert (preview.new, preview.unreadable) == (2, 1)
    assert not own.kept
    result = await importer.run(source, preview.fields, silent)
    assert (result.new, result.changed, result.same, result.unreadable) == (2, 0, 0, 1)
    assert [each.name for each in own.kept.values()] == ["Anna", "Bob"]
    assert all(each.origin is Origin.OWN for each in own.kept.values())


async def test_a_second_import_updates_and_undo_takes_back_the_last(
    importer: Importer, own: Own, path: Path
) -> None:
    source = await importer.open_file(path, silent)
    await importer.run(source, (Field.NAME, Field.BUSINESS, Field.COMPANY), silent)
    before = dict(own.kept)
    write(path, CSV.replace("Laundry", "City") + "Eve,+49 30 3333,\n")

    source = await importer.open_file(path, silent)
    preview = await importer.look(source, None, silent)
    assert (preview.new, preview.same, preview.changed) == (1, 1, 1)
    await importer.run(source, preview.fields, silent)

    assert [each.name for each in own.kept.values()] == ["Anna", "Bob", "Eve"]
    assert next(iter(own.kept.values())).company == "City"
    assert importer.can_undo
    assert await importer.undo(silent) == 2
    assert own.kept == before
    assert not importer.can_undo
    with pytest.raises(InvalidState):
        await importer.undo(silent)


async def test_taking_back_tells_how_far_it_is(importer: Importer, path: Path) -> None:
    """What it deletes and what it puts back is one count."""
    fields = (Field.NAME, Field.BUSINESS, Field.COMPANY)
    await importer.run(await importer.open_file(path, silent), fields, silent)
    write(path, CSV.replace("Laundry", "City") + "Eve,+49 30 3333,\n")
    await importer.run(await importer.open_file(path, silent), fields, silent)
    told: list[tuple[int, int]] = []

    await importer.undo(lambda done, whole: told.append((done, whole)))

    assert told == [(1, 2), (2, 2)]


async def test_somebody_new_takes_nobody_s_place_who_was_edited(
    importer: Importer, own: Own, path: Path
) -> None:
    """The preview says one more, so it is one more; and what was edited stays."""
    fields = (Field.NAME, Field.BUSINESS)
    write(path, "Name,Tel\nMeier,+49 30 555\n")
    await importer.run(await importer.open_file(path, silent), fields, silent)
    (meier,) = own.kept.values()
    number = replace(meier.numbers[0], number=Number("+4930556"))
    own.kept[meier.contact_id] = replace(meier, name="Meier junior", numbers=(number,))

    source = await importer.open_file(path, silent)
    preview = await importer.look(source, fields, silent)
    result = await importer.run(source, fields, silent)

    assert (preview.new, result.new) == (1, 1)
    assert [each.name for each in own.kept.values()] == ["Meier junior", "Meier"]
    await importer.undo(silent)
    assert [each.name for each in own.kept.values()] == ["Meier junior"]


async def test_what_was_kept_before_the_disk_was_full_can_be_undone(
    importer: Importer, own: Own, path: Path
) -> None:
    own.full_after = 2
    source = await importer.open_file(path, silent)

    with pytest.raises(StorageError):
        await importer.run(source, (Field.NAME, Field.BUSINESS, Field.COMPANY), silent)

    assert len(own.kept) == 1
    own.full_after = None
    assert await importer.undo(silent) == 1
    assert not own.kept


async def test_an_import_that_changes_nothing_leaves_nothing_to_undo(
    importer: Importer, path: Path
) -> None:
    write(path, "Name,Tel\nAnna,\n")
    source = await importer.open_file(path, silent)
    preview = await importer.look(source, None, silent)

    await importer.run(source, preview.fields, silent)

    assert not importer.can_undo


async def test_vcards_are_known_by_what_stands_in_them(importer: Importer, path: Path) -> None:
    write(path, "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:12345\nEND:VCARD\n")

    source = await importer.open_file(path, silent)

    assert source.kind == "vcard"
    again = await importer.reread(source, silent, encoding="cp1252")
    assert again.table.encoding == "cp1252"


async def test_a_file_is_read_again_as_the_user_says(importer: Importer, path: Path) -> None:
    write(path, "Name;Tel\nМария;12345\n", "cp1251")
    source = await importer.open_file(path, silent)

    again = await importer.reread(source, silent, encoding="cp1251", delimiter=";", headings=False)

    assert [row.values for row in again.table.rows] == [("Name", "Tel"), ("Мария", "12345")]


async def test_no_collection_looks_at_a_million_rows_while_it_runs(
    importer: Importer, path: Path
) -> None:
    """It would hold the window; afterwards it is as it was, also where something failed."""
    seen: list[bool] = []
    write(path, CSV + "Anna,12345,\n" * 5000)

    await importer.open_file(path, lambda _done, _all: seen.append(gc.isenabled()))
    with pytest.raises(StorageError):
        await importer.open_file(path.with_name("none"), silent)

    assert seen
    assert gc.isenabled()


async def test_whoever_cancels_stops_the_thread(importer: Importer, path: Path) -> None:
    write(path, CSV + "Anna,12345,\n" * 200_000)
    begun, threads = asyncio.Event(), threading.active_count()
    task = asyncio.create_task(importer.open_file(path, lambda _done, _all: begun.set()))
    await begun.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.to_thread(lambda: None)  # the pool's thread is free again, or another is
    assert threading.active_count() <= threads + 2


async def test_a_directory_s_password_is_kept_in_the_key_store_alone(
    importer: Importer, secrets: MemorySecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def read(
        directory: LdapDirectory, password: str | None, _context: object, **_: object
    ) -> Table:
        asked.append(password)
        return Table((), (Row(1, ()),))

    monkeypatch.setattr(ldapsource, "read_ldap", read)

    source = await importer.open_ldap(DIRECTORY, "secret", silent, remember=True)
    await importer.open_ldap(DIRECTORY, None, silent, remember=True)

    assert asked == ["secret", "secret"]
    assert source.kind == "ldap"
    assert "secret" not in repr((source, DIRECTORY))
    assert await importer.password_of(DIRECTORY) == "secret"
    await importer.open_ldap(DIRECTORY, "secret", silent)
    assert await importer.password_of(DIRECTORY) is None


async def test_a_missing_key_store_is_no_password(own: Own) -> None:
    class Missing(MemorySecrets):
        async def get(self, key: str) -> str | None:
            raise SecretStoreError("none", code="missing")

    assert await Importer(own, Missing(), NoTrust).password_of(DIRECTORY) is None


async def test_a_directory_that_is_not_trusted_shows_its_certificate(
    own: Own, secrets: MemorySecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust = NoTrust()

    def refuse(*_: object, **__: object) -> Table:
        raise CannotConnect("self-signed", key="ldap.tls")

    monkeypatch.setattr(ldapsource, "read_ldap", refuse)
    importer = Importer(own, secrets, lambda: trust)

    with pytest.raises(CertificateRejected):
        await importer.open_ldap(replace(DIRECTORY, security=Security.TLS), "secret", silent)

    assert trust.asked == ["self-signed"]
    assert await importer.password_of(DIRECTORY) is None


async def test_what_is_exported_comes_back(
    importer: Importer, own: Own, path: Path, tmp_path: Path
) -> None:
    source = await importer.open_file(path, silent)
    await importer.run(source, (Field.NAME, Field.BUSINESS, Field.COMPANY), silent)
    out = tmp_path / "mine.csv"

    assert await importer.export(out, [field.value for field in EXPORTED]) == 2

    assert b"'+49301111" in out.read_bytes()
    assert not out.with_name("mine.csv.part").exists()
    again = await importer.open_file(out, silent)
    preview = await importer.look(again, None, silent)
    assert (preview.new, preview.same, preview.changed) == (0, 2, 0)


async def test_an_export_that_fails_leaves_nothing(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as raised:
        await importer.export(tmp_path / "no" / "mine.csv", [field.value for field in EXPORTED])

    assert raised.value.key == "export.failed"
    with pytest.raises(ValueError, match="column"):
        await importer.export(tmp_path / "mine.csv", ["Name"])
