"""Two ways to write a name are one when they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ann   LEE ", "ann lee"),
        ("Müller", "muller"),
        ("Søren Ågård", "soren agard"),
        ("Weiß", "weiss"),
        ("Łukasz Ðorđe", "lukasz dorde"),
        ("ＷＡＮＧ", "wang"),
        ("王小明", "王小明"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """No case, no accents, one blank."""
    assert fold(text) == folded


@given(st.text())
def test_case_and_blanks_never_matter(text: str) -> None:
    """Whatever the text."""
    assert fold(f"  {text} ") == fold(text)
