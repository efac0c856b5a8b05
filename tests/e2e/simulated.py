"""``ctiapp pbx``, and what a test makes happen there."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.e2e.programs import PATIENCE_S, Program, ctiapp


class Pbx(Program):
    """A simulated PBX that runs; the control API of the README is its remote control."""

    def __init__(self, *options: str) -> None:
        super().__init__(ctiapp("pbx", *options))
        try:
            said = json.loads(self.next())
        except BaseException:
            self.close()
            raise
        self.url: str = said["url"]
        self.port: int = urlsplit(self.url).port or 0
        self.client_id: str = said["client_id"]
        self.client_secret: str = said["client_secret"]
        self.event_port: int = said.get("event_port", 0)
        self._control = urlsplit(said["control_url"])

    def do(self, verb: str, **body: object) -> dict[str, Any]:
        """Make something happen."""
        host, port = self._control.hostname or "", self._control.port
        connection = HTTPConnection(host, port, timeout=PATIENCE_S)
        try:
            connection.request("POST", f"/{verb}", json.dumps(body))
            answer = connection.getresponse()
            said = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            pytest.fail(f"{verb} {body}: {said}")
        return dict(said)

    def call(self, number: str, to: str = "2000", **more: object) -> str:
        """An outside call; its id."""
        return str(self.do("call", **{"from": number, "to": to, **more})["call_id"])

    def open_hotel(self) -> None:
        """Furnish the hotel's rooms; nobody calls of their own accord, and keeps a room busy."""
        self.do("scenario", name="hotel")
        self.do("stop_scenario")

    def pick_up(self, call_id: str, extension: str = "2000") -> str:
        """Lift a handset; the channel that talks now."""
        return str(self.do("pickup", extension=extension, call_id=call_id)["channel"])

    def gives_up(self, call_id: str) -> None:
        """The outside party hangs up."""
        self.do("caller_hangup", call_id=call_id)

    def asked(self, endpoint: str) -> list[dict[str, Any]]:
        """The requests to an endpoint, in order."""
        return [each for each in self.do("requests")["requests"] if each["endpoint"] == endpoint]

    def commanded(self) -> list[tuple[str, str, object]]:
        """Every request that is to change something at a call: method, endpoint, body."""
        return [
            (each["method"], each["endpoint"], each["body"])
            for each in self.do("requests")["requests"]
            if each["endpoint"].startswith("call/") and each["method"] == "POST"
        ]

    def clear(self) -> None:
        """End every call, and be as new but for who is signed in."""
        while left := self._somebody():
            call_id, leg = left
            if leg["kind"] == "extension":
                # Nobody from outside is left: those who talk among themselves put down one by one.
                who = {"extension": leg["number"], "device": leg["device"]}
                self.do("hangup", **who, call_id=call_id)
            else:
                self.do("caller_hangup", call_id=call_id)
        self.do("events")
        self.do("requests", clear=True)

    def _somebody(self) -> tuple[str, dict[str, Any]] | None:
        """A living leg and its call, outside parties first; None where all is quiet."""
        living = [
            (str(call["call_id"]), leg)
            for call in self.do("state")["calls"]
            for leg in call["legs"]
            if leg["state"] != "gone"
        ]
        return min(living, key=lambda one: one[1]["kind"] == "extension", default=None)
