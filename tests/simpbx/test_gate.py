"""A server that closes while somebody comes in."""

from __future__ import annotations

import asyncio
import socket

from ctiapp.simpbx.gate import shut


class Guest(asyncio.Protocol):
    """One who was let in; the server's loop keeps nobody else."""

    let_in = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Leave at once."""
        Guest.let_in += 1
        transport.close()


async def test_whoever_was_accepted_is_attended_to() -> None:
    """With `asyncio.Server.close` alone the socket is lost, and says so when it is collected."""
    loop = asyncio.get_running_loop()
    Guest.let_in = 0
    server = await loop.create_server(Guest, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    with socket.create_connection(address) as client:
        client.settimeout(5)
        # The first pass finds out that somebody knocks, the second accepts: its task comes next.
        for _ in range(2):
            await asyncio.sleep(0)
        await shut(server)
        assert Guest.let_in == 1
        assert await asyncio.to_thread(client.recv, 1) == b""
    await shut(server)  # harmless
    assert not server.is_serving()


async def test_nobody_comes_in_after_it() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Guest, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    await shut(server)
    with socket.socket() as late:
        assert late.connect_ex(address) != 0
