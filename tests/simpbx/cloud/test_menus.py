"""Voice menus of the simulated Cloud PBX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pbx.printed import printed

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House

(EXAMPLE,) = (one for one in printed("cloud", "answers") if one.endpoint == "ivr/query")


def test_menus_are_told_by_number_or_all_of_them(house: House) -> None:
    (menu,) = house.exchange.directory.ivrs.values()
    (row,) = house.ask("ivr/query")["ivr"]

    assert (row["ivrnumber"], row["ivrname"]) == (menu.number, menu.name)
    for spelling in ("ivrid", "ivrId"):
        assert house.ask("ivr/query", **{spelling: menu.number}) == {"ivr": [row]}
        assert house.refused("ivr/query", **{spelling: "6999"}) == "10012"


def test_a_menu_has_the_keys_of_the_example(house: House) -> None:
    (row,) = house.ask("ivr/query")["ivr"]
    (printed_row,) = EXAMPLE.values["ivr"]  # type: ignore[misc]

    assert list(row) == list(printed_row)
