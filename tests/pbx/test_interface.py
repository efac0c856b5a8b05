"""What the rest of the application holds in its hands shows no secret."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ctiapp.model.directory import Contact
from ctiapp.model.errors import NotSupported
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.model.reports import ReportKind, ReportRequest
from ctiapp.pbx.interface import Credentials, Pbx, TokenPair, Trust
from tests.pbx.small_server import account
from tests.services.fakes import FakePbx

AT = datetime(2026, 1, 1, tzinfo=UTC)
MESSAGE = Voicemail("msg0000.wav", RecordParty(Number("2001")), AT, 7, new=True)


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


async def test_a_dialect_that_knows_no_more_tells_nothing_and_refuses_to_edit() -> None:
    """Nothing is what a list may be; that somebody is gone must not be said without knowing."""
    pbx = FakePbx(account("https://pbx"))
    number = Number("2001")

    assert await Pbx.departments(pbx) == await Pbx.phonebooks(pbx) == ()
    assert await Pbx.all_calls(pbx) == await Pbx.call_records(pbx, number) == ()
    assert Pbx.withdrawn.__get__(pbx) == frozenset()
    assert Pbx.tells_records.__get__(pbx) is False
    assert Pbx.tells_records_of(pbx, number)
    for asking in (
        Pbx.extension(pbx, number),
        Pbx.contact(pbx, "4"),
        Pbx.save_contact(pbx, Contact("", "Ann")),
        Pbx.delete_contact(pbx, "4"),
        Pbx.voicemails(pbx),
        Pbx.delete_voicemail(pbx, MESSAGE),
        Pbx.call_report(pbx, ReportRequest(ReportKind.QUEUES, date.min, date.min)),
    ):
        with pytest.raises(NotSupported):
            await asking
