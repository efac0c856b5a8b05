"""Keys: the table, the user's own over it, and where they collide."""

from __future__ import annotations

import pytest

from ctiapp.ui.keymap import DEFAULTS, Action, Keymap, Unfit, unfit


def test_every_action_has_a_key_of_its_own() -> None:
    """No default collides with another one."""
    assert [row.action for row in Keymap().rows() if row.conflicts] == []
    assert set(DEFAULTS) == set(Action)


def test_the_users_key_replaces_the_default() -> None:
    keys = Keymap({"hang_up": "F12", "nonsense": "F1"})

    assert keys.keys(Action.HANG_UP) == ("F12",)
    assert keys.actions_of("F8") == ()
    assert keys.actions_of("F12") == (Action.HANG_UP,)


def test_a_key_of_two_actions_is_a_conflict_of_both() -> None:
    rows = {row.action: row for row in Keymap({"hold": "F8"}).rows()}

    assert rows[Action.HOLD].conflicts == (Action.HANG_UP,)
    assert rows[Action.HANG_UP].conflicts == (Action.HOLD,)


def test_escape_cannot_be_taken_from_closing() -> None:
    assert Keymap({"close": "F12"}).keys(Action.CLOSE) == ("Esc",)


def test_a_default_is_not_written_down() -> None:
    keys = Keymap({"hold": "F12"})

    assert keys.with_key(Action.HOLD, ["F9"]) == {}
    assert keys.with_key(Action.REJECT, ["F10"]) == {"hold": "F12", "reject": "F10"}
    assert keys.without(Action.HOLD) == {}


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("F5", None),
        ("Shift+F5", None),
        ("Ctrl+J", None),
        ("Alt+5", None),
        ("A", Unfit.TYPES),
        ("Shift+A", Unfit.TYPES),
        ("Return", Unfit.TYPES),
        ("+", Unfit.TYPES),
        ("Ctrl++", None),
        ("Ctrl+C", Unfit.TAKEN_BY_TEXT),
        ("", Unfit.NOT_A_KEY),
    ],
)
def test_a_key_that_types_is_refused(key: str, why: Unfit | None) -> None:
    assert unfit(key) is why
