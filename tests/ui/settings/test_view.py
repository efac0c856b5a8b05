"""The settings page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.commands import Capability
from ctiapp.model.popactions import PopAction
from ctiapp.settings import Corner, Language, Settings, Theme
from ctiapp.ui import text, words
from ctiapp.ui.keymap import Action, Keymap
from ctiapp.ui.settings.greetings import GreetingList
from ctiapp.ui.settings.privacy import PrivacyFields
from ctiapp.ui.settings.view import SettingsPage
from ctiapp.ui.settings.viewmodel import Account, Refusal

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(Keymap().rows(), "1.2.3", Path("data"))
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    return made


def test_showing_what_is_in_force_tells_nothing(page: SettingsPage) -> None:
    told: list[object] = []
    for signal in (page.language, page.theme, page.corner, page.auto_answer):
        signal.connect(told.append)
    page.show_settings(Settings(theme=Theme.DARK, language=Language.CHINESE, auto_answer=True))

    assert told == []
    assert page.themes.currentData() == Theme.DARK
    assert page.auto.isChecked()


def test_each_choice_is_told_as_what_it_is(qtbot: QtBot, page: SettingsPage) -> None:
    told: list[object] = []
    for signal in (page.language, page.theme, page.corner, page.auto_answer):
        signal.connect(told.append)
    page.languages.setCurrentIndex(page.languages.findData(Language.CHINESE))
    page.themes.setCurrentIndex(page.themes.findData(Theme.DARK))
    page.corners.setCurrentIndex(page.corners.findData(Corner.TOP_RIGHT))
    page.auto.click()

    assert told == [Language.CHINESE, Theme.DARK, Corner.TOP_RIGHT, True]
    assert all(
        isinstance(a, type(b)) for a, b in zip(told, [Language.CHINESE, Theme.DARK], strict=False)
    )


def test_each_key_can_be_changed_and_reset(qtbot: QtBot, page: SettingsPage) -> None:
    told: list[tuple[str, object]] = []
    page.change_key.connect(lambda action: told.append(("change", action)))
    page.reset_key.connect(lambda action: told.append(("reset", action)))
    page.show_keys(Keymap({"hold": "F12"}).rows(), None, None)
    line = page.key_lines[Action.HOLD]
    qtbot.mouseClick(line.change_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(line.reset_button, Qt.MouseButton.LeftButton)

    assert told == [("change", Action.HOLD), ("reset", Action.HOLD)]
    assert line.key.text() == "F12"
    assert page.key_lines[Action.HANG_UP].reset_button.isHidden()
    assert page.key_lines[Action.CLOSE].change_button.isHidden()


def test_a_conflict_is_shown_at_both(page: SettingsPage) -> None:
    page.show_keys(Keymap({"hold": "F8"}).rows(), None, None)

    said = [text.bare(page.key_lines[a].complaint.text()) for a in (Action.HOLD, Action.HANG_UP)]
    assert said == ["Also: Hang up the selected call", "Also: Hold or resume the selected call"]


def test_what_is_waited_for_and_what_was_refused_is_said(page: SettingsPage) -> None:
    page.show_keys(Keymap().rows(), Action.HOLD, (Action.SEARCH, Refusal.TYPES))

    assert page.key_lines[Action.HOLD].key.text() == "Press the new key…"
    assert "This key types" in page.key_lines[Action.SEARCH].complaint.text()


def test_the_account_can_be_left_when_there_is_one(qtbot: QtBot, page: SettingsPage) -> None:
    left: list[bool] = []
    page.sign_out.connect(lambda: left.append(True))
    page.show_account(Account())
    assert page.sign_out_button.isHidden()

    page.show_account(Account("Leo <b>", "2000", "https://pbx", signed_in=True, remembered=True))
    assert page._who.whole == "Leo <b> · 2000"
    qtbot.mouseClick(page.sign_out_button, Qt.MouseButton.LeftButton)
    assert left == [True]


def test_help_brings_the_keys_into_sight(page: SettingsPage) -> None:
    page.show_keys_section()

    assert page.window().focusWidget() is page.key_lines[Action.SEARCH].change_button
    assert page.verticalScrollBar().value() > 0


def test_every_control_has_a_name(page: SettingsPage) -> None:
    for box in (page.languages, page.themes, page.corners):
        assert box.accessibleName()
    for line in page.key_lines.values():
        assert line.change_button.accessibleName() != line.change_button.text()


def test_how_long_a_safe_transfer_waits(qtbot: QtBot, tmp_path: Path) -> None:
    """The usual times, and the one of the file among them; a choice is told."""
    page = SettingsPage(Keymap().rows(), "1", tmp_path)
    qtbot.addWidget(page)
    page.show_settings(Settings(safe_transfer_s=7))
    assert page.safe.currentText() == "7 seconds"
    assert page.safe.accessibleName() == "A safe transfer waits for an answer"
    page.show_settings(Settings())
    assert page.safe.currentData() == 25
    assert page.safe.findData(7) == -1
    told: list[int] = []
    page.safe_transfer.connect(told.append)
    page.safe.setCurrentIndex(page.safe.findData(45))
    assert told == [45]


def test_screening_is_off_until_it_is_wanted(qtbot: QtBot, page: SettingsPage) -> None:
    told: list[bool] = []
    page.screen_calls.connect(told.append)
    page.show_settings(Settings())
    assert not page.screening.isChecked()
    page.show_settings(Settings(screen_calls=True))
    assert page.screening.isChecked()
    assert told == []
    page.screening.click()

    assert told == [False]
    assert "inbound control" in page.screening.accessibleDescription()


def test_the_tabulator_goes_as_one_reads(qtbot: QtBot, page: SettingsPage) -> None:
    """Whatever was put in later, and in whatever order: nothing is jumped to and fro."""
    greetings, privacy = GreetingList(), PrivacyFields()
    page.add_section("Greetings", greetings)
    page.add_section("Privacy", privacy)
    greetings.show_greetings({"5503301": "Acme", "6402": "Support"})
    page.call_actions.show_actions([PopAction("One", url="https://a.example/{number}")] * 2)
    greetings.show_greetings({"5503301": "Acme Dental", "6402": "Support"})
    page.resize(800, 6000)
    page.grab()
    qtbot.waitUntil(lambda: all(each.isVisible() for each in greetings.changes.values()))
    qtbot.waitUntil(page.call_actions.rows[1].isVisible)
    first = page.sign_out_button  # at the head of the page
    came: list[QWidget] = [first]
    inside = page.widget()
    following = first.nextInFocusChain()
    while following is not first:
        stops = bool(following.focusPolicy() & Qt.FocusPolicy.TabFocus) and following.isVisible()
        if stops and inside.isAncestorOf(following):
            came.append(following)
        following = following.nextInFocusChain()
    spots = [each.mapTo(inside, each.rect().center()) for each in came]
    lines = [(spot.y() // 24, spot.x()) for spot in spots]
    wrong = [
        (one.accessibleName(), other.accessibleName())
        for (one, a), (other, b) in pairwise(zip(came, lines, strict=True))
        if a[0] > b[0] + 1
    ]
    assert wrong == []
    assert {*greetings.changes.values(), page.call_actions.rows[0].edit_button} <= set(came)
    assert came.index(greetings.changes["5503301"]) < came.index(greetings.number)


def test_what_the_pbx_cannot_do_is_not_set(page: SettingsPage) -> None:
    """With what stands beside and below it."""
    shown = page.auto, page.screening, page.safe
    page.offer(EVERY_CAPABILITY)
    assert not any(part.isHidden() for part in shown)
    visible = len(page.findChildren(QWidget))
    lost = {Capability.AUTO_ANSWER, Capability.ACCEPT_INBOUND, Capability.CONSULT}
    page.offer(EVERY_CAPABILITY - lost - {Capability.PRESENCE})
    assert all(part.isHidden() for part in shown)
    assert not page.rules.isVisible()
    captions = {each.text() for each in page.findChildren(QLabel) if each.isVisible()}
    assert captions.isdisjoint(
        words.word(f"settings.{key}")
        for key in ("safe_transfer", "auto_answer_hint", "screen_calls_hint")
    )
    page.offer(EVERY_CAPABILITY)
    assert page.rules.isVisible()
    assert len(page.findChildren(QWidget)) == visible
