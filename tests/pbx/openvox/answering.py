"""An OpenVox UC that answers from a table, and keeps what it was asked and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.number import Number
from ctiapp.pbx.openvox.asking import Asker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.request import Request

Answers = "Mapping[str, object] | Exception | Callable[[Request], Mapping[str, object]]"


class Answering:
    """Answers each endpoint in its own way; what is not in the table succeeds, and says no more."""

    def __init__(self, **answers: Answers) -> None:
        """Names of arguments have two underscores for the slash: ``hotel__checkout``."""
        self.answers = {name.replace("__", "/"): value for name, value in answers.items()}
        self.asked: list[Request] = []
        self.sent: list[tuple[Request, bool]] = []
        self.asker = Asker(self.query, self.command, pytest.fail, Number("305"))

    async def query(self, request: Request) -> Mapping[str, object]:
        self.asked.append(request)
        return self._answer(request)

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        self.sent.append((request, repeatable))
        return self._answer(request)

    def _answer(self, request: Request) -> Mapping[str, object]:
        found = self.answers.get(request.endpoint, {"status": "Success"})
        if callable(found):
            found = found(request)
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def told(self) -> list[tuple[str, dict[str, object]]]:
        """Each command: its endpoint and its body."""
        return [(request.endpoint, dict(request.body or {})) for request, _ in self.sent]
