"""Who or what a number is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.services.identify import Identity

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.directory import Origin, PersonKey
    from ctiapp.model.number import Number


__all__ = ["DirectoryProgress", "Identity", "Match"]


@dataclass(frozen=True, slots=True)
class Match:
    """One search hit: somebody who can be called.

    Attributes:
        name: of the person, or the number itself where a bare number can be dialled.
        detail: a contact's company, an extension's department, a place's kind; empty where there
            is none.
        number: what would be dialled.
        number_text: the same as people write it.
        kind: ``extension``, ``contact``, ``place`` or ``number``.
        presence: an extension's presence word (`Presence` value) where known, else None.
        line: an extension's line state word (`LineState` value) where known, else None.
        key: which entry of the directory it is; None for a bare number.
        origin: who keeps the entry; None for a bare number.
        department: where they work; empty where that is not known.
        number_kind: what the number is to them, where whoever keeps the entry says it: one of
            `ctiapp.model.directory.CONTACT_KINDS`, or a word of their own.
    """

    name: str
    detail: str
    number: Number
    number_text: str
    kind: str
    presence: str | None = None
    line: str | None = None
    key: PersonKey | None = None
    origin: Origin | None = None
    department: str = ""
    number_kind: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryProgress:
    """How far the PBX's directory is loaded.

    Attributes:
        loaded: entries so far.
        total: as far as the PBX has said; 0 while unknown.
        done: whether loading is over.
        failed: whether part of it could not be had.
        as_of: when what is shown was last known to be whole; None where it never was.
    """

    loaded: int = 0
    total: int = 0
    done: bool = False
    failed: bool = False
    as_of: datetime | None = None
