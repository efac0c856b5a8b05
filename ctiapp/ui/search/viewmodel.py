"""The search box: what is typed, who matches, what Enter would do, and what came of it.

Nothing dials but Enter or a click on a match. A link from outside only fills the box. What was
typed is kept until the call is under way, and what is typed meanwhile beyond that. While there is
an `Errand`, whoever is chosen is not called but becomes its target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.commands import Verb
from ctiapp.model.dialpolicy import DialRules, Doubt, doubt, is_emergency
from ctiapp.model.errors import CtiError, UsageError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import looks_like_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.directory import PersonKey
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.services.lookup import Match

SHOWN = 8
"""How many matches are shown at once."""

CHOOSE = {
    Verb.TRANSFER: "choose.transfer",
    Verb.CONSULT: "choose.consult",
    Verb.SAFE_TRANSFER: "choose.safe",
    Verb.ADD: "choose.add",
}
"""The key of the words for choosing a target, by what for."""


class Stage(Enum):
    """What the box is about."""

    REST = "rest"
    TYPING = "typing"
    ASKING = "asking"
    PREFILLED = "prefilled"
    DIALLING = "dialling"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Errand:
    """What the box chooses a target for, in place of calling somebody.

    Attributes:
        verb: transfer, safe transfer, consult, or add.
        call_id: the call it is about.
        name: who is in that call; from outside, not yet made safe.
        likely: whom they probably want; offered while nothing is typed. None: nobody is known.
        safely: whether this PBX can transfer safely as well.
    """

    verb: Verb
    call_id: CallId
    name: str
    likely: Match | None = None
    safely: bool = True

    @property
    def word(self) -> str:
        """The key of the words for it."""
        return CHOOSE[self.verb]


class Finder(Protocol):
    """The directory, as far as the box needs it."""

    def search(self, text: str, limit: int = 8) -> tuple[Match, ...]:
        """Whom the text may mean, best first."""

    def resolve(self, text: str) -> Number:
        """What Enter would call."""


@dataclass(frozen=True, slots=True)
class Face:
    """What is painted.

    Attributes:
        stage: what the box is about.
        matches: whom the text may mean.
        marked: the match that Enter calls; None where Enter calls what is typed, or nobody.
        number: what is asked about, or being dialled; while one types: the bare number that Enter
            calls where it is none of the matches.
        notice: what went wrong; None while nothing did.
        doubt: why it is asked about.
    """

    stage: Stage = Stage.REST
    matches: tuple[Match, ...] = ()
    marked: int | None = None
    number: Number | None = None
    notice: Notice | None = None
    doubt: Doubt | None = None

    @property
    def open(self) -> bool:
        """Whether anything is shown under the box."""
        return self.stage not in (Stage.REST, Stage.TYPING) or bool(self.matches or self.number)


class SearchModel:
    """The box's state; every method answers what to do or nothing, `face` what to paint.

    Args:
        finder: the directory.
        rules: tells what is set about dialling, now.
    """

    def __init__(self, finder: Finder, rules: Callable[[], DialRules] = DialRules) -> None:
        self._finder = finder
        self._rules = rules
        self.text = ""
        self.face = Face()
        self.errand: Errand | None = None
        self._chosen = False
        self._sent = ""
        self._whose: PersonKey | None = None

    @property
    def whose(self) -> PersonKey | None:
        """Who of the list was called last; None where it was nobody there."""
        return self._whose

    @property
    def sent(self) -> str:
        """What stood in the box when the last call was asked for."""
        return self._sent

    def begin(self, errand: Errand, *, anew: bool = False) -> bool:
        """Choose a target for this from now on; tells whether the box was free for it.

        What was typed is kept where only the verb is another one, and where somebody stands below
        the box who was looked for just now: they are meant. ``anew``: not even then.
        """
        if self.face.stage is Stage.DIALLING:
            return False
        found = self.errand is None and self.face.stage is Stage.TYPING and not anew
        if not found and (self.errand is None or self.errand.call_id != errand.call_id):
            self._clear()
        self.errand = errand
        if self.face.stage is Stage.REST:
            self._look()
        return True

    def end(self) -> Errand | None:
        """Choose no target any more; what was typed for it would be called by the next Enter."""
        errand, self.errand = self.errand, None
        if errand is not None:
            self._clear()
        return errand

    def named(self, number: Number) -> str:
        """Whom a number means, as the list has it."""
        return next((match.name for match in self.face.matches if match.number == number), "")

    def typed(self, text: str) -> None:
        """The text changed under the user's hands."""
        self.text = text
        self._chosen = False
        if self.face.stage is Stage.DIALLING:
            return
        self._look()

    def refresh(self) -> None:
        """The directory changed: the same text may mean others now."""
        if self.face.stage is Stage.TYPING and not self._chosen:
            self._look()

    def prefill(self, text: str) -> None:
        """A link handed over a number: show it, and ask."""
        if self.face.stage is Stage.DIALLING:
            return
        self.text = text.strip()[:100]
        self._chosen = False
        try:
            number = self._finder.resolve(self.text)
        except CtiError as error:
            self.face = Face(Stage.FAILED, notice=error.notice())
            return
        self.face = Face(Stage.PREFILLED, number=number)

    def move(self, step: int) -> None:
        """Arrow down or up: mark another match, also where Enter found several."""
        count = len(self.face.matches)
        if not count or self.face.stage not in (Stage.TYPING, Stage.FAILED):
            return
        marked = self.face.marked
        following = (0 if step > 0 else count - 1) if marked is None else (marked + step) % count
        self._chosen = True
        self.face = replace(self.face, stage=Stage.TYPING, marked=following, notice=None)

    def enter(self) -> Number | None:
        """Enter: the number to dial now; None where something is asked, or wrong."""
        if self.face.stage is Stage.DIALLING:
            return None
        if self.face.stage is Stage.ASKING and self.face.number is not None:
            return self._dial(self.face.number)
        offered = self._chosen or not self.text.strip()
        if offered and self.face.marked is not None:
            return self._call(self.face.matches[self.face.marked].number)
        if not self.text.strip():
            return None
        try:
            number = self._finder.resolve(self.text)
        except CtiError as error:
            self.face = Face(Stage.FAILED, self.face.matches, notice=error.notice())
            return None
        return self._call(number)

    def urgent(self) -> Number | None:
        """Enter while something is being sent: an emergency number is called even then, at once.

        It is a call of its own, whatever is sent; the box is free for more. None: no such number
        is typed, or it is the one being sent.
        """
        if self.face.stage is not Stage.DIALLING:
            return None
        try:
            number = self._finder.resolve(self.text)
        except CtiError:
            return None  # nothing else is sent now, so nothing is wrong yet
        if number == self.face.number or not is_emergency(number, self._rules()):
            return None
        self.text = ""
        return number

    def pick(self, row: int) -> Number | None:
        """A click on a match."""
        if self.face.stage is Stage.DIALLING or not 0 <= row < len(self.face.matches):
            return None
        return self._call(self.face.matches[row].number)

    def call(self, number: Number) -> Number | None:
        """Somebody was clicked elsewhere (People, Just now); None while one is being dialled."""
        if self.face.stage is Stage.DIALLING:
            return None
        return self._call(number)

    def done(self) -> None:
        """The call is under way: the box is free again, but for what was typed meanwhile."""
        self.errand = None
        typed = self.text
        self._clear()
        if typed != self._sent:
            self.text = typed
            self._look()

    def _clear(self) -> None:
        self.text = ""
        self._chosen = False
        self.face = Face()

    def failed(self, notice: Notice) -> None:
        """The call could not be made: say so, and keep what was typed."""
        self.face = Face(Stage.FAILED, notice=notice)

    def close(self) -> None:
        """Esc: nothing is shown or asked any more; the text stays."""
        if self.face.stage is not Stage.DIALLING:
            self.face = Face()

    def _call(self, number: Number) -> Number | None:
        found = (match.key for match in self.face.matches if match.number == number)
        self._whose = next(found, None)
        why = doubt(number, self._rules())
        if why is not None:
            self.face = Face(Stage.ASKING, number=number, doubt=why)
            return None
        return self._dial(number)

    def _dial(self, number: Number) -> Number:
        self.face = Face(Stage.DIALLING, number=number)
        self._sent = self.text
        return number

    def _look(self) -> None:
        if not self.text.strip():
            likely = None if self.errand is None else self.errand.likely
            self.face = Face() if likely is None else Face(Stage.TYPING, (likely,), 0)
            return
        matches = self._finder.search(self.text, SHOWN)
        number = self._meant(matches)
        marked = next((row for row, match in enumerate(matches) if match.number == number), None)
        self.face = Face(Stage.TYPING, matches, marked, None if marked is not None else number)

    def _meant(self, matches: tuple[Match, ...]) -> Number | None:
        """What a plain Enter would call, so that what is marked is what is called."""
        if is_name(self.text):
            wanted = self.text.strip().casefold()
            people = {match.key or match.number for match in matches}
            if len(people) > 1 and all(match.name.casefold() != wanted for match in matches):
                return None  # several: Enter would ask for a choice, and asking costs a search
        try:
            return self._finder.resolve(self.text)
        except UsageError:
            return None


def unconfirmed(number: Number) -> Notice:
    """What to say where the PBX took the order and no call appeared."""
    return Notice.of("dial.unconfirmed", severity=Severity.WARNING, number=number.text)


def is_name(text: str) -> bool:
    """Whether the user types a name rather than a number."""
    return bool(text.strip()) and not looks_like_number(text)
