"""What an OpenVox UC is asked about one's own mailbox, and what it answers. Pure.

Section 4 of the fact sheet: it lists messages alone, and does not say which were heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.pbx import messages as words
from ctiapp.pbx.openvox.wire_rest import post
from ctiapp.pbx.request import Request, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail
    from ctiapp.pbx.openvox.wire_rest import Remark


def messages_of(me: Number) -> Request:
    """Ask for the messages of one extension: without a number, everybody's would come."""
    return post("voicemail/query", extid=named(me.text))


def messages(
    answer: Mapping[str, object], me: Number, zone: tzinfo | None, remark: Remark
) -> tuple[Voicemail, ...]:
    """Read them, newest first.

    Raises:
        WireError: there is no list.
    """
    return words.listed(answer.get("voicemails"), "extid", me, zone, remark)
