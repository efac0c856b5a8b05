"""The messages in a mailbox, as Cloud, K2 and OpenVox write them. Pure.

They differ in what a mailbox is called by (``extid``, ``number``), and in whether they tell what
was heard; the Cloud handbook's example spells ``voicemalllength`` (l. 4028), and closes a message
twice, so that the next one stands beside the mailbox instead of in it (l. 4030).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import NotSupported, WireError
from ctiapp.model.records import Voicemail
from ctiapp.pbx.csvrecords import moment, party
from ctiapp.pbx.lenient import count_of, each, id_of, items_of, number_of, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from ctiapp.model.number import Number

    Remark = Callable[[str], None]

MAX_MESSAGES: Final = 1_000
"""The most messages of one mailbox that are read: such PBXs keep a hundred or a few."""

_FILE, _STATUS = "voicemailfile", "voicemailstatus"
_READ, _UNREAD = "read", "unread"
_NEW: Final[Mapping[str, bool]] = MappingProxyType({_UNREAD: True, _READ: False})

_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")
"""What may be the name of one file, and of nothing else: neither a list nor a path."""

_EVERY: Final = frozenset({"all", _READ, _UNREAD})
"""Words that mean more than one file, or might."""

_FIRST: Final = datetime.min.replace(tzinfo=UTC)


def listed(
    boxes: object,
    owner: str,
    me: Number,
    zone: tzinfo | None,
    remark: Remark,
) -> tuple[Voicemail, ...]:
    """Read the messages of one's own mailbox, newest first.

    A message that cannot be read costs only itself. Somebody else's are left out, should the PBX
    tell of them; a mailbox without a name is the one that was asked for.

    Args:
        boxes: the mailboxes, as they came; blank or left out where there is nothing in them.
        owner: what says whose a mailbox is.
        me: one's own number.
        zone: of the PBX's clock; None: nobody knows when a message was left.
        remark: is told what was left out.

    Raises:
        WireError: these are no mailboxes.
    """
    own = _own(_items(boxes, "mailboxes"), owner, me, remark)
    items = list(islice(own, MAX_MESSAGES + 1))
    if len(items) > MAX_MESSAGES:
        remark("messages left out: too many")
    found = each(items[:MAX_MESSAGES], lambda item: _message(item, zone), remark)
    return tuple(sorted(found, key=_age, reverse=True))


def _own(rows: Sequence[object], owner: str, me: Number, remark: Remark) -> Iterator[object]:
    """The messages in one's own mailboxes, and those that stand beside them."""
    whose: Number | None = None
    for row in rows:
        try:
            box = object_of(row, "mailbox")
            whose = number_of(box.get(owner)) or whose
            items: Sequence[object] = (
                (box,) if _FILE in box else _items(box.get("voicemail"), "messages")
            )
        except WireError as err:
            remark(f"mailbox left out: {err.detail}")
            continue
        if whose in (None, me):
            yield from items
        else:
            remark("mailbox left out: somebody else's")


def _items(value: object, what: str) -> Sequence[object]:
    """Take a list, or one entry alone; blank is none.

    Raises:
        WireError: it is neither.
    """
    if isinstance(value, str) and not value.strip():
        return ()
    return (value,) if isinstance(value, dict) else items_of(value, what)


def _message(item: Mapping[str, object], zone: tzinfo | None) -> Voicemail:
    length_s = count_of(item.get("voicemaillength"))
    if length_s is None:
        length_s = count_of(item.get("voicemalllength"))
    return Voicemail(
        file=id_of(item.get(_FILE), _FILE),
        caller=party(item.get("messagefrom")),
        at=None if zone is None else moment(item.get("voicemaildate"), zone),
        length_s=length_s,
        new=_NEW.get(text_of(item.get(_STATUS)).casefold()),
    )


def _age(message: Voicemail) -> tuple[datetime, str]:
    """Where it stands in the order of time; of those of no time, by how they are counted."""
    return message.at or _FIRST, message.file


def named(message: Voicemail) -> dict[str, str]:
    """Name one message, and no other, as the PBX has it now.

    Raises:
        NotSupported: its name could mean another, or several, or its status is not told.
    """
    plain = _PLAIN.fullmatch(message.file) and message.file.casefold() not in _EVERY
    if not plain or message.new is None:
        raise NotSupported("a message that cannot be named alone")
    return {_FILE: message.file, _STATUS: _UNREAD if message.new else _READ}
