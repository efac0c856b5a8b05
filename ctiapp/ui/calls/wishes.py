"""What is wished for at a card besides the call verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.directory import PersonKey
    from ctiapp.services.lookup import Match


@dataclass(frozen=True, slots=True)
class SendTo:
    """Transfer the caller to whom they probably want."""

    match: Match


@dataclass(frozen=True, slots=True)
class Note:
    """The note on the call is this now."""

    text: str


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether somebody writes on the call."""

    on: bool


@dataclass(frozen=True, slots=True)
class ItIs:
    """Of several who have this number, it is this one."""

    key: PersonKey


@dataclass(frozen=True, slots=True)
class Forget:
    """Keep nothing about this number."""


@dataclass(frozen=True, slots=True)
class AddContact:
    """Nobody is known by this number: write a contact for it."""


Wish = SendTo | Note | Writing | ItIs | Forget | AddContact
