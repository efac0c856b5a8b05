"""How the endpoints find what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from tests.simpbx.cloud.house import House


def test_lists_of_extensions_may_be_left_out_or_be_all(house: House) -> None:
    everybody = len(house.exchange.directory.extensions)
    assert len(house.ask("extension/query")["extinfos"]) == everybody
    assert len(house.ask("extension/query", extid="all")["extinfos"]) == everybody
    rows = house.ask("extension/query", extid="2001, 2000")["extinfos"]
    assert [row["extnumber"] for row in rows] == ["2001", "2000"]
    assert house.refused("extension/query", extid="2001,9") == "10006"


def test_what_is_not_there_has_its_code(house: House) -> None:
    assert house.refused("queuestatus/query", queueid="9") == "10013"
    with pytest.raises(RefusedError, match="10006"):
        house.face.shared.extension("9")


def test_transfers_are_told_again_after_the_apis_own(house: House) -> None:
    with pytest.raises(ZeroDivisionError), house.face.shared.quiet():
        raise ZeroDivisionError
    assert not house.face.shared.reports.quiet
