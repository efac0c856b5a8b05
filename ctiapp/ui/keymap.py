"""Which key does what: one table, the user's own keys over it, and where two of them collide.

Pure: no Qt, so that view models can name a key and tests need no window. Keys are written as Qt
writes them portably (``"Shift+F8"``, ``"Ctrl+K"``); several for one action are parted by ``"; "``.

A key that two actions claim does nothing but say so: a call must never be hung up by a key that the
user believes to hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SEPARATOR = "; "


class Action(StrEnum):
    """What a key can do; the value is its name in the settings file."""

    SEARCH = "search"
    ANSWER = "answer"
    HANG_UP = "hang_up"
    REJECT = "reject"
    NEXT_RINGING = "next_ringing"
    HOLD = "hold"
    MUTE = "mute"
    TRANSFER = "transfer"
    SAFE_TRANSFER = "safe_transfer"
    CONSULT = "consult"
    ADD = "add"
    PARK = "park"
    RECORD = "record"
    NOTE = "note"
    PAUSE = "pause"
    NEXT_CALL = "next_call"
    PREVIOUS_CALL = "previous_call"
    CALLS = "place_calls"
    PEOPLE = "place_people"
    QUEUES = "place_queues"
    HISTORY = "place_history"
    SETTINGS = "place_settings"
    ROOMS = "place_rooms"
    FULL_SCREEN = "full_screen"
    KEYS_HELP = "keys_help"
    CLOSE = "close"
    QUIT = "quit"


DEFAULTS: Mapping[Action, str] = {
    Action.SEARCH: "F2; Ctrl+K",
    Action.ANSWER: "F3",
    Action.HANG_UP: "F8",
    Action.REJECT: "Shift+F8",
    Action.NEXT_RINGING: "F6",
    Action.HOLD: "F9",
    Action.MUTE: "Ctrl+M",
    Action.TRANSFER: "F4",
    Action.SAFE_TRANSFER: "Shift+F4",
    Action.CONSULT: "F5",
    Action.ADD: "Shift+F5",
    Action.PARK: "F10",
    Action.RECORD: "F11",
    Action.NOTE: "Ctrl+N",
    Action.PAUSE: "F7",
    Action.NEXT_CALL: "Ctrl+Down",
    Action.PREVIOUS_CALL: "Ctrl+Up",
    Action.CALLS: "Ctrl+1",
    Action.PEOPLE: "Ctrl+2",
    Action.QUEUES: "Ctrl+3",
    Action.HISTORY: "Ctrl+4",
    Action.SETTINGS: "Ctrl+5; Ctrl+,",
    # Behind the others, though it stands above the past: no key shall move with a setting.
    Action.ROOMS: "Ctrl+6",
    Action.FULL_SCREEN: "Ctrl+Shift+F",
    Action.KEYS_HELP: "F1",
    Action.CLOSE: "Esc",
    Action.QUIT: "Ctrl+Q",
}

CALL_KEYS = frozenset(
    {
        Action.ANSWER,
        Action.HANG_UP,
        Action.REJECT,
        Action.NEXT_RINGING,
        Action.HOLD,
        Action.MUTE,
        Action.TRANSFER,
        Action.SAFE_TRANSFER,
        Action.CONSULT,
        Action.ADD,
        Action.PARK,
        Action.RECORD,
    }
)
"""The keys that act on a call."""

FIXED = frozenset({Action.CLOSE})
"""Esc stays Esc: whoever is lost presses it."""


class Unfit(Enum):
    """Why a key cannot be given to an action."""

    TYPES = "types"
    TAKEN_BY_TEXT = "taken_by_text"
    NOT_A_KEY = "not_a_key"


_FUNCTION_KEY = re.compile(r"F([1-9]|[12][0-9]|3[0-5])")
_MODIFIERS = ("Ctrl", "Alt", "Meta", "Shift")
_STANDALONE = frozenset({"Pause", "ScrollLock", "Help", "Menu"})
_TEXT_KEYS = frozenset(f"Ctrl+{key}" for key in "ACVXYZ") | {
    "Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+Backspace", "Ctrl+Del", "Ctrl+Ins",
    "Alt+F4", "Ctrl+Tab", "Alt+Tab",
}  # fmt: skip


def unfit(key: str) -> Unfit | None:
    """Why this key cannot call a verb from inside a text field; None where it can."""
    *modifiers, name = _parts(key)
    if not name or any(part not in _MODIFIERS for part in modifiers):
        return Unfit.NOT_A_KEY
    if key in _TEXT_KEYS:
        return Unfit.TAKEN_BY_TEXT
    if _FUNCTION_KEY.fullmatch(name) or name in _STANDALONE:
        return None
    if not {"Ctrl", "Alt", "Meta"} & set(modifiers):
        return Unfit.TYPES
    return None


def _parts(key: str) -> list[str]:
    # "Ctrl++" is Ctrl and the plus sign.
    if key == "+":
        return [key]
    if key.endswith("++"):
        return [*key[:-2].split("+"), "+"]
    return key.split("+")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the keys page.

    Attributes:
        action: what it is about.
        keys: the keys that do it now, portably written; empty where the user wants none.
        changed: whether the user changed it.
        fixed: whether it cannot be changed.
        conflicts: the other actions that claim one of its keys.
    """

    action: Action
    keys: tuple[str, ...]
    changed: bool
    fixed: bool
    conflicts: tuple[Action, ...]


class Keymap:
    """The keys as they stand: the defaults with the user's own over them."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._own: dict[Action, str] = {}
        for name, keys in (own or {}).items():
            if name in set(Action) and Action(name) not in FIXED:
                self._own[Action(name)] = keys

    def keys(self, action: Action) -> tuple[str, ...]:
        """The keys that do this, the one to print first."""
        text = self._own.get(action, DEFAULTS[action])
        return tuple(key for key in text.split(SEPARATOR) if key)

    def first(self, action: Action) -> str:
        """The key to print on a button; empty where the action has none."""
        keys = self.keys(action)
        return keys[0] if keys else ""

    def actions_of(self, key: str) -> tuple[Action, ...]:
        """Which actions claim this key; more than one is a conflict."""
        return tuple(action for action in Action if key in self.keys(action))

    def rows(self) -> tuple[KeyRow, ...]:
        """The whole table, as the settings and the help show it."""
        return tuple(
            KeyRow(
                action,
                self.keys(action),
                action in self._own,
                action in FIXED,
                self._conflicts(action),
            )
            for action in Action
        )

    def _conflicts(self, action: Action) -> tuple[Action, ...]:
        mine = set(self.keys(action))
        return tuple(
            other for other in Action if other is not action and mine & set(self.keys(other))
        )

    def with_key(self, action: Action, keys: Iterable[str]) -> dict[str, str]:
        """What the settings hold once these keys do this; the default is not written down."""
        own = {str(name): text for name, text in self._own.items()}
        text = SEPARATOR.join(keys)
        if text == DEFAULTS[action]:
            own.pop(str(action), None)
        else:
            own[str(action)] = text
        return own

    def without(self, action: Action) -> dict[str, str]:
        """What the settings hold once this action has its default again."""
        return {str(name): text for name, text in self._own.items() if name is not action}
