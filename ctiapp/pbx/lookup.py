"""Looking up who and what is where, as far as a PBX tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from ctiapp.model.directory import Place, PlaceKind
from ctiapp.model.errors import AuthError, ExtensionNotFound, PbxError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection, Iterable

    from ctiapp.model.agents import Queue
    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number
    from ctiapp.pbx.asking import Asker
    from ctiapp.pbx.request import Request

T = TypeVar("T")

Read = Callable[[Mapping[str, object], Callable[[str], None]], T]
"""Makes of an answer what it means; it is handed who is told what was left out."""


def exactly(found: Iterable[Extension], wanted: Number) -> Extension:
    """Pick the extension that bears exactly this number.

    Raises:
        ExtensionNotFound: none bears it.
    """
    for one in found:
        if one.number == wanted:
            return one
    raise ExtensionNotFound("no extension bears exactly this number", extension=wanted.text)


async def if_told(
    asker: Asker,
    what: str,
    request: Request,
    read: Read[T],
    none: T,
) -> T:
    """Return what a question is answered, or ``none`` where that cannot be had now.

    Args:
        asker: puts the question.
        what: what is asked for, for the log.
        request: how.
        read: makes of the answer what it means.
        none: what stands for no answer.

    Raises:
        AuthError: the PBX does not know us any more: then nothing can be had.
    """
    try:
        return read(await asker.query(request), asker.remark)
    except AuthError:
        raise
    except PbxError as err:
        asker.note(what, err)
        return none


async def places(
    asker: Asker, *lists: tuple[str, Request, Read[tuple[Place, ...]]]
) -> tuple[Place, ...]:
    """Places of several kinds, as far as they can be had.

    Args:
        asker: puts the questions.
        lists: what is asked for, how, and what the answer means.

    Raises:
        AuthError: as `if_told`.
    """
    found: list[Place] = []
    for what, request, read in lists:
        found += await if_told(asker, what, request, read, ())
    return tuple(found)


def queue_places(queues: Iterable[Queue]) -> tuple[Place, ...]:
    """Queues by number and name."""
    return tuple(Place(PlaceKind.QUEUE, queue.number, queue.name) for queue in queues)


def is_short(number: Number, longest: int) -> bool:
    """Whether a number has no more digits than the longest in the house, and nothing but digits."""
    return number.text.isdigit() and len(number.text) <= longest


def is_place(
    number: Number,
    me: Number,
    *,
    people: Collection[Number],
    places: Collection[Number],
    may_be_group: Callable[[Number], bool],
) -> bool:
    """Whether a call to this number came through it, as far as is known.

    A queue or a menu; or what may be a ring group and is no extension: of groups no list tells.

    Args:
        number: what was called.
        me: one's own extension.
        people: every extension; nobody where none was told of yet: then nothing is a group.
        places: the queues and menus that are known.
        may_be_group: whether it could be a ring group's by its look alone.
    """
    if number in places:
        return True
    if not people or number == me or number in people:
        return False
    return may_be_group(number)


async def try_places(asker: Asker, read: Callable[[], Awaitable[object]]) -> None:
    """Read the places where they can be had now: they may be had later."""
    try:
        await read()
    except PbxError as err:
        asker.note("places", err)
