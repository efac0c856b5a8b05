"""Failures on order: the next matching requests fail the way a test wants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """How the next ``times`` requests (to ``endpoint``, or to any) fail.

    They hang for ``hang_s`` first. Then they get no answer at all when ``silent``, an HTML page
    with HTTP's status ``page`` when that is set, as of a web server that has nothing there, an
    errcode when ``errcode`` is set, and else their usual answer, which is made at once and arrives
    ``late_s`` afterwards: it tells what was true before.
    """

    endpoint: str | None = None
    errcode: int | None = None
    page: int | None = None
    errmsg: str = "FAILURE"
    field: str | None = None
    silent: bool = False
    hang_s: float = 0.0
    late_s: float = 0.0
    times: int = 1


class Faults:
    """The failures that are on order, oldest first."""

    def __init__(self) -> None:
        """Start with none."""
        self.ordered: list[Fault] = []

    def take(self, endpoint: str) -> Fault | None:
        """Return the failure meant for a request to ``endpoint``, counting it off."""
        for fault in self.ordered:
            if fault.endpoint in (None, endpoint):
                fault.times -= 1
                if fault.times <= 0:
                    self.ordered.remove(fault)
                return fault
        return None

    def forget(self, endpoint: str | None) -> None:
        """Let requests to ``endpoint`` fail no more; None: nothing fails any more."""
        self.ordered = [
            fault for fault in self.ordered if endpoint is not None and fault.endpoint != endpoint
        ]
