"""What a K2 is asked about one's own mailbox, and what it answers. Pure.

Section 6 of the fact sheet of API v2.0.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import leavefiles
from ctiapp.pbx import messages as words
from ctiapp.pbx.k2.wire_rest import API_PATH, post
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail
    from ctiapp.pbx.k2.wire import Remark
    from ctiapp.pbx.leavefiles import Download


def messages_of(me: Number) -> Request:
    """Ask for the messages of one extension: without a number, everybody's would come."""
    return post("voicemail/query", number=named(me.text))


def messages(
    answer: Mapping[str, object], me: Number, zone: tzinfo | None, remark: Remark
) -> tuple[Voicemail, ...]:
    """Read them, newest first.

    Raises:
        WireError: there is no list.
    """
    return words.listed(answer.get("voicemails"), "number", me, zone, remark)


def leave(me: Number, message: Voicemail) -> Request:
    """Ask for leave to fetch one.

    Raises:
        NotSupported: it cannot be named alone.
    """
    return post("voicemail/get_random", number=named(me.text), **words.named(message))


def download(answer: Mapping[str, object], request: Request) -> Download:
    """Where one is fetched: by what was asked for, and the random word (inferred).

    Raises:
        WireError: there is no random word.
    """
    return leavefiles.download(API_PATH, request, answer)


def deletion(me: Number, message: Voicemail) -> Request:
    """Have one deleted, and no other.

    Raises:
        NotSupported: it cannot be named alone.
    """
    return post("voicemail/delete", number=named(me.text), **words.named(message))
