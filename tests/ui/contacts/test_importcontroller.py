"""The import in the window, over a real importer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ctiapp.model.errors import CredentialsRejected
from ctiapp.model.importing import Field, Row, Table
from ctiapp.model.ldap import LdapDirectory, Security
from ctiapp.services.contactrows import EXPORTED
from ctiapp.storage import ldapsource
from tests.ui.contacts.people import Scene, scene
from tests.ui.fakes import until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from ctiapp.ui.contacts.importcontroller import ImportController

CSV = "Name,Tel\nIda Ek,+46 8 1\nOle Ny,+47 2 2\nNobody,\n"


async def previewed(on: Scene, path: Path) -> ImportController:
    """A file, read and shown as it would become."""
    await on.listed(0)
    on.page.import_button.click()
    imports = on.contacts.imports
    imports.read_file(path)
    await until(lambda: imports.page.stack.currentWidget() is imports.page.preview)
    await on.quiet()
    return imports


def written(path: Path, text: str = CSV) -> Path:
    """A file of this."""
    path.write_text(text, encoding="utf-8")
    return path


async def test_a_file_is_looked_at_imported_and_taken_back(tmp_path: Path) -> None:
    async with scene() as on:
        imports = await previewed(on, written(tmp_path / "a.csv"))
        assert imports.page.preview.run.shown == "Import 2"
        assert on.names == ["Zoe Own"]

        imports.page.preview.run.click()
        await until(lambda: imports.page.stack.currentWidget() is imports.page.done)
        imports.page.done.to_list.click()
        await until(lambda: on.names == ["Ida Ek", "Ole Ny", "Zoe Own"])

        imports = await previewed(on, tmp_path / "a.csv")
        assert not imports.page.preview.run.isEnabled()
        imports.undo()
        await until(lambda: on.names == ["Zoe Own"])
        assert on.told[-1].key == "import.undone"


async def test_a_column_means_something_else(tmp_path: Path) -> None:
    async with scene() as on:
        imports = await previewed(on, written(tmp_path / "a.csv"))

        imports.page.meant.emit((Field.COMPANY, Field.HOME))
        await until(lambda: imports.page.preview.rows.item(0, 1).text() == "Ida Ek")

        assert "Home phone" in imports.page.preview.rows.item(0, 2).text()
        imports.page.read_again.emit("utf-8-sig", ";", False)
        await until(lambda: imports.page.preview.run.shown == "Nothing to import")


async def test_escape_goes_back_step_by_step(tmp_path: Path) -> None:
    async with scene() as on:
        imports = await previewed(on, written(tmp_path / "a.csv"))

        assert on.contacts.escape()
        assert imports.page.stack.currentWidget() is imports.page.start
        assert on.contacts.escape()
        await until(on.page.isVisible)


async def test_what_cannot_be_read_is_said_and_another_can_be_chosen(tmp_path: Path) -> None:
    async with scene() as on:
        await on.listed(0)
        on.contacts.open_import()
        imports = on.contacts.imports

        imports.read_file(tmp_path / "none.csv")
        await until(lambda: not imports.page.failure.isHidden())

        assert imports.page.stack.currentWidget() is imports.page.start
        imports.read_file(written(tmp_path / "a.csv"))
        await until(lambda: imports.page.stack.currentWidget() is imports.page.preview)


async def test_what_runs_is_stopped(tmp_path: Path) -> None:
    async with scene() as on:
        await on.listed(0)
        on.contacts.open_import()
        imports = on.contacts.imports
        imports.read_file(written(tmp_path / "big.csv", CSV * 30_000))
        assert imports.page.working

        imports.page.busy.cancel.click()

        assert imports.page.stack.currentWidget() is imports.page.start
        await on.quiet()
        assert imports.page.stack.currentWidget() is imports.page.start
        assert on.told == []


async def test_the_busy_page_is_left_also_once_nothing_runs(tmp_path: Path) -> None:
    """Whatever ended what ran, without a word."""
    async with scene() as on:
        imports = await previewed(on, written(tmp_path / "a.csv"))
        imports.page.show_busy("reading", 0, 0)

        imports.page.busy.cancel.click()

        assert imports.page.stack.currentWidget() is imports.page.preview


async def test_a_directory_is_asked_and_remembered_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str | None] = []

    def read(_where: LdapDirectory, password: str | None, *_: object, **__: object) -> Table:
        asked.append(password)
        if password != "pass word":
            raise CredentialsRejected("49", key="ldap.denied")
        fields = (Field.NAME, Field.BUSINESS)
        return Table(("cn", "telephoneNumber"), (Row(1, ("Ida Ek", "0815")),), fields=fields)

    monkeypatch.setattr(ldapsource, "read_ldap", read)
    directory = LdapDirectory("dc", base="dc=x", user="cn=me", security=Security.NONE)
    async with scene() as on:
        await on.listed(0)
        on.contacts.open_import()
        imports = on.contacts.imports
        imports.page.ldap.emit(directory, "wrong", False)
        await until(lambda: bool(imports.page.form.fields["user"].complaint.text()))

        imports.page.ldap.emit(directory, "pass word", True)
        await until(lambda: imports.page.stack.currentWidget() is imports.page.preview)

        kept = on.world.preferences.settings.ldap
        assert LdapDirectory.of_texts(kept) == directory
        assert "pass word" not in repr(on.world.preferences.settings)
        imports.page.show_start()
        imports.page.start.ldap.click()
        await until(lambda: imports.page.stack.currentIndex() == 1)
        assert imports.page.form.directory == directory
        assert imports.page.form.fields["password"].edit.text() == ""
        assert imports.page.form.fields["password"].edit.placeholderText()
        assert asked == ["wrong", "pass word"]


async def test_one_s_own_are_exported(tmp_path: Path) -> None:
    async with scene() as on:
        await on.listed(0)
        out = tmp_path / "mine.csv"

        on.contacts.imports.write(out)
        await on.quiet()

        assert on.told[-1].key == "export.done"
        first, second = out.read_text(encoding="utf-8-sig").splitlines()
        assert len(first.split(",")) == len(EXPORTED)
        assert second.startswith("Zoe Own")


async def test_files_are_chosen_without_a_modal_dialog() -> None:
    async with scene() as on:
        await on.listed(0)
        on.contacts.imports.browse()
        on.contacts.imports.export()

        dialogs = on.place.window().findChildren(QFileDialog)

        assert len(dialogs) == 2
        assert not any(dialog.isModal() for dialog in dialogs)
        for dialog in dialogs:
            dialog.close()
