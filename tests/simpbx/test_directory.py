"""Names as their bearers write them, and what is a service."""

from __future__ import annotations

from ctiapp.simpbx.directory import full_name
from ctiapp.simpbx.world import build


def test_names_are_written_the_way_their_bearers_do() -> None:
    assert full_name("晓明", "王") == "王晓明"
    assert full_name("さくら", "山田") == "山田さくら"
    assert full_name("Leo", "Ball") == "Leo Ball"
    assert full_name("Anya", "") == "Anya"


def test_services_are_known_by_their_numbers() -> None:
    directory = build(1, seed=1)
    for number in ("6402", "6300", "6200", "6500"):
        assert directory.is_service(number)
    assert not directory.is_service("2000")
