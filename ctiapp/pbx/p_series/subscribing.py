"""Opening a P-Series PBX's event stream and subscribing to its events (l. 785-850)."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ctiapp.model.errors import CommandError, PbxError, TokenExpired, WireError
from ctiapp.pbx import jsontext
from ctiapp.pbx.p_series import wire, wire_rest
from ctiapp.pbx.stream import HandshakeRefused, open_stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.pbx.interface import Account
    from ctiapp.pbx.rest import Rest, Timing
    from ctiapp.pbx.stream import Pulse, Stream


class Subscriber:
    """Opens the event streams of one account.

    Args:
        account: whose.
        timing: how long to wait for an answer.
        pulse: how to watch over a stream.
        clock: monotonic seconds; frames are stamped with it.
    """

    def __init__(
        self, account: Account, timing: Timing, pulse: Pulse, clock: Callable[[], float]
    ) -> None:
        self._account = account
        self._timing = timing
        self._pulse = pulse
        self._clock = clock
        self._topics: tuple[int, ...] = wire.TOPICS

    async def opened(self, stack: AsyncExitStack, rest: Rest, token: str) -> Stream:
        """Open a stream and subscribe to every event; leaving ``stack`` closes it.

        Raises:
            PbxError: as it happened; nothing is left open.
        """
        target = f"{wire_rest.API_PATH}/subscribe?{urlencode({'access_token': token})}"
        async with AsyncExitStack() as opening:
            try:
                stream = await opening.enter_async_context(
                    open_stream(
                        self._account,
                        rest.origin,
                        target,
                        rest.context,
                        pulse=self._pulse,
                        open_s=self._timing.read_s,
                        clock=self._clock,
                    )
                )
            except HandshakeRefused as err:
                raise _meant_by(err) from err
            await self._subscribe(stream)
            await stack.enter_async_context(opening.pop_all())
        return stream

    async def _subscribe(self, stream: Stream) -> None:
        """Subscribe; where that is refused, without the events of later firmware, from now on.

        Older firmware may refuse the whole list for one that it does not know. What a firmware
        knows it knows up to one: the latest is left out first. Where the handbook's alone are
        refused as well it was none of them: the next try names all again.
        """
        topics = self._topics
        while True:
            try:
                await self._ask(stream, topics)
            except CommandError:
                later = [topic for topic in topics if topic in wire.LATER]
                if not later:
                    raise
                topics = tuple(topic for topic in topics if topic != later[-1])
            else:
                self._topics = topics
                return

    async def _ask(self, stream: Stream, topics: tuple[int, ...]) -> None:
        frame = await stream.ask(
            wire.subscription(topics),
            lambda frame: wire.subscription_answer(frame) is not None,
            within_s=self._timing.read_s,
        )
        wire_rest.checked(wire.subscription_answer(frame) or {})


def _meant_by(refused: HandshakeRefused) -> PbxError:
    """Find out why there is no event stream: JSON with an errcode, or at least an HTTP status."""
    try:
        answer = jsontext.loads(refused.body, max_size=wire.MAX_FRAME)
        if isinstance(answer, dict):
            wire_rest.checked(answer)
    except WireError:
        pass
    except PbxError as err:
        return err
    if refused.status in (401, 403):
        return TokenExpired(refused.detail, code=refused.code)
    return refused
