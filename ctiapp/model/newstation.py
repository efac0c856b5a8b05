"""A new room or extension: what the PBX must be told.

What it takes, and what of it can be written at all, each dialect says (`StationRules`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctiapp.model.directory import Presence
from ctiapp.model.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class NewStation:
    """An extension that is to be created.

    Attributes:
        number: its number.
        first_name, last_name, email, mobile: whose it is.
        caller_id: the number shown to others; empty: its own.
        user_password: with which its user signs in to the PBX's own applications.
        reg_name, reg_password: with which its phone registers.
        registrations: how many phones may at once.
        presence: what its user says at first.
        routes: ids of the outside routes that it may take.
        departments: ids of the departments that it belongs to: mandatory where the PBX has
            departments switched on.
        voicemail: whether it has a voicemail box.
        ring_timeout_s: for how long it rings.
        voicemail_pin: with which its messages are heard at the phone; empty: as the PBX makes it.
        voicemail_by_mail: whether its messages are sent by e-mail as well.
        no_answer_to, busy_to: the extensions to which calls go that nobody answers there, and that
            come while it talks; empty: to none.
        longest_call_s: after so long a call is cut; 0: as the whole PBX has it.
        do_not_disturb: whether it takes no calls.
    """

    number: str
    user_password: str = field(repr=False)
    reg_name: str
    reg_password: str = field(repr=False)
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    mobile: str = ""
    caller_id: str = ""
    registrations: int = 1
    presence: Presence = Presence.AVAILABLE
    routes: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    voicemail: bool = True
    ring_timeout_s: int = 30
    voicemail_pin: str = field(default="", repr=False)
    voicemail_by_mail: bool = False
    no_answer_to: str = ""
    busy_to: str = ""
    longest_call_s: int = 0
    do_not_disturb: bool = False


@dataclass(frozen=True, slots=True)
class StationRules:
    """What can be written of a new extension at a PBX, and what that PBX takes.

    Attributes:
        fields: the attributes of `NewStation` that its API has; the ways out of the house are not
            among them: a capability says whether they can be set.
        problems: what it would not take: name of the attribute -> message key (``station.…``).
    """

    fields: frozenset[str]
    problems: Callable[[NewStation], Mapping[str, str]]


class FieldsRefused(CommandError):
    """The PBX did not take some of what was written.

    Attributes:
        fields: name of an attribute of `NewStation` -> message key: ``station.refused``, or
            ``station.taken`` where somebody else has it already.
        holders: name of an attribute -> who has it already, a number or a name, where that is told.
        others: what the PBX named that we have no field for, as it named it.
    """

    key = "error.fields_refused"

    def __init__(
        self,
        detail: str,
        *,
        fields: Mapping[str, str],
        holders: Mapping[str, str] | None = None,
        others: tuple[str, ...] = (),
        code: str | int | None = None,
    ) -> None:
        super().__init__(detail, code=code)
        self.fields = dict(fields)
        self.holders = dict(holders or {})
        self.others = others
