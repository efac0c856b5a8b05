"""What kind of sound a file holds, by how it begins: its name is a stranger's, and says nothing."""

from __future__ import annotations

from typing import Final

HEAD_BYTES: Final = 12
"""So much of the beginning tells."""

_MPEG_SYNC: Final = 0xE0
_MPEG_RESERVED_LAYER: Final = 0x06


def suffix_of(head: bytes) -> str | None:
    """The suffix of a file of sound that begins so: ``.wav``, ``.mp3``, ``.ogg`` or ``.flac``.

    None where it is no sound that is known: a page, a program, nothing at all.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return ".wav"
    if head[:4] == b"OggS":
        return ".ogg"
    if head[:4] == b"fLaC":
        return ".flac"
    mpeg = len(head) > 1 and head[0] == 0xFF and head[1] & _MPEG_SYNC == _MPEG_SYNC
    if head[:3] == b"ID3" or (mpeg and head[1] & _MPEG_RESERVED_LAYER):
        return ".mp3"
    return None
