"""A PBX that answers from a table, and keeps what it was asked and told: the same for all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.request import Request

    Answers = Mapping[str, object] | Exception | Callable[[Request], Mapping[str, object]]


class Table:
    """Answers each endpoint in its own way; what is not in the table succeeds, and says no more."""

    success: Mapping[str, object] = {"status": "Success"}

    def __init__(self, **answers: Answers) -> None:
        """Names of arguments have two underscores for the slash: ``hotel__checkout``."""
        self.answers = {name.replace("__", "/"): value for name, value in answers.items()}
        self.asked: list[Request] = []
        self.sent: list[tuple[Request, bool]] = []

    async def query(self, request: Request) -> Mapping[str, object]:
        self.asked.append(request)
        return self._answer(request)

    async def command(self, request: Request, *, repeatable: bool) -> Mapping[str, object]:
        self.sent.append((request, repeatable))
        return self._answer(request)

    def _answer(self, request: Request) -> Mapping[str, object]:
        found = self.answers.get(request.endpoint, self.success)
        if callable(found):
            found = found(request)
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def told(self) -> list[tuple[str, dict[str, object]]]:
        """Each command: its endpoint and its body."""
        return [(request.endpoint, dict(request.body or {})) for request, _ in self.sent]
