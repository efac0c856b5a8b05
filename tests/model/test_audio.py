"""What a file is, by how it begins."""

from __future__ import annotations

import pytest

from ctiapp.model.audio import HEAD_BYTES, suffix_of
from ctiapp.simpbx.sound import recorded


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (recorded(1)[:HEAD_BYTES], ".wav"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00", ".mp3"),
        (b"\xff\xfb\x90\x00\x00\x00\x00\x00\x00\x00\x00\x00", ".mp3"),
        (b"OggS\x00\x02\x00\x00\x00\x00\x00\x00", ".ogg"),
        (b"fLaC\x00\x00\x00\x22\x10\x00\x10\x00", ".flac"),
        (b"RIFF\x00\x00\x00\x00AVI ", None),
        (b"\xff\xf9\x50\x80", None),  # AAC: its layer is the reserved one
        (b"MZ\x90\x00\x03\x00\x00\x00", None),
        (b"#!/bin/sh\n", None),
        (b"<html><body>", None),
        (b'{"errcode":0', None),
        (b"\xff", None),
        (b"", None),
    ],
)
def test_a_sound_is_known_by_its_first_bytes(head: bytes, suffix: str | None) -> None:
    assert suffix_of(head) == suffix
