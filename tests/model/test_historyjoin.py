"""Lines of the list become calls: none lost, none twice, whatever order they come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.history import Fate
from ctiapp.model.historyjoin import fold, groups
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome
from tests.model.test_historyfold import ADA, ANNA, BOB, ME, QUEUE, READING, line


def test_a_transfer_is_one_call_though_it_has_two_lines() -> None:
    lines = [
        line("1", 0, ADA, ME, talk_s=60),
        line("2", 64, ADA, ANNA, talk_s=30),
    ]

    (call,) = fold(lines, READING)

    assert (call.number, call.parts, call.fate, call.taken_by) == (ADA, 2, Fate.ANSWERED, ME)
    assert (call.ring_s, call.talk_s, call.person) == (4, 90, "+4989123456")


def test_a_number_written_otherwise_is_the_same_person() -> None:
    lines = [
        line("1", 0, ADA, ME, talk_s=60),
        line("2", 64, Number("089123456"), ANNA, talk_s=30),
    ]

    assert len(fold(lines, READING)) == 1


def test_a_call_again_after_a_while_is_another_one() -> None:
    lines = [
        line("1", 0, ADA, ME, Outcome.NO_ANSWER),
        line("2", 60, ADA, ME, Outcome.NO_ANSWER),
    ]

    assert [call.fate for call in fold(lines, READING)] == [Fate.MISSED, Fate.MISSED]


@pytest.mark.parametrize("first", [ME, ANNA])
def test_two_calls_from_one_number_at_once_are_two(first: Number) -> None:
    """A company's main number has many lines."""
    lines = [
        line("1", 0, ADA, first, talk_s=60),
        line("2", 1, ADA, QUEUE, Outcome.ABANDONED, ring_s=3),
        line("3", 2, BOB, QUEUE, Outcome.ABANDONED, ring_s=20),
        line("4", 3, BOB, ANNA, talk_s=60),
    ]

    assert [call.parts for call in fold(lines, READING)] == [1, 1, 1, 1]


def test_those_that_ring_side_by_side_are_one() -> None:
    lines = [
        line("1", 0, ADA, QUEUE, Outcome.NO_ANSWER, ring_s=20),
        line("2", 1, ADA, ME, talk_s=60),
    ]

    assert [call.parts for call in fold(lines, READING)] == [2]


def test_two_tries_from_here_are_two_calls_however_soon() -> None:
    lines = [
        line("1", 0, ME, ADA, Outcome.BUSY, ring_s=0),
        line("2", 2, ME, ADA, talk_s=10),
    ]

    assert [(call.fate, call.incoming) for call in fold(lines, READING)] == [
        (Fate.BUSY, False),
        (Fate.ANSWERED, False),
    ]


def test_whom_one_called_and_handed_on_is_one_call() -> None:
    lines = [
        line("1", 0, ME, BOB, talk_s=20),
        line("2", 24, BOB, ANNA, talk_s=20),
    ]

    (call,) = fold(lines, READING)

    assert (call.number, call.incoming, call.fate) == (BOB, False, Fate.ANSWERED)


def test_recordings_tell_which_call_a_line_is_of() -> None:
    file = "20260302090004-1772442000.7-x-y-Inbound.wav"
    other = "20260302090004-1772442000.9-x-y-Inbound.wav"
    same = [
        line("1", 0, ADA, ME, talk_s=60, recording=file),
        line("2", 300, BOB, ANNA, talk_s=30, recording=file),
    ]
    two = [
        line("1", 0, ADA, ME, talk_s=60, recording=file),
        line("2", 64, ADA, ME, talk_s=30, recording=other),
    ]

    assert len(fold(same, READING)) == 1
    assert len(fold(two, READING)) == 2


@pytest.mark.parametrize(
    ("at_s", "count"),
    [(12, 2), (64, 1)],
    ids=["while the first still talks", "when the first is over"],
)
def test_those_who_withhold_their_number_are_told_apart_by_time(at_s: int, count: int) -> None:
    lines = [
        line("1", 0, Number(""), ME, talk_s=60),
        line("2", at_s, Number(""), ANNA, talk_s=30),
    ]

    assert len(fold(lines, READING)) == count


# -- whatever comes ---------------------------------------------------

NUMBERS = st.sampled_from([ME, ANNA, QUEUE, ADA, BOB, Number(""), Number("089123456")])
LINES = st.lists(
    st.builds(
        line,
        uid=st.integers(0, 40).map(str),
        at_s=st.integers(0, 400),
        caller=NUMBERS,
        callee=NUMBERS,
        outcome=st.sampled_from(list(Outcome)),
        ring_s=st.integers(0, 30),
        talk_s=st.integers(0, 120),
        recording=st.sampled_from(
            ["", "20260302090004-1.7-a-b-Inbound.wav", "20260302090004-1.8-a-b-Inbound.wav"]
        ),
    ),
    max_size=30,
)


@given(LINES, st.randoms(use_true_random=False))
def test_no_line_is_lost_none_is_taken_twice_and_the_order_does_not_matter(
    lines: list[CallRecord], rng: object
) -> None:
    told = groups(lines, READING)
    shuffled = list(lines)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]

    uids = [each.uid for group in told for each in group]
    assert sorted(uids) == sorted({each.uid for each in lines})
    assert groups(shuffled, READING) == told
    assert fold(shuffled, READING) == fold(lines, READING)


@given(LINES)
def test_lines_that_are_folded_again_make_the_same_calls(lines: list[CallRecord]) -> None:
    told = groups(lines, READING)

    assert groups([each for group in told for each in group], READING) == told
    assert [call.parts for call in fold(lines, READING)] == [len(group) for group in told]
