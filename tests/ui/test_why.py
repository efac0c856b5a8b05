"""Whose number it is, and why that name, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctiapp.services.identify import Identity, Why
from ctiapp.ui import text
from ctiapp.ui.why import who_text, why_text

ANNA = Identity("Anna Weber", "Weber AG")
BERT = Identity("Bert Weber", "Weber AG")
CLEO = Identity("Cleo", "")


def test_one_known_is_named_alone() -> None:
    assert who_text(ANNA) == "Anna Weber"


def test_several_are_named_together() -> None:
    """No single name is better than a wrong one."""
    two, three = replace(ANNA, others=(BERT,)), replace(ANNA, others=(BERT, CLEO))

    assert text.bare(who_text(two)) == "Anna Weber or Bert Weber"
    assert text.bare(who_text(three)) == "Anna Weber, Bert Weber or Cleo"
    assert text.bare(why_text(two)) == "Several have this number: Anna Weber or Bert Weber."


def test_whom_the_user_chose_is_named_alone_and_the_rest_on_hovering() -> None:
    chosen = replace(ANNA, why=Why.CHOSEN, others=(BERT,))

    assert who_text(chosen) == "Anna Weber"
    said = text.bare(why_text(chosen))
    assert said == ("Several have this number. You chose this one last. It may also be Bert Weber.")


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_its_words(why: Why) -> None:
    """And no two of them the same."""
    said = {why_text(replace(ANNA, why=each)) for each in Why}

    assert len(said) == len(Why)
    assert why_text(replace(ANNA, why=why)).endswith(".")
