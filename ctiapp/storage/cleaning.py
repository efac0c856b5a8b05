"""What no file can hold."""

from __future__ import annotations


def clean(text: str) -> str:
    """Text that can be kept: without NUL, and without halves of characters."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
