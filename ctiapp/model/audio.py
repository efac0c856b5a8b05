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


_SUFFIXES: Final = (".wav", ".mp3", ".ogg", ".flac")
_MAX_NAME: Final = 100
_BESIDE: Final = " -_.,+()"
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(10)}
)
"""Names that Windows keeps for devices, whatever suffix follows."""


def file_name(words: str, file: str) -> str:
    """Make a name to propose for a recording that is saved.

    Args:
        words: what it is of; strangers' names may be among them. What no system can have in a name,
            and what could climb out of a folder, is left out.
        file: its name at the PBX, of which a suffix that is known is taken.
    """
    plain = "".join(c if c.isalnum() or c in _BESIDE else " " for c in words[: 4 * _MAX_NAME])
    stem = " ".join(plain.split())[:_MAX_NAME].strip(" .-_")
    if not stem or stem.split(".")[0].strip().casefold() in _RESERVED:
        stem = f"recording {stem}".strip()
    suffix = next((each for each in _SUFFIXES if file.casefold().endswith(each)), _SUFFIXES[0])
    return f"{stem}{suffix}"
