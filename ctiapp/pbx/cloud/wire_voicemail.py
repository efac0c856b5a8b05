"""What a Cloud PBX is asked about one's own mailbox, and what it answers. Pure.

Line numbers are of the Cloud handbook, v1.1.0. The link that it prints has no random word
(l. 4170), though the text above it says that one is made of that (l. 4158): so it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import leavefiles
from ctiapp.pbx import messages as words
from ctiapp.pbx.cloud.wire_rest import API_PATH, post
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail
    from ctiapp.pbx.cloud.wire_rest import Remark
    from ctiapp.pbx.leavefiles import Download


def messages_of(me: Number) -> Request:
    """Ask for the messages of one extension (l. 3957): without a number, everybody's would come."""
    return post("voicemail/query", extid=named(me.text))


def messages(
    answer: Mapping[str, object], me: Number, zone: tzinfo | None, remark: Remark
) -> tuple[Voicemail, ...]:
    """Read them, newest first (l. 3966-4041).

    Raises:
        WireError: there is no list.
    """
    return words.listed(answer.get("voicemails"), "extid", me, zone, remark)


def leave(me: Number, message: Voicemail) -> Request:
    """Ask for leave to fetch one (l. 4116).

    Raises:
        NotSupported: it cannot be named alone.
    """
    return post("voicemail/get_random", extid=named(me.text), **words.named(message))


def download(answer: Mapping[str, object], request: Request) -> Download:
    """Where one is fetched: by what was asked for, and the random word.

    Raises:
        WireError: there is no random word.
    """
    return leavefiles.download(API_PATH, request, answer)


def deletion(me: Number, message: Voicemail) -> Request:
    """Have one deleted, and no other (l. 4057).

    Raises:
        NotSupported: it cannot be named alone.
    """
    return post("voicemail/delete", extid=named(me.text), **words.named(message))
