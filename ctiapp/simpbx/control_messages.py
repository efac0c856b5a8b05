"""What the control API does to the messages in mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.control_calls import find_extension

if TYPE_CHECKING:
    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.server import RunningPbx

MESSAGE = ("extension", "from", "seconds", "ago_s", "file", "read", "remove")


def message(pbx: RunningPbx, args: Args) -> Answer:
    """Leave a message; or, where a file is named, hear or delete that one at the phone."""
    number, messages = find_extension(pbx, args), pbx.exchange.messages
    if "file" not in args:
        at_s = pbx.exchange.now_s - args.number("ago_s", 0.0)
        messages.leave(number, args.text("from", ""), at_s, round(args.number("seconds", 10.0)))
    else:
        file = args.text("file")
        status = "read" if args.flag("read", default=False) else "unread"
        found = messages.find(number, file, status)
        if found is None:
            text = f"no {status} message {file}"
            raise ControlError(text)
        if args.flag("remove", default=False):
            messages.remove(number, found)
        else:
            messages.hear(number, found)
    return {
        "messages": [
            {"file": each.file, "from": each.caller, "seconds": each.seconds, "read": each.read}
            for each in messages.of(number)
        ]
    }
