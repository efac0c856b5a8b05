"""Marks a literal for translation: what Qt's own tool looks for in the modules of words."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, literal: str, _comment: None = None, _n: int = 0) -> str:
    """Mark a literal for translation; it is translated when it is shown.

    A fourth argument, a literal number, marks one with plural forms (lupdate sees no other).
    """
    return literal
