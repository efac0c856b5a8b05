"""A simulated K2 without sockets: its endpoints are asked, its events are read."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.face import Behind
from ctiapp.simpbx.k2.facade import K2
from ctiapp.simpbx.pushparams import RefusedError
from ctiapp.simpbx.world import build
from tests.simpbx.office import START_S, Office

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Directory

ADDRESS = "198.51.100.7"
OK = {"status": "Success"}


def failed(code: str) -> dict[str, str]:
    """The answer that says no."""
    return {"status": "Failed", "errno": code}


@lru_cache(maxsize=1)
def _company() -> Directory:
    return build(24, seed=1)


class House(Office):
    """An office with a K2."""

    def __init__(self) -> None:
        # Not built anew: making up everybody's names takes longer than most of the tests.
        self.exchange = Exchange(deepcopy(_company()), now_s=START_S, seed=1)
        self.facts = []
        self.exchange.listen(self.facts.append)
        self.face = K2(Behind(self.exchange, 1, lambda: None, lambda: self.exchange.now_s))
        self.site = self.face.site
        self.events: list[dict[str, Any]] = []
        self.exchange.listen(self._hear)
        self.site.publish = self.events.append

    def _hear(self, fact: Any) -> None:
        self.events += [json.loads(text) for text in self.face.frames(fact)]

    def ask(self, endpoint: str, **values: object) -> dict[str, Any]:
        """Return what an endpoint answers."""
        try:
            return {"status": "Success", **self.face.call(endpoint, values, ADDRESS)}
        except RefusedError as error:
            return self.face.failure(error.code)

    def get(self, endpoint: str, **query: str) -> Any:
        """Return the file that is fetched, or the answer that says no."""
        try:
            return self.face.fetch(endpoint, query, ADDRESS)
        except RefusedError as error:
            return self.face.failure(error.code)

    def heard(self, name: str) -> list[dict[str, Any]]:
        """Return the events of a name so far."""
        return [each for each in self.events if each["event"] == name]

    def leave_message(self, caller: str = "5503301") -> None:
        """Let nobody answer 2001, and a caller speak until the time is up."""
        self.exchange.directory.extensions["2001"].voicemail = True
        self.ring_in("2001", caller)
        rules = self.exchange.rules
        self.wait(self.exchange.ring_timeout_s + rules.greeting_s + rules.message_s + 1)
