"""What the contract stands on: an office of the kind that a test asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import serve
from tests.contract.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.contract.kinds import Kind


@pytest.fixture
async def office(kind: Kind) -> AsyncIterator[Office]:
    """Somebody at a simulated PBX of this kind; nobody is signed in yet."""
    async with await serve(PbxOptions(kind=kind.family, extensions=12)) as pbx:
        office = Office(kind, pbx)
        yield office
        await office.close()
        if kind.style is not None:
            assert office.styles <= office.meant, "asked in another form than was meant"
