"""A slot that is dialled, and who waits in it: one call, whoever parked them."""

from __future__ import annotations

import pytest

from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.events import (
    CallFailed,
    CommandAccepted,
    CommandFailed,
    LinkChanged,
    LinkState,
)
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.parking import ParkedCall
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.notices import Notices
from tests.model.said import CALL, ext, inbound, mine, moment, report
from tests.state.desk import Told

DIALLED = CallId("9.1")
SLOT = "6001"
WAITS = inbound("HOLD")


class Parked(Told):
    """5503301 waits in slot 6001, parked from here."""

    def __init__(self, *, by_me: bool = True) -> None:
        super().__init__()
        self.desk = Desk(self.store, Directory(self.store, Notices()))
        self.take(LinkChanged(LinkState.UP))
        if by_me:
            self.said(inbound("ANSWERED"), mine("ANSWER"))
            token = self.send(Verb.PARK, CALL)
            self.take(CommandAccepted(token, None, SLOT))
            self.said(WAITS)
            assert self.shown() == [(CALL, Phase.PARKED)]
        one = ParkedCall(SLOT, Number("5503301"), Number("2000"), LegId("PJSIP/in"))
        self.store.set_parked((one,), self.now_s, moment(self.now_s))

    def shown(self) -> list[tuple[str, Phase]]:
        """The living cards."""
        return [(card.call_id, card.phase) for card in self.desk.cards if card.end is None]

    def dial(self) -> None:
        """The slot is dialled, and one's own phone rings."""
        token = self.send(Verb.RETRIEVE, None, Number(SLOT))
        self.take(CommandAccepted(token, DIALLED))
        self.said(mine("RING", "b"), call_id=DIALLED)


@pytest.fixture
def parked() -> Parked:
    """Parked from here."""
    return Parked()


def test_one_call_all_along(parked: Parked) -> None:
    """The dialled one with the name of who waits; then theirs alone, also after the end."""
    parked.desk.select(CALL)
    parked.dial()
    assert parked.shown() == [(DIALLED, Phase.DIALING)]
    card = parked.desk.cards[0]
    assert (card.number, card.slot, card.own_phone_rings) == (Number("5503301"), SLOT, True)
    assert parked.desk.selected == DIALLED

    parked.said(inbound("ANSWERED"), mine("ANSWER", "b"))
    assert parked.shown() == [(CALL, Phase.TALKING)]
    parked.said(mine("BYE", "b"), call_id=DIALLED)
    assert [card.call_id for card in parked.desk.cards] == [CALL]
    parked.said(inbound("BYE"), mine("BYE", "b"))
    assert [card.call_id for card in parked.desk.cards] == [CALL]


def test_who_changes_their_mind_has_the_parked_one_as_before(parked: Parked) -> None:
    """The ring is put down: they wait on, and nothing else is shown."""
    parked.dial()
    parked.said(mine("BYE", "b"), call_id=DIALLED)
    assert [(card.call_id, card.phase) for card in parked.desk.cards] == [(CALL, Phase.PARKED)]


def test_a_slot_that_fails_says_so(parked: Parked) -> None:
    """The reason is seen, and who waits there as well."""
    parked.dial()
    parked.take(CallFailed(report(mine("BYE", "b"), call_id=DIALLED), FailReason.NOT_FOUND, "404"))
    (waits, failed) = parked.desk.cards
    assert (waits.call_id, waits.phase) == (CALL, Phase.PARKED)
    assert failed.end is not None
    assert failed.end.reason is EndReason.FAILED


def test_whom_a_colleague_parked() -> None:
    """Not known here before: the dialled call alone, by their name, and then theirs."""
    parked = Parked(by_me=False)
    parked.dial()
    assert parked.shown() == [(DIALLED, Phase.DIALING)]
    assert parked.desk.cards[0].number == Number("5503301")
    parked.said(inbound("ANSWERED"), mine("ANSWER", "b"))
    assert parked.shown() == [(CALL, Phase.TALKING)]


def test_an_ordinary_call_is_left_as_it_is(parked: Parked) -> None:
    """Whoever is called by a number that is no slot stands beside who waits."""
    token = parked.send(Verb.DIAL, None, Number("2001"))
    parked.said(mine("RING", "b"), call_id=DIALLED)
    parked.take(CommandAccepted(token, DIALLED))
    parked.said(mine("ALERT", "b"), ext("2001", "RING"), call_id=DIALLED)
    assert parked.shown() == [(CALL, Phase.PARKED), (DIALLED, Phase.DIALING)]


def test_a_refused_dial_shows_nothing(parked: Parked) -> None:
    """No second call ever was."""
    token = parked.send(Verb.RETRIEVE, None, Number(SLOT))
    parked.take(CommandFailed(token, Notice.of("error.command")))
    assert parked.shown() == [(CALL, Phase.PARKED)]


def test_a_call_that_is_not_shown_is_never_selected(parked: Parked) -> None:
    """The keys act on what is seen, whatever was chosen before or is named now."""
    parked.dial()
    parked.desk.select(DIALLED)
    parked.said(inbound("ANSWERED"), mine("ANSWER", "b"))
    assert parked.shown() == [(CALL, Phase.TALKING)]
    assert parked.desk.selected == CALL
    parked.desk.select(DIALLED)
    assert parked.desk.selected == CALL
