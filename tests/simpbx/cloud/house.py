"""A small Cloud PBX without sockets: its exchange, its endpoints, and every report it told."""

from __future__ import annotations

import json
from typing import Any

from ctiapp.simpbx.cloud.facade import Cloud
from ctiapp.simpbx.face import Behind
from ctiapp.simpbx.pushparams import RefusedError
from tests.simpbx.office import Office

ADDRESS = "10.1.2.3"
SERIAL = "3631A2124042"


class House(Office):
    """An office behind the Cloud PBX's API."""

    def __init__(self, extensions: int = 24) -> None:
        super().__init__(extensions)
        self.reports: list[Any] = []
        self.face = Cloud(Behind(self.exchange, 1, lambda: None, lambda: self.exchange.now_s))
        self.exchange.listen(
            lambda fact: self.reports.extend(json.loads(text) for text in self.face.frames(fact))
        )

    def ask(self, endpoint: str, **values: object) -> Any:
        return self.face.call(endpoint, values, ADDRESS)

    def refused(self, endpoint: str, **values: object) -> str:
        """Return the code with which a request is refused."""
        try:
            self.face.call(endpoint, values, ADDRESS)
        except RefusedError as error:
            return error.code
        return ""

    def fetch(self, endpoint: str, **query: str) -> bytes:
        return self.face.fetch(endpoint, query, ADDRESS).body

    def actions(self, *but: str) -> list[str]:
        """Return the actions told so far, and forget them; ``but`` are left out."""
        skipped = ("ExtensionStatus", *but)
        names = [each["action"] for each in self.reports if each["action"] not in skipped]
        self.reports.clear()
        return names

    def calls(self) -> list[tuple[str, list[str]]]:
        """Return action and who of each report about a call, in order, and forget them."""
        told = [each for each in self.reports if "call" in each]
        self.reports.clear()
        return [(each["action"], [_who(one) for one in each["call"]]) for each in told]

    def statuses(self) -> list[tuple[str, str]]:
        """Return extension and status of each such report, and forget all."""
        told = [each for each in self.reports if each["action"] == "ExtensionStatus"]
        self.reports.clear()
        return [(each["extension"], each["status"]) for each in told]


def _who(member: Any) -> str:
    if "ext" in member:
        return str(member["ext"]["extid"])
    return str(member["inbound"]["from"] if "inbound" in member else member["outbound"]["to"])
