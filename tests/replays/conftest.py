"""A recording's seconds take no time."""

from tests.services.conftest import time_flies

__all__ = ["time_flies"]
