"""The ctl verb of one's own voicemail."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.ctl import CtlExit, CtlReply
from ctiapp.model.errors import InvalidState, UsageError
from ctiapp.model.messagekeys import id_of, key_of
from ctiapp.model.number import Number
from ctiapp.services.downloads import DownloadState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from ctiapp.model.ctl import CtlRequest
    from ctiapp.model.records import Voicemail
    from ctiapp.services.calls import Outcome
    from ctiapp.services.voicemail import Mailbox

    Within = Callable[[Coroutine[object, object, Outcome | None]], Awaitable[CtlReply]]


class VoicemailVerbs:
    """Does ``voicemail``.

    Args:
        mailbox: what is asked.
        within: waits for what was begun, as long as an answer may take.
    """

    def __init__(self, mailbox: Mailbox, within: Within) -> None:
        self._mailbox = mailbox
        self._within = within

    async def voicemail(self, request: CtlRequest) -> CtlReply:
        """``voicemail list|save|delete``; the list is read anew each time.

        Raises:
            UsageError: no such message, or several of that number; nobody agreed to delete.
            CtiError: it was refused, or as it happened.
        """
        match request.args[0]:
            case "list":
                return await self._list()
            case "save":
                target = Path(request.path(request.args[2]))
                reply = await self._within(self._save(request.args[1], target))
                kept = {"path": str(target)} if reply.exit == CtlExit.CONFIRMED else None
                return CtlReply(reply.exit, kept, reply.error)
            case _:
                if not request.flag("yes"):
                    raise UsageError("nobody agreed", key="voicemail.say_yes")
                return await self._within(self._delete(request.args[1]))

    async def _list(self) -> CtlReply:
        messages = await self._mailbox.read()
        at = self._mailbox.loaded_at
        return CtlReply(
            data={
                "at": None if at is None else at.isoformat(timespec="milliseconds"),
                "new": self._mailbox.new_count,
                "messages": [self._picture(each) for each in messages],
            }
        )

    def _picture(self, message: Voicemail) -> dict[str, object]:
        """A message, in the machine form.

        Null is what is not known: the number and name of whoever withheld them, when it was left,
        how long it is, and whether it is new where this PBX does not tell.
        """
        at = message.at
        return {
            "id": id_of(message),
            "number": message.caller.number.text or None,
            "name": self._mailbox.who(message) or None,
            "at": None if at is None else at.isoformat(timespec="milliseconds"),
            "length_s": message.length_s,
            "new": None if message.new is None else self._mailbox.is_new(message),
        }

    async def _save(self, which: str, target: Path) -> None:
        message = await self._meant(which)
        download = self._mailbox.save(key_of(message), target)
        try:
            await download.wait()
        except asyncio.CancelledError:
            if download.state is not DownloadState.CANCELLED:
                raise
            raise InvalidState("signed out meanwhile", key="link.not_up") from None

    async def _delete(self, which: str) -> None:
        message = await self._meant(which)
        await self._mailbox.delete(key_of(message))

    async def _meant(self, which: str) -> Voicemail:
        """The message of this id, or the only one that was left from this number."""
        messages = await self._mailbox.read()
        found = [each for each in messages if id_of(each) == which.strip().casefold()]
        found = found or list(self._mailbox.left_by(Number.of(which)))
        if not found:
            raise UsageError("no such message", key="voicemail.nobody", which=which[:60])
        if len(found) > 1:
            known = ", ".join(id_of(each) for each in found)
            raise UsageError("several", key="voicemail.several", which=which[:60], known=known)
        return found[0]
