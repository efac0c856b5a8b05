"""Each setting is in force, and saved, at once."""

from __future__ import annotations

import pytest

from ctiapp.services.connection import ConnectionStatus
from ctiapp.settings import Corner, Language, Profile, Settings, Theme
from ctiapp.ui.keymap import Action
from ctiapp.ui.settings.viewmodel import Account, Refusal, SettingsModel, rule_rows
from tests.ui.fakes import World, online


@pytest.fixture
def world() -> World:
    return World()


def test_each_choice_is_saved_at_once(world: World) -> None:
    model = SettingsModel(world.preferences)
    model.set_language(Language.CHINESE)
    model.set_theme(Theme.DARK)
    model.set_corner(Corner.TOP_LEFT)
    model.set_auto_answer(True)
    model.set_safe_transfer(40)

    saved = world.keeper.saved[-1]
    assert len(world.keeper.saved) == 5
    assert saved.safe_transfer_s == 40
    assert (saved.language, saved.theme) == (Language.CHINESE, Theme.DARK)
    assert (saved.card_corner, saved.auto_answer) == (Corner.TOP_LEFT, True)


def test_a_key_is_changed_reset_and_its_conflict_seen(world: World) -> None:
    model = SettingsModel(world.preferences)
    model.set_key(Action.HOLD, "F8")
    rows = {row.action: row for row in model.rows}
    assert rows[Action.HANG_UP].conflicts == (Action.HOLD,)
    assert world.keeper.saved[-1].keys == {"hold": "F8"}

    model.reset_key(Action.HOLD)
    assert world.keeper.saved[-1].keys == {}


def test_a_key_that_types_is_refused_with_its_reason(world: World) -> None:
    model = SettingsModel(world.preferences)
    model.set_key(Action.HOLD, "H")
    assert model.refused == (Action.HOLD, Refusal.TYPES)
    model.set_key(Action.CLOSE, "F12")
    assert model.refused == (Action.CLOSE, Refusal.FIXED)

    assert world.keeper.saved == []
    model.set_key(Action.HOLD, "F12")
    assert model.refused is None


def test_all_keys_are_reset_together(world: World) -> None:
    model = SettingsModel(world.preferences)
    model.set_key(Action.HOLD, "F12")
    model.set_key(Action.REJECT, "F10")
    model.reset_keys()

    assert world.keeper.saved[-1].keys == {}


def test_the_account_says_who_is_signed_in(world: World) -> None:
    model = SettingsModel(world.preferences)

    assert model.account(ConnectionStatus()) == Account()
    assert model.account(online()) == Account(
        "Leo Ball", "2000", "https://pbx.example.com", "37.14.0.30", signed_in=True
    )


def test_a_remembered_secret_is_told() -> None:
    profile = Profile("me", "p-series", "pbx", "client", "2000", remember=True)
    world = World(Settings(profiles=(profile,), last_profile="me"))

    assert SettingsModel(world.preferences).account(online()).remembered


def test_calls_are_screened_from_now_on(world: World) -> None:
    model = SettingsModel(world.preferences)
    model.set_screen_calls(True)

    assert world.keeper.saved[-1].screen_calls
    assert model.settings.screen_calls


def test_a_presence_rule_is_switched_and_the_default_is_not_written_down(world: World) -> None:
    model = SettingsModel(world.preferences)
    model.set_rule("lunch", on=True)
    model.set_rule("available", on=False)
    assert world.keeper.saved[-1].presence_rules == {"lunch": True, "available": False}
    held = {row.rule.name for row in rule_rows(model.settings) if row.on}
    assert held == {"do_not_disturb", "lunch"}

    model.set_rule("lunch", on=False)
    model.set_rule("available", on=True)
    model.set_rule("no such rule", on=True)
    assert world.keeper.saved[-1].presence_rules == {}
