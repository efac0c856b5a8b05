"""Whether events reach us, by what they leave out."""

from __future__ import annotations

from ctiapp.model.ids import CallId
from ctiapp.pbx.k2 import hearing as module
from ctiapp.pbx.k2.hearing import LATE_S, Hearing, Verdict

ONE, TWO = CallId("1"), CallId("2")


class Clock:
    """A clock that a test sets."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def made() -> tuple[Clock, Hearing]:
    clock = Clock()
    return clock, Hearing(clock)


def test_a_call_that_was_told_of_is_fine() -> None:
    clock, hearing = made()
    hearing.told([ONE])
    clock.now_s += 100
    assert hearing.compare([ONE]) is Verdict.FINE
    assert hearing.compare([]) is Verdict.FINE


def test_an_event_may_be_late_and_then_it_is_missed_once() -> None:
    clock, hearing = made()
    assert hearing.compare([ONE]) is Verdict.FINE
    clock.now_s += LATE_S - 1
    assert hearing.compare([ONE]) is Verdict.FINE
    clock.now_s += 1
    assert hearing.compare([ONE]) is Verdict.BLOCKED
    assert hearing.compare([ONE]) is Verdict.FINE


def test_where_other_events_came_one_was_lost() -> None:
    clock, hearing = made()
    hearing.compare([ONE])
    clock.now_s += LATE_S
    hearing.came()
    assert hearing.compare([ONE]) is Verdict.DOUBTFUL


def test_events_of_before_do_not_show_that_the_way_is_open() -> None:
    clock, hearing = made()
    hearing.came()
    clock.now_s += 1
    hearing.compare([ONE])
    clock.now_s += LATE_S
    assert hearing.compare([ONE]) is Verdict.BLOCKED


def test_short_calls_are_missed_though_none_is_there_twice() -> None:
    clock, hearing = made()
    assert hearing.compare([ONE]) is Verdict.FINE
    clock.now_s += 15
    assert hearing.compare([TWO]) is Verdict.BLOCKED
    assert hearing.compare([]) is Verdict.FINE


def test_a_call_that_was_told_of_late_is_not_missed() -> None:
    clock, hearing = made()
    hearing.compare([ONE])
    hearing.told([ONE])
    clock.now_s += LATE_S
    assert hearing.compare([TWO]) is Verdict.FINE


def test_a_new_stream_begins_anew() -> None:
    clock, hearing = made()
    hearing.told([ONE])
    hearing.begin()
    assert hearing.compare([ONE]) is Verdict.FINE
    clock.now_s += LATE_S
    assert hearing.compare([ONE]) is Verdict.BLOCKED


def test_what_is_kept_is_bounded() -> None:
    _, hearing = made()
    hearing.told(CallId(str(n)) for n in range(module.MAX_CALLS + 9))
    hearing.compare(CallId(f"x{n}") for n in range(module.MAX_CALLS + 9))
    assert len(hearing._told) == len(hearing._missing) == module.MAX_CALLS


def test_whose_event_it_is() -> None:
    _, hearing = made()
    assert hearing.is_genuine("5")
    hearing.expect("1")
    assert hearing.is_genuine("")
    assert hearing.is_genuine("1")
    assert not hearing.is_genuine("2")


def test_what_is_missed_is_believed_until_something_comes() -> None:
    clock, hearing = made()

    def misses(call_id: CallId) -> bool:
        hearing.begin()
        hearing.compare([call_id])
        clock.now_s += LATE_S
        return hearing.compare([]) is Verdict.BLOCKED

    assert not hearing.blocked
    assert misses(ONE)
    assert hearing.blocked
    assert not hearing.is_worth_a_trial()
    assert hearing.blocked
    hearing.is_open()
    assert not hearing.blocked
    assert misses(TWO)
    assert hearing.is_worth_a_trial()  # it was open before
    assert not hearing.blocked
    assert misses(ONE)
    assert not hearing.is_worth_a_trial()
    hearing.came()
    assert not hearing.blocked


def test_an_address_at_which_nothing_came_yet_is_not_blocked_nor_proven() -> None:
    clock, hearing = made()
    hearing.came()
    hearing.compare([ONE])
    clock.now_s += LATE_S
    hearing.compare([ONE])
    assert hearing.blocked
    hearing.look_elsewhere()
    assert not hearing.blocked
    assert not hearing.is_worth_a_trial()
