"""What the rooms ask of their neighbours is what these can do."""

from __future__ import annotations

import inspect

import pytest

from ctiapp.services.directory import Directory
from ctiapp.services.history import History
from ctiapp.services.hotel import ports
from ctiapp.services.hotel.alarmbook import AlarmBook
from ctiapp.services.hotel.desktime import DeskTime
from ctiapp.services.hotel.plans import Plans
from ctiapp.services.storelamps import StoreLamps


@pytest.mark.parametrize(
    ("port", "filled"),
    [
        (ports.People, Directory),
        (ports.Lamps, StoreLamps),
        (ports.Alarms, AlarmBook),
        (ports.Plans, Plans),
        (ports.WallTime, DeskTime),
        (ports.LastCalls, History),
    ],
)
def test_a_port_is_filled_with_the_same_questions(port: type, filled: type) -> None:
    """The same methods with the same arguments; a property is one there as well."""
    asked = {name: what for name, what in vars(port).items() if not name.startswith("_")}

    assert asked
    for name, what in asked.items():
        there = inspect.getattr_static(filled, name)
        assert isinstance(there, property) == isinstance(what, property)
        if isinstance(what, property):
            continue
        assert list(inspect.signature(there).parameters) == list(inspect.signature(what).parameters)
        assert inspect.iscoroutinefunction(there) == inspect.iscoroutinefunction(what)
