"""What an extension does in a call is a fact: it does not change under whoever holds it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from ctiapp.model.engagement import Doing, Engagement
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number


def test_it_is_a_fact() -> None:
    engaged = Engagement(
        CallId("1.1"), Doing.RINGING, Number("2001"), inside=True, more=0, via=None, since=None
    )
    assert engaged == Engagement(
        CallId("1.1"), Doing("ringing"), Number("2001"), True, 0, None, None
    )
    with pytest.raises(FrozenInstanceError):
        engaged.doing = Doing.TALKING  # type: ignore[misc]
