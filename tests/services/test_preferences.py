"""Settings change in one place, hold at once, and are saved at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.model.errors import SettingsError
from ctiapp.model.notice import Notice, Severity
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings, Theme
from tests.services.fakes import Keeper


def dark(settings: Settings) -> Settings:
    """The dark theme."""
    return replace(settings, theme=Theme.DARK)


def test_a_change_holds_is_saved_and_told() -> None:
    """Once; the same again is none."""
    keeper = Keeper()
    preferences = Preferences(Settings(), keeper, Notices())
    heard: list[Settings] = []
    stop = preferences.subscribe(heard.append)
    preferences.change(dark)
    preferences.change(dark)
    stop()
    preferences.change(lambda settings: replace(settings, auto_answer=True))
    assert preferences.settings == Settings(theme=Theme.DARK, auto_answer=True)
    assert heard == keeper.saved[:1] == [Settings(theme=Theme.DARK)]
    assert len(keeper.saved) == 2


@pytest.mark.expected_log("settings not saved")
def test_a_change_that_cannot_be_saved_holds_for_this_run() -> None:
    """And the user is told."""
    keeper = Keeper()
    keeper.error = SettingsError("disk full", key="error.settings")
    told: list[Notice] = []
    notices = Notices()
    notices.subscribe(told.append)
    preferences = Preferences(Settings(), keeper, notices)
    preferences.change(dark)
    assert preferences.settings.theme is Theme.DARK
    assert [(notice.key, notice.severity) for notice in told] == [
        ("error.settings", Severity.WARNING)
    ]
