"""What every test of rebuilt calls needs."""

from __future__ import annotations

import pytest

from tests.pbx.heard import Heard


@pytest.fixture(params=[False, True], ids=["one-id", "many-ids"])
def heard(request: pytest.FixtureRequest) -> Heard:
    return Heard(loose=request.param)
