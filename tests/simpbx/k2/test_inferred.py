"""What the fact sheet only infers can be put right in one place."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.k2.inferred import Inferred

if TYPE_CHECKING:
    from tests.simpbx.k2.house import House


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("transport", "TCP"),
        ("gives_refresh_token", True),
        ("waits_for_close", False),
        ("transfer_moves", "other"),
        ("repeats_are_rings", False),
        ("delimiter", ""),
        ("greeting", "Response: Success\r\n\r\n"),
        ("farewell_s", 1),
        ("park_time", "remaining"),
        ("agent_as", "number"),
        ("no_answer", "NO ANSWER"),
    ],
)
def test_each_is_set_by_its_name(house: House, name: str, value: object) -> None:
    answer = house.face.configure(name, value)
    assert answer[name] == value
    assert answer == {"asks_destination": False, **asdict(house.site.inferred)}


def test_no_other_and_no_other_value(house: House) -> None:
    before = asdict(Inferred())
    bad = (("transport", "UDP"), ("farewell_s", True), ("greeting", 1), ("speed", 1))
    for name, value in (*bad, ("asks_destination", "yes")):
        with pytest.raises(ControlError):
            house.face.configure(name, value)
    assert asdict(house.site.inferred) == before


def test_every_switch_is_tried_above() -> None:
    (mark,) = test_each_is_set_by_its_name.pytestmark  # type: ignore[attr-defined]
    assert [name for name, _ in mark.args[1]] == [field.name for field in fields(Inferred)]
