"""What the settings page shows and changes. Each change is in force, and saved, at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.services.connection import Connection
from ctiapp.services.presence import RULES, holds
from ctiapp.ui.keymap import Action, Keymap, KeyRow, Unfit, unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctiapp.model.popactions import PopAction
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.presence import PresenceRule
    from ctiapp.settings import Corner, Language, Profile, Settings, Theme


class Refusal(Enum):
    """Why the key that was pressed cannot be had."""

    TYPES = "types"
    TAKEN_BY_TEXT = "taken_by_text"
    NOT_A_KEY = "not_a_key"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in, and what is remembered.

    Attributes:
        name: of the extension; empty where nobody is named.
        number: of the extension; empty when signed out.
        address: of the PBX; empty when signed out.
        firmware: its version; empty where not told.
        signed_in: whether there is something to sign out of.
        remembered: whether a secret is kept for the next start.
    """

    name: str = ""
    number: str = ""
    address: str = ""
    firmware: str = ""
    signed_in: bool = False
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of the table.

    Attributes:
        rule: what it is about.
        on: whether it holds.
    """

    rule: PresenceRule
    on: bool


def rule_rows(settings: Settings, rules: Iterable[PresenceRule] = RULES) -> tuple[RuleRow, ...]:
    """The table as it stands."""
    return tuple(RuleRow(rule, holds(rule, settings)) for rule in rules)


def with_rule(settings: Settings, name: str, *, on: bool) -> dict[str, bool]:
    """What the settings hold once that rule is switched; the default is not written down."""
    kept = dict(settings.presence_rules)
    kept.pop(name, None)
    if any(rule.name == name and rule.on is not on for rule in RULES):
        kept[name] = on
    return kept


class SettingsModel:
    """The page's decisions."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.refused: tuple[Action, Refusal] | None = None

    @property
    def settings(self) -> Settings:
        """What is in force."""
        return self._preferences.settings

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return Keymap(self.settings.keys)

    @property
    def rows(self) -> tuple[KeyRow, ...]:
        """The keys, as the page lists them."""
        return self.keymap.rows()

    def set_language(self, language: Language) -> None:
        """The window speaks this from now on."""
        self._preferences.change(lambda s: replace(s, language=language))

    def set_theme(self, theme: Theme) -> None:
        """Light, dark, or as the system."""
        self._preferences.change(lambda s: replace(s, theme=theme))

    def set_corner(self, corner: Corner) -> None:
        """Where cards appear."""
        self._preferences.change(lambda s: replace(s, card_corner=corner))

    def set_auto_answer(self, wanted: bool) -> None:
        """One's own phone goes off the hook by itself when dialling from here."""
        self._preferences.change(lambda s: replace(s, auto_answer=wanted))

    def set_screen_calls(self, wanted: bool) -> None:
        """Show outside calls that wait to be let in, before they ring."""
        self._preferences.change(lambda s: replace(s, screen_calls=wanted))

    def set_safe_transfer(self, seconds: int) -> None:
        """A safe transfer waits so long for an answer."""
        self._preferences.change(lambda s: replace(s, safe_transfer_s=seconds))

    def set_country(self, country: str | None) -> None:
        """Numbers without a country code belong there, and its emergency numbers hold."""
        self._preferences.change(lambda s: replace(s, country=country))

    def set_outside_prefix(self, prefix: str) -> None:
        """That is dialled before an outside number."""
        self._preferences.change(lambda s: replace(s, outside_prefix=prefix))

    def set_rewrites(self, rewrites: Mapping[str, str]) -> None:
        """The trunks' numbers are put right so before they are compared."""
        held = MappingProxyType(dict(rewrites))
        self._preferences.change(lambda s: replace(s, number_rewrites=held))

    def set_premium(self, prefixes: tuple[str, ...]) -> None:
        """Numbers that begin so are asked about before they are dialled."""
        self._preferences.change(lambda s: replace(s, premium_prefixes=prefixes))

    def set_pop_actions(self, actions: tuple[PopAction, ...]) -> None:
        """These are done by themselves when a call comes."""
        self._preferences.change(lambda s: replace(s, pop_actions=actions))

    def set_rule(self, name: str, *, on: bool) -> None:
        """Let a presence rule hold, or not."""
        kept = with_rule(self.settings, name, on=on)
        self._preferences.change(lambda s: replace(s, presence_rules=MappingProxyType(kept)))

    def set_key(self, action: Action, key: str) -> None:
        """Give an action this one key, or say why not."""
        self.refused = None
        row = next(row for row in self.rows if row.action is action)
        if row.fixed:
            self.refused = action, Refusal.FIXED
            return
        why = unfit(key)
        if why is not None:
            self.refused = action, _REFUSALS[why]
            return
        self._set_keys(self.keymap.with_key(action, [key]))

    def reset_key(self, action: Action) -> None:
        """Give an action its default again."""
        self.refused = None
        self._set_keys(self.keymap.without(action))

    def reset_keys(self) -> None:
        """Give all actions their defaults again."""
        self.refused = None
        self._set_keys({})

    def _set_keys(self, keys: dict[str, str]) -> None:
        self._preferences.change(lambda s: replace(s, keys=MappingProxyType(keys)))

    def account(self, status: ConnectionStatus) -> Account:
        """Who is signed in."""
        profile = self._profile
        remembered = profile is not None and profile.remember
        if status.me is None:
            return Account(remembered=remembered)
        return Account(
            status.me.name,
            status.me.number.text,
            status.pbx.url if status.pbx is not None else "",
            (status.pbx.firmware or "") if status.pbx is not None else "",
            status.state is not Connection.SIGNED_OUT,
            remembered,
        )

    @property
    def _profile(self) -> Profile | None:
        return self.settings.profile(self.settings.last_profile)


_REFUSALS = {
    Unfit.TYPES: Refusal.TYPES,
    Unfit.TAKEN_BY_TEXT: Refusal.TAKEN_BY_TEXT,
    Unfit.NOT_A_KEY: Refusal.NOT_A_KEY,
}
