"""Edits and keys, as a PBX may tell them; the handbook's examples are in ``test_wire.py``."""

from __future__ import annotations

import json

import pytest

from ctiapp.model.errors import WireError
from ctiapp.model.events import DigitsPressed, DirectoryChanged, DirectoryPart
from ctiapp.model.ids import CallId
from ctiapp.pbx.p_series import wire
from ctiapp.pbx.p_series.wire_plain_events import MAX_KEYS


def parsed(kind: int, **body: object) -> object:
    frame = json.dumps({"type": kind, "msg": json.dumps(body)})
    (event,) = wire.parse(frame, pytest.fail)
    return event


@pytest.mark.parametrize(
    ("body", "digits", "index"),
    [
        ({"info": "1", "flag": 0, "infos": " "}, "1", 0),
        ({"info": 7, "flag": "3"}, "7", 3),
        ({"info": "#", "flag": 2, "infos": None}, "#", 2),
        ({"info": "12", "flag": 1}, "1", 1),
        ({"info": "", "flag": "", "infos": "4711#"}, "4711#", None),
        ({"info": "1", "flag": 3, "infos": "4711"}, "4711", None),
        ({"infos": "4, 7, 1 b"}, "471B", None),
        ({"infos": 4711}, "4711", None),
        ({"infos": "1" * 1000}, "1" * MAX_KEYS, None),
    ],
)
def test_keys(body: dict[str, object], digits: str, index: int | None) -> None:
    assert parsed(30017, call_id="1", **body) == DigitsPressed(CallId("1"), digits, index)


@pytest.mark.parametrize(
    "body",
    [
        {"call_id": "1"},
        {"call_id": "1", "info": "1"},
        {"call_id": "1", "info": "x", "flag": 0},
        {"call_id": "1", "info": "1", "flag": -1},
        {"info": "1", "flag": 0},
    ],
)
def test_keys_that_have_no_place_are_none(body: dict[str, object]) -> None:
    with pytest.raises(WireError):
        parsed(30017, **body)


@pytest.mark.parametrize(
    ("kind", "body", "event"),
    [
        (
            30022,
            {"ext_number": 3355, "option": "UPDATE"},
            DirectoryChanged(DirectoryPart.EXTENSION, "3355", "update"),
        ),
        (
            30005,
            {"org_status": "0", "show_root_org": 1},
            DirectoryChanged(DirectoryPart.ORGANIZATION, "", "disabled"),
        ),
        (
            30006,
            {"id_list": ["3", 4], "action": "DELETE"},
            DirectoryChanged(DirectoryPart.ORGANIZATION, "3,4", "delete"),
        ),
        (30006, {"id_list": None}, DirectoryChanged(DirectoryPart.ORGANIZATION, "", "")),
    ],
)
def test_edits(kind: int, body: dict[str, object], event: DirectoryChanged) -> None:
    assert parsed(kind, **body) == event
