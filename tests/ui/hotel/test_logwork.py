"""The log of a room's wake-up calls can be read: who did what, and what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.model.number import Number
from ctiapp.model.wakes import LogBy, LogKind, LogLine
from ctiapp.tools.scenes_hotel import FACTS
from ctiapp.ui import text
from ctiapp.ui.hotel.logwork import LogWork, log_faces
from tests.ui.hotel.house import NOW, House, stage

pytestmark = pytest.mark.usefixtures("scheme")

ROOM = Number("106")


def line(kind: LogKind, minutes: int = 0, by: LogBy = LogBy.HERE, **params: str) -> LogLine:
    """One of 8:15."""
    who = "Kristin Hale" if by is LogBy.HERE else ""
    at = NOW + timedelta(minutes=minutes)
    return LogLine(at, kind, ROOM, by, who, "2026-11-22 08:15", params)


@pytest.mark.parametrize("kind", LogKind)
def test_every_line_has_words(kind: LogKind) -> None:
    (face,) = log_faces((line(kind),), FACTS)
    assert face.what.startswith("08:15 ")
    assert face.look.word


def test_who_did_it_and_what_else_there_is_to_say() -> None:
    lines = (
        line(LogKind.ACKNOWLEDGED, 9, note="door <knocked>"),
        line(LogKind.AGAIN, 8, at="08:25"),
        line(LogKind.NOT_ANSWERED, 1, LogBy.PBX),
        line(LogKind.SET, 0, LogBy.ELSEWHERE),
        line(LogKind.SETTING),
    )
    faces = log_faces(lines, FACTS)
    assert [(face.what, text.bare(face.said)) for face in faces] == [
        ("08:15 seen to", "today 08:26 · Kristin Hale · door <knocked>"),
        ("08:15 rung once more", "today 08:25 · Kristin Hale · rung again at 08:25"),
        ("08:15 not answered", "today 08:18"),
        ("08:15 set", "today 08:17 · by another desk, the PBX’s page or a guest"),
    ], "what was only begun is left out where it came to an end"
    assert [face.look.tone for face in faces] == ["go", "gone", "stop", "gone"]
    assert len(log_faces((line(LogKind.SETTING),), FACTS)) == 1, "but not where it did not"


async def test_it_is_read_when_it_is_opened() -> None:
    house = House()
    async with stage(house) as shown:
        work = LogWork(shown.bench)
        work.open("106")
        assert shown.place.form is work.form
        assert "Reading" in work.form.outcome.text()
        await shown.idle()
        assert "Nothing was done" in work.form.outcome.text()
        house.wakes.lines = (line(LogKind.ANSWERED),)
        work.open("106")
        await shown.idle()
        assert work.form.lines.shown == ("08:15 answered: today 08:17 · Kristin Hale",)
        assert work.form.close_button.hasFocus()
        assert not work.changed
        house.wakes.error = StorageError("gone")
        work.open("105")
        await shown.idle()
        assert work.form.failure.isVisible()
        work.form.close_button.click()
        assert shown.place.form is None
