"""Whose number it is, and why that name: what is shown, and what hovering it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.services.identify import Why
from ctiapp.ui import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.services.identify import Identity

_REASONS = {
    Why.EXTENSION: "why.extension",
    Why.PLACE: "why.place",
    Why.EXACT: "why.exact",
    Why.LINE: "why.line",
    Why.SUFFIX: "why.suffix",
    Why.CHOSEN: "why.chosen",
    Why.PBX: "why.pbx",
}


def who_text(identity: Identity) -> str:
    """The name; where it may be any of several and none was chosen, all: ``Anna or Bert``."""
    if not identity.several:
        return identity.name
    return _either([each.name for each in (identity, *identity.others)])


def why_text(identity: Identity) -> str:
    """Why this name stands there, and who else it may be."""
    if identity.several:
        return words.word("why.several", names=who_text(identity))
    said = words.word(_REASONS[identity.why])
    if not identity.others:
        return said
    names = _either([each.name for each in identity.others])
    return f"{said} {words.word('why.others', names=names)}"


def _either(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return words.word("why.or", first=", ".join(names[:-1]), last=names[-1])
