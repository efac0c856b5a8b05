"""The menu of who it is, and of forgetting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from ctiapp.model.directory import Origin, person_key
from ctiapp.model.number import Number
from ctiapp.services.identify import Identity
from ctiapp.ui import text
from ctiapp.ui.calls.whomenu import open_at, who_menu

if TYPE_CHECKING:
    from ctiapp.model.directory import PersonKey

pytestmark = pytest.mark.usefixtures("scheme")
BERT = Identity("Bert & Son", "", person_key(Origin.COMPANY, "2"))
ANNA = Identity("Anna", "Acme", person_key(Origin.COMPANY, "1"), others=(BERT,))


class Chosen:
    """What was chosen."""

    def __init__(self) -> None:
        self.keys: list[PersonKey] = []
        self.forgotten = 0

    def forget(self) -> None:
        self.forgotten += 1


@pytest.fixture
def parent(qtbot) -> QWidget:
    """Where the menu opens."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_of_several(parent: QWidget) -> None:
    """Each by name; an ampersand is a character."""
    chosen = Chosen()
    menu = who_menu(parent, ANNA, Number("1"), is_one=chosen.keys.append, forget=chosen.forget)
    assert menu is not None
    open_at(menu, parent.mapToGlobal(parent.rect().center()))
    shown = [text.bare(each.text()) for each in menu.actions() if not each.isSeparator()]
    assert shown == ["It is Anna · Acme", "It is Bert && Son", "Forget this number…"]
    assert menu.activeAction() is menu.actions()[0]
    menu.actions()[1].trigger()
    menu.actions()[-1].trigger()
    assert (chosen.keys, chosen.forgotten) == ([BERT.key], 1)
    menu.close()


def test_nothing_to_choose_is_no_menu(parent: QWidget) -> None:
    """One who withholds the number, and whom nobody knows."""
    chosen = Chosen()
    for number in (None, Number("")):
        made = who_menu(parent, None, number, is_one=chosen.keys.append, forget=chosen.forget)
        assert made is None


def test_one_alone_is_not_asked_about(parent: QWidget) -> None:
    """Only the number can be forgotten."""
    chosen = Chosen()
    menu = who_menu(parent, BERT, Number("1"), is_one=chosen.keys.append, forget=chosen.forget)
    assert menu is not None
    assert [each.text() for each in menu.actions()] == ["Forget this number…"]
    menu.close()


def test_an_unknown_number_can_be_added(parent: QWidget) -> None:
    """Before it can be forgotten."""
    chosen = Chosen()
    added: list[bool] = []
    menu = who_menu(
        parent,
        None,
        Number("1"),
        is_one=chosen.keys.append,
        forget=chosen.forget,
        add=lambda: added.append(True),
    )
    assert menu is not None
    shown = [each.text() for each in menu.actions() if not each.isSeparator()]
    assert shown == ["Add to contacts", "Forget this number…"]
    menu.actions()[0].trigger()
    assert added == [True]
    menu.close()
