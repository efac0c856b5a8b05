"""Whatever comes from elsewhere can be kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctiapp.storage.cleaning import clean


@given(st.text())
def test_what_is_kept_can_be_written(text: str) -> None:
    """No NUL, no half of a character; all else stays."""
    kept = clean(text + "\0\ud800")
    assert kept == text.replace("\0", "")
    assert kept.encode().decode() == kept
