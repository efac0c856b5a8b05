"""Who and what is where, over HTTP: extensions, their lines, queues and menus. Pure.

Section 4 of the fact sheet. ``extension/query`` answers with passwords in clear: nothing here reads
them, and nothing keeps an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctiapp.model.call import LegState
from ctiapp.model.directory import Extension, LineState, Place, PlaceKind
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.lenient import each, id_of, text_of
from ctiapp.pbx.openvox.wire import REGISTERED, STATUSES
from ctiapp.pbx.openvox.wire_rest import post, rows
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctiapp.pbx.openvox.wire_rest import Remark

EXTENSIONS: Final = post("extension/query")
"""Ask for every extension: what is left out means all."""

MENUS: Final = post("ivr/query")
"""Ask for every menu."""

_OWN: Final[Mapping[LineState, LegState]] = {
    LineState.RINGING: LegState.ALERTING,
    LineState.BUSY: LegState.CONNECTED,
}


def details(numbers: Sequence[Number]) -> Request:
    """Ask for some extensions.

    Raises:
        ValueError: none is named.
    """
    return post("extension/query", extid=named(*(number.text for number in numbers)))


def extensions(answer: Mapping[str, object], remark: Remark) -> tuple[Extension, ...]:
    """Read extensions: nothing of what they are secured with."""
    return tuple(each(rows(answer, "extinfos"), _extension, remark))


def number_of_row(item: Mapping[str, object]) -> str:
    """Read an extension's number.

    Raises:
        WireError: there is none.
    """
    return id_of(item.get("extnumber", item.get("number")), "extnumber")


def name_of_row(item: Mapping[str, object]) -> str:
    """Read who sits there; the number alone says that nobody is named: see `wire_stations`."""
    name = text_of(item.get("username"))
    return "" if name == number_of_row(item) else name


def _extension(item: dict[str, object]) -> Extension:
    number = number_of_row(item)
    word = _word(item)
    return Extension(
        ext_id=ExtensionId(number),
        number=Number(number),
        name=name_of_row(item),
        email=text_of(item.get("email")),
        mobile=text_of(item.get("moblie", item.get("mobile"))),  # sic
        registered=True if word in STATUSES else REGISTERED.get(word),
    )


def _word(item: Mapping[str, object]) -> str:
    return "".join(text_of(item.get("status")).casefold().split())


def lines(answer: Mapping[str, object], remark: Remark) -> dict[Number, LineState]:
    """Read whose phone rings or is busy."""

    def line(item: dict[str, object]) -> tuple[Number, LineState | None]:
        return Number(number_of_row(item)), STATUSES.get(_word(item))

    told = each(rows(answer, "extinfos"), line, remark)
    return {number: state for number, state in told if state is not None and state in _OWN}


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What an extension's own line does.

    Attributes:
        known: whether the PBX says it in a word that we know.
        state: of its leg in a call; None where it has none, or where that is not known.
    """

    known: bool
    state: LegState | None = None


def own_line(answer: Mapping[str, object], me: Number, remark: Remark) -> OwnLine:
    """Read what one's own line does: registered or not and in no call, it says so itself."""

    def line(item: dict[str, object]) -> tuple[str, str]:
        return number_of_row(item), _word(item)

    for number, word in each(rows(answer, "extinfos"), line, remark):
        if number == me.text:
            state = STATUSES.get(word)
            known = state is not None or word in REGISTERED
            return OwnLine(known, None if state is None else _OWN.get(state))
    return OwnLine(known=False)


def menus(answer: Mapping[str, object], remark: Remark) -> tuple[Place, ...]:
    """Read voice menus by number and name."""

    def menu(item: dict[str, object]) -> Place:
        number = Number(id_of(item.get("ivrid", item.get("ivrId")), "ivrid"))
        return Place(PlaceKind.IVR, number, text_of(item.get("ivrname")))

    return tuple(each(rows(answer, "ivr"), menu, remark))


def names_of(listed: Iterable[Extension]) -> dict[Number, str]:
    """Who sits at which extension; every extension is in it, unnamed ones too."""
    return {one.number: one.name for one in listed}
