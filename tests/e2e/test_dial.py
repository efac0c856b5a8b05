"""Dialling: from the search box, by ``ctl``, by a link that only fills the box."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage

from tests.e2e.conftest import as_options
from tests.e2e.programs import ctiapp, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.conftest import Office
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx


def dialled(number: str) -> tuple[str, str, object]:
    """The documented request."""
    return ("POST", "call/dial", {"caller": "2000", "callee": number})


def search(office: Office, text: str) -> None:
    """Type into the box."""
    office.display.key("F2")
    office.display.type(text)


def until_dialling(office: Office) -> dict[str, Any]:
    """Wait for the call that was dialled; it."""
    status = office.app.until(
        "dialling", lambda now: any(call["state"] == "dialing" for call in now["calls"])
    )
    return next(call for call in status["calls"] if call["state"] == "dialing")


def reddish(picture: Path) -> int:
    """How many points below the search box have the colour of an error."""
    image = QImage(str(picture))
    colours = (image.pixelColor(x, y) for x in range(190, 800) for y in range(56, 150))
    return sum(c.red() > 150 and c.green() < 90 and c.blue() < 90 for c in colours)


def test_a_name_and_enter_call_a_colleague(office: Office) -> None:
    """One's own phone rings first; the colleague rings once it is lifted; then one talks."""
    search(office, "leo")
    office.display.key("Return")

    call = until_dialling(office)

    assert (call["direction"], call["remote"]) == (
        "internal",
        {"number": "2001", "name": "Leo Ball"},
    )
    assert call["actions"] == ["hangup"]
    assert office.app.status()["popup"]["visible"] is False
    (state,) = office.pbx.do("state")["calls"]
    assert [leg["state"] for leg in state["legs"]] == ["ringing"]
    office.pbx.pick_up(call["id"])
    office.pbx.pick_up(call["id"], "2001")
    office.app.becomes(call["id"], "talking")
    assert office.pbx.commanded() == [dialled("2001")]


@pytest.mark.parametrize(
    ("typed", "callee"),
    [
        ("+49 (0)89 1234-5", "+498912345"),
        ("555-3301", "5553301"),
        ("2001", "2001"),
        ("112", "112"),
        ("phill dun", "846321645"),
    ],
)
def test_numbers_as_people_write_them(office: Office, typed: str, callee: str) -> None:
    """What goes to the PBX is the number alone."""
    search(office, typed)
    office.display.key("Return")

    until_dialling(office)

    assert office.pbx.commanded() == [dialled(callee)]


def test_a_match_is_chosen_with_the_arrows(office: Office) -> None:
    """Two of the same company: Enter asks for a choice, the arrow makes it."""
    search(office, "achterberg")
    office.display.key("Return", "Down", "Return")

    call = until_dialling(office)

    assert call["remote"]["number"].endswith("305503301")
    assert len(office.pbx.commanded()) == 1


def test_letters_that_match_nobody_are_an_error_and_no_digits(
    office: Office, tmp_path: Path
) -> None:
    """Nothing is dialled; the error stands below the box until something else is typed."""
    (before,) = office.app.painted(tmp_path / "before.png")
    search(office, "nobody like that")
    office.display.key("Return")

    office.app.until("the error", lambda _: reddish(office.app.painted(before)[0]) > 100)
    office.display.key("F2")
    office.display.type("2001")
    office.display.key("Return")
    until_dialling(office)
    assert office.pbx.commanded() == [dialled("2001")]


def test_a_feature_code_asks_first(office: Office) -> None:
    """The first Enter asks, the second one agrees; Escape leaves it."""
    search(office, "*97")
    office.display.key("Return", "Escape", "F2")
    office.display.type("*98")
    office.display.key("Return")
    assert office.pbx.commanded() == []
    office.display.key("Return")

    office.app.until("asked", lambda _: office.pbx.commanded())
    assert office.pbx.commanded() == [dialled("*98")]


def test_a_refusal_by_event_keeps_what_was_typed(office: Office, tmp_path: Path) -> None:
    """No right to call outside: said below the box; with the right, Enter calls."""
    office.pbx.do("rights", extension="2000", outbound=False)
    try:
        search(office, "0891234567")
        office.display.key("Return")
        picture = tmp_path / "refused.png"
        office.app.until("the error", lambda _: reddish(office.app.painted(picture)[0]) > 100)
    finally:
        office.pbx.do("rights", extension="2000", outbound=True)
    office.display.key("Return")

    until_dialling(office)
    assert office.pbx.commanded() == [dialled("0891234567")] * 2


# --- by ctl --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["2001"], 0, ""),
        (["+49 (0)89 1234-5"], 0, ""),
        (["*97", "--yes"], 0, ""),
        (["--yes", "*97"], 0, ""),
        (["*97"], 1, "code"),
        (["leo"], 1, "letters"),
        (["leo", "--yes"], 1, "letters"),
        (["2000"], 1, "your own"),
        ([], 2, "NUMBER"),
        (["2001", "2002"], 2, ""),
        (["2001", "--loud"], 2, "--loud"),
    ],
)
def test_dial_by_ctl(office: Office, words: list[str], code: int, told: str) -> None:
    """Dialled, refused here, or no sentence at all: each by its exit code."""
    done = office.app.ctl("dial", *words)

    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == (code != 0)
    assert len(office.pbx.commanded()) == (code == 0)


@pytest.mark.parametrize(
    ("rights", "number", "told"),
    [
        ({"internal": False}, "2001", "may not call this number"),
        ({"outbound": False}, "0891234567", "may not call outside"),
    ],
)
def test_the_pbx_takes_the_order_and_refuses_it_by_event(
    office: Office, rights: dict[str, bool], number: str, told: str
) -> None:
    """30015 is the refusal; the exit code waits for it."""
    office.pbx.do("rights", extension="2000", **rights)
    try:
        done = office.app.ctl("dial", number)
    finally:
        office.pbx.do("rights", extension="2000", internal=True, outbound=True)

    assert done.returncode == 1
    assert told in done.stderr


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("0123400404", "not_found"),
        ("0123400408", "no_answer"),
        ("0123400480", "no_answer"),
        ("0123400486", "busy"),
        ("0123400603", "no_answer"),
        ("2999", "not_found"),
        ("99", "incomplete"),
    ],
)
def test_why_a_call_failed(office: Office, number: str, reason: str) -> None:
    """The other side cannot be had: the call ends with the reason."""
    assert office.app.ctl("dial", number).returncode == 0
    call_id = until_dialling(office)["id"]
    office.pbx.pick_up(call_id)
    if len(number) > 5:
        office.pbx.do("advance", seconds=60)

    assert office.app.becomes(call_id, "ended")["reason"] == reason


def test_dialling_that_nobody_confirms(office: Office) -> None:
    """The PBX breaks the connection: sent, unknown, and never dialled again by itself."""
    office.pbx.do("fail", endpoint="call/dial", silent=True)

    done = office.app.ctl("dial", "2001")

    assert done.returncode == 4
    assert office.pbx.commanded() == [dialled("2001")]
    assert office.app.status()["calls"] == [] or all(
        call["state"] == "ended" for call in office.app.status()["calls"]
    )


def test_auto_answer_is_a_setting(pbx: Pbx, start_app: Callable[..., App], tmp_path: Path) -> None:
    """With it one's own phone is told to go off the hook by itself."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    kept = {"version": 1, "auto_answer": True}
    (data / "settings.json").write_text(json.dumps(kept), encoding="utf-8")
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()

    assert app.ctl("dial", "2001").returncode == 0

    wanted = {"caller": "2000", "callee": "2001", "auto_answer": "yes"}
    assert pbx.commanded() == [("POST", "call/dial", wanted)]


# --- by a link -----------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["tel:+49-89-12345", "callto:+498912345", "sip:+498912345@x"])
def test_a_link_fills_the_box_and_never_dials(office: Office, link: str) -> None:
    """It comes from anywhere; the user's Enter decides."""
    done = run(ctiapp("--data-dir", str(office.app.data_dir), link), env=office.app.env)
    while "one a second" in done.stderr:  # the link of the test before this one was just taken
        done = run(ctiapp("--data-dir", str(office.app.data_dir), link), env=office.app.env)

    assert (done.returncode, done.stderr) == (0, "")
    call_id = office.pbx.call("5503302")  # a marker: whatever the link did, it did before
    office.app.becomes(call_id, "ringing")
    assert office.pbx.commanded() == []
    office.display.focus(office.window)
    office.display.key("Return")
    until_dialling(office)
    assert office.pbx.commanded() == [dialled("+498912345")]


def test_a_link_starts_the_application(start_app: Callable[..., App], display: Display) -> None:
    """Where none runs it starts, and asks to sign in first."""
    app = start_app("tel:+498912345")

    assert app.status()["connection"] == "signed-out"
    assert display.windows("^ctiapp$")
