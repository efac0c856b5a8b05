"""What the control API tells of the calls that are over, beyond what any list of the PBX's does."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.server import RunningPbx


def archive(pbx: RunningPbx, _: Args) -> Answer:
    """Return how each call went, with the lines that were written down of it."""
    kept = pbx.exchange.archive
    lines = {line.id: asdict(line) for line in kept.lines}
    return {
        "calls": [
            {**asdict(each), "lines": [lines[one] for one in each.lines if one in lines]}
            for each in kept.courses
        ]
    }
