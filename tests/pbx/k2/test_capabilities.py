"""What a K2 can do hangs together, and what is inferred can be found."""

from __future__ import annotations

import importlib

import pytest

from ctiapp.model.abilities import whole
from ctiapp.model.commands import Capability
from ctiapp.pbx.k2.capabilities import CAPABILITIES, INFERRED, NEEDED_BY


def test_what_it_can_do_stands_on_what_it_can_do() -> None:
    assert whole(CAPABILITIES) == CAPABILITIES
    assert set(NEEDED_BY.values()) <= CAPABILITIES


def test_what_its_api_lacks_is_not_there() -> None:
    assert not CAPABILITIES & {
        Capability.RECORD,
        Capability.PRESENCE,
        Capability.PAUSE_REASONS,
        Capability.CONTACTS,
        Capability.EDIT_CONTACTS,
        Capability.RECORDINGS,
        Capability.REPORTS,
    }


@pytest.mark.parametrize("where", sorted(set(INFERRED.values())))
def test_what_is_inferred_is_where_it_is_said_to_be(where: str) -> None:
    shared = where.startswith(("jsonstream", "csvrecords", "ownmailbox"))
    package = "ctiapp.pbx" if shared else "ctiapp.pbx.k2"
    module, *names = where.split(".")
    found: object = importlib.import_module(f"{package}.{module}")
    for name in names:
        found = getattr(found, name)
