"""What Cloud PBX, K2 and OpenVox UC have in common: POST alone, MD5 log-ins, events pushed.

A vendor's face is a subclass that says what its endpoints are and what its events look like. What
is inferred here, as no handbook says it: a wrong method or body is refused before the token is
looked at; a request without a body counts as one without parameters; a PBX that restarts keeps its
sessions, and tells nothing of the calls that it loses.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, ClassVar

from aiohttp import web

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.endpoints import NOT_POST, Endpoints
from ctiapp.simpbx.errors import ExchangeError, ForbiddenError, WrongStateError
from ctiapp.simpbx.faults import Faults
from ctiapp.simpbx.md5tokens import Md5Tokens
from ctiapp.simpbx.monitoring import Monitoring
from ctiapp.simpbx.posting import Poster, address
from ctiapp.simpbx.pushparams import Download, Params, RefusedError
from ctiapp.simpbx.randoms import Randoms
from ctiapp.simpbx.sites import RequestLog, hang_up_on, page
from ctiapp.simpbx.trouble import Trouble, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.simpbx.face import Behind
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.md5tokens import Session
    from ctiapp.simpbx.pushparams import JsonObject

NOT_JSON = "20000"
BAD_PORT = "20008"
NO_CALL = "10007"
NOT_CONNECTED = "10015"
MAY_NOT = "10009"

_MAX_BODY = 1 << 20
_MAX_PORT = 65_535
_DEFAULT_PORT = "8260"
_TOKEN = "token"  # noqa: S105 - a parameter's name
_SECRETS = frozenset(
    {"password", "refreshtoken", "registerpassword", "loginpassword", "vmsecret"},
)


class PushFace:
    """Implements :class:`~ctiapp.simpbx.face.Face` but for a vendor's words.

    A subclass gives the class attributes, `frames`, says in `endpoints` what answers, and
    overrides what else its vendor does in another way: `call`, `failure`, `read`, `write`,
    `written`, `booted`, `opened`, `pointed`, `refusal`, `spread`, `configure`.
    """

    KIND: ClassVar[str]
    """The kind of PBX."""
    PREFIX: ClassVar[str]
    """The path before each endpoint, with a slash at both ends."""
    SESSION: ClassVar[frozenset[str]] = frozenset({"login", "logout"})
    """Which of ``login``, ``token/refresh``, ``heartbeat`` and ``logout`` there are."""
    PORT_NEEDED: ClassVar[bool] = True
    """Whether a log-in has to name a port."""
    SILENCE: ClassVar[bool] = False
    """Whether a token dies of silence alone, and any request or event keeps it."""

    def __init__(self, behind: Behind) -> None:
        """Stand in front of what is ``behind``."""
        self.exchange = behind.exchange
        self.endpoints = Endpoints()
        self.faults = Faults()
        self.monitoring = Monitoring()
        self.tokens = Md5Tokens(seed=behind.seed, silence=self.SILENCE)
        self.randoms = Randoms(seed=behind.seed)
        self.light = asyncio.Event()
        self.light.set()
        self.poster = Poster(self.light, self._on_taken)
        self.pushes = True
        """Whether events are posted to whoever logs in."""
        self.on_subscribed: Callable[[], None] = lambda: None
        self._log = RequestLog(lambda: behind.exchange.now_s, token=_TOKEN, secrets=_SECRETS)
        self.requests = self._log.requests
        self.tally = self._log.tally
        self._way: Way[str] = Way(self.spread)
        self._down = False
        self._pump = behind.pump
        self.now_s = behind.now_s

    # What a vendor may do in another way

    def call(self, endpoint: str, values: Mapping[str, Any], address: str) -> JsonObject:
        """Return the answer to a request with a token, by default that of `endpoints`.

        Raises ``RefusedError``, or lets an ``ExchangeError`` pass.
        """
        return self.endpoints.call(endpoint, self.params(values, address))

    def configure(self, name: str, value: object) -> dict[str, object]:
        """Set what a vendor alone has; returns all of that. Raises ``ControlError``.

        ``reachable`` false is what ``cut`` does, true takes it back.
        """
        if name != "reachable":
            message = f"no {name}; valid: reachable"
            raise ControlError(message)
        if value is True:
            self.poster.mend()
        else:
            self.poster.cut()
        return {"reachable": value is True}

    def pointed(self, session: Session, params: Params) -> None:
        """Note what a log-in or a heartbeat said beside where it wants its events."""

    def frames(self, fact: Fact) -> list[str]:
        """Return the bodies of the events that tell of a fact, in order."""
        raise NotImplementedError

    def booted(self) -> list[str]:
        """Return the bodies of the events that tell of a restart."""
        return []

    def written(self, text: str, version: str) -> str:
        """Return the body of an event as those get it who logged in with ``version``."""
        del version
        return text

    def failure(self, code: str) -> JsonObject:
        """Return the answer that says no."""
        return {"status": "Failed", "errno": code}

    def refusal(self, error: ExchangeError) -> str:
        """Return the ``errno`` for what the exchange does not do."""
        if isinstance(error, ForbiddenError):
            return MAY_NOT
        return NOT_CONNECTED if isinstance(error, WrongStateError) else NO_CALL

    def opened(self, session: Session, params: Params) -> JsonObject:
        """Return what the answer to a log-in tells beside the token."""
        del params
        return {"refreshtoken": session.refresh} if "token/refresh" in self.SESSION else {}

    def read(self, request: web.Request, body: bytes) -> dict[str, Any]:
        """Return the members of a request's body. Raises ``RefusedError`` 20000 for none."""
        del request
        if not body.strip():
            return {}
        try:
            values = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise RefusedError(NOT_JSON) from error
        if not isinstance(values, dict):
            raise RefusedError(NOT_JSON)
        return values

    def write(self, request: web.Request, answer: JsonObject) -> web.Response:
        """Return an answer as the request wants it."""
        del request
        return web.json_response(answer)

    def spread(self, text: str) -> None:
        """Hand an event, which has passed all trouble, to all who listen."""
        self.poster.put(text, self.written)

    # What the server and the control API need

    @property
    def client_id(self) -> str:
        """The API's user."""
        return self.tokens.user

    @property
    def client_secret(self) -> str:
        """The API user's password."""
        return self.tokens.password

    @property
    def trouble(self) -> Trouble:
        """What happens to events on their way."""
        return self._way.trouble

    @trouble.setter
    def trouble(self, trouble: Trouble) -> None:
        self._way.trouble = trouble

    def application(self) -> web.Application:
        """Return the web application that serves the API."""
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_route("*", self.PREFIX + "{endpoint:.*}", self._request)
        return app

    async def start(self, host: str) -> None:
        """Open nothing else."""

    async def close(self) -> None:
        """Post nothing more, and wait until what was begun is over."""
        self.light.set()
        self._way.stop()
        await self.poster.close()

    def described(self) -> dict[str, object]:
        """Tell nothing else."""
        return {}

    def tell(self, fact: Fact) -> None:
        """Post the events of a fact."""
        frames = self.frames(fact)
        if not self._down:
            for text in frames:
                self._way.go(text)

    def publish(self, text: str) -> None:
        """Post an event that no fact tells of."""
        self._way.go(text)

    def send_raw(self, text: str) -> int:
        """Post any text; returns to how many."""
        self.poster.put(text, lambda raw, _: raw)
        return len(self.poster.listeners)

    def listeners(self) -> list[dict[str, object]]:
        """Return where events are posted."""
        return [
            {"url": each.url, "version": each.version, "waiting": len(each.waiting)}
            for each in self.poster.listeners.values()
        ]

    def cut(self) -> int:
        """Let the PBX reach nobody any more until they log in again; returns how many."""
        return self.poster.cut()

    def skip(self, seconds: float) -> None:
        """Do nothing: nobody is expected to say anything between requests."""

    def expire_tokens(self) -> None:
        """Let every token die now."""
        self.tokens.expire(self.now_s())
        self.close_due(self.now_s())

    def unblock(self) -> None:
        """Lift every lock of an address."""
        self.tokens.unblock()

    def live_tokens(self) -> int:
        """How many tokens live."""
        return len(self.tokens.live(self.now_s()))

    def go_down(self) -> None:
        """Tell nothing more for a while."""
        self._down = True

    def come_up(self) -> None:
        """Tell that the PBX is up again."""
        self._down = False
        for text in self.booted():
            self._way.go(text)

    def next_due_in_s(self, now_s: float) -> float | None:
        """In how many seconds somebody may have to be told nothing more."""
        waits = [
            each.until_s - now_s
            for each in self.tokens.live(now_s)
            if each.number in self.poster.listeners
        ]
        return max(0.0, min(waits)) if waits else None

    def close_due(self, now_s: float) -> None:
        """Tell those nothing more whose token is dead."""
        living = {each.number for each in self.tokens.live(now_s)}
        for key in [key for key in self.poster.listeners if key not in living]:
            self.poster.remove(key)

    # Requests

    def fetch(self, endpoint: str, query: Mapping[str, str], address: str) -> Download:
        """Return what is fetched by GET with a token. Raises ``RefusedError``."""
        return self.endpoints.fetch(endpoint, self.params(query, address))

    def params(self, values: Mapping[str, Any], address: str) -> Params:
        """Return the parameters of a request that came from ``address``."""
        return Params(values, address=address, randoms=self.randoms, now_s=self.now_s)

    async def _request(self, request: web.Request) -> web.StreamResponse:
        endpoint = request.match_info["endpoint"].strip("/")
        try:
            body = await request.read()
        except ConnectionError:  # whoever asks went away in the middle of it
            return hang_up_on(request)
        values: dict[str, Any] | RefusedError
        try:
            values = self.read(request, body)
        except RefusedError as error:
            values = error
        self._log.note(request, endpoint, values if isinstance(values, dict) else None)
        if not self.light.is_set():
            await self.light.wait()
            return hang_up_on(request)
        fault = self.faults.take(endpoint)
        if fault is not None:
            await asyncio.sleep(fault.hang_s)
            if fault.silent:
                return hang_up_on(request)
            if fault.page is not None:
                return page(fault.page)
        self._pump()
        if fault is not None and fault.errcode is not None:
            response = self.write(request, self.failure(str(fault.errcode)))
        else:
            response = self._respond(request, endpoint, values)
        self._pump()
        if fault is not None:
            await asyncio.sleep(fault.late_s)
        # As these PBXs do after each answer (K2 sheet, section 1; OpenVox sheet, section 1).
        response.force_close()
        return response

    def _respond(
        self, request: web.Request, endpoint: str, values: dict[str, Any] | RefusedError
    ) -> web.Response:
        try:
            if request.method == "GET":
                self.tokens.check(request.query.get(_TOKEN), self.now_s())
                file = self.fetch(endpoint, request.query, request.remote or "")
                return web.Response(body=file.body, content_type=file.content_type)
            if request.method != "POST":
                return self.write(request, self.failure(NOT_POST))
            if isinstance(values, RefusedError):
                return self.write(request, self.failure(values.code))
            answer = self._answer(request, endpoint, values)
        except RefusedError as error:
            return self.write(request, self.failure(error.code))
        except ExchangeError as error:
            return self.write(request, self.failure(self.refusal(error)))
        return self.write(request, {"status": "Success", **answer})

    def _answer(self, request: web.Request, endpoint: str, values: dict[str, Any]) -> JsonObject:
        now_s, params = self.now_s(), self.params(values, request.remote or "")
        kind = endpoint if endpoint in self.SESSION else ""
        if kind == "login":
            return self._log_in(params, now_s)
        if kind == "token/refresh":
            session = self.tokens.refresh(params.text("refreshtoken"), now_s)
            return {"token": session.token, "refreshtoken": session.refresh}
        session = self.tokens.check(request.query.get(_TOKEN), now_s)
        if kind == "heartbeat":
            self._point(session, params, params.text("ipaddr"))
            self.tokens.touch(session, now_s)
            return {}
        if kind == "logout":
            self.tokens.revoke(session)
            self.poster.remove(session.number)
            return {}
        return self.call(endpoint, values, params.address)

    def _log_in(self, params: Params, now_s: float) -> JsonObject:
        user, digest = params.text("username"), params.text("password")
        if self.PORT_NEEDED:
            params.text("port")
        self._where(params, params.address)
        session = self.tokens.log_in(user, digest, params.address, now_s)
        self._point(session, params, params.address)
        answer = {"token": session.token, **self.opened(session, params)}
        self.on_subscribed()
        return answer

    def _where(self, params: Params, host: str) -> str:
        """Return where a log-in or a heartbeat wants its events. Raises 20008 for a bad port."""
        port = params.optional("port", _DEFAULT_PORT)
        if not (port.isascii() and port.isdigit() and 0 < int(port) <= _MAX_PORT):
            raise RefusedError(BAD_PORT)
        absolute = params.optional("urltag", "0") == "1"
        return address(host, port, params.optional("url"), absolute=absolute)

    def _point(self, session: Session, params: Params, host: str) -> None:
        """Post events from now on where a log-in or a heartbeat says."""
        url = self._where(params, host)
        self.pointed(session, params)
        if self.pushes:
            self.poster.add(session.number, url, params.optional("version"))

    def _on_taken(self, key: object) -> None:
        """An event that is taken is a sign of life where tokens die of silence."""
        if self.SILENCE:
            for session in self.tokens.live(self.now_s()):
                if session.number == key:
                    self.tokens.touch(session, self.now_s())


__all__ = ["Download", "PushFace"]
