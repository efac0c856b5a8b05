"""Safe transfer in the real window: by key, by click and by ``ctl``, to each of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.seeing import Hand, seeing
from tests.e2e.simulated import Pbx
from tests.e2e.test_keys import talk
from tests.e2e.test_verb_keys import CONSULTED, holds, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display

NEXT = "2003"


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here; its application tells where its buttons stand."""
    place = tmp_path_factory.mktemp("safe")
    with Pbx() as pbx, _apps(display) as start:
        app = start(place / "data", *as_options(pbx, place / "secret"), program=seeing)
        app.online()
        app.knows("Goffin")
        yield Office(pbx, app, display)


@pytest.fixture
def hand(office: Office, tmp_path: Path) -> Hand:
    """The pointer."""
    return Hand(office.app, office.display, tmp_path / "seen.png")


@pytest.fixture(autouse=True)
def _as_usual(office: Office) -> Iterator[None]:
    """What a test sets at the PBX holds for it alone."""
    yield
    office.pbx.do("settings", consult_returns=True)
    office.pbx.do("presence", extension=CONSULTED, status="available")


def asked(channel: str, number: str = CONSULTED) -> tuple[str, str, object]:
    """The documented request of a consultation."""
    body = {
        "type": "attended",
        "channel_id": channel,
        "number": number,
        "dial_permission": "2000",
    }
    return ("POST", "call/transfer", body)


def by_key(office: Office, number: str = CONSULTED) -> None:
    """Shift+F4, whom, Enter."""
    office.display.key("shift+F4")
    office.display.type(number)
    office.display.key("Return")


def by_ctrl_enter(office: Office) -> None:
    """F4, whom, Ctrl+Enter."""
    office.display.key("F4")
    office.display.type(CONSULTED)
    office.display.key("ctrl+Return")


def by_ctl(office: Office) -> None:
    """``ctl transfer --safe``: exit 0 as soon as the PBX shows the consultation."""
    done = office.app.ctl("transfer", CONSULTED, "--safe")
    assert done.returncode == 0, done.stderr


def safe(app: App, call_id: str, what: str, value: object) -> dict[str, Any]:
    """Wait until a caller's safe transfer has this value; the call."""

    def so(now: dict[str, Any]) -> bool:
        return any(
            call["id"] == call_id
            and call["safe_transfer"] is not None
            and call["safe_transfer"][what] == value
            for call in now["calls"]
        )

    status = app.until(f"safe transfer {what} {value}", so)
    return next(call for call in status["calls"] if call["id"] == call_id)


def second(app: App, first: str) -> str:
    """The consulted one's call, once it is shown."""
    status = app.until(
        "the second call",
        lambda now: any(
            call["consult_of"] == first and call["state"] != "ended" for call in now["calls"]
        ),
    )
    return next(str(call["id"]) for call in status["calls"] if call["consult_of"] == first)


def attended(office: Office) -> list[tuple[str, str, object]]:
    """What was asked of consultations, the holds aside."""
    return [each for each in office.pbx.commanded() if each[1] == "call/transfer"]


@pytest.mark.parametrize("way", [by_key, by_ctrl_enter, by_ctl])
def test_answered_it_is_completed_by_itself(office: Office, way: Callable[[Office], None]) -> None:
    """Two requests, both on one's own channel; the second is the application's own doing."""
    call_id, channel = talk(office)
    way(office)
    call = safe(office.app, call_id, "step", "calling")
    assert call["safe_transfer"] == {"to": CONSULTED, "step": "calling", "reason": None}
    other = second(office.app, call_id)
    assert {"abort", "hangup"} <= set(office.app.call(call_id)["actions"])
    assert attended(office) == [asked(channel)]

    office.pbx.pick_up(other, CONSULTED)
    office.app.becomes(call_id, "ended")

    assert office.app.call(call_id)["reason"] == "transferred"
    assert attended(office) == [asked(channel), step(channel, "complete")]


@pytest.mark.parametrize("returns", [True, False])
def test_busy_it_comes_back_and_the_next_one_is_one_key_away(office: Office, returns: bool) -> None:
    """The reason is told; what was typed is there again; the caller is on hold or talks."""
    office.pbx.do("settings", consult_returns=returns)
    call_id, channel = talk(office)
    by_key(office)
    office.pbx.do("busy", extension=CONSULTED, call_id=second(office.app, call_id))

    call = safe(office.app, call_id, "step", "back")
    assert call["safe_transfer"]["reason"] in ("busy", "declined", "other")
    holds(office, call_id, "state", "talking" if returns else "held")

    office.display.key("shift+F4")
    office.app.until("held", lambda _: office.app.call(call_id)["state"] == "held")
    office.display.key("Return")  # the same one once more: it was kept
    safe(office.app, call_id, "step", "calling")
    office.pbx.pick_up(second(office.app, call_id), CONSULTED)
    office.app.becomes(call_id, "ended")
    assert attended(office) == [asked(channel), asked(channel), step(channel, "complete")]


def test_whoever_came_back_on_hold_is_retrieved_by_one_key(office: Office) -> None:
    """Esc, as ever."""
    office.pbx.do("settings", consult_returns=False)
    call_id, _ = talk(office)
    by_key(office)
    office.pbx.do("refuse", extension=CONSULTED, call_id=second(office.app, call_id))
    safe(office.app, call_id, "step", "back")
    holds(office, call_id, "state", "held")

    office.display.key("Escape")
    holds(office, call_id, "state", "talking")
    assert office.app.call(call_id)["safe_transfer"] is None


def test_esc_gets_the_caller_back(office: Office) -> None:
    """One stroke while it rings: aborted, and nobody says that anything went wrong."""
    call_id, channel = talk(office)
    by_key(office)
    second(office.app, call_id)

    office.display.key("Escape")
    holds(office, call_id, "state", "talking")

    assert office.app.call(call_id)["safe_transfer"] is None
    assert attended(office) == [asked(channel), step(channel, "abort")]


@pytest.mark.parametrize("chosen", ["the caller's", "the consulted one's"])
def test_hanging_up_never_loses_the_caller(office: Office, chosen: str) -> None:
    """F8 on either card."""
    call_id, channel = talk(office)
    by_key(office)
    second(office.app, call_id)
    if chosen == "the caller's":
        office.display.key("ctrl+Up")

    office.display.key("F8")
    holds(office, call_id, "state", "talking")
    assert attended(office) == [asked(channel), step(channel, "abort")]


def test_ctl_hangup_in_a_consultation(office: Office) -> None:
    """Without CALL: the pair is the only one; the caller is there again."""
    call_id, channel = talk(office)
    by_ctl(office)
    second(office.app, call_id)
    assert office.app.ctl("hangup").returncode == 0
    holds(office, call_id, "state", "talking")
    assert attended(office)[-1] == step(channel, "abort")


def test_a_caller_who_gives_up_ends_the_ringing(office: Office) -> None:
    """The colleague's phone does not ring on for nobody."""
    call_id, _ = talk(office)
    by_key(office)
    other = second(office.app, call_id)
    office.pbx.gives_up(call_id)
    office.app.becomes(call_id, "ended")
    office.app.becomes(other, "ended")
    office.app.quiet()


def test_unanswered_it_comes_back_by_itself(office: Office) -> None:
    """The PBX gives up first here: its own reason is told."""
    call_id, _ = talk(office)
    by_key(office)
    second(office.app, call_id)
    office.pbx.do("advance", seconds=120, idle=False)
    safe(office.app, call_id, "step", "back")
    holds(office, call_id, "state", "talking")


def test_a_refused_completion_is_left_to_the_user(office: Office) -> None:
    """It says so; F4 completes."""
    call_id, channel = talk(office)
    by_key(office)
    other = second(office.app, call_id)
    office.pbx.do("fail", endpoint="call/transfer", errcode=70132)
    office.pbx.pick_up(other, CONSULTED)
    call = safe(office.app, call_id, "step", "stuck")
    assert call["safe_transfer"]["reason"] == "refused"

    office.display.key("F4")
    office.app.becomes(call_id, "ended")
    assert attended(office)[-1] == step(channel, "complete")


def test_ctl_refuses_two_ways_at_once(office: Office) -> None:
    """Usage: exit 2."""
    talk(office)
    assert office.app.ctl("transfer", CONSULTED, "--safe", "--consult").returncode == 2
    assert attended(office) == []


# --- by the pointer ------------------------------------------------------------------------------


def test_by_clicks_alone_to_whom_comes_next(office: Office, hand: Hand) -> None:
    """Transfer, a number, *Safe transfer*; busy: *Next*, somebody else; they answer."""
    call_id, channel = talk(office)
    hand.press("Transfer")
    office.display.type(CONSULTED)
    hand.press("Safe transfer.*")
    office.pbx.do("busy", extension=CONSULTED, call_id=second(office.app, call_id))
    safe(office.app, call_id, "step", "back")

    hand.press("Next")
    office.app.until("held", lambda _: office.app.call(call_id)["state"] == "held")
    office.display.type(NEXT)  # what was typed before is marked, and goes
    hand.press("(?!.*Safe).*", "Matches")
    safe(office.app, call_id, "to", NEXT)
    office.pbx.pick_up(second(office.app, call_id), NEXT)
    office.app.becomes(call_id, "ended")

    assert attended(office) == [asked(channel), asked(channel, NEXT), step(channel, "complete")]


def test_the_button_without_a_target_makes_the_choice_a_safe_one(
    office: Office, hand: Hand
) -> None:
    """Nothing typed: the box says so, and whoever is clicked then is transferred to safely."""
    call_id, channel = talk(office)
    hand.press("Transfer")
    hand.press("Safe transfer.*")
    office.display.type(CONSULTED)
    office.display.key("Return")
    second(office.app, call_id)
    assert safe(office.app, call_id, "step", "calling")
    assert attended(office) == [asked(channel)]


def test_whoever_came_back_on_hold_is_retrieved_by_a_click(office: Office, hand: Hand) -> None:
    """*Retrieve* stands where *Resume* stood."""
    office.pbx.do("settings", consult_returns=False)
    call_id, _ = talk(office)
    by_key(office)
    office.pbx.do("refuse", extension=CONSULTED, call_id=second(office.app, call_id))
    safe(office.app, call_id, "step", "back")
    holds(office, call_id, "state", "held")

    hand.press("Retrieve")
    holds(office, call_id, "state", "talking")


def test_back_to_the_caller_by_a_click(office: Office, hand: Hand) -> None:
    """While it rings, the button that Esc is printed on."""
    call_id, channel = talk(office)
    by_key(office)
    second(office.app, call_id)
    hand.press("Back to caller", "CALLING")
    holds(office, call_id, "state", "talking")
    assert attended(office)[-1] == step(channel, "abort")


# --- time, and the connection --------------------------------------------------------------------


def test_after_the_set_time_the_caller_is_back(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path, display: Display
) -> None:
    """Of the settings file; the application takes the caller back by itself."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.json").write_text('{"version": 1, "safe_transfer_s": 2}')
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()
    office = Office(pbx, app, display)
    call_id, channel = talk(office)
    by_ctl(office)
    call = safe(app, call_id, "step", "back")
    assert call["safe_transfer"]["reason"] == "timeout"
    holds(office, call_id, "state", "talking")
    assert attended(office) == [asked(channel), step(channel, "abort")]


def test_answered_while_the_connection_was_down(office: Office) -> None:
    """Connected as soon as the new picture shows it."""
    call_id, channel = talk(office)
    by_key(office)
    other = second(office.app, call_id)
    office.pbx.do("events", drop=1000)
    office.pbx.pick_up(other, CONSULTED)
    office.pbx.do("events")
    office.pbx.do("cut")
    office.app.becomes(call_id, "ended")
    assert attended(office) == [asked(channel), step(channel, "complete")]


def test_gone_while_the_connection_was_down(office: Office) -> None:
    """Nothing is completed by guess; it says that nobody knows."""
    call_id, channel = talk(office)
    by_key(office)
    other = second(office.app, call_id)
    office.pbx.do("events", drop=1000)
    office.pbx.do("busy", extension=CONSULTED, call_id=other)
    office.pbx.do("events")
    office.pbx.do("cut")
    call = safe(office.app, call_id, "step", "back")
    assert call["safe_transfer"]["reason"] == "unknown"
    assert attended(office) == [asked(channel)]


def test_an_outside_number_that_answers(office: Office) -> None:
    """Early media is no answer; the other side's is."""
    number = "0891234567"
    call_id, channel = talk(office)
    by_key(office, number)
    other = second(office.app, call_id)
    assert attended(office) == [asked(channel, number)]
    office.pbx.do("outside_answer", call_id=other)
    office.app.becomes(call_id, "ended")
    assert attended(office) == [asked(channel, number), step(channel, "complete")]


def test_events_told_twice_and_out_of_order(office: Office) -> None:
    """It is completed once all the same."""
    call_id, channel = talk(office)
    office.pbx.do("events", duplicate=True, reorder=True)
    by_key(office)
    office.pbx.pick_up(second(office.app, call_id), CONSULTED)
    office.app.becomes(call_id, "ended")
    office.app.quiet()
    assert attended(office) == [asked(channel), step(channel, "complete")]
