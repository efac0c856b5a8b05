"""The troubles of calls, each from a recording: what is seen at every step, and what never is.

The recordings beside this file are what the simulated PBX told, as ``ctl capture`` writes it; in
the one of late and repeated events they were then told twice, late, and one before another; in the
one of the wrong hold they were left out.

| trouble | recording | test |
| --- | --- | --- |
| answered elsewhere | ``answered_elsewhere`` | `test_answered_elsewhere` |
| a second call arrives while talking | ``second_call_while_talking`` | `test_second_call_arrives_while_talking` |
| the caller is gone during a consultation | ``caller_gone_during_consult`` | `test_caller_gone_during_consult` |
| a blind transfer is returned | ``blind_transfer_returned`` | `test_blind_transfer_returned` |
| a parked call rings back | ``park_recall`` | `test_park_recall` |
| two devices of one extension | ``two_devices`` | `test_two_devices` |
| events late and twice | ``late_and_duplicated`` | `test_late_and_duplicated_events` |
| a confirmation never comes | ``confirmation_never_comes`` | `test_confirmation_that_never_comes` |
| holding and going on, which nobody told | ``hold_shown_wrong`` | `test_hold_shown_wrong` |
| pause and do-not-disturb disagree | ``pause_and_dnd_disagree`` | `test_pause_and_dnd_disagree` |
| keys at a menu, late and twice | ``keys_at_a_menu`` | `test_keys_at_a_menu` |

Every step of each stands in ``tests/state``; the same in the real application in ``tests/e2e``.
"""  # noqa: E501 - a table

from __future__ import annotations

from ctiapp.model.call import EndReason
from ctiapp.model.number import Number
from ctiapp.services.calls import Outcome
from tests.replays.player import PLACE, Player


async def played(name: str) -> Player:
    """A recording, played to its end; all of it could be read."""
    player = Player(name)
    await player.play()
    assert player.left_out == []
    return player


def ended(player: Player, name: str) -> EndReason | None:
    """Why a call is over; None while it is not."""
    end = player.call(name).end
    return None if end is None else end.reason


async def test_answered_elsewhere() -> None:
    """Gone from the screen at once, by whom is known, and nothing that they do brings it back."""
    player = await played("answered_elsewhere")

    assert player.scenes == [">a ringing*", "a ended"]
    end = player.call("a").end
    assert end is not None
    assert (end.reason, end.by) == (EndReason.ANSWERED_ELSEWHERE, Number("2001"))
    assert player.asked == 0


async def test_second_call_arrives_while_talking() -> None:
    """It pops up and the keys stay where they are: missed the one time, answered the other.

    Each keeps its own name all along, and who is not known has none: never that of the other.
    """
    player = await played("second_call_while_talking")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a talking, b ringing*",
        ">a talking, b ended",
        ">a talking, b ended, c ringing*",
        ">a held, b ended, c ringing*",
        "a held, b ended, >c talking",
        ">a held, b ended, c ended",
    ]
    assert [ended(player, name) for name in "abc"] == [
        None,
        EndReason.CALLER_GAVE_UP,
        EndReason.HUNG_UP,
    ]
    assert player.names == ["a Ada Wong", "a Ada Wong, b Ben Ode", "a Ada Wong, b Ben Ode, c -"]
    assert player.asked == 0


async def test_caller_gone_during_consult() -> None:
    """The consulted one remains, as a call like any other; no pair is left of it."""
    player = await played("caller_gone_during_consult")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a talking?",
        ">a held?",
        "a held, >b dialing",
        "a held, >b talking",
        "a ended, >b talking",
        "a ended, b ended",
    ]
    assert player.outcomes == [Outcome.CONFIRMED]
    assert (player.call("a").consulting, player.call("b").consult_of) == (None, None)
    assert (ended(player, "a"), ended(player, "b")) == (EndReason.REMOTE_HUNG_UP,) * 2


async def test_blind_transfer_returned() -> None:
    """To be taken back while it rings there; refused there, it rings here again, and pops up."""
    player = await played("blind_transfer_returned")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a talking?",
        ">a talking",  # 30013 confirms it; one's own channel goes right after
        "a ended<",
        ">a ringing*",
        ">a talking",
        "a ended",
    ]
    assert player.outcomes == [Outcome.CONFIRMED]
    assert (player.call("a").ring, ended(player, "a")) == (2, EndReason.REMOTE_HUNG_UP)


async def test_park_recall() -> None:
    """Nobody fetched them: they ring again under the old id, and it pops up once more."""
    player = await played("park_recall")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a talking?",
        ">a parked",
        ">a ringing*",
        ">a talking",
        "a ended",
    ]
    assert player.outcomes == [Outcome.CONFIRMED]
    assert (player.call("a").ring, ended(player, "a")) == (2, EndReason.HUNG_UP)


async def test_two_devices() -> None:
    """One card and one pop, whichever is lifted; what one refuses rings on at the other."""
    player = await played("two_devices")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        "a ended",
        "a ended, >b ringing*",
        "a ended, b ended",
    ]
    assert [player.call(name).ring for name in "ab"] == [1, 1]
    assert (ended(player, "a"), ended(player, "b")) == (
        EndReason.REMOTE_HUNG_UP,
        EndReason.CALLER_GAVE_UP,
    )


async def test_late_and_duplicated_events() -> None:
    """Told twice nothing happens twice; a late ring pops nothing up, and a picture is asked for."""
    player = await played("late_and_duplicated")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a held",
        ">a talking",
        "a ended",
        "a ended, >b talking",
        "a ended, b ended",
    ]
    assert (ended(player, "a"), ended(player, "b")) == (
        EndReason.REMOTE_HUNG_UP,
        EndReason.HUNG_UP,
    )
    assert player.asked > 0


async def test_confirmation_that_never_comes() -> None:
    """Pending, then unknown, never guessed: the picture that is asked for tells what was done."""
    player = await played("confirmation_never_comes")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a talking?",
        ">a held",
        ">a talking",
        "a ended",
    ]
    assert (player.outcomes, player.asked) == ([Outcome.UNCONFIRMED], 1)


async def test_hold_shown_wrong() -> None:
    """Its events are lost: each look at the PBX mends what is shown; told twice it is held once."""
    player = await played("hold_shown_wrong")

    assert player.scenes == [
        ">a ringing*",
        ">a talking",
        ">a held",
        ">a talking",
        ">a held",
        ">a talking",
        "a ended",
    ]
    assert ended(player, "a") is EndReason.REMOTE_HUNG_UP


async def test_pause_and_dnd_disagree() -> None:
    """Neither is made of the other: the queue knows nothing of the phone, nor the phone of it.

    An answer that was asked for before the queue paused one says nothing of the pause.
    """
    player = await played("pause_and_dnd_disagree")

    assert player.stands == [
        "unknown, -",
        "ready, -",
        "ready, away",
        "ready, available",
        "ready, do_not_disturb",
        "ready, available",
        "not-ready, available",  # by the event, which tells no reason; the answer does
        "not-ready (Auto-Pause), available",
        "not-ready (Auto-Pause), do_not_disturb",
        "ready, do_not_disturb",
        "ready, available",
    ]


def test_every_recording_is_played() -> None:
    """None lies here for nothing."""
    tests = {name for name in __doc__.split("``") if "_" in name and name.isidentifier()}
    assert tests == {path.stem for path in PLACE.glob("*.jsonl")}


async def test_keys_at_a_menu() -> None:
    """Pressed before the call came here, and told out of order: there as it rings, in order."""
    player = await played("keys_at_a_menu")

    assert player.scenes == [">a ringing*", ">a talking", "a ended"]
    assert player.call("a").digits == "4719"
    assert player.asked == 0
