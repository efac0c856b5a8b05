"""The soak: cuts are lived through, and a picture that differs from the truth is seen."""

from __future__ import annotations

from typing import Any

import pytest

from ctiapp.tools import bench_soak
from ctiapp.tools.bench_soak import Desk, Office, measured

QUICK = {"CUT_EVERY_S": 20.0, "LOOK_AGAIN_S": 15.0, "LOOK_EVERY": 1500, "OFF_S": (1.0, 5.0)}


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that befalls the link does so often."""
    for name, value in QUICK.items():
        monkeypatch.setattr(bench_soak, name, value)


def played(seconds: int, *, spoil: int = 0) -> tuple[Office, Desk]:
    """So much of a day, in this process."""
    desk = Desk(spoil)
    office = Office(lambda *line: desk.take(list(line)))
    office.begin()
    for _ in range(seconds):
        office.pass_s(1.0)
    return office, desk


def test_after_each_cut_the_picture_is_the_truth() -> None:
    """What was lost meanwhile is in the picture, and nothing else is."""
    office, desk = played(130)
    assert office.cuts == 6
    assert office.lost > 100
    assert desk.compared > 80
    assert desk.seen > 40
    assert desk.calls > 10
    assert (desk.wrong, desk.first) == (0, "")
    assert office.events / office.at_s == pytest.approx(bench_soak.RATE, rel=0.3)


def test_frames_that_are_lost_without_a_cut_make_wrong_pictures() -> None:
    """They are counted, and the first is told."""
    _, desk = played(60, spoil=3)
    assert desk.wrong > 0
    assert desk.first.startswith("true {")


async def test_two_processes_tell_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """The one that is looked at, and the office that plays for it."""
    result = await measured(60.0, 30.0)
    detail: dict[str, Any] = dict(result.detail)
    assert (detail["wrong_pictures"], detail["cuts"]) == (0, 3)
    assert detail["pictures_compared"] > 30
    assert len(detail["pss_mb"]) > 3

    spoiled = await measured(60.0, 30.0, spoil=3)
    assert spoiled.broken is not None
    assert "wrong pictures" in spoiled.broken
