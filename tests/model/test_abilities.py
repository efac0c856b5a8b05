"""What a PBX cannot do is offered nowhere: by verb, and by what stands on what."""

from __future__ import annotations

import pytest

from ctiapp.model.abilities import EVERY_CAPABILITY, LISTENING, NEEDS, able, whole
from ctiapp.model.commands import Capability, ListenMode, Verb

BARE = frozenset({Capability.DIAL, Capability.HANG_UP, Capability.HOLD, Capability.RESUME})


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_says_what_it_needs(verb: Verb) -> None:
    """A verb that needed nothing would be offered at a PBX that cannot do it."""
    assert NEEDS[verb]
    assert able(verb, EVERY_CAPABILITY)
    for needed in NEEDS[verb]:
        assert not able(verb, EVERY_CAPABILITY - {needed})


def test_a_slot_is_dialled() -> None:
    """To take a parked call needs both."""
    assert not able(Verb.RETRIEVE, BARE)
    assert able(Verb.RETRIEVE, BARE | {Capability.PARK})


def test_who_is_taken_back_is_transferred_once_more() -> None:
    """It is the same command of the PBX."""
    assert able(Verb.TAKE_BACK, {Capability.TRANSFER})
    assert not able(Verb.TAKE_BACK, BARE)


def test_every_way_of_listening_has_its_own_word() -> None:
    """Two of three need not be the third."""
    assert set(LISTENING) == set(ListenMode)
    assert len(set(LISTENING.values())) == len(ListenMode)


def test_who_reads_no_contacts_writes_none() -> None:
    """What stands on something goes with it, and nothing else does."""
    assert whole(EVERY_CAPABILITY - {Capability.CONTACTS}) == EVERY_CAPABILITY - {
        Capability.CONTACTS,
        Capability.EDIT_CONTACTS,
    }
    assert whole(EVERY_CAPABILITY) == EVERY_CAPABILITY


def test_nobody_is_held_who_cannot_be_taken_back() -> None:
    """Who is on hold already can be, whatever else goes."""
    assert whole({Capability.HOLD, Capability.DIAL}) == {Capability.DIAL}
    assert whole({Capability.RESUME}) == {Capability.RESUME}


def test_who_lists_no_messages_hears_none() -> None:
    assert whole({Capability.VOICEMAIL_FILES, Capability.DIAL}) == {Capability.DIAL}
    both = {Capability.VOICEMAIL_FILES, Capability.VOICEMAIL}
    assert whole(both) == both


def test_who_sees_no_queues_manages_none() -> None:
    """And reads no report on them."""
    left = whole({Capability.PAUSE, Capability.SUPERVISE, Capability.REPORTS, Capability.DIAL})
    assert left == {Capability.DIAL}
