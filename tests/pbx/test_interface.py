"""What the rest of the application holds in its hands shows no secret."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ctiapp.pbx.interface import Credentials, TokenPair, Trust
from tests.pbx.small_server import account

AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_neither_secret_nor_token_is_in_a_repr() -> None:
    pair = TokenPair("hunter-access", "hunter-refresh", AT, AT)

    assert "hunter" not in repr(pair)
    assert "hunter" not in repr(Credentials("hunter-secret", pair))


@pytest.mark.parametrize(
    ("ca", "pin", "trust"),
    [
        (None, None, Trust.SYSTEM),
        (Path("ca.pem"), None, Trust.CA),
        (None, "00" * 32, Trust.PIN),
        (Path("ca.pem"), "00" * 32, Trust.PIN),
    ],
)
def test_a_pin_goes_before_a_ca_and_that_before_the_system(
    ca: Path | None, pin: str | None, trust: Trust
) -> None:
    assert account("https://pbx", ca=ca, pin=pin).trust is trust
