"""What is ticked."""

from __future__ import annotations

from ctiapp.simpbx.monitoring import Monitoring


def test_everything_is_on_until_it_is_switched_off() -> None:
    monitoring = Monitoring()
    assert monitoring.watched("presence", "2000")
    monitoring.off_for["2000"] = {"presence"}
    assert not monitoring.watched("presence", "2000")
    assert monitoring.watched("presence", "2001")
    assert monitoring.watched("presence")
    monitoring.off.add("presence")
    assert not monitoring.watched("presence", "2001")
