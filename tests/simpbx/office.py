"""What the tests of the simulated PBX share: an office without sockets, and a client with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CallChanged, CallEnded, CallFailed, Fact
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    import aiohttp

    from ctiapp.simpbx.legs import Call, Leg
    from ctiapp.simpbx.server import RunningPbx

START_S = 1_700_000_000.0


class Office:
    """A small exchange whose clock the test turns, and everything it told."""

    def __init__(self, extensions: int = 24) -> None:
        self.exchange = Exchange(build(extensions, seed=1), now_s=START_S, seed=1)
        self.facts: list[Fact] = []
        self.exchange.listen(self.facts.append)

    def ring_in(self, to: str = "2000", caller: str = "5503301", via: str = "") -> Call:
        trunk = self.exchange.directory.trunks["City-SIP"]
        return self.exchange.router.inbound(caller, to, trunk=trunk, via=via)

    def leg(self, extension: str) -> Leg:
        return self.exchange.legs_of(extension)[0]

    def wait(self, seconds: float) -> None:
        self.exchange.advance(self.exchange.now_s + seconds)

    def talk(self, to: str = "2000", caller: str = "5503301") -> tuple[Leg, Leg]:
        """Let somebody outside call and be answered; returns their leg and the answering one."""
        call = self.ring_in(to, caller)
        self.exchange.pick_up(self.leg(to))
        return call.legs[0], call.legs[1]

    def told(self, kind: type[Fact]) -> list[Any]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def failures(self) -> list[str]:
        return [fact.reason.value for fact in self.facts if isinstance(fact, CallFailed)]

    def records(self) -> list[Any]:
        return [fact.cdr for fact in self.facts if isinstance(fact, CallEnded)]

    def last(self) -> dict[str, str]:
        """Return party and state of each member in the newest snapshot."""
        snapshot = next(f.call for f in reversed(self.facts) if isinstance(f, CallChanged))
        return {member.channel: member.state.value for member in snapshot.members}


class Client:
    """A client of a running PBX: its API, its sockets, its control API."""

    def __init__(self, pbx: RunningPbx, session: aiohttp.ClientSession) -> None:
        self.pbx = pbx
        self.session = session
        self.token = ""
        self.sockets: list[aiohttp.ClientWebSocketResponse] = []

    async def close(self) -> None:
        """Close every socket: one that is merely forgotten is a warning."""
        for ws in self.sockets:
            await ws.close()

    async def send(self, method: str, endpoint: str, body: object = None, **params: str) -> Any:
        url = f"{self.pbx.url}/openapi/v1.0/{endpoint}"
        query = {"access_token": self.token, **params} if self.token else params
        async with self.session.request(
            method, url, params=query, json=body, headers={"User-Agent": "OpenAPI"}
        ) as response:
            assert response.status == 200
            return await response.json()

    async def get(self, endpoint: str, **params: str) -> Any:
        return await self.send("GET", endpoint, **params)

    async def post(self, endpoint: str, **body: object) -> Any:
        return await self.send("POST", endpoint, body)

    async def log_in(self, secret: str | None = None) -> Any:
        tokens = self.pbx.api.tokens
        self.token = ""
        password = tokens.client_secret if secret is None else secret
        answer = await self.post("get_token", username=tokens.client_id, password=password)
        self.token = answer.get("access_token", "")
        return answer

    async def control(self, verb: str, **body: object) -> Any:
        async with self.session.post(f"{self.pbx.control_url}/{verb}", json=body) as response:
            answer = await response.json()
            assert response.status == (400 if "error" in answer else 200)
            return answer

    async def open(self, *topics: int) -> aiohttp.ClientWebSocketResponse:
        url = f"{self.pbx.url}/openapi/v1.0/subscribe?access_token={self.token}"
        ws = await self.session.ws_connect(url)
        self.sockets.append(ws)
        if topics:
            await ws.send_json({"topic_list": list(topics)})
            assert await ws.receive_json() == {"errcode": 0, "errmsg": "SUCCESS"}
        return ws


async def event(ws: aiohttp.ClientWebSocketResponse) -> tuple[int, Any]:
    """Return the next event as (type, message), unpacked from its string where it is in one."""
    frame = await ws.receive_json()
    message = frame["msg"]
    return frame["type"], json.loads(message) if isinstance(message, str) else message
