"""The lamps of all extensions."""

from __future__ import annotations

import pytest

from ctiapp.model import events
from ctiapp.model.directory import Extension, LineState, Presence
from ctiapp.model.events import LinkState
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.state.changes import Lamp, LampChanged, LampsChanged
from ctiapp.state.lamps import MAX_LAMPS
from tests.model.said import ME, moment
from tests.state.desk import Told

A, B = Number("2001"), Number("2002")


@pytest.fixture
def told() -> Told:
    """A store at extension 2000."""
    return Told()


def test_lamps_gather_what_is_told_of_an_extension(told: Told) -> None:
    """Phone, person and registration, each from an event of its own."""
    number = Number("2001")
    assert told.take(events.LineChanged(number, LineState.RINGING)) == (
        LampChanged(number, Lamp(LineState.RINGING)),
    )
    told.take(events.PresenceChanged(number, Presence.LUNCH))
    told.take(events.RegistrationChanged(number, "sip", registered=True))
    assert told.store.lamps[number] == Lamp(LineState.RINGING, Presence.LUNCH, registered=True)
    assert told.take(events.LineChanged(number, LineState.RINGING)) == ()


@pytest.mark.parametrize(
    ("told_of", "registered"),
    [
        ([("Sip", True)], True),
        ([("Sip", True), ("Mobile", True), ("Sip", False)], True),
        ([("Sip", True), ("Mobile", True), ("Mobile", False)], True),
        ([("Sip", False)], False),
        ([("sip", False), ("Mobile", True), ("mobile", False)], False),
        ([("Mobile", True), ("Mobile", False)], None),
    ],
)
def test_an_extension_is_registered_while_any_device_of_it_is(
    told: Told, told_of: list[tuple[str, bool]], registered: bool | None
) -> None:
    """One that leaves says nothing of a desk phone that nobody told of: the list has the word."""
    for device, on in told_of:
        told.take(events.RegistrationChanged(A, device, registered=on))
    assert told.store.lamps[A].registered is registered


def test_lamps_are_bounded(told: Told) -> None:
    """Those known go on; more than anybody has are left out."""
    for number in range(MAX_LAMPS + 50):
        told.take(events.LineChanged(Number(str(number)), LineState.BUSY), 0.0)
    assert len(told.store.lamps) == MAX_LAMPS
    told.take(events.LineChanged(Number("0"), LineState.IDLE))
    assert told.store.lamps[Number("0")] == Lamp(LineState.IDLE)


# --- a gap ---------------------------------------------------------------------------------------


@pytest.fixture
def gap(told: Told) -> Told:
    """A talks, of B nothing but a presence was ever told; then the link went and came back."""
    told.take(events.LinkChanged(LinkState.UP))
    told.take(events.LineChanged(A, LineState.BUSY))
    told.take(events.PresenceChanged(A, Presence.AVAILABLE))
    told.take(events.RegistrationChanged(A, "sip", registered=True))
    told.take(events.PresenceChanged(B, Presence.LUNCH))
    told.take(events.PresenceChanged(ME, Presence.AWAY))
    told.batches.clear()
    told.take(events.LinkChanged(LinkState.DOWN))
    told.take(events.LinkChanged(LinkState.OPENING))
    told.take(events.LinkChanged(LinkState.UP))
    return told


def person(number: Number, presence: Presence) -> Extension:
    return Extension(ExtensionId("1"), number, "", presence, registered=True)


def test_after_a_gap_nothing_is_known_of_what_was_told_before(gap: Told) -> None:
    assert gap.store.lamps_doubtful
    assert gap.store.lamps[A] == Lamp(LineState.UNKNOWN, Presence.UNKNOWN)
    assert gap.store.lamps[B] == Lamp(None, Presence.UNKNOWN)
    lost = gap.batches[0]
    assert LampsChanged() in lost
    assert LampChanged(ME, Lamp(None, Presence.UNKNOWN)) in lost
    assert not any(LampsChanged() in batch for batch in gap.batches[1:])


def test_lines_are_taken_in_where_events_are_known_to_come(gap: Told) -> None:
    gap.store.set_lines({B: LineState.BUSY}, gap.now_s, moment(gap.now_s))

    assert gap.store.lamps[A].line is LineState.IDLE
    assert gap.store.lamps[B].line is None  # it would never be told when B hangs up
    assert gap.batches[-1] == (LampsChanged(), LampChanged(ME, Lamp(None, Presence.UNKNOWN)))


def test_what_an_event_told_since_is_newer(gap: Told) -> None:
    gap.take(events.LineChanged(A, LineState.RINGING))
    gap.take(events.PresenceChanged(A, Presence.OFF_WORK))
    before = len(gap.batches)
    gap.store.set_lines({A: LineState.BUSY}, gap.now_s, moment(gap.now_s))
    assert len(gap.batches) == before
    gap.store.set_people([person(A, Presence.LUNCH)], moment(gap.now_s))

    assert gap.store.lamps[A] == Lamp(LineState.RINGING, Presence.OFF_WORK, registered=True)


@pytest.mark.parametrize("state", [LineState.BUSY, LineState.RINGING])
def test_whoever_is_in_no_call_of_the_picture_is_idle(told: Told, state: LineState) -> None:
    told.take(events.LineChanged(A, state))
    told.take(events.LineChanged(B, state))
    asked_s = told.now_s
    told.take(events.LineChanged(B, state))
    told.store.set_calls((), asked_s, moment(told.now_s + 1.0))
    assert told.store.lamps[A].line is LineState.IDLE
    assert told.store.lamps[B].line is state  # told of since
    assert LampsChanged() in told.batches[-1]


def test_a_picture_overrules_nothing_else_that_events_told(told: Told) -> None:
    told.take(events.LineChanged(A, LineState.IDLE))
    told.take(events.LineChanged(B, LineState.RINGING))
    before = len(told.batches)
    told.store.set_lines({A: LineState.BUSY, B: LineState.BUSY}, told.now_s, moment(told.now_s))
    assert len(told.batches) == before


def test_the_list_ends_the_doubt(gap: Told) -> None:
    people = [person(A, Presence.LUNCH), person(Number("2009"), Presence.AWAY)]
    gap.store.set_people(people, moment(gap.now_s))

    assert not gap.store.lamps_doubtful
    assert gap.store.lamps[A].presence is Presence.LUNCH
    assert Number("2009") not in gap.store.lamps  # the list itself is what is known of it
    assert LampsChanged() in gap.batches[-1]
    before = len(gap.batches)
    gap.store.set_people(people, moment(gap.now_s))
    assert len(gap.batches) == before


def test_ones_own_presence_is_taken_from_the_list_though_no_event_told_of_it(told: Told) -> None:
    told.take(events.LinkChanged(LinkState.UP))
    told.take(events.LinkChanged(LinkState.DOWN))
    assert LampChanged(ME, Lamp()) in told.batches[-1]
    told.store.set_people([person(ME, Presence.LUNCH)], moment(told.now_s))
    lamp = Lamp(None, Presence.LUNCH, registered=True)
    assert told.batches[-1] == (LampsChanged(), LampChanged(ME, lamp))


def test_ones_own_presence_that_an_event_told_since_is_newer(told: Told) -> None:
    told.take(events.LinkChanged(LinkState.UP))
    told.take(events.LinkChanged(LinkState.DOWN))
    told.take(events.PresenceChanged(ME, Presence.AWAY))
    told.store.set_people([person(ME, Presence.LUNCH)], moment(told.now_s))
    assert told.store.lamps[ME].presence is Presence.AWAY


def test_whoever_signs_in_next_has_no_doubts_of_others(gap: Told) -> None:
    gap.store.reset(Number("2001"), moment(gap.now_s))
    assert not gap.store.lamps_doubtful
