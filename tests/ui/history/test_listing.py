"""What pages with a list have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from ctiapp.model.notice import Notice
from ctiapp.ui import words
from ctiapp.ui.history.listing import ListingPage, state_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Past:
    notice: Notice | None = None
    busy: bool = False
    synced_at: datetime | None = None


def test_what_is_missing_is_said_before_what_is_being_done() -> None:
    missing = Notice.of("history.not_told")
    assert state_of(Past(missing, busy=True, synced_at=AT)) == words.brief(missing)
    assert state_of(Past(busy=True, synced_at=AT)) == words.word("history.reading")
    synced = words.word("history.synced", time=words.clock_time(AT))
    assert state_of(Past(synced_at=AT)) == synced
    assert state_of(Past()) == ""


class Page(ListingPage):
    """One with nothing of its own."""

    def fill(self, *, some: bool) -> None:
        self._show_rows(some=some, nothing="nobody")


def test_what_is_said_where_there_is_nothing_goes_when_there_is(qtbot: QtBot) -> None:
    page = Page(QWidget())
    qtbot.addWidget(page)
    page.fill(some=False)
    assert page.empty_text == "nobody"
    page.fill(some=True)
    assert page.empty_text == ""
    page.show_state("read")
    assert (page.state_text, page.count_text) == ("read", "")
