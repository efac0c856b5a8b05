"""The list, the sheet and Esc, over a real directory."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ctiapp.model.commands import Capability
from ctiapp.model.directory import Origin, PersonKey
from ctiapp.model.number import Number
from ctiapp.storage.book_rows import of_contact
from ctiapp.ui.people.ways import WaysMenu
from tests.ui.contacts.people import COMPANY, contact, scene
from tests.ui.fakes import until


async def test_the_lists_of_the_company_and_of_oneself() -> None:
    async with scene() as on:
        await on.listed(0)
        assert on.names == ["Zoe Own"]
        assert "Kept on this computer" in on.page.count_text

        await on.listed(1)
        assert on.names == ["Anna Berg", "Bob Crane", "Cora Dahl"]
        assert "Not loaded yet" in on.page.count_text

        await on.listed(2)
        assert on.names == ["Bob Crane"]


async def test_the_filter_narrows_and_enter_calls() -> None:
    async with scene() as on:
        await on.listed(1)
        QTest.keyClicks(on.page.filter, "crane")
        QTest.keyClick(on.page.filter, Qt.Key.Key_Return)
        await until(lambda: on.names == ["Bob Crane"])

        QTest.keyClick(on.page.filter, Qt.Key.Key_Down)
        assert on.page.list.hasFocus()
        QTest.keyClick(on.page.list, Qt.Key.Key_Return)

        assert on.called == [Number("+49302222")]


async def test_of_several_numbers_enter_asks_for_one_and_the_last_comes_first() -> None:
    """By a digit, by Enter; Esc calls nobody."""
    async with scene() as on:
        await on.listed(1)
        await on.choose(0)
        on.page.list.setFocus()

        def menu() -> WaysMenu:
            QTest.keyClick(on.page.list, Qt.Key.Key_Return)
            found = QApplication.activePopupWidget()
            assert isinstance(found, WaysMenu)
            return found

        asked = menu()
        assert asked.accessibleName() == "By which number? Anna Berg"
        QTest.keyClick(asked, Qt.Key.Key_Escape)
        assert on.called == []
        QTest.keyClick(menu(), Qt.Key.Key_2)
        assert on.called == [Number("+491701111")]
        await until(lambda: on.directory.ways(COMPANY[0])[0].number == Number("+491701111"))
        index = on.page.list.contacts.index(0)
        said = str(on.page.list.contacts.data(index, Qt.ItemDataRole.AccessibleTextRole))
        assert said == "Anna Berg, Laundry, +49 1701111, Mobile, 2 numbers"
        QTest.keyClick(menu(), Qt.Key.Key_Return)
        assert on.called == [Number("+491701111")] * 2


async def test_the_number_that_the_sheet_called_is_the_first_next_time() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(0)
        sheet.calls[1].click()
        await until(lambda: on.directory.ways(COMPANY[0])[0].number == Number("+491701111"))


async def test_the_sheet_shows_who_is_chosen_and_calls_each_number() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(0)

        assert on.place.side is sheet
        assert sheet.name.whole == "Anna Berg"
        sheet.calls[1].click()
        assert on.called == [Number("+491701111")]


async def test_of_several_who_share_a_number_one_is_chosen() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(0)
        assert [button.isChecked() for button in sheet.choices] == [False, False]

        sheet.choices[1].click()

        def named() -> str:
            found = on.directory.identify(Number("+49301111"))
            assert found is not None
            return found.label

        await until(lambda: named() == "Cora Dahl")


async def test_a_star_and_a_note_are_kept() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(0)
        key = PersonKey("company:1")

        sheet.star.click()
        QTest.keyClicks(sheet.note, "Likes it warm")
        await on.choose(1)  # whoever leaves has written

        await until(lambda: on.directory.note_on(key) == "Likes it warm")
        await until(lambda: key in on.directory.favourites)
        again = await on.choose(0)
        assert again.note.toPlainText() == "Likes it warm"
        assert again.star.isChecked()


async def test_escape_closes_what_is_innermost() -> None:
    async with scene() as on:
        await on.listed(0)
        sheet = await on.choose(0)
        sheet.ask_delete()

        assert on.contacts.escape()
        assert on.place.side is sheet
        assert sheet.question.isHidden()
        assert on.contacts.escape()
        assert on.place.side is None
        assert not on.contacts.escape()


async def test_what_the_pbx_does_not_let_is_not_offered() -> None:
    async with scene() as on:
        await on.listed(1)
        assert not on.page.add_button.isHidden()
        sheet = await on.choose(0)
        assert not sheet.edit_button.isHidden()

        on.pbx.withdrawn = frozenset({Capability.EDIT_CONTACTS})
        on.contacts.show_status()
        on.contacts.refresh()
        await on.quiet()

        assert on.page.add_button.isHidden()
        assert sheet.edit_button.isHidden()
        await on.listed(0)
        assert not on.page.add_button.isHidden()


async def test_an_extension_has_a_sheet_that_cannot_be_edited() -> None:
    async with scene() as on:
        from ctiapp.model.directory import Extension
        from ctiapp.model.ids import ExtensionId
        from ctiapp.storage.book_rows import of_extension

        extension = Extension(ExtensionId("5"), Number("2001"), "Leo Ball", email="leo@x.example")
        await on.directory._book.put(Origin.EXTENSION, [of_extension(extension)])
        on.place.chosen.emit("extension:2001")
        await on.quiet()

        sheet = on.contacts.sheet
        assert sheet is not None
        assert sheet.name.whole == "Leo Ball"
        assert sheet.email.address.whole == "leo@x.example"
        assert sheet.edit_button.isHidden()
        on.place.chosen.emit("")
        assert on.place.side is None


async def test_the_sheet_stays_under_a_hand_that_types() -> None:
    """Whoever hangs up leaves the list of the busy; what is noted on them is not cut off."""
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(0)
        sheet.note.setFocus()
        QTest.keyClicks(sheet.note, "Calls back")
        on.place.chosen.emit("")
        assert on.place.side is sheet
        assert sheet.note.hasFocus()

        on.page.filter.setFocus()
        on.place.chosen.emit("")
        assert on.place.side is None


async def test_a_list_that_is_read_anew_moves_nobody_and_opens_nothing() -> None:
    """Whoever was the current one is deleted by somebody else while a note is written on them."""
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(1)
        sheet.note.setFocus()
        QTest.keyClicks(sheet.note, "Calls")
        await on.directory._book.put(
            Origin.COMPANY, [of_contact(contact(f"9{n}", f"Aa {n:03}", "1")) for n in range(200)]
        )
        on.contacts.refresh()
        await on.quiet()
        assert len(on.names) == 203
        current = on.page.list.current
        assert current is not None
        assert current.name == "Bob Crane"

        await on.directory._book.drop(PersonKey("company:1"))
        await on.directory._book.drop(PersonKey("company:2"))
        on.contacts.refresh()
        await on.quiet()
        assert len(on.names) == 201
        assert on.place.side is sheet
        assert on.page.list.current is None
        assert sheet.person is not None
        assert sheet.person.key == "company:2"
        on.place.chosen.emit("company:3")

        QTest.keyClicks(sheet.note, " back")
        sheet.note.flush()
        await until(lambda: on.directory.note_on(PersonKey("company:2")) == "Calls back")
        assert on.directory.note_on(PersonKey("company:3")) == ""
        on.page.filter.setFocus()
        on.contacts.refresh()
        assert on.place.side is None


async def test_a_sheet_that_was_closed_stays_closed() -> None:
    async with scene() as on:
        await on.listed(1)
        await on.choose(1)
        assert on.contacts.escape()

        on.contacts.refresh()
        await on.quiet()

        assert on.place.side is None
        assert on.page.list.current is not None


async def test_a_delete_that_takes_long_leaves_the_keyboard_where_it_is_by_then() -> None:
    async with scene() as on:
        await on.listed(1)
        sheet = await on.choose(1)
        sheet.ask_delete()
        sheet.question.yes.click()
        on.page.filter.setFocus()
        await on.quiet()

        assert on.pbx.deleted == ["2"]
        assert on.place.side is None
        assert on.page.filter.hasFocus()
