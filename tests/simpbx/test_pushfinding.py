"""Which extension and which queue a request means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.pushfinding import extension_of, queue_of
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from tests.simpbx.office import Office


def test_an_extension(office: Office) -> None:
    assert extension_of(office.exchange, "2001").number == "2001"
    for number in ("2999", "", "6400"):
        with pytest.raises(RefusedError, match="10006"):
            extension_of(office.exchange, number)


def test_a_queue(office: Office) -> None:
    assert queue_of(office.exchange, "6402").number == "6402"
    for number in ("2001", "", "6499"):
        with pytest.raises(RefusedError, match="10013"):
            queue_of(office.exchange, number)
