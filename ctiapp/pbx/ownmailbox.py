"""One's own mailbox at a PBX that lists its messages by the names of their files.

Real mailboxes count their files anew when one goes, and move a message from those that are new to
those that were heard: so what a message was called when it was listed may be another's name by now.
Before anything is done to one, the list is read again, and the message found by all that is told of
it. Between that look and the command somebody at a phone may still delete another: no PBX of these
takes anything but a name.
"""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Final, Protocol

from ctiapp.model.commands import Capability
from ctiapp.model.errors import InvalidState, NoSuchTarget, OutcomeUnknown, PbxError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
    from datetime import tzinfo

    from ctiapp.model.number import Number
    from ctiapp.model.records import Voicemail
    from ctiapp.pbx.interface import Piece
    from ctiapp.pbx.leavefiles import Download, Files
    from ctiapp.pbx.request import Request

    Answer = Mapping[str, object]
    Remark = Callable[[str], None]
    Ask = Callable[[Request, Capability], Awaitable[Answer]]
    """Sends something that is for this capability, which is lost where the PBX has it not."""


_CHANGED: Final = "voicemail.changed"


class ListWire(Protocol):
    """How a dialect lists messages: one of its ``wire`` modules."""

    def messages_of(self, me: Number) -> Request:
        """Ask for the messages of one extension."""

    def messages(
        self, answer: Answer, me: Number, zone: tzinfo | None, remark: Remark
    ) -> tuple[Voicemail, ...]:
        """Read them, newest first."""


class Wire(ListWire, Protocol):
    """How a dialect hands out and deletes messages, too."""

    def leave(self, me: Number, message: Voicemail) -> Request:
        """Ask for leave to fetch one."""

    def download(self, answer: Answer, request: Request) -> Download:
        """Where it is fetched."""

    def deletion(self, me: Number, message: Voicemail) -> Request:
        """Have one deleted."""


class MessageList:
    """The list of one's own messages.

    Args:
        me: one's own number.
        wire: the dialect's words.
        ask: puts a question.
        zone: of the PBX's clock; None where that is not told.
        remark: is told what was left out.
    """

    def __init__(
        self,
        me: Number,
        wire: ListWire,
        *,
        ask: Ask,
        zone: Callable[[], Awaitable[tzinfo | None]],
        remark: Remark,
    ) -> None:
        self._me = me
        self._list_wire = wire
        self._ask = ask
        self._zone = zone
        self._remark = remark

    async def listed(self) -> tuple[Voicemail, ...]:
        """The messages, newest first; see `Pbx.voicemails`."""
        request = self._list_wire.messages_of(self._me)
        try:
            answer = await self._ask(request, Capability.VOICEMAIL)
        except NoSuchTarget:  # there are none
            return ()
        return self._list_wire.messages(answer, self._me, await self._zone(), self._remark)


class Mailbox(MessageList):
    """One's own mailbox, of which messages can be heard and deleted.

    Args:
        me: one's own number.
        wire: the dialect's words.
        ask: puts a question.
        do: has something done, at most once.
        zone: of the PBX's clock; None where that is not told.
        files: fetches sounds.
        remark: is told what was left out.
    """

    def __init__(
        self,
        me: Number,
        wire: Wire,
        *,
        ask: Ask,
        do: Ask,
        zone: Callable[[], Awaitable[tzinfo | None]],
        files: Files,
        remark: Remark,
    ) -> None:
        super().__init__(me, wire, ask=ask, zone=zone, remark=remark)
        self._wire = wire
        self._do = do
        self._files = files
        self._shown: tuple[Voicemail, ...] | None = None

    async def messages(self) -> tuple[Voicemail, ...]:
        """The messages, newest first; see `Pbx.voicemails`."""
        self._shown = await self.listed()
        return self._shown

    async def sound(self, message: Voicemail) -> AsyncGenerator[Piece, None]:
        """One message, piece by piece; see `Pbx.voicemail`."""

        async def leave() -> Download:
            # Each time anew: the one that broke off may have been heard by that, and moved.
            present = found(message, await self.listed())
            request = self._wire.leave(self._me, present)
            answer = await self._ask(request, Capability.VOICEMAIL_FILES)
            return self._wire.download(answer, request)

        async with aclosing(self._files.sound(leave)) as pieces:
            async for piece in pieces:
                yield piece

    async def delete(self, message: Voicemail) -> None:
        """Delete one message; see `Pbx.delete_voicemail`.

        Raises:
            InvalidState: it may be another by now: two are alike, or, where nobody knows when they
                were left, the mailbox is not as it was shown.
        """
        before = await self.listed()
        present = found(message, before)
        if present.at is None and before != self._shown:
            raise InvalidState("changed, and it tells no times", key=_CHANGED)
        request = self._wire.deletion(self._me, present)
        try:
            await self._do(request, Capability.VOICEMAIL_FILES)
        except OutcomeUnknown as err:
            try:
                after = await self.listed()
            except PbxError:
                raise err from None  # it stays unknown
            if len(alike(message, after)) >= len(alike(message, before)):
                raise


def alike(message: Voicemail, listed: Iterable[Voicemail]) -> list[Voicemail]:
    """Those that may be this message, as far as is told of them."""
    return [each for each in listed if each.is_same(message)]


def found(message: Voicemail, listed: Iterable[Voicemail]) -> Voicemail:
    """Find a message as it is listed now.

    Raises:
        NoSuchTarget: it is gone.
        InvalidState: two are alike, and none of them has its name still.
    """
    same = alike(message, listed)
    if len(same) > 1:
        same = [each for each in same if (each.file, each.new) == (message.file, message.new)]
        if len(same) != 1:
            raise InvalidState("two messages that cannot be told apart", key=_CHANGED)
    if not same:
        raise NoSuchTarget("the message is gone", key="voicemail.gone")
    return same[0]
