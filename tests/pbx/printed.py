"""Requests and answers as a handbook prints them: many in a file, each under a head.

A head is ``=== ENDPOINT l. FROM-TO``; what follows is verbatim, the line of HTTP included.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

FRAMES = Path(__file__).resolve().parents[1] / "frames"

_HEAD = "=== "


@dataclass(frozen=True)
class Printed:
    """One of them.

    Attributes:
        endpoint: whose.
        lines: where it stands, as ``l. 690-700``.
        text: as printed.
    """

    endpoint: str
    lines: str
    text: str

    @property
    def name(self) -> str:
        """Both together."""
        return f"{self.endpoint} {self.lines}"

    @property
    def body(self) -> str:
        """From the first brace on; empty where there is none."""
        _, brace, rest = self.text.partition("{")
        return brace + rest

    @property
    def query(self) -> dict[str, str]:
        """What goes in the URL, but for the token."""
        head = self.text.partition("{")[0].partition("HTTP/1.1")[0].partition("Host:")[0]
        url = "".join(head.split())  # a line's end may stand anywhere in it
        found = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        return {key: value for key, value in found.items() if not key.endswith("token")}

    @property
    def values(self) -> dict[str, object]:
        """The body as an object; an empty one where there is none.

        A brace too many behind it, as some have, is no part of it.
        """
        read: dict[str, object]
        read, _ = json.JSONDecoder().raw_decode(self.body or "{}")
        return read


def printed(family: str, name: str) -> list[Printed]:
    """Everything in a file of ``tests/frames``."""
    text = (FRAMES / family / f"{name}.txt").read_text(encoding="utf-8")
    found = []
    for part in text.split("\n" + _HEAD)[1:]:
        head, _, rest = part.partition("\n")
        endpoint, _, lines = head.partition(" ")
        found.append(Printed(endpoint, lines, rest.strip("\n")))
    return found
