"""Who waits to be called back, at a real exchange: through calls, restarts and a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.e2e.conftest import as_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.simulated import Pbx

JOSEPH, TOM = "5503301", "5503377"
ANYA, ANYAS_MOBILE = "5503302", "5503303"
SUPPORT, ANNA = "6402", "2008"
ASKED_S = 60.0
"""Within this time after a start the PBX was asked what colleagues did, on a busy machine too."""


def waiting(app: App) -> list[dict[str, Any]]:
    """Who is on the list, as ``ctl followups`` tells it."""
    found: list[dict[str, Any]] = app.ask("followups")["people"]
    return found


def shown(app: App) -> dict[str | None, tuple[int, str, str | None]]:
    """Number, how often, how they tried last, and in which queue."""
    return {row["number"]: (row["tries"], row["fate"], row["queue"]) for row in waiting(app)}


def tries(pbx: Pbx, app: App, number: str, to: str = "2000") -> None:
    """Somebody calls, rings here, and gives up."""
    call = pbx.call(number, to)
    app.becomes(call, "ringing")
    pbx.gives_up(call)
    app.becomes(call, "ended")


def calls_back(pbx: Pbx, extension: str, number: str) -> None:
    """Somebody of the house calls, and is answered."""
    call = str(pbx.do("dial", extension=extension, number=number)["call_id"])
    pbx.do("outside_answer", call_id=call)
    pbx.do("advance", seconds=30)
    pbx.do("hangup", extension=extension, call_id=call)


def test_a_call_back_settles_it(pbx: Pbx, app: App) -> None:
    """One row a person, whichever of their numbers it is; without a number one a call."""
    for number in (JOSEPH, ANYA, JOSEPH, ANYAS_MOBILE, ""):
        tries(pbx, app, number)
    app.until(
        "all are on the list",
        lambda _: (
            shown(app)
            == {
                JOSEPH: (2, "missed", None),
                ANYAS_MOBILE: (2, "missed", None),
                None: (1, "missed", None),
            }
        ),
    )
    calls_back(pbx, "2000", JOSEPH)
    app.until("he was called back", lambda _: set(shown(app)) == {ANYAS_MOBILE, None})
    taken = pbx.call(ANYA)
    pbx.pick_up(taken)
    app.becomes(taken, "talking")
    pbx.gives_up(taken)
    app.until("she got through", lambda _: set(shown(app)) == {None})
    (withheld,) = waiting(app)
    assert app.ctl("followup", "done", withheld["id"]).returncode == 0
    assert waiting(app) == []


def test_after_a_restart_it_is_the_same_and_what_colleagues_did_is_learned(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """At once by what was kept; then the PBX tells whom somebody else called back meanwhile."""
    pbx.do("agents", queue=SUPPORT, agents=["2000", ANNA])
    options = as_options(pbx, tmp_path / "secret")
    app = start_app(*options)
    app.online()
    for number in (JOSEPH, ANYA):
        call = pbx.call(number, SUPPORT)
        pbx.do("advance", seconds=9)
        pbx.gives_up(call)
    tries(pbx, app, TOM)
    app.until(
        "all are on the list",
        lambda _: (
            shown(app)
            == {
                JOSEPH: (1, "abandoned", SUPPORT),
                ANYA: (1, "abandoned", SUPPORT),
                TOM: (1, "missed", None),
            }
        ),
    )
    assert app.ctl("followup", "done", TOM, "--reason", "wrong number").returncode == 0
    app.close()
    calls_back(pbx, ANNA, ANYA)

    app = start_app(*options)
    app.online()
    app.until("the list is made of what was kept", lambda _: shown(app))
    assert {JOSEPH} <= set(shown(app)) <= {JOSEPH, ANYA}, "at once, without having asked"
    app.until("a colleague called her back", lambda _: set(shown(app)) == {JOSEPH}, ASKED_S)


def test_after_a_gap_it_is_true_again(pbx: Pbx, app: App) -> None:
    """Who tried meanwhile is on it; who was talked to at the phone meanwhile is not."""
    tries(pbx, app, JOSEPH)
    app.until("he is on the list", lambda _: set(shown(app)) == {JOSEPH})
    pbx.do("black_hole", on=True)
    pbx.do("cut")
    app.until("it is a gap", lambda status: status["connection"] == "reconnecting")
    taken = pbx.call(JOSEPH)
    pbx.pick_up(taken)
    pbx.do("advance", seconds=30)
    pbx.gives_up(taken)
    lost = pbx.call(ANYA)
    pbx.do("advance", seconds=9)
    pbx.gives_up(lost)
    pbx.do("black_hole", on=False)
    app.until("it is over", lambda status: status["connection"] == "online", ASKED_S)
    app.until("it is true again", lambda _: set(shown(app)) == {ANYA}, ASKED_S)
