"""The exchange wakes people up, as often as was set, by its wall clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.errors import FullError
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CallFailed, LegState, PromptPlayed, Reason, Role
from ctiapp.simpbx.wakeups import MAX_ALARMS, Wish
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    from ctiapp.simpbx.wakeups import Alarm
    from tests.simpbx.office import Office

ROOM = "2003"


class Night:
    """An exchange in Berlin at 05:40 of a Tuesday, and how its rings went."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.exchange = office.exchange
        self.exchange.wall.set_zone("Europe/Berlin")
        self.until("2026-06-02 05:40")

    def until(self, shown: str) -> None:
        """Let time pass until the clock shows something."""
        self.exchange.advance(self.exchange.wall.moment(datetime.fromisoformat(shown)))

    def alarm(self, at: str = "05:45", **more: object) -> Alarm:
        wish = Wish(time.fromisoformat(at), **more)  # type: ignore[arg-type] - as given
        return self.exchange.wakeups.create(ROOM, wish)

    def rings(self) -> list[tuple[str, int, str | None]]:
        """Return when each try began, which it was, and how it went."""
        wall = self.exchange.wall
        return [
            (wall.local(ring.at_s).strftime("%H:%M"), ring.number, ring.outcome)
            for ring in self.exchange.wakeups.rings
        ]

    def left(self) -> list[int]:
        return list(self.exchange.wakeups.alarms)


@pytest.fixture
def night(office: Office) -> Night:
    return Night(office)


def test_an_alarm_rings_at_its_minute_and_plays_its_prompt(night: Night) -> None:
    night.alarm(prompt="good_morning")
    night.until("2026-06-02 05:44:59")
    assert night.exchange.state_of(ROOM) == "idle"
    night.until("2026-06-02 05:45")
    own = night.office.leg(ROOM)
    assert (own.state, own.role, len(own.call.legs)) == (LegState.RINGING, Role.CALLER, 1)

    night.exchange.pick_up(own)
    assert night.rings() == [("05:45", 1, "answered")]
    assert night.left() == []
    night.until("2026-06-02 05:45:03")
    assert [fact.prompt for fact in night.office.told(PromptPlayed)] == ["good_morning"]
    assert night.exchange.state_of(ROOM) == "idle"
    (record,) = night.office.records()
    assert (record.from_number, record.to_number, record.status) == ("", ROOM, "answered")
    assert (record.direction, record.talk_s) == ("internal", 3)


def test_who_hangs_up_before_the_prompt_is_over_was_woken(night: Night) -> None:
    night.alarm(snoozes=3)
    night.until("2026-06-02 05:45")
    night.exchange.pick_up(night.office.leg(ROOM))
    night.exchange.hang_up(night.office.leg(ROOM))
    night.until("2026-06-02 09:00")

    assert night.rings() == [("05:45", 1, "answered")]
    assert not night.office.told(PromptPlayed)


def test_who_does_not_answer_is_rung_again_and_again(night: Night) -> None:
    night.alarm(snoozes=2, snooze_min=5)
    night.until("2026-06-02 05:52")
    assert [ring[0] for ring in night.rings()] == ["05:45", "05:51"]
    assert len(night.left()) == 1
    night.until("2026-06-03 09:00")

    assert night.rings() == [
        ("05:45", 1, "no answer"),
        ("05:51", 2, "no answer"),
        ("05:57", 3, "no answer"),
    ]
    assert night.left() == []
    assert [edit.action for edit in night.exchange.wakeups.edits] == ["create", "done"]
    assert [record.status for record in night.office.records()] == ["no answer"] * 3
    assert night.office.failures() == [Reason.RANG_OUT.value] * 3


def test_an_answer_to_the_second_ring_ends_it(night: Night) -> None:
    night.alarm(snoozes=3, snooze_min=1)
    night.until("2026-06-02 05:47")
    night.exchange.pick_up(night.office.leg(ROOM))
    night.until("2026-06-02 09:00")

    assert [ring[2] for ring in night.rings()] == ["no answer", "answered"]


def test_a_refused_ring_snoozes(night: Night) -> None:
    night.alarm(snoozes=1, snooze_min=10)
    night.until("2026-06-02 05:45:05")
    night.exchange.hang_up(night.office.leg(ROOM))
    night.until("2026-06-02 05:55:10")
    night.exchange.hang_up(night.office.leg(ROOM), reason=Reason.BUSY)

    assert [ring[2] for ring in night.rings()] == ["refused", "busy"]
    assert [record.status for record in night.office.records()] == ["busy", "busy"]
    assert night.left() == []


def test_whom_it_cannot_ring_counts_as_a_try(night: Night) -> None:
    night.alarm(snoozes=3, snooze_min=1)
    call = night.exchange.router.dial("2004", ROOM)
    night.exchange.pick_up(night.office.leg(ROOM))
    night.until("2026-06-02 05:45:30")
    night.exchange.end(call)
    night.exchange.set_presence(ROOM, "do_not_disturb")
    night.until("2026-06-02 05:46:30")
    night.exchange.set_presence(ROOM, "available")
    night.exchange.register(ROOM, registered=False)
    night.until("2026-06-02 05:47:30")
    night.exchange.register(ROOM, registered=True)
    night.until("2026-06-02 05:49:30")

    assert [ring[2] for ring in night.rings()] == ["busy", "dnd", "off", "no answer"]
    assert night.left() == []
    failed = [fact for fact in night.office.facts if isinstance(fact, CallFailed)]
    assert [fact.reason for fact in failed][:3] == [Reason.BUSY, Reason.DND, Reason.OFF]
    assert all(fact.call.members[0].party.known_as == ROOM for fact in failed)


def test_one_that_repeats_stays(night: Night) -> None:
    alarm = night.alarm(weekdays=(1, 3), snoozes=1, snooze_min=1)
    night.until("2026-06-02 09:00")
    night.until("2026-06-04 05:45")
    night.exchange.pick_up(night.office.leg(ROOM))

    assert night.rings() == [
        ("05:45", 1, "no answer"),
        ("05:47", 2, "no answer"),
        ("05:45", 1, "answered"),
    ]
    assert night.left() == [alarm.id]
    assert night.exchange.wall.local(alarm.next_s).strftime("%A %H:%M") == "Tuesday 05:45"


def test_an_edit_forgets_what_was_begun(night: Night) -> None:
    alarm = night.alarm(snoozes=3, snooze_min=1)
    night.until("2026-06-02 05:45:10")
    night.exchange.wakeups.change(alarm, Wish(time(6, 10), snoozes=1, snooze_min=2))
    night.until("2026-06-02 09:00")

    assert [ring[:2] for ring in night.rings()] == [("05:45", 1), ("06:10", 1), ("06:13", 2)]


def test_a_deleted_one_is_silent_though_it_snoozes(night: Night) -> None:
    alarm = night.alarm(snoozes=3, snooze_min=1)
    night.until("2026-06-02 05:46:30")
    night.exchange.wakeups.remove(alarm)
    night.until("2026-06-03 09:00")

    assert len(night.rings()) == 1


def test_twenty_three_and_no_more(night: Night) -> None:
    for _ in range(MAX_ALARMS):
        night.alarm()
    with pytest.raises(FullError):
        night.alarm()
    night.exchange.wakeups.create("2004", Wish(time(5)))
    assert MAX_ALARMS == 23
    assert len(night.exchange.wakeups.of(ROOM)) == MAX_ALARMS


def test_another_zone_moves_every_alarm(night: Night) -> None:
    alarm = night.alarm("06:00")
    before_s = alarm.next_s
    night.exchange.wall.set_zone("Europe/London")
    assert alarm.next_s - before_s == 3600
    night.exchange.advance(before_s + 60)
    assert night.rings() == []
    night.exchange.advance(before_s + 3600)
    assert night.rings() == [("06:00", 1, None)]


def test_a_zone_leaves_a_snooze_alone(night: Night) -> None:
    night.alarm(snoozes=1, snooze_min=10)
    night.until("2026-06-02 05:47")
    night.exchange.wall.set_zone("Asia/Shanghai")
    night.exchange.advance(night.exchange.now_s + 15 * 60)

    assert [ring[1] for ring in night.rings()] == [1, 2]


def test_while_the_exchange_is_down_nobody_is_rung(night: Night) -> None:
    once, weekly = night.alarm("06:00"), night.alarm("06:10", weekdays=tuple(range(7)))
    night.exchange.wakeups.sleep()
    night.until("2026-06-02 06:05")
    night.exchange.wakeups.wake()
    night.until("2026-06-02 09:00")
    assert night.rings() == [("06:00", 0, "asleep"), ("06:10", 1, "no answer")]
    assert night.left() == [once.id, weekly.id]
    night.until("2026-06-03 06:00")

    assert night.rings()[-1] == ("06:00", 1, None)


def test_who_is_rung_as_it_goes_down_is_rung_on_the_next_day(night: Night) -> None:
    night.alarm(snoozes=3, snooze_min=1)
    night.until("2026-06-02 05:45:10")
    night.exchange.wakeups.sleep()
    night.exchange.end(night.office.leg(ROOM).call)
    night.exchange.wakeups.wake()
    night.until("2026-06-03 05:45")

    assert night.rings() == [("05:45", 1, "cut"), ("05:45", 1, None)]


@pytest.mark.parametrize(
    ("day", "weekdays", "expected"),
    [
        ("2026-03-29", (), ["30.03. 02:30"]),
        ("2026-03-29", (6,), ["05.04. 02:30"]),
        ("2026-10-25", (), ["25.10. 02:30"]),
        ("2026-10-25", (6,), ["25.10. 02:30", "25.10. 02:30", "01.11. 02:30"]),
    ],
)
def test_the_nights_in_which_the_clock_is_set(
    day: str, weekdays: tuple[int, ...], expected: list[str]
) -> None:
    began = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=UTC) - timedelta(hours=3)
    exchange = Exchange(build(4, seed=1), now_s=began.timestamp(), seed=1)
    exchange.wall.set_zone("Europe/Berlin")
    exchange.wakeups.create(ROOM, Wish(time(2, 30), weekdays))
    exchange.advance(exchange.now_s + 8 * 86_400)

    rings = [exchange.wall.local(ring.at_s) for ring in exchange.wakeups.rings]
    assert [each.strftime("%d.%m. %H:%M") for each in rings] == expected


def test_what_is_over_is_forgotten_when_that_is_asked_for(night: Night) -> None:
    night.alarm("05:41")
    night.alarm("05:45")
    night.until("2026-06-02 05:45:10")
    night.exchange.wakeups.forget()

    assert night.rings() == [("05:45", 1, None)]
    assert night.exchange.wakeups.edits == []
