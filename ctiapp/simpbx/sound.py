"""What a recording sounds like: two voices, a low one and a high one, by turns. Made, not stored.

A second of each, so that one hears where in it one is. Uncompressed telephone sound in a WAV file,
as the PBX keeps it: every player knows that.
"""

from __future__ import annotations

import math
import struct
import sys
from array import array
from functools import lru_cache

RATE = 8000
"""Samples a second: the telephone's."""

VOICES_HZ = (220, 330)
"""Whole numbers: so each second ends where the next begins, without a click."""

_LOUDNESS = 6000
_FADE = 400
_SAMPLE_BYTES = 2
_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PCM = 1


def size_of(seconds: int) -> int:
    """How many bytes `recorded` makes."""
    return _HEAD.size + seconds * RATE * _SAMPLE_BYTES


def recorded(seconds: int) -> bytes:
    """Return a WAV file of so many seconds."""
    length = seconds * RATE * _SAMPLE_BYTES
    head = _HEAD.pack(
        *(b"RIFF", _HEAD.size - 8 + length, b"WAVE", b"fmt ", 16, _PCM, 1),
        *(RATE, RATE * _SAMPLE_BYTES, _SAMPLE_BYTES, 8 * _SAMPLE_BYTES, b"data", length),
    )
    return head + b"".join(_second(VOICES_HZ[index % len(VOICES_HZ)]) for index in range(seconds))


@lru_cache(maxsize=len(VOICES_HZ))
def _second(hertz: int) -> bytes:
    turn = 2 * math.pi * hertz / RATE
    samples = array("h")
    for index in range(RATE):
        fade = min(1.0, index / _FADE, (RATE - index) / _FADE)
        samples.append(round(_LOUDNESS * fade * math.sin(turn * index)))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
