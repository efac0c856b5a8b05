"""The README's table of features is what the dialects sign in with."""

from __future__ import annotations

import pytest

from ctiapp.model.commands import Capability
from ctiapp.model.ctl_verbs import PBX_KINDS
from ctiapp.tools.features import FAMILIES, NO, ROWS, YES, cell, table, written
from tests.conftest import ROOT


def test_the_readme_has_the_table_as_it_is_now() -> None:
    """To mend it: ``python -m ctiapp.tools.features``."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert written(readme) == readme


def test_every_family_and_every_capability_stands_in_it() -> None:
    """What a dialect can do and the table does not name, nobody would look for."""
    assert tuple(FAMILIES) == PBX_KINDS
    named = {each for _, needed in ROWS for each in needed}
    assert set(Capability) - named == {Capability.HOTEL}  # it is all of the rooms' rows
    heads = table().splitlines()[0]
    assert all(name in heads for name, _ in FAMILIES.values())


def test_a_family_has_what_the_families_have_in_common() -> None:
    """Without these there would be nothing to sign in for."""
    for _, capabilities in FAMILIES.values():
        assert capabilities >= {Capability.DIAL, Capability.HANG_UP, Capability.QUEUES}


def test_a_part_of_a_row_is_said_in_words() -> None:
    """Neither yes nor no."""
    both = (Capability.HOLD, Capability.RESUME)
    assert cell(both, both) == YES
    assert cell(both, ()) == NO
    assert cell(both, {Capability.RESUME}) == "resume"
    assert cell((), ()) == YES


def test_a_readme_without_a_place_for_it_is_refused() -> None:
    """Nothing is appended somewhere."""
    with pytest.raises(ValueError, match="no place"):
        written("# ctiapp")
