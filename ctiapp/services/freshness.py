"""Whether a list that somebody looks at is asked for again, or still stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import NotPermitted, NotSupported

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.errors import CtiError

AFTER_ERROR: Final = timedelta(seconds=5)
"""So long after a failure a look at the list does not try again by itself."""


def is_refused(error: CtiError | None) -> bool:
    """Whether the PBX refused it: it will go on refusing."""
    return isinstance(error, NotSupported | NotPermitted)


def is_fresh(
    asked_at: datetime | None, error: CtiError | None, now: datetime, *, stale: timedelta
) -> bool:
    """Whether asking again would tell nothing new.

    Args:
        asked_at: when it was asked for last, aware UTC; None: never.
        error: how that failed; None: it did not.
        now: aware UTC.
        stale: after so long it is asked for again.
    """
    if asked_at is None:
        return False
    if is_refused(error):
        return True
    return now - asked_at < (stale if error is None else AFTER_ERROR)
