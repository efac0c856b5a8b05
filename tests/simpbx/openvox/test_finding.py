"""Which extensions a request means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.openvox.finding import extensions_in, extensions_or_all
from ctiapp.simpbx.pushparams import Params, RefusedError
from ctiapp.simpbx.randoms import Randoms

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def params(**values: object) -> Params:
    return Params(values, address="", randoms=Randoms(seed=1), now_s=lambda: 0.0)


def test_several_each_once_in_their_order(office: Office) -> None:
    found = extensions_in(office.exchange, params(extid="2003, 2001,2003"), "extid")
    assert [each.number for each in found] == ["2003", "2001"]
    with pytest.raises(RefusedError, match="10006"):
        extensions_in(office.exchange, params(extid="2001,2999"), "extid")
    with pytest.raises(RefusedError, match="10004"):
        extensions_in(office.exchange, params(), "extid")


def test_all_where_none_is_named(office: Office) -> None:
    everybody = list(extensions_or_all(office.exchange, params(extid=""), "extid"))
    assert everybody == list(office.exchange.directory.extensions.values())
    (one,) = extensions_or_all(office.exchange, params(extid=2001), "extid")
    assert one.number == "2001"
