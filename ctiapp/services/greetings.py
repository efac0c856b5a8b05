"""As whom to greet: one text for each called number, kept by the user."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number, parse_dialable
from ctiapp.services.notes import plain_note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.services.preferences import Preferences

MAX_GREETINGS = 500
"""So many numbers may have one."""
MAX_GREETING = 80
"""Characters of one."""


class Greetings:
    """The list.

    A public number that was called is looked up as it is, and by the number plan where it is
    written in another way. Where none is known, the queue or group that the call came through is.

    Args:
        preferences: keeps the list.
        plan: how the PBX's numbers are read, now.
    """

    def __init__(self, preferences: Preferences, plan: Callable[[], NumberPlan]) -> None:
        self._preferences = preferences
        self._plan = plan
        self._of: Mapping[str, str] = {}
        self._found: dict[Number, str | None] = {}
        self._found_by: NumberPlan | None = None

    @property
    def all(self) -> Mapping[str, str]:
        """Number -> as whom, in the order in which they were added."""
        return self._preferences.settings.greetings

    def greet(self, did: Number | None, via: Number | None) -> str | None:
        """As whom to greet; None where nothing is set for either."""
        greetings, plan = self.all, self._plan()
        if not greetings:
            return None
        if greetings is not self._of or plan != self._found_by:
            self._of, self._found_by, self._found = greetings, plan, {}
        for number in (did, via):
            if number is None:
                continue
            if number not in self._found:
                if len(self._found) > MAX_GREETINGS:
                    self._found.clear()
                self._found[number] = self._look_up(number, plan)
            if self._found[number] is not None:
                return self._found[number]
        return None

    def _look_up(self, number: Number, plan: NumberPlan) -> str | None:
        exact = self.all.get(number.text)
        if exact is not None:
            return exact
        wanted = plan.line(number)
        kept = ((Number(text), said) for text, said in self.all.items())
        return next((said for each, said in kept if plan.agree(plan.line(each), wanted)), None)

    def set(self, typed: str, said: str, *, instead_of: str | None = None) -> None:
        """Greet so where that number is called.

        Args:
            typed: the number, as a person writes it.
            said: as whom.
            instead_of: the number whose line is edited; None for one more.

        Raises:
            UsageError: as `parse_dialable`; or key ``greet.empty``, ``greet.too_long``,
                ``greet.twice`` (it has one already), ``greet.full``.
        """
        number = parse_dialable(typed)
        said = plain_note(said)
        if not said:
            raise UsageError("no text", key="greet.empty")
        if len(said) > MAX_GREETING:
            raise UsageError("too long", key="greet.too_long", most=MAX_GREETING)
        kept = dict(self.all)
        if number.text != instead_of and number.text in kept:
            raise UsageError("twice", key="greet.twice", number=number.text)
        if instead_of not in kept and len(kept) >= MAX_GREETINGS:
            raise UsageError("too many", key="greet.full", most=MAX_GREETINGS)
        if instead_of in kept:
            # Edited, it keeps its place.
            kept = {
                number.text if each == instead_of else each: said if each == instead_of else text
                for each, text in kept.items()
            }
        else:
            kept[number.text] = said
        self._save(kept)

    def remove(self, number: str) -> None:
        """Greet in no special way where that number is called."""
        self._save({each: said for each, said in self.all.items() if each != number})

    def _save(self, kept: Mapping[str, str]) -> None:
        held = MappingProxyType(dict(kept))
        self._preferences.change(lambda settings: replace(settings, greetings=held))
