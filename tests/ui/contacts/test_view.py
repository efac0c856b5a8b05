"""The page above the list: which contacts, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.directory import Origin
from ctiapp.ui.contacts.view import ContactsPage
from ctiapp.ui.contacts.viewmodel import Scope, scopes
from tests.ui.contacts.people import COMPANY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> ContactsPage:
    made = ContactsPage(lambda rows: tuple(COMPANY[row] for row in rows))
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.set_scopes(scopes(("Suppliers",)))
    made.show_rows(range(3), "As of 9:30")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_another_list_is_asked_for(qtbot: QtBot, page: ContactsPage) -> None:
    with qtbot.waitSignal(page.wanted) as wanted:
        page.choose(Scope(Origin.COMPANY, "Suppliers"))

    assert wanted.args == [Scope(Origin.COMPANY, "Suppliers"), ""]


def test_the_filter_asks_a_moment_after_the_last_key(qtbot: QtBot, page: ContactsPage) -> None:
    asked: list[str] = []
    page.wanted.connect(lambda _, text: asked.append(text))

    with qtbot.waitSignal(page.wanted):
        qtbot.keyClicks(page.filter, "anna ")

    assert asked == ["anna"]


def test_the_lists_change_and_what_was_chosen_stays(qtbot: QtBot, page: ContactsPage) -> None:
    page.choose(Scope(Origin.COMPANY))
    with qtbot.assertNotEmitted(page.wanted):
        page.set_scopes(scopes(("Night desk", "Suppliers")))
    assert page.scope == Scope(Origin.COMPANY)

    page.choose(Scope(Origin.COMPANY, "Suppliers"))
    with qtbot.waitSignal(page.wanted):
        page.set_scopes(scopes(()))
    assert page.scope == Scope(Origin.OWN)


def test_adding_is_offered_where_it_is_possible(page: ContactsPage) -> None:
    assert page.add_button.accessibleName() == "Add a contact of my own"
    assert not page.export_button.isHidden()

    page.choose(Scope(Origin.COMPANY))
    assert page.add_button.isHidden()
    assert page.export_button.isHidden()
    page.set_editable(company=True)
    assert not page.add_button.isHidden()
    assert page.add_button.accessibleName() == "Add a company contact"


def test_down_goes_into_the_list(qtbot: QtBot, page: ContactsPage) -> None:
    page.filter.setFocus()
    qtbot.waitUntil(page.filter.hasFocus)

    qtbot.keyClick(page.filter, Qt.Key.Key_Down)

    assert page.list.hasFocus()
    assert page.list.current == COMPANY[0]


def test_down_waits_for_the_list_of_what_was_typed(qtbot: QtBot, page: ContactsPage) -> None:
    """From the list that still shows, Enter would call somebody else."""
    page.filter.setFocus()
    qtbot.waitUntil(page.filter.hasFocus)
    with qtbot.waitSignal(page.wanted) as asked:
        page.filter.setText("ann")
        qtbot.keyClick(page.filter, Qt.Key.Key_Down)
    assert asked.args is not None
    assert asked.args[1] == "ann"
    assert page.filter.hasFocus()

    page.show_rows((1,), "")
    assert page.list.hasFocus()
    assert page.list.current == COMPANY[1]


def test_whoever_went_elsewhere_meanwhile_is_left_there(qtbot: QtBot, page: ContactsPage) -> None:
    page.filter.setFocus()
    qtbot.waitUntil(page.filter.hasFocus)
    page.filter.setText("ann")
    qtbot.keyClick(page.filter, Qt.Key.Key_Down)
    page.scope_box.setFocus()
    page.show_rows((1,), "")
    assert page.scope_box.hasFocus()


def test_an_empty_list_says_what_to_do(page: ContactsPage) -> None:
    page.show_rows((), "")
    assert page.list.isHidden()
    page.filter.setText("nobody")
    page.show_rows((), "")
    assert page.count_text == "0"
    page.show_loading()
    assert page.count_text == "Reading…"


def test_a_deletion_can_be_undone_for_as_long_as_it_is_offered(
    qtbot: QtBot, page: ContactsPage
) -> None:
    page.offer_undo("<b>Anna</b>")
    assert page.undo_banner.message == "<b>Anna</b> was deleted."

    with qtbot.waitSignal(page.undo):
        page.undo_banner.acted.emit()
