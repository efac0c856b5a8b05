"""What those who paint lamps hear of the store."""

from __future__ import annotations

from ctiapp.model import events
from ctiapp.model.directory import Presence
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.services.storelamps import StoreLamps
from ctiapp.state.store import Store
from tests.model.said import moment


def test_after_a_gap_nobody_s_presence_is_known_until_it_is_told() -> None:
    store = Store()
    source = StoreLamps(store)
    store.apply(events.LinkChanged(LinkState.UP), moment(0))
    store.apply(events.LinkChanged(LinkState.DOWN), moment(0))
    unknown = source.lamp(Number("2001"))
    assert source.doubtful
    assert unknown is not None
    assert unknown.presence is Presence.UNKNOWN


def test_lamps_that_change_all_at_once_are_told() -> None:
    store = Store()
    heard: list[object] = []
    StoreLamps(store).subscribe(heard.append)
    store.apply(events.LinkChanged(LinkState.UP), moment(1))
    assert heard == []
    store.apply(events.LinkChanged(LinkState.DOWN), moment(2))
    assert heard == [None]
