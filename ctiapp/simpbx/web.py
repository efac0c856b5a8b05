"""The P-Series API on sockets: HTTP, the event WebSocket, and what a PBX does to bad manners."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from ctiapp.simpbx.faults import Faults
from ctiapp.simpbx.hub import EventSocket, Hub
from ctiapp.simpbx.p_series import recordings
from ctiapp.simpbx.p_series.errors import ERRORS, ApiError
from ctiapp.simpbx.p_series.facade import ApiRequest
from ctiapp.simpbx.p_series.recordings import DOWNLOADS
from ctiapp.simpbx.sites import RequestLog, hang_up_on, page, readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.faults import Fault
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.facade import PSeries

PREFIX = "/openapi/v1.0/"

_MAX_BODY = 1 << 20
_TOKEN = "access_token"  # noqa: S105 - a parameter's name
_SECRETS = frozenset(
    {"password", "refresh_token", "user_password", "reg_password", "vm_pin"},
)


class ApiSite:
    """Serves one PBX's API. ``pump`` brings the exchange up to date, around each request."""

    def __init__(self, api: PSeries, hub: Hub, pump: Callable[[], None]) -> None:
        """Serve ``api``; events go out through ``hub``."""
        self.faults = Faults()
        self._log = RequestLog(lambda: self._api.exchange.now_s, token=_TOKEN, secrets=_SECRETS)
        self.requests = self._log.requests
        self.tally = self._log.tally
        self.on_subscribed: Callable[[], None] = lambda: None
        self._api = api
        self._hub = hub
        self._pump = pump

    def application(self) -> web.Application:
        """Return the web application."""
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_get(f"{PREFIX}subscribe", self._subscribe)
        app.router.add_route("*", PREFIX + "{endpoint:.*}", self._request)
        app.router.add_get(DOWNLOADS + "{resource}", self._fetch)
        return app

    async def _fetch(self, request: web.Request) -> web.StreamResponse:
        """Hand out what a link leads to; where there is nothing, answer as the API does."""
        if request.method == "GET":
            self._log.note(request, "download", None)
        if "User-Agent" not in request.headers:
            return hang_up_on(request)
        if not self._hub.light.is_set():
            await self._hub.light.wait()
            return hang_up_on(request)
        fault = self.faults.take("download")
        if fault is not None:
            await asyncio.sleep(fault.hang_s)
            if fault.silent:
                return hang_up_on(request)
            if fault.page is not None:
                return page(fault.page)
            if fault.errcode is not None:
                return _answer(_fault_answer(fault))
        self._pump()
        try:
            self._api.admit(request.remote or "")
            self._api.tokens.check(request.query.get("access_token"), self._api.token_now_s())
            body = recordings.fetched(self._api.exchange, request.match_info["resource"])
        except ApiError as error:
            return _answer(error.answer())
        response = web.Response(body=body, content_type="audio/x-wav")
        response.force_close()
        return response

    async def _request(self, request: web.Request) -> web.StreamResponse:
        endpoint = request.match_info["endpoint"].strip("/")
        try:
            body = await request.read()
        except ConnectionError:  # whoever asks went away in the middle of it
            return hang_up_on(request)
        self._log.note(request, endpoint, readable(body))
        if "User-Agent" not in request.headers:
            return hang_up_on(request)
        if not self._hub.light.is_set():
            await self._hub.light.wait()
            return hang_up_on(request)
        fault = self.faults.take(endpoint)
        if fault is not None:
            await asyncio.sleep(fault.hang_s)
            if fault.silent:
                return hang_up_on(request)
            if fault.page is not None:
                return page(fault.page)
            if fault.errcode is not None:
                return _answer(_fault_answer(fault))
        self._pump()
        address = request.remote or ""
        method = "GET" if request.method == "HEAD" else request.method
        query = dict(request.query)
        answer = self._api.answer(ApiRequest(method, endpoint, query, body, address))
        self._pump()
        if fault is not None:
            await asyncio.sleep(fault.late_s)
        return _answer(answer)

    async def _subscribe(self, request: web.Request) -> web.StreamResponse:
        self._log.note(request, "subscribe", None)
        if "User-Agent" not in request.headers:
            return hang_up_on(request)
        if not self._hub.light.is_set():
            await self._hub.light.wait()
            return hang_up_on(request)
        self._pump()
        ws = web.WebSocketResponse(max_msg_size=_MAX_BODY, compress=False)
        if not ws.can_prepare(request):
            return _answer(ApiError(10001).answer())
        await ws.prepare(request)
        token = request.query.get("access_token")
        try:
            self._api.admit(request.remote or "")
            self._api.tokens.check(token, self._api.token_now_s())
        except ApiError as error:
            await ws.send_str(json.dumps(error.answer()))
            await ws.close()
            return ws
        session = self._api.tokens.session_of(token or "")
        heard_s = self._hub.silence_now_s()
        client = EventSocket(ws, request.transport, session, heard_s)
        self._hub.sockets.append(client)
        self._pump()
        writer = asyncio.create_task(self._write(client))
        try:
            await self._listen(client)
        finally:
            self._hub.sockets.remove(client)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
        return ws

    async def _listen(self, client: EventSocket) -> None:
        async for message in client.ws:
            if not self._hub.light.is_set():
                continue
            client.heard_s = self._hub.silence_now_s()
            if message.type is not WSMsgType.TEXT:
                continue
            if message.data.strip() == "heartbeat":
                self._hub.put(client, "heartbeat response")
                continue
            answer, topics = self._api.subscribe(message.data)
            self._hub.put(client, json.dumps(answer))
            if topics is not None:
                client.topics = topics
                self.on_subscribed()
                self._pump()

    async def _write(self, client: EventSocket) -> None:
        while True:
            text = await client.frames.get()
            await self._hub.light.wait()
            try:
                await client.ws.send_str(text)
            except ConnectionError:
                return
            # That a connection under TLS is lost shows a turn of the loop later; asyncio complains
            # of whoever goes on writing meanwhile.
            await asyncio.sleep(0)


def _fault_answer(fault: Fault) -> JsonObject:
    code = fault.errcode if fault.errcode is not None else -1
    body: JsonObject = {"errcode": code, "errmsg": ERRORS.get(code, fault.errmsg)}
    if fault.errmsg != "FAILURE":
        body["errmsg"] = fault.errmsg
    if fault.field is not None:
        body["invalid_param_list"] = [{"field": fault.field, "value": "error"}]
    return body


def _answer(body: JsonObject) -> web.Response:
    """Return an answer after which the connection closes (P handbook, l. 458)."""
    response = web.json_response(body)
    response.force_close()
    return response
