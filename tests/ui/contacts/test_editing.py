"""Adding, changing, deleting: what is typed is never lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ctiapp.model.directory import PersonKey
from ctiapp.model.errors import LinkLost, NotPermitted
from ctiapp.model.number import Number
from tests.ui.contacts.people import COMPANY, Scene, scene
from tests.ui.fakes import until


def write(on: Scene, **typed: str) -> None:
    """Type into the fields of the form."""
    editor = on.contacts.editing.editor
    assert editor is not None
    for name, value in typed.items():
        field = editor.fields.get(name) or editor.numbers[name]
        field.edit.clear()
        QTest.keyClicks(field.edit, value)


async def test_a_company_contact_goes_to_the_pbx() -> None:
    async with scene() as on:
        await on.listed(1)
        on.page.add_button.click()
        write(on, first_name="Dora", last_name="Ek", business="+46 8 1")
        editor = on.contacts.editing.editor
        assert editor is not None
        QTest.keyClick(editor.numbers["business"].edit, Qt.Key.Key_Return)
        await on.quiet()

        assert [each.name for each in on.pbx.saved] == ["Dora Ek"]
        assert on.told[-1].key == "contacts.saved"
        assert on.contacts.sheet is not None
        assert on.place.side is on.contacts.sheet
        await until(lambda: "Dora Ek" in on.names)


async def test_the_sheet_of_a_new_one_stays_where_the_list_has_the_keyboard_again() -> None:
    async with scene() as on:
        await on.listed(1)
        await on.choose(0)
        on.page.list.setFocus()
        on.page.add_button.click()
        write(on, first_name="Dora", last_name="Ek", business="4681")
        editor = on.contacts.editing.editor
        assert editor is not None
        editor.submit()
        await on.quiet()
        await until(lambda: "Dora Ek" in on.names)

        assert on.page.list.hasFocus()
        assert on.page.list.current is not None
        assert on.page.list.current.name == "Anna Berg"
        assert on.contacts.whose == "company:17"


async def test_what_is_refused_stays_and_can_be_kept_as_one_s_own() -> None:
    async with scene() as on:
        await on.listed(1)
        on.pbx.refusal = NotPermitted("no right", code=10005)
        on.page.add_button.click()
        write(on, first_name="Dora", business="12345")
        editor = on.contacts.editing.editor
        assert editor is not None
        editor.save.click()
        await on.quiet()

        assert on.contacts.editing.open
        assert not editor.failure.isHidden()
        assert "administrator" in editor.failure.message
        assert editor.form.texts["first_name"] == "Dora"
        editor.keep_own.click()
        await on.quiet()
        await on.listed(0)
        assert "Dora" in on.names


async def test_a_lost_link_keeps_what_was_typed() -> None:
    async with scene() as on:
        await on.listed(1)
        await on.choose(1)
        on.contacts.editing.edit(PersonKey("company:2"))
        await on.quiet()
        on.pbx.refusal = LinkLost("gone")
        write(on, last_name="Cranston")
        editor = on.contacts.editing.editor
        assert editor is not None
        editor.submit()
        await on.quiet()
        assert on.contacts.editing.open
        assert not editor.save.pending

        on.pbx.refusal = None
        editor.submit()
        await on.quiet()

        assert on.pbx.saved[-1].name == "Bob Cranston"
        assert on.pbx.saved[-1].phonebooks == ("Suppliers",)


async def test_what_was_typed_and_not_saved_is_there_again() -> None:
    async with scene() as on:
        await on.listed(0)
        on.page.add_button.click()
        write(on, first_name="Half")
        assert on.contacts.escape()
        assert on.place.side is None

        on.page.add_button.click()

        editor = on.contacts.editing.editor
        assert editor is not None
        assert editor.form.texts["first_name"] == "Half"


async def test_an_unknown_caller_is_added_with_the_number() -> None:
    async with scene() as on:
        gone_to: list[None] = []
        on.contacts.shown.connect(lambda: gone_to.append(None))

        on.contacts.editing.add_number(Number("+46701234567"), "Unknown Caller")
        editor = on.contacts.editing.editor
        assert editor is not None
        assert editor.form.numbers["business"] == "+46701234567"
        editor.submit()
        await on.quiet()

        assert len(gone_to) == 1
        found = on.directory.identify(Number("+46701234567"))
        assert found is not None
        assert found.name == "Unknown Caller"


async def test_one_s_own_is_deleted_and_had_back_with_note_and_star() -> None:
    async with scene() as on:
        await on.listed(0)
        sheet = await on.choose(0)
        assert sheet.person is not None
        key = sheet.person.key
        on.directory.set_note(key, "dear")
        on.directory.set_favourite(key, on=True)
        await until(lambda: on.directory.note_on(key) == "dear" and key in on.directory.favourites)

        sheet.delete_button.click()
        assert not sheet.question.isHidden()
        sheet.question.yes.click()
        await on.quiet()
        await until(lambda: on.names == [])
        assert on.place.side is None
        assert "Zoe Own" in on.page.undo_banner.message

        on.page.undo_banner.acted.emit()
        await on.quiet()
        await until(lambda: on.names == ["Zoe Own"])
        await until(lambda: on.directory.note_on(key) == "dear" and key in on.directory.favourites)


async def test_a_company_contact_is_deleted_at_the_pbx_or_it_is_said_why_not() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(0)
        on.pbx.refusal = NotPermitted("no right", code=10005)
        sheet.ask_delete()
        sheet.question.yes.click()
        await on.quiet()
        assert on.told[-1].key == "contacts.not_permitted_delete"
        assert "Anna Berg" in on.names

        on.pbx.refusal = None
        sheet.ask_delete()
        sheet.question.yes.click()
        await on.quiet()

        assert on.pbx.deleted == ["1"]
        await until(lambda: "Anna Berg" not in on.names)


# --- what others write meanwhile, and answers that come late -------------------------------------

BOB = PersonKey("company:2")
NEWER = replace(COMPANY[1], first_name="Bob", last_name="Crane", company="Crane & Co")


async def test_a_draft_is_laid_over_what_the_pbx_has_by_now() -> None:
    async with scene() as on:
        await on.listed(1)
        await on.choose(1)
        on.contacts.editing.edit(BOB)
        await on.quiet()
        write(on, last_name="Cranston")
        assert on.contacts.escape()
        on.pbx.told["2"] = NEWER

        on.contacts.editing.edit(BOB)
        await on.quiet()
        editor = on.contacts.editing.editor
        assert editor is not None
        assert editor.form.texts["last_name"] == "Cranston"
        assert editor.form.texts["company"] == "Crane & Co"
        editor.submit()
        await on.quiet()

        assert on.pbx.saved[-1].company == "Crane & Co"
        assert on.pbx.begun_with == [NEWER]


async def test_where_the_pbx_cannot_be_asked_it_says_why_and_shows_no_guess() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(1)
        on.pbx.unread = LinkLost("gone")
        sheet.edit_button.click()
        await on.quiet()
        assert on.place.side is sheet
        assert on.told[-1].key == LinkLost("gone").notice().key

        on.pbx.unread, on.pbx.gone = None, {"2"}
        sheet.edit_button.click()
        await on.quiet()

        assert on.place.side is sheet
        assert on.told[-1].key == "contacts.gone"


async def test_what_was_typed_of_a_new_one_stays_where_a_caller_is_added() -> None:
    async with scene() as on:
        await on.listed(0)
        on.page.add_button.click()
        write(on, first_name="Half")

        on.contacts.editing.add_number(Number("0700"), "Caller")
        editor = on.contacts.editing.editor
        assert editor is not None
        assert (editor.form.texts["first_name"], editor.form.numbers["business"]) == (
            "Caller",
            "0700",
        )
        write(on, last_name="Typed")
        on.contacts.editing.add_number(Number("0800"))
        assert (editor.form.texts["first_name"], editor.form.numbers["business"]) == ("", "0800")
        on.contacts.editing.add_number(Number("0700"))
        assert editor.form.texts["last_name"] == "Typed"

        on.page.add_button.click()
        assert editor.form.texts["first_name"] == "Half"
        assert editor.form.numbers["business"] == ""


async def test_a_form_that_comes_late_takes_no_keyboard_and_no_other_sheet() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(1)
        sheet.edit_button.setFocus()
        on.pbx.reading = asyncio.Event()
        sheet.edit_button.click()
        on.page.filter.setFocus()
        on.pbx.reading.set()
        await on.quiet()
        assert on.contacts.editing.open
        assert on.page.filter.hasFocus()
        assert on.contacts.escape()
        assert on.page.filter.hasFocus()

        on.pbx.reading = asyncio.Event()
        sheet.edit_button.click()
        on.page.list.setCurrentIndex(on.page.list.contacts.index(0))
        on.pbx.reading.set()
        await on.quiet()
        assert not on.contacts.editing.open
        assert on.contacts.whose == "company:1"

        on.pbx.reading = asyncio.Event()
        sheet.edit_button.click()
        sheet.note.setFocus()
        on.pbx.reading.set()
        await on.quiet()
        assert on.place.side is sheet
        assert sheet.note.hasFocus()


async def test_a_form_in_time_has_the_keyboard() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(1)
        sheet.edit_button.setFocus()
        sheet.edit_button.click()
        await on.quiet()

        editor = on.contacts.editing.editor
        assert editor is not None
        assert editor.fields["first_name"].edit.hasFocus()


async def test_saving_that_takes_long_leaves_the_keyboard_where_it_is_by_then() -> None:
    async with scene() as on:
        await on.listed(1)
        on.page.add_button.setFocus()
        on.page.add_button.click()
        write(on, first_name="Dora", business="12345")
        editor = on.contacts.editing.editor
        assert editor is not None
        assert editor.fields["first_name"].edit.hasFocus()
        on.pbx.saving = asyncio.Event()
        editor.submit()
        on.page.filter.setFocus()
        on.pbx.saving.set()
        await on.quiet()

        assert not on.contacts.editing.open
        assert on.page.filter.hasFocus()
