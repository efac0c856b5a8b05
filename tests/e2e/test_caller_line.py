"""Who called before: their note, how often, whom they got; after a restart and a kill, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display
    from tests.e2e.simulated import Pbx

CALLER = "5503302"
OTHER = "5503303"


def talk(pbx: Pbx, app: App, number: str = CALLER) -> str:
    """Somebody calls and the handset is lifted; which call."""
    call_id = pbx.call(number)
    app.becomes(call_id, "ringing")
    pbx.pick_up(call_id)
    app.becomes(call_id, "talking")
    return call_id


def over(pbx: Pbx, app: App, call_id: str) -> None:
    """They hang up."""
    pbx.gives_up(call_id)
    app.becomes(call_id, "ended")


def known(app: App, call_id: str, what: str, true: Callable[[dict[str, Any]], bool]) -> Any:
    """What is known of the caller, once this holds."""

    def so(now: dict[str, Any]) -> bool:
        calls = [call for call in now["calls"] if call["id"] == call_id]
        return any(call["caller"] is not None and true(call["caller"]) for call in calls)

    app.until(what, so)
    return app.call(call_id)["caller"]


def noted(app: App, call_id: str, note: str) -> None:
    """Wait until this is the note on a call."""
    app.until(
        f"the note {note}",
        lambda now: any(call["id"] == call_id and call["note"] == note for call in now["calls"]),
    )


def test_the_next_call_shows_note_count_and_last_talk(
    pbx: Pbx, app: App, display: Display, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Typed by keyboard alone in the real window; there after a restart as well."""
    display.window("Kristin Hale")
    first = talk(pbx, app)
    display.key("ctrl+n")
    display.type("wants the invoice")
    noted(app, first, "wants the invoice")
    display.key("Return")
    over(pbx, app, first)

    second = pbx.call(CALLER)
    line = known(app, second, "the last note", lambda line: line["note"] is not None)
    assert line["note"] == "wants the invoice"
    assert (line["calls_today"], line["last_talk"]["number"]) == (2, "2000")
    other = pbx.call(OTHER)
    line = known(app, other, "a stranger", lambda line: line["calls_today"] == 1)
    assert (line["note"], line["last_talk"]) == (None, None)
    pbx.gives_up(other)
    pbx.gives_up(second)
    app.becomes(second, "ended")
    assert app.ctl("quit").returncode == 0
    app.process.wait(20)

    again = start_app(*as_options(pbx, tmp_path / "secret"))
    again.online()
    third = pbx.call(CALLER)
    line = known(again, third, "all of it", lambda line: line["calls_today"] == 3)
    assert (line["note"], line["abandoned_today"]) == ("wants the invoice", 1)
    assert again.call(third)["note"] is None


def test_a_kill_costs_no_note(
    pbx: Pbx, app: App, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """What was confirmed is there, on the call that goes on and at the next one."""
    call_id = talk(pbx, app)
    done = app.ctl("note", "half an hour <b>late</b> & =1+1")
    assert (done.returncode, done.stderr) == (0, "")
    app.process.kill()
    app.process.wait(20)

    again = start_app(*as_options(pbx, tmp_path / "secret"))
    again.online()
    noted(again, call_id, "half an hour <b>late</b> & =1+1")
    over(pbx, again, call_id)
    following = pbx.call(CALLER)
    line = known(again, following, "the note", lambda line: line["note"] is not None)
    assert line["note"] == "half an hour <b>late</b> & =1+1"
    assert again.ctl("note", "on one that was never there", "9.9").returncode == 1


def test_what_the_whole_office_knows(pbx: Pbx, app: App) -> None:
    """They spoke to a colleague: that one is who they probably want."""
    elsewhere = pbx.call(CALLER, to="2008")
    pbx.pick_up(elsewhere, "2008")
    pbx.gives_up(elsewhere)
    call_id = pbx.call(CALLER)
    line = known(app, call_id, "the colleague", lambda line: line["last_talk"] is not None)
    assert (line["last_talk"]["number"], line["calls_today"]) == ("2008", 2)
