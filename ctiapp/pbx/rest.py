"""One HTTP request, one answer; httpx and its exceptions stop here.

What an error says about a request that changes something: with `CannotConnect`,
`CertificateRejected` and a `NotAPbx` of code ``TLS`` it was surely not sent; with one of
`NO_SUCH_PAGE` it was not done; with all others it may have been.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import re
import ssl
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from ctiapp.model.errors import (
    CannotConnect,
    LinkLost,
    LinkTimeout,
    NotAPbx,
    NotReady,
    PbxError,
    WireError,
)
from ctiapp.pbx import jsontext, tls, verdicts

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
    from contextlib import AsyncExitStack

    import httpx

    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import Account

MAX_BODY = 16 * 2**20
"""The most bytes of an answer that are read; a page of 10,000 contacts has about 4 MB."""

_IN_A_THREAD = 64 * 2**10
"""From this size on, in bytes, JSON is read in a thread, so that the window goes on painting."""

NO_SUCH_PAGE: Final = frozenset({"HTTP 404", "HTTP 405", "HTTP 501"})
"""The codes of a `NotAPbx` that say that there is nothing at this address, or not for this method:
whatever was to be done was not."""

_PARTIAL = 206
_CANNOT_NOW = frozenset({500, 502, 503, 504})
"""What a web server says that is there, but has nobody behind it who answers."""

_MAX_DIGITS = 15
_SPAN = re.compile(r"bytes ([0-9]{1,15})-")

USER_AGENT = "OpenAPI"
"""The P handbook's own: without any the PBX may not answer (l. 480)."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long to wait, in seconds.

    Attributes:
        connect_s: for a connection, TLS included.
        read_s: for the next piece of an answer.
        total_s: for a whole answer, however slowly it drips.
        stall_s: for the next piece of a file: nobody waits at a button for that.
    """

    connect_s: float = 2.0
    read_s: float = 4.0
    total_s: float = 20.0
    stall_s: float = 15.0


class Fetch:
    """A file that is on its way: the head is here, the pieces come when they are asked for.

    Attributes:
        status: of HTTP.
        total: how many bytes there will be, of this part of it; None where that is not said.
        begins_at: which byte of the file is the first here; None where it is the whole file.
    """

    def __init__(
        self, response: httpx.Response, translated: Callable[[Exception], Awaitable[PbxError]]
    ) -> None:
        self._response = response
        self._translated = translated
        self.status = response.status_code
        length = response.headers.get("Content-Length", "")
        plain = length.isascii() and length.isdigit() and len(length) < _MAX_DIGITS
        self.total = int(length) if plain else None
        span = _SPAN.match(response.headers.get("Content-Range", ""))
        partial = self.status == _PARTIAL and span is not None
        self.begins_at = int(span[1]) if partial and span is not None else None

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """Yield what comes, however much it is: who asks counts.

        Raises:
            LinkTimeout, LinkLost: it stalled or broke off.
        """
        import httpx

        pieces = cast("AsyncGenerator[bytes, None]", self._response.aiter_raw())
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    yield piece
        except (httpx.HTTPError, httpx.StreamError) as err:
            raise await self._translated(err) from err


class Rest:
    """HTTP to one PBX, one connection a request."""

    def __init__(
        self, account: Account, origin: Origin, context: ssl.SSLContext, timing: Timing
    ) -> None:
        self.origin = origin
        self.context = context
        self._account = account
        self._timing = timing
        self._client = _client(account.proxy, context, timing)

    @classmethod
    async def open(cls, account: Account, origin: Origin, timing: Timing) -> Rest:
        """Make ready to ask; heavy imports and TLS contexts are made in a thread.

        Raises:
            As `ctiapp.pbx.tls.context_for`.
        """
        context = await tls.context_for(account, origin, timeout_s=timing.connect_s)
        return await asyncio.to_thread(cls, account, origin, context, timing)

    async def ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int],
        body: Mapping[str, object] | bytes | None = None,
        total_s: float | None = None,
        read: Callable[[bytes], object] | None = None,
        json_type: str = "application/json",
    ) -> dict[str, object]:
        """Send one request and read its answer, which is a JSON object.

        Args:
            method: ``GET`` or ``POST``.
            path: from the root, with its slash.
            params: of the query; the token is among them.
            body: sent as JSON; bytes as they are, which are XML.
            total_s: instead of the usual time for a whole answer.
            read: reads the answer, instead of `read_json`: what is no JSON, or nearly.
            json_type: the content type of a POST that is not XML.

        Raises:
            CannotConnect, CertificateRejected: it was not sent.
            LinkTimeout, LinkLost: no whole answer came.
            NotReady: the web server says that it cannot now.
            NotAPbx: the answer is no JSON object.
        """
        import httpx

        try:
            async with asyncio.timeout(total_s or self._timing.total_s):
                status, answer = await self._exchange(method, path, params, body, json_type)
        except TimeoutError as err:
            raise LinkTimeout("no whole answer in time") from err
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as err:
            raise await self._translated(err) from err
        try:
            value = await _read(answer, read or read_json)
        except WireError as err:
            if status in _CANNOT_NOW:
                raise NotReady(f"HTTP {status}: {err.detail}", status=status) from err
            raise NotAPbx(f"HTTP {status}: {err.detail}", code=f"HTTP {status}") from err
        if status in _CANNOT_NOW and not verdicts.is_one(value):
            raise NotReady(f"HTTP {status}: no verdict", status=status)
        if not isinstance(value, dict):
            raise NotAPbx(f"HTTP {status}: no JSON object", code=f"HTTP {status}")
        return value

    async def fetch(
        self,
        stack: AsyncExitStack,
        path: str,
        *,
        params: Mapping[str, str | int],
        begin_at: int = 0,
    ) -> Fetch:
        """Begin to fetch a file; leaving ``stack`` ends it.

        Args:
            stack: holds the connection.
            path: from the root of this PBX, with its slash; no other host is ever asked.
            params: of the query; the token is among them.
            begin_at: which byte of it to begin at; a PBX need not heed that.

        Raises:
            As `ask`, less `NotAPbx`: what comes is nobody's answer yet.
            WireError: that is no path.
        """
        import httpx

        if not path.startswith("/"):  # it could go on with the host's name, or its port
            raise WireError("a file without a path of its own")
        timing = self._timing
        try:
            response = await stack.enter_async_context(
                self._client.stream(
                    "GET",
                    self.origin.url + path,
                    params=params,
                    headers={"Range": f"bytes={begin_at}-"} if begin_at else None,
                    timeout=httpx.Timeout(timing.stall_s, connect=timing.connect_s),
                    extensions={"trace": _Opening().heed},
                )
            )
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as err:
            raise await self._translated(err) from err
        return Fetch(response, self._translated)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _exchange(
        self,
        method: str,
        path: str,
        params: Mapping[str, str | int],
        body: Mapping[str, object] | bytes | None,
        json_type: str,
    ) -> tuple[int, bytes]:
        answer = bytearray()
        headers = None
        if isinstance(body, bytes):
            headers = {"Content-Type": "application/xml; charset=utf-8"}
        elif method == "POST":  # also where there is no body (Cloud, l. 856)
            headers = {"Content-Type": json_type}
        async with self._client.stream(
            method,
            self.origin.url + path,
            params=params,
            json=None if isinstance(body, bytes) else body,
            content=body if isinstance(body, bytes) else None,
            headers=headers,
            extensions={"trace": _Opening().heed},
        ) as response:
            pieces = cast("AsyncGenerator[bytes, None]", response.aiter_raw())
            async with aclosing(pieces):
                async for piece in pieces:
                    answer += piece
                    if len(answer) > MAX_BODY:
                        raise NotAPbx(f"an answer of more than {MAX_BODY} bytes", code="size")
            return response.status_code, bytes(answer)

    async def _translated(self, err: Exception) -> PbxError:
        """Turn what httpx raised into our words; the text names the kind, never the URL."""
        import httpx

        if isinstance(err, httpx.ConnectError):
            refused = _cause(err, ssl.SSLError)
            if isinstance(refused, ssl.SSLCertVerificationError):
                return await tls.rejection(
                    self._account,
                    self.origin,
                    refused.verify_message,
                    timeout_s=self._timing.connect_s,
                )
            if isinstance(refused, ssl.SSLError):
                return NotAPbx(f"no TLS: {refused.reason}", code="TLS")
            system = _cause(err, OSError)
            return CannotConnect(str(system or type(err).__name__))
        if isinstance(err, httpx.ConnectTimeout | httpx.PoolTimeout | httpx.ProxyError):
            return CannotConnect(type(err).__name__)
        if isinstance(err, httpx.TimeoutException):
            return LinkTimeout(type(err).__name__)
        return LinkLost(type(err).__name__)


def _cause(err: BaseException, kind: type[OSError]) -> OSError | None:
    """Find the exception of this kind that led to ``err``."""
    seen: BaseException | None = err
    for _ in range(10):
        if seen is None or isinstance(seen, kind):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


class _Opening:
    """Closes a connection whose TLS did not come about.

    httpcore (1.0) leaves it open where the request is cancelled meanwhile, until the collector of
    garbage finds it; what it does step by step it tells the ``trace`` of a request.
    """

    def __init__(self) -> None:
        self._closers: list[Callable[[], Awaitable[None]]] = []

    async def heed(self, step: str, told: Mapping[str, Any]) -> None:
        """Hear of one step."""
        if step.endswith("connect_tcp.complete"):
            self._closers.append(told["return_value"].aclose)
        elif step.endswith("start_tls.failed"):
            for close in self._closers:
                await close()


def _client(proxy: str | None, context: ssl.SSLContext, timing: Timing) -> httpx.AsyncClient:
    import httpx

    # What they would import in the middle of the first request, on the window's thread.
    for name in ("httpcore._backends.anyio", "anyio._backends._asyncio"):
        with suppress(ImportError):  # another version keeps it elsewhere: then it takes its time
            importlib.import_module(name)
    # Their loggers write whole URLs, and ours carry the token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.AsyncClient(
        verify=context,
        trust_env=False,
        proxy=proxy,
        follow_redirects=False,
        # The PBX closes each connection: one from a pool would fail after sending, outcome unknown.
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=0),
        timeout=httpx.Timeout(timing.read_s, connect=timing.connect_s),
        # Compressed answers could grow beyond every bound.
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
    )


def read_json(answer: bytes) -> object:
    """Read the JSON of an answer; a large one in turns, for it is read in a thread.

    Raises:
        WireError: it is none.
    """
    if len(answer) < _IN_A_THREAD:
        return jsontext.loads(answer, max_size=MAX_BODY)
    return jsontext.loads_in_turns(answer, max_size=MAX_BODY)


async def _read(answer: bytes, read: Callable[[bytes], object]) -> object:
    if len(answer) < _IN_A_THREAD:
        return read(answer)
    return await asyncio.to_thread(read, answer)
