"""Moments as our files keep them: milliseconds since 1970, so that they are compared as numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stamp(at: datetime) -> int:
    """A moment (aware) as it is kept."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def moment(kept: int) -> datetime:
    """A moment that was kept, aware UTC."""
    return _EPOCH + timedelta(milliseconds=kept)
