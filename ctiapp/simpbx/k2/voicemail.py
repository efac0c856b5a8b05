"""The endpoints ``voicemail/*`` (fact sheet, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.k2.errors import VOICEMAIL_FILE, VOICEMAIL_STATUS, success
from ctiapp.simpbx.pushparams import ALL, RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.messages import Message
    from ctiapp.simpbx.pushparams import JsonObject, Params

_STATUSES = ("read", "unread")


def query(site: Site, params: Params) -> JsonObject:
    """Answer the messages of extensions; who has none is left out."""
    rows = []
    for entry in site.extensions(params):
        messages = [_row(site, each) for each in site.messages.of(entry.number)]
        if messages:
            rows.append({"number": entry.number, "voicemail": messages})
    return success(voicemails=rows)


def delete(site: Site, params: Params) -> JsonObject:
    """Delete messages of extensions: of a status or of all, by their files or all."""
    entries = site.extensions(params)
    files, status = params.several("voicemailfile"), _status(params, everything=True)
    for entry in entries:
        doomed = [
            each
            for each in site.messages.of(entry.number)
            if (files == [ALL] or each.file in files) and status in (ALL, each.status)
        ]
        for message in doomed:
            site.messages.remove(entry.number, message)
    return success()


def get_random(site: Site, params: Params) -> JsonObject:
    """Answer what a message can be fetched with, once."""
    number = site.extension(params.text("number")).number
    file, status = params.text("voicemailfile"), _status(params, everything=False)
    if site.messages.find(number, file, status) is None:
        raise RefusedError(VOICEMAIL_FILE)
    random = params.issue("voicemail", number, file, status)
    return success(number=number, voicemailstatus=status, voicemailfile=file, random=random)


def _status(params: Params, *, everything: bool) -> str:
    status = params.text("voicemailstatus")
    if status not in (*_STATUSES, *((ALL,) if everything else ())):
        raise RefusedError(VOICEMAIL_STATUS)
    return status


def _row(site: Site, message: Message) -> JsonObject:
    return {
        "voicemailfile": message.file,
        "messagefrom": message.caller,
        "voicemailstatus": message.status,
        "voicemaildate": site.written(message.at_s),
        "voicemaillength": str(message.seconds),
    }
