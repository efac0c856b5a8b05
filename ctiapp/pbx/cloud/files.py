"""Files of a Cloud PBX: the list of calls, and the recordings. Each comes in two steps.

First a random word is asked for, which holds 30 seconds and serves once (l. 4190, 4265); then the
file is fetched with it. What comes instead of a file is an answer in JSON, or a page of a server in
between: neither is taken for a file.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.audio import HEAD_BYTES, suffix_of
from ctiapp.model.commands import Capability
from ctiapp.model.errors import NoSuchTarget, NotAPbx, NotSupported, PbxError, WireError
from ctiapp.pbx.cloud import wire_records, wire_rest
from ctiapp.pbx.cloud.asking import REFUSALS
from ctiapp.pbx.interface import Piece
from ctiapp.pbx.lenient import id_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

    from ctiapp.model.number import Number
    from ctiapp.model.records import CallRecord
    from ctiapp.pbx.cloud.asking import Asker
    from ctiapp.pbx.interface import TokenPair
    from ctiapp.pbx.request import Request
    from ctiapp.pbx.rest import Fetch
    from ctiapp.pbx.talk import Talk

MAX_SOUND: Final = 512 * 2**20
"""The largest recording that is fetched, in bytes."""

MAX_LIST: Final = 16 * 2**20
"""The largest list of calls, in bytes."""

LONGEST: Final = timedelta(days=366)
"""How far back calls are asked for where nobody says since when."""

MARGIN: Final = timedelta(hours=3)
"""How much more is asked for on either side: clocks go wrong, and summer time comes and goes."""

ALL: Final = "all"
_GONE: Final = (403, 404, 410)
_FINE: Final = 200


class Files:
    """The files of one PBX.

    Args:
        me: one's own number.
        asker: puts the questions.
        talk: the way to the PBX.
        now: aware UTC.
    """

    def __init__(self, me: Number, asker: Asker, talk: Talk, now: Callable[[], datetime]) -> None:
        self._me = me
        self._asker = asker
        self._talk = talk
        self._now = now

    # --- calls of the past -----------------------------------------------------------------------

    async def records(
        self, number: Number, since: datetime | None, until: datetime | None, most: int
    ) -> tuple[CallRecord, ...]:
        """The calls of a number, newest first; see `Pbx.call_records`."""
        if number.withheld or Capability.HISTORY in self._asker.withdrawn:
            return ()
        until = until or self._now()
        since = since or until - LONGEST
        zone = await self._zone()
        request = wire_records.random_request(
            self._me.text if number == self._me else ALL,
            _shown(since - MARGIN, zone),
            _shown(until + MARGIN, zone),
        )
        try:
            data = await self._fetched(request, "cdr/download", Capability.HISTORY)
        except NoSuchTarget:  # there are none
            return ()
        except NotSupported as err:
            self._asker.lose(Capability.HISTORY, err)
            return ()
        except REFUSALS as err:
            self._asker.note("call records", err)
            return ()
        found = [
            record
            for record in wire_records.read_csv(data, zone, self._asker.remark)
            if since <= record.at <= until
            and number in (record.caller.number, record.callee.number)
        ]
        found.sort(key=lambda record: record.at, reverse=True)
        return tuple(found[: 2 * most])

    async def _zone(self) -> timedelta:
        """How far the PBX's clock is ahead of UTC now; INFERRED: it was so in the past, too."""
        shown = wire_rest.information(await self._asker.query(wire_rest.INFORMATION))[2]
        if shown is None or shown.tzinfo is None:
            raise NotSupported("the PBX does not tell its zone")
        return shown.utcoffset() or timedelta(0)

    async def _fetched(self, request: Request, path: str, need: Capability) -> bytes:
        data = bytearray()
        async with (
            AsyncExitStack() as stack,
            aclosing(self._pieces(stack, request, path, need)) as pieces,
        ):
            async for _, piece in pieces:
                data += piece
                if len(data) > MAX_LIST:
                    raise NotAPbx("a list of calls that is too long", code="size")
        return bytes(data)

    # --- recordings ------------------------------------------------------------------------------

    async def recording(self, file: str) -> AsyncGenerator[Piece, None]:
        """The file of a recording, piece by piece; see `Pbx.recording`."""
        if not file.strip():
            raise NoSuchTarget("a recording without a name")
        request = wire_rest.post("recording/get_random", recording=file)
        head, got, checked = b"", 0, False
        async with AsyncExitStack() as stack:
            pieces = self._pieces(stack, request, "recording/download", Capability.RECORDING_FILES)
            async with aclosing(pieces):
                async for fetch, piece in pieces:
                    head += piece
                    if not checked and len(head) < HEAD_BYTES:
                        continue
                    if not checked and suffix_of(head) is None:
                        raise NotAPbx("no sound", code=f"HTTP {fetch.status}")
                    checked = True
                    got += len(head)
                    if got > MAX_SOUND:
                        raise NotAPbx(f"a file of more than {MAX_SOUND} bytes", code="size")
                    yield Piece(head, fetch.total)
                    head = b""
        if head or not checked:
            if suffix_of(head) is None:
                raise NotAPbx("no sound", code="size")
            yield Piece(head, len(head))

    async def _pieces(
        self, stack: AsyncExitStack, request: Request, path: str, need: Capability
    ) -> AsyncGenerator[tuple[Fetch, bytes], None]:
        """Ask for the random word, and fetch the file with it.

        Raises:
            NoSuchTarget: it is gone.
            NotAPbx: what comes is no file.
            PbxError: as it happened.
        """
        answer = await self._asker.ask(request, need)
        params: dict[str, str | int] = {
            key: str(value) for key, value in (request.body or {}).items()
        }
        params["random"] = id_of(answer.get("random"), "random")

        async def send(pair: TokenPair) -> Fetch:
            return await self._talk.rest.fetch(
                stack,
                f"{wire_rest.API_PATH}/{path}",
                params={**params, "token": pair.access},
            )

        fetch = await self._talk.authorised(send)
        if fetch.status in _GONE:
            raise NoSuchTarget(f"HTTP {fetch.status}", code=f"HTTP {fetch.status}")
        if fetch.status != _FINE:
            raise NotAPbx(f"HTTP {fetch.status}", code=f"HTTP {fetch.status}")
        first = True
        async with aclosing(fetch.pieces()) as pieces:
            async for piece in pieces:
                if first and piece.lstrip()[:1] in (b"{", b"<"):
                    raise _said(piece)
                first = False
                yield fetch, piece


def _shown(at: datetime, zone: timedelta) -> datetime:
    return (at.astimezone(UTC) + zone).replace(tzinfo=None)


def _said(piece: bytes) -> PbxError:
    """What an answer means that came instead of a file."""
    try:
        answer = wire_rest.read(piece)
        if isinstance(answer, dict):
            told: Mapping[str, object] = answer
            wire_rest.checked(told)
    except WireError:
        pass
    except PbxError as err:
        return err
    return NotAPbx("an answer instead of a file", code="file")
