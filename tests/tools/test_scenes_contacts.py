"""The pictures of contacts can be drawn, and show something of everything."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Contact
from ctiapp.model.importing import Bad
from ctiapp.services.importplan import plan
from ctiapp.tools.scenes_contacts import FIELDS, PEOPLE, SCENES, SOURCE, people


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SCENES)
def test_each_can_be_drawn(name: str) -> None:
    """Something is painted, as large as the window."""
    drawn = SCENES[name]()
    assert drawn.width() >= 900
    assert drawn.height() >= 600


def test_what_they_show_is_of_every_kind() -> None:
    """Good and bad rows, and people over and over."""
    kinds = {type(each) for each in plan(SOURCE, FIELDS, ()).preview.sample}
    assert kinds == {Contact, Bad}
    assert people(range(20))[len(PEOPLE)] == PEOPLE[0]
