"""Who or what a number is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.number import Number


@dataclass(frozen=True, slots=True)
class Match:
    """One search hit: somebody who can be called.

    Attributes:
        name: of the person, or the number itself where a bare number can be dialled.
        detail: company, or the kind of number; empty where there is none.
        number: what would be dialled.
        number_text: the same as people write it.
        kind: ``extension``, ``contact``, ``place`` or ``number``.
        presence: an extension's presence word (`Presence` value) where known, else None.
        line: an extension's line state word (`LineState` value) where known, else None.
    """

    name: str
    detail: str
    number: Number
    number_text: str
    kind: str
    presence: str | None = None
    line: str | None = None


@dataclass(frozen=True, slots=True)
class DirectoryProgress:
    """How far the PBX's directory is loaded.

    Attributes:
        loaded: entries so far.
        total: as far as the PBX has said; 0 while unknown.
        done: whether loading is over.
        failed: whether part of it could not be had.
    """

    loaded: int = 0
    total: int = 0
    done: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose number it is.

    Attributes:
        name: of the person or place.
        company: empty where there is none.
    """

    name: str
    company: str
