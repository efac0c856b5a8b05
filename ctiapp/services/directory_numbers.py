"""What the directory and the numbering owe each other: a plan, and numbers to guess it from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.model.numberplan import NumberPlan
    from ctiapp.services.directory import Directory
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.services.numbering import Numbering

OUTSIDE = 500
"""So many numbers of contacts are looked at; the country of a PBX shows in far fewer."""


class PlanKeeper:
    """Gives each plan to the directory, and what the directory has loaded to the numbering."""

    def __init__(self, directory: Directory, numbering: Numbering) -> None:
        self._directory = directory
        self._numbering = numbering
        self._known: tuple[int, bool] = (0, False)
        directory.plan = numbering.plan
        numbering.subscribe(self._on_plan)
        directory.subscribe(self._on_directory)

    def _on_plan(self, plan: NumberPlan) -> None:
        self._directory.plan = plan

    def _on_directory(self, progress: DirectoryProgress) -> None:
        """Names were loaded: whenever other extensions are known, and when all are."""
        count = len(self._directory.extensions)
        if (count, progress.done) == self._known:
            return
        self._known = (count, progress.done)
        if not count:
            self._numbering.forget()
        elif progress.done or progress.as_of is not None:
            self._numbering.know(*self._directory.numbers(OUTSIDE))
