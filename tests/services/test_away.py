"""What ended while the link was down, and what is known of it."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.call import Phase
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.services.away import KEPT, Away, AwayCall
from ctiapp.services.lookup import Identity
from tests.model.said import CALL, inbound, mine, moment, outbound, report
from tests.state.desk import Told

NAMES = {"5503301": "Anya"}


class Gap(Told):
    """A desk whose link a test cuts."""

    def __init__(self) -> None:
        super().__init__()
        self.away = Away(self.store, lambda: moment(self.now_s), self._who)
        self.heard: list[tuple[AwayCall, ...]] = []
        self.away.subscribe(self.heard.append)
        self.link(LinkState.UP)

    @staticmethod
    def _who(number: Number | None) -> Identity | None:
        name = None if number is None else NAMES.get(number.text)
        return None if name is None else Identity(name, "")

    def link(self, state: LinkState) -> None:
        self.take(events.LinkChanged(state))

    def gap(self, *reports: object) -> None:
        """The link goes, and comes back half a minute later with this picture."""
        self.link(LinkState.DOWN)
        self.link(LinkState.OPENING)
        self.now_s += 30
        self.picture(*reports)  # type: ignore[arg-type]
        self.link(LinkState.UP)


@pytest.fixture
def desk() -> Gap:
    return Gap()


def test_a_ring_that_is_gone_after_the_gap_was_missed(desk: Gap) -> None:
    desk.said(inbound("ALERT"), mine("RING"))
    rang_s = desk.now_s
    desk.gap()

    (call,) = desk.away.calls
    assert (call.call_id, call.name, call.number) == (CALL, "Anya", Number("5503301"))
    assert (call.was, call.missed) == (Phase.RINGING, True)
    assert call.since is not None
    assert call.since.mono_s == rang_s
    assert (call.lost.mono_s, call.found.mono_s) == (rang_s + 1, rang_s + 2 + 30 + 1)
    assert desk.heard == [desk.away.calls]


def test_one_that_was_talked_on_was_not(desk: Gap) -> None:
    desk.said(inbound("ANSWERED"), mine("ANSWER"))
    desk.gap()

    (call,) = desk.away.calls
    assert (call.was, call.missed) == (Phase.TALKING, False)


def test_one_that_was_dialled_was_not(desk: Gap) -> None:
    desk.said(outbound("EARLYMEDIA"), mine("ALERT"))
    desk.gap()

    (call,) = desk.away.calls
    assert (call.was, call.missed, call.name) == (Phase.DIALING, False, "Anya")


def test_what_goes_on_is_not_there_nor_what_ended_in_sight(desk: Gap) -> None:
    desk.said(inbound("ALERT"), mine("RING"))
    desk.recorded()
    desk.gap()
    assert desk.away.calls == ()
    assert desk.heard == []


def test_what_a_look_finds_gone_on_an_open_link_is_not_there(desk: Gap) -> None:
    desk.gap()
    desk.said(inbound("ALERT"), mine("RING"))
    desk.now_s += 10
    desk.picture(asked_s=desk.now_s)
    assert desk.away.calls == ()


def test_an_offer_is_the_routings(desk: Gap) -> None:
    desk.take(events.InboundOffered(report(inbound("ALERT"))))
    desk.gap()
    assert desk.away.calls == ()


def test_several_gaps_add_up_until_they_are_put_away(desk: Gap) -> None:
    for call_id in ("1", "2"):
        desk.said(inbound("ALERT"), mine("RING"), call_id=call_id)
        desk.gap()
    assert [call.call_id for call in desk.away.calls] == ["2", "1"]

    desk.away.dismiss()
    desk.away.dismiss()
    assert desk.away.calls == ()
    assert desk.heard[2:] == [()]


def test_they_are_bounded(desk: Gap) -> None:
    for number in range(KEPT + 5):
        desk.said(inbound("ALERT"), mine("RING"), call_id=str(number))
    desk.gap()
    assert len(desk.away.calls) == KEPT


def test_nobody_sees_those_of_whoever_was_here_before(desk: Gap) -> None:
    desk.said(inbound("ALERT"), mine("RING"))
    desk.gap()
    desk.store.reset(Number("2001"), moment(desk.now_s))
    assert desk.away.calls == ()
