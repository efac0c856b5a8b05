"""The recordings of an exchange, and the links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx import media, recordings
from ctiapp.simpbx.facts import RecordingPrepared
from ctiapp.simpbx.recordings import LINK_LIFE_S, LONGEST_S

if TYPE_CHECKING:
    import pytest

    from ctiapp.simpbx.recordings import Recordings
    from tests.simpbx.office import Office


def kept(office: Office) -> Recordings:
    return office.exchange.recordings


def record_a_call(office: Office, *, talk_s: float = 7.0) -> None:
    _, own = office.talk()
    media.start_recording(office.exchange, own)
    office.wait(talk_s)
    office.exchange.hang_up(own)


def test_a_recorded_call_has_a_recording_named_in_its_record(office: Office) -> None:
    record_a_call(office)

    (recording,) = kept(office).kept
    (line,) = office.exchange.archive.lines
    assert recording.file == line.recording == office.records()[0].recording
    assert (recording.line, recording.seconds) == (line, 7)
    assert len(recording.sound()) == recording.size


def test_a_call_that_was_not_recorded_has_none(office: Office) -> None:
    _, own = office.talk()
    office.exchange.hang_up(own)

    assert kept(office).kept == []
    assert office.exchange.archive.lines[0].recording == ""


def test_whose_calls_are_all_recorded_needs_no_button(office: Office) -> None:
    office.exchange.directory.extensions["2001"].recorded = True
    _, other = office.talk("2000", "1")
    _, own = office.talk("2001", "2")
    assert (other.recording, own.recording) == ("off", "on")
    office.exchange.hang_up(own)

    assert [each.line.to_number for each in kept(office).kept] == ["2001"]


def test_a_pause_stays_a_pause_where_all_is_recorded(office: Office) -> None:
    office.exchange.directory.extensions["2000"].recorded = True
    _, own = office.talk()
    media.pause_recording(own)
    office.exchange.hold(own)
    office.exchange.unhold(own)

    assert own.recording == "paused"


def test_a_long_talk_does_not_make_a_long_sound(office: Office) -> None:
    record_a_call(office, talk_s=3000.0)

    assert kept(office).kept[0].seconds == LONGEST_S


def test_a_link_leads_to_its_recording_for_half_an_hour(office: Office) -> None:
    record_a_call(office)
    (recording,) = kept(office).kept
    name = kept(office).link(recording)
    office.wait(LINK_LIFE_S - 1)
    assert kept(office).behind(name) is recording
    office.wait(1)
    assert kept(office).behind(name) is None
    assert kept(office).behind("made-up.wav") is None


def test_one_that_was_deleted_is_found_no_more(office: Office) -> None:
    record_a_call(office)
    (recording,) = kept(office).kept
    name = kept(office).link(recording)
    assert kept(office).find(file=recording.file) is recording
    assert kept(office).find(recording_id=recording.id) is recording
    kept(office).remove(recording)

    assert kept(office).find(file=recording.file) is None
    assert kept(office).behind(name) is None


def test_neither_recordings_nor_links_grow_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "MAX_KEPT", 2)
    monkeypatch.setattr(recordings, "_MAX_LINKS", 2)
    for _ in range(3):
        record_a_call(office)
    assert [each.id for each in kept(office).kept] == [2, 3]
    names = [kept(office).link(kept(office).kept[0]) for _ in range(3)]
    assert [kept(office).behind(name) is None for name in names] == [True, False, False]


def test_a_file_that_takes_its_time_is_told_of_once_it_is_ready(office: Office) -> None:
    record_a_call(office)
    (recording,) = kept(office).kept
    told: list[RecordingPrepared] = []
    office.exchange.listen(
        lambda fact: told.append(fact) if isinstance(fact, RecordingPrepared) else None
    )
    assert not kept(office).prepare(recording, 5.0)
    assert not kept(office).prepare(recording, 5.0)
    office.wait(4)
    assert told == []
    office.wait(1)

    (fact,) = told
    assert (fact.file, fact.at_s) == (recording.file, office.exchange.now_s)
    assert kept(office).behind(fact.link) is recording
    assert kept(office).prepare(recording, 5.0)
    office.wait(LINK_LIFE_S)
    assert not kept(office).prepare(recording, 5.0)


def test_a_file_that_was_deleted_meanwhile_cannot_be_made_ready(office: Office) -> None:
    record_a_call(office)
    (recording,) = kept(office).kept
    told: list[object] = []
    office.exchange.listen(told.append)
    kept(office).prepare(recording, 5.0)
    kept(office).remove(recording)
    office.wait(5)

    assert told == [RecordingPrepared(recording.file, "", office.exchange.now_s)]


def test_a_file_that_takes_no_time_is_ready_and_nothing_is_told(office: Office) -> None:
    record_a_call(office)
    told: list[object] = []
    office.exchange.listen(told.append)

    assert kept(office).prepare(kept(office).kept[0], 0.0)
    office.wait(60)
    assert told == []
