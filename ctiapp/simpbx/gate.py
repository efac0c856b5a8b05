"""Listening, and listening no more without losing whom one has just let in."""

from __future__ import annotations

import asyncio
import contextlib

_PASSES = 3
"""Passes of the loop until a connection that was accepted is its protocol's: the task that accepts
it, what tells the protocol, and what that one sets off."""


async def shut(server: asyncio.Server) -> None:
    """Accept nobody more, wait until whoever was accepted is attended to, and close the server.

    A server that closes between accepting a connection and giving it to its protocol loses it:
    asyncio makes its transport in a task of its own, which finds the server closed
    (`asyncio.Server._attach` asserts that it is not), and leaves the socket open and unread. So the
    accepting ends first, and the closing follows once no such task can be left.

    Args:
        server: it serves in the running loop; harmless where it is closed already.
    """
    loop = asyncio.get_running_loop()
    for listening in server.sockets:
        # The proactor of Windows has no readers; it attends to a connection as it accepts it.
        with contextlib.suppress(NotImplementedError):
            loop.remove_reader(listening.fileno())
    for _ in range(_PASSES):
        await asyncio.sleep(0)
    server.close()
