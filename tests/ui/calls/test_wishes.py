"""What is wished for at a card."""

from __future__ import annotations

from ctiapp.ui.calls.wishes import Note, Writing


def test_wishes_are_values() -> None:
    """Two that want the same are the same."""
    assert Note("a") == Note("a")
    assert Writing(on=True) != Writing(on=False)
