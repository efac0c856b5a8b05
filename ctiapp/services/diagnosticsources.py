"""What the window's diagnostics stand on, in one hand: filled by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ctiapp.services.diagnosticfiles import Places
    from ctiapp.services.diagnostics import Diagnostics
    from ctiapp.services.recent import Recent


class LastRun(Protocol):
    """How the run before ended (`ctiapp.desktop.runmark.RunMark`)."""

    @property
    def unclean(self) -> object | None:
        """What there is to offer; None where the run ended in order, or the user has seen to it."""

    def seen_to(self) -> None:
        """The user has saved what there is to save, or does not want to."""


@dataclass(frozen=True, slots=True)
class DiagnosticSources:
    """All of it.

    Attributes:
        version: of the application.
        diagnostics: how it does.
        recent: the last minutes of the event stream.
        places: where the files lie that go into a report.
        last_run: how the run before ended.
    """

    version: str
    diagnostics: Diagnostics
    recent: Recent
    places: Places
    last_run: LastRun
