"""What the endpoints of one simulated K2 share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simpbx.k2.house import House


def numbers(house: House, asked: str) -> list[str]:
    return [each.number for each in house.site.extensions(house.site.nested({"number": asked}))]


def test_a_set_is_one_or_several_or_all(house: House) -> None:
    assert numbers(house, "2001") == ["2001"]
    assert numbers(house, "2001, 2000,2001") == ["2001", "2000"]
    assert len(numbers(house, "all")) == 24


def test_a_moment_is_written_by_the_pbx_clock(house: House) -> None:
    assert house.site.written(1_700_000_000) == "2023-11-14 22:13:20"
    house.exchange.wall.set_zone("Asia/Shanghai")
    assert house.site.written(1_700_000_000) == "2023-11-15 06:13:20"


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (lambda house: house.site.extension("1"), "10006"),
        (lambda house: house.site.queue("1"), "10013"),
        (lambda house: house.site.lender(house.site.nested({"dialpermission": "1"})), "10006"),
        (lambda house: numbers(house, "2000,,2001"), "10004"),
    ],
)
def test_what_is_none_is_refused(house: House, look: Callable[[House], object], code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        look(house)
    assert caught.value.code == code
