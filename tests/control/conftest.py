"""The verbs over services whose time takes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.control.office import Office
from tests.services.conftest import time_flies

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["time_flies"]


@pytest.fixture
async def office(time_flies: None) -> AsyncIterator[Office]:
    """Signed in; whatever a test leaves open is closed after it."""
    made = Office()
    await made.sign_in()
    yield made
    await made.verbs.close()
    await made.end()
