"""What a file is, by how it begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.audio import HEAD_BYTES, file_name, suffix_of
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


@pytest.mark.parametrize(
    ("words", "file", "name"),
    [
        ("2026-03-02 10.30 Anna Lee", "x.wav", "2026-03-02 10.30 Anna Lee.wav"),
        ("Größe 王晓明 +49 30", "x.MP3", "Größe 王晓明 +49 30.mp3"),
        ("../../etc/passwd", "x.exe", "etc passwd.wav"),
        ('a\\b:c*d?e<f>g|h"i\n\x00j', "", "a b c d e f g h i j.wav"),
        ("\u202egnp.exe", "", "gnp.exe.wav"),
        ("CON", "", "recording CON.wav"),
        ("nul.txt", "", "recording nul.txt.wav"),
        (" . ", "", "recording.wav"),
        ("", "", "recording.wav"),
        ("x" * 500, "", "x" * 100 + ".wav"),
    ],
)
def test_a_name_to_save_by(words: str, file: str, name: str) -> None:
    assert file_name(words, file) == name


@given(st.text(), st.text())
def test_a_proposed_name_never_leaves_its_folder(words: str, file: str) -> None:
    name = file_name(words, file)
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert not name.startswith((".", "-", " "))
    assert name.endswith((".wav", ".mp3", ".ogg", ".flac"))
