"""Extensions, lines and menus over HTTP; never what secures them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ctiapp.model.call import LegState
from ctiapp.model.number import Number
from ctiapp.pbx.openvox import wire_directory
from tests.pbx.openvox.strange import objects

ROW = {
    "extnumber": 305,
    "username": "Ada",
    "status": "Registered",
    "registerpassword": "hidden1",
    "loginpassword": "hidden2",
    "vmsecret": "hidden3",
    "email": "ada@example.com",
    "moblie": "0171",
}


def test_no_password_is_read() -> None:
    (found,) = wire_directory.extensions({"extinfos": [ROW]}, pytest.fail)
    assert found.email == "ada@example.com"
    assert "hidden" not in repr(found)


@pytest.mark.parametrize(
    ("status", "known", "state"),
    [
        ("InUse", True, LegState.CONNECTED),
        ("Ringing", True, LegState.ALERTING),
        ("Idle", True, None),
        ("Registered", True, None),
        ("Unregistered", True, None),
        ("whatever", False, None),
    ],
)
def test_ones_own_line(status: str, known: bool, state: LegState | None) -> None:
    answer = {"extinfos": [{**ROW, "status": status}]}
    line = wire_directory.own_line(answer, Number("305"), pytest.fail)
    assert (line.known, line.state) == (known, state)
    assert not wire_directory.own_line(answer, Number("306"), pytest.fail).known


def test_menus_have_numbers_and_names() -> None:
    rows = {"ivr": [{"ivrid": "6501", "ivrname": "Day"}, {"ivrname": "none"}]}
    left: list[str] = []
    (menu,) = wire_directory.menus(rows, left.append)
    assert (menu.number, menu.name) == (Number("6501"), "Day")
    assert left


def test_nobody_is_never_everybody() -> None:
    with pytest.raises(ValueError, match="name each"):
        wire_directory.details(())


@settings(max_examples=30, deadline=None)
@given(objects("extnumber", "number", "username", "status", "email", "moblie", "ivrid", "ivrname"))
def test_no_row_costs_more_than_itself(row: dict[str, object]) -> None:
    answer = {"extinfos": [row, ROW], "ivr": [row, {"ivrid": "1"}]}
    assert wire_directory.extensions(answer, lambda _: None)[-1].number == Number("305")
    assert wire_directory.menus(answer, lambda _: None)[-1].number == Number("1")
    assert Number("305") not in wire_directory.lines(answer, lambda _: None)
