"""The banner of an automatic pause: why, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from ctiapp.model.number import Number
from ctiapp.ui import text, words
from ctiapp.ui.agent.banner import PauseBanner
from ctiapp.ui.agent.viewmodel import NotTaken, PauseNews, pause_news
from tests.ui.agent.sheets import CLOCK, auto_pause

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")


@pytest.fixture
def banner(qtbot: QtBot) -> PauseBanner:
    made = PauseBanner()
    qtbot.addWidget(made)
    return made


def test_it_says_when_where_and_after_which_calls(banner: PauseBanner) -> None:
    at = text.plain(words.clock_time(CLOCK.ago(5).at))
    rang = CLOCK.ago(65)
    calls = (
        NotTaken("Anna <b>", Number("2008"), rang),
        NotTaken("5503302", Number("5503302"), None),
        NotTaken("", None, None),
    )
    said = banner.show_news(PauseNews("Support", CLOCK.ago(5), calls), live=True)

    assert said == (
        f"Support paused you at {at}: 3 calls not taken. "
        f"Anna <b> at {text.plain(words.clock_time(rang.at))} · 5503302 · Number withheld"
    )
    assert banner.message == banner.accessibleName() == said
    assert not banner.isHidden()


def test_it_is_said_once(banner: PauseBanner) -> None:
    news = pause_news(auto_pause("2008"), lambda _: None, ())
    assert banner.show_news(news, live=True)

    assert banner.show_news(news, live=True) == ""
    assert banner.show_news(None, live=True) == ""
    assert banner.isHidden()


def test_its_buttons(qtbot: QtBot, banner: PauseBanner) -> None:
    done: list[Any] = []
    banner.ready.connect(lambda: done.append("ready"))
    banner.called.connect(done.append)
    banner.dismissed.connect(lambda: done.append("read"))
    banner.show_news(pause_news(auto_pause("anonymous", "2008"), lambda _: None, ()), live=True)
    for button in (banner.ready_button, banner.back_button, banner.cross):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert done == ["ready", Number("2008"), "read"]
    assert banner.back_button.accessibleName() == "Call 2008 back"


def test_nobody_to_call_back(banner: PauseBanner) -> None:
    said = banner.show_news(pause_news(auto_pause(), lambda _: None, ()), live=False)

    assert said.endswith(".")
    assert banner.back_button.isHidden()
    assert not banner.ready_button.isEnabled()


def test_many_callers_are_counted_and_the_first_are_named(banner: PauseBanner) -> None:
    numbers = [f"550330{n}" for n in range(9)]
    banner.show_news(pause_news(auto_pause(*numbers), lambda _: None, ()), live=True)

    assert "9 calls not taken" in banner.message
    assert banner.message.endswith("5503304 · …")
