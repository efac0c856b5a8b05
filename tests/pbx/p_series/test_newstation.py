"""What the PBX would not take of a new extension."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ctiapp.model.newstation import NewStation
from ctiapp.pbx.p_series.newstation import problems

GOOD = NewStation("123", "Abcdefghi1", "123", "longlong")


def test_what_keeps_the_rules_has_no_problems() -> None:
    assert problems(GOOD) == {}
    widest = replace(
        GOOD,
        number="1234567",
        user_password="A1" + "a" * 61,
        reg_name="r" * 63,
        reg_password="p" * 63,
        caller_id="().-+*#Az09",
        registrations=3,
        ring_timeout_s=300,
    )
    assert problems(widest) == {}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"number": ""}, "number"),
        ({"number": "12345678"}, "number"),
        ({"number": "12a"}, "number"),
        ({"number": "\u0661\u0662"}, "number"),
        ({"user_password": "Abcdefgh1"}, "user_password"),
        ({"user_password": "abcdefghi1"}, "user_password"),
        ({"user_password": "ABCDEFGHI1"}, "user_password"),
        ({"user_password": "Abcdefghij"}, "user_password"),
        ({"user_password": "A1" + "a" * 62}, "user_password"),
        ({"reg_name": ""}, "reg_name"),
        ({"reg_name": "r" * 64}, "reg_name"),
        ({"reg_password": "seven77"}, "reg_password"),
        ({"reg_password": "p" * 64}, "reg_password"),
        ({"caller_id": "1" * 32}, "caller_id"),
        ({"caller_id": "12 3"}, "caller_id"),
        ({"registrations": 0}, "registrations"),
        ({"registrations": 4}, "registrations"),
        ({"ring_timeout_s": 4}, "ring_timeout_s"),
        ({"ring_timeout_s": 301}, "ring_timeout_s"),
    ],
)
def test_each_rule_is_told_at_its_field(change: dict[str, Any], name: str) -> None:
    assert list(problems(replace(GOOD, **change))) == [name]
