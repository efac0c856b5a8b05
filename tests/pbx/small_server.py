"""A small web server that misbehaves as a test says, and what one needs to talk to it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class SmallServer:
    """Answers every request by ``handler`` and notes what was asked."""

    handler: Handler
    url: str = ""
    seen: list[web.Request] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request)
        return await self.handler(request)


@contextlib.asynccontextmanager
async def serving(
    handler: Handler, tls: ssl.SSLContext | None = None
) -> AsyncIterator[SmallServer]:
    """Serve on a free port of 127.0.0.1."""
    server = SmallServer(handler)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        port = runner.addresses[0][1]
        server.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{port}"
        yield server
    finally:
        await runner.cleanup()


def account(
    url: str, *, extension: str = "2000", ca: Path | None = None, pin: str | None = None
) -> Account:
    """Make an account at this address."""
    return Account("p-series", url, "client", Number(extension), ca=ca, pin=pin)
