"""What every site of the simulated PBX does with requests: write them down, leave them hanging."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ctiapp.simpbx.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_LOGGED = 10_000
_MAX_SHOWN = 1000


class RequestLog:
    """The requests so far, without what is secret in them."""

    def __init__(self, now_s: Callable[[], float], *, token: str, secrets: frozenset[str]) -> None:
        """Start empty.

        Args:
            now_s: the exchange's clock.
            token: the parameter of the URL that is left out.
            secrets: the members of a body that are masked.
        """
        self.requests: deque[dict[str, Any]] = deque(maxlen=_MAX_LOGGED)
        self.tally = Tally()
        self._now_s = now_s
        self._token = token
        self._secrets = secrets

    def note(self, request: web.Request, endpoint: str, content: object) -> None:
        """Write a request down; ``content`` is its body as it was understood."""
        if isinstance(content, dict):
            content = {k: "***" if k in self._secrets else v for k, v in content.items()}
        arrived_s = time.monotonic()
        self.tally.note(endpoint, arrived_s)
        self.requests.append(
            {
                "method": request.method,
                "endpoint": endpoint,
                "params": {k: v for k, v in request.query.items() if k != self._token},
                "body": content,
                "user_agent": request.headers.get("User-Agent"),
                "at": self._now_s(),
                "arrived_s": arrived_s,
            }
        )


def readable(body: bytes) -> object:
    """Return the JSON of a body, or else the beginning of its text; None for an empty one."""
    if not body:
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body[:_MAX_SHOWN].decode(errors="replace")


def hang_up_on(request: web.Request) -> web.StreamResponse:
    """Break the connection without an answer; what is returned never leaves."""
    if isinstance(request.transport, asyncio.WriteTransport):
        request.transport.abort()
    return web.Response()


def page(status: int) -> web.Response:
    """Return what a web server says of itself, where no API has a word."""
    text = f"<html><body><h1>{status}</h1></body></html>"
    response = web.Response(status=status, text=text, content_type="text/html")
    response.force_close()
    return response
