"""A call that was seen stands on the PBX's clock, as far as that can be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.history import Fate
from ctiapp.model.historybegun import BESIDE, ROUNDED, SAME, began_at, begun
from ctiapp.model.ids import CallId
from tests.model.test_historyfold import AT, READING, seen

if TYPE_CHECKING:
    from ctiapp.model.history import Seen

EPOCH = int(AT.timestamp())


def told(call_id: str, at_s: float, *, lasts_s: float = 10, ahead_s: float | None = None) -> Seen:
    at = AT + timedelta(seconds=at_s)
    over = at + timedelta(seconds=lasts_s)
    return replace(seen(Fate.MISSED), call_id=CallId(call_id), at=at, over=over, ahead_s=ahead_s)


@pytest.mark.parametrize(
    ("call_id", "said"),
    [
        (f"{EPOCH + 600}.7", True),
        (f"{EPOCH - 8 * 3600}.12345", True),
        (f"{EPOCH + 86400}.7", False),  # a number, and no time about then
        ("32787", False),
        ("1.7", False),
    ],
)
def test_an_id_says_when_a_call_began_where_it_is_a_time_about_then(
    call_id: str, *, said: bool
) -> None:
    found = began_at(call_id, AT)
    assert (found is not None) is said
    assert found is None or int(found.timestamp()) == int(call_id.partition(".")[0])


@pytest.mark.parametrize("ahead_s", [None, 0.0, 540.0])
def test_what_the_id_says_counts_before_any_clock(ahead_s: float | None) -> None:
    (call,) = begun([[told(f"{EPOCH + 540}.7", 0.4, ahead_s=ahead_s)]], READING)

    assert (call.at, call.exact, call.slack) == (AT + timedelta(seconds=540), True, ROUNDED)
    assert abs(call.over - (AT + timedelta(seconds=550))) <= timedelta(seconds=1)


@pytest.mark.parametrize(("ahead_s", "slack"), [(None, SAME), (540.0, BESIDE)])
def test_else_both_clocks_are_compared(ahead_s: float | None, slack: timedelta) -> None:
    (call,) = begun([[told("1.7", 0, ahead_s=ahead_s)]], READING)

    assert (call.at, call.slack) == (AT + timedelta(seconds=ahead_s or 0.0), slack)
    assert not call.exact


def test_who_waited_before_it_rang_here_is_seen_by_the_other_calls() -> None:
    """The clocks are as far apart as they are in a call that was seen when it began."""
    waited, direct = begun(
        [[told(f"{EPOCH}.7", 60)], [told(f"{EPOCH + 3600}.8", 3600)]],
        READING,
    )
    assert (waited.at, waited.over) == (AT, AT + timedelta(seconds=70))
    assert direct.at == AT + timedelta(hours=1)
