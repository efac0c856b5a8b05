"""The sound of recordings: a file that any reader of WAV files takes."""

from __future__ import annotations

import io
import itertools
import wave

import pytest

from ctiapp.simpbx.sound import RATE, recorded, size_of


@pytest.mark.parametrize("seconds", [1, 3, 20])
def test_a_file_lasts_as_long_as_it_should_and_weighs_what_was_said(seconds: int) -> None:
    file = recorded(seconds)

    assert len(file) == size_of(seconds)
    with wave.open(io.BytesIO(file)) as reader:
        assert (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()) == (1, 2, RATE)
        assert reader.getnframes() == seconds * RATE


def test_two_voices_take_turns_without_a_click() -> None:
    with wave.open(io.BytesIO(recorded(2))) as reader:
        first, second = reader.readframes(RATE), reader.readframes(RATE)

    assert first != second
    samples = memoryview(first + second).cast("h").tolist()
    steps = [abs(one - other) for one, other in itertools.pairwise(samples)]
    assert max(steps) < 2000
