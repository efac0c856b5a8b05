"""The handbook's own requests: the simulated PBX takes each of them for what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pbx.printed import printed

if TYPE_CHECKING:
    from tests.pbx.printed import Printed
    from tests.simpbx.cloud.house import House

SESSION = {"login", "logout", "token/refresh"}
REQUESTS = [one for one in printed("cloud", "requests") if one.endpoint not in SESSION]

MALFORMED = {"10003", "10004", "20000", "20008", "20019"}
"""No such request, something missing or of another shape: not that nobody has that number."""


@pytest.mark.parametrize("example", REQUESTS, ids=lambda example: example.name)
def test_a_printed_request_is_understood(house: House, example: Printed) -> None:
    assert house.refused(example.endpoint, **example.values) not in MALFORMED
