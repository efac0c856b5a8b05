"""``ctl events``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.control.event_verbs import EventVerbs
from ctiapp.model.ctl import CtlExit, CtlRequest
from ctiapp.model.errors import EventsBlocked

if TYPE_CHECKING:
    import pytest

    from tests.control.office import Office


class Trial:
    """Ends after a while."""

    async def run(self) -> float:
        return 0.123456


async def test_it_tells_how_long_the_event_took() -> None:
    reply = await EventVerbs(Trial()).events(CtlRequest("events", ("test",)))  # type: ignore[arg-type]
    assert (reply.exit, reply.data) == (CtlExit.CONFIRMED, {"took_s": 0.123})


async def test_a_closed_way_is_told_with_its_word(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> float:
        raise EventsBlocked("", address="192.168.5.20", port=8260)

    monkeypatch.setattr(office.services.events, "run", run)
    reply = await office.ctl("events", "test")
    assert reply.exit is CtlExit.FAILED
    assert reply.error is not None
    assert reply.error.code == "events-blocked"


async def test_where_none_are_posted_it_is_said(office: Office) -> None:
    reply = await office.ctl("events", "test")
    assert reply.error is not None
    assert reply.error.code == "events.not-posted"
