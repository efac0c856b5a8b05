"""What an administrator may set, on which kind of PBX."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.control_settings import SETTINGS
from ctiapp.simpbx.options import PbxOptions
from ctiapp.simpbx.server import RunningPbx


def test_a_p_series_tells_all_of_its_settings() -> None:
    pbx = RunningPbx(PbxOptions())
    told = pbx.control.run("settings", {"firmware": "later", "max_missed": 3, "refuse_topics": [1]})
    queues = {"agent_timeout_s", "retry_s", "max_missed"}
    assert set(told) == set(SETTINGS) - queues
    assert (told["firmware"], told["refuse_topics"]) == ("later", [1])
    assert {queue.max_missed for queue in pbx.exchange.directory.queues.values()} == {3}
    with pytest.raises(ControlError, match="no firmware 'x'; valid: "):
        pbx.control.run("settings", {"firmware": "x"})


def test_another_kind_has_the_exchanges_alone() -> None:
    pbx = RunningPbx(PbxOptions(kind="cloud"))
    told = pbx.control.run("settings", {"ring_timeout_s": 9, "screening_s": 4})
    assert (told["ring_timeout_s"], told["screening_s"]) == (9, 4)
    assert "firmware" not in told
    with pytest.raises(ControlError, match="firmware, hours: the P-Series alone"):
        pbx.control.run("settings", {"firmware": "later", "hours": 12})
