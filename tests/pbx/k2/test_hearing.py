"""Whether events reach us, by what they leave out."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.ids import CallId
from ctiapp.pbx.k2 import hearing as module
from ctiapp.pbx.k2.hearing import LATE_S, Hearing, Verdict
from ctiapp.pbx.pushed import BEAT_S

ONE, TWO = CallId("1"), CallId("2")
LOOKS = st.lists(st.floats(0, 120), max_size=40)


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


def test_that_a_picture_shows_a_call_is_no_event_of_it() -> None:
    clock, hearing = made()
    hearing.begin()
    hearing.found([], begun=hearing.begun)
    hearing.found([ONE], begun=hearing.begun)
    clock.now_s += LATE_S - 1
    hearing.found([ONE], begun=hearing.begun)
    assert hearing.compare([ONE]) is Verdict.FINE
    clock.now_s += 1
    assert hearing.compare([]) is Verdict.BLOCKED


def test_what_the_first_picture_shows_went_on_before_and_needs_no_event() -> None:
    clock, hearing = made()
    hearing.begin()
    hearing.compare([ONE])  # before it was there
    hearing.found([ONE], begun=hearing.begun)
    clock.now_s += LATE_S
    assert hearing.compare([ONE]) is Verdict.FINE


def test_a_picture_asked_for_before_the_stream_began_is_not_its_first() -> None:
    clock, hearing = made()
    hearing.begin()
    asked = hearing.begun
    hearing.begin()
    hearing.found([TWO], begun=asked)
    hearing.found([ONE], begun=hearing.begun)
    clock.now_s += LATE_S
    assert hearing.compare([ONE]) is Verdict.FINE


def test_an_event_that_was_taken_for_anothers_is_one() -> None:
    """Not even what it told of is missed, though nothing more comes of that call."""
    clock, hearing = made()
    hearing.expect("1")
    hearing.begin()
    hearing.found([], begun=hearing.begun)
    assert hearing.suspect("its-own", [ONE])
    assert not hearing.hears
    hearing.found([ONE], begun=hearing.begun)
    assert hearing.hears
    clock.now_s += LATE_S
    assert hearing.compare([ONE]) is Verdict.FINE


@dataclass(frozen=True)
class Talk:
    """A call of one's own; an event of it comes so long after its beginning."""

    start_s: float
    length_s: float
    late_s: float

    def is_there(self, now_s: float) -> bool:
        return self.start_s <= now_s < self.start_s + self.length_s


def verdicts(
    talks: list[Talk], looks: list[float], phase_s: float, *, is_open: bool
) -> list[tuple[float, Verdict]]:
    """What each beat says of two minutes; ``looks`` are when somebody asks for a picture."""
    clock, hearing = made()
    hearing.begin()
    steps = [(-1.0, "look"), *((at, "look") for at in looks)]
    steps += [(phase_s + n * BEAT_S, "beat") for n in range(9)]
    if is_open:
        steps += [(talk.start_s + talk.late_s, f"told {n}") for n, talk in enumerate(talks)]
    said = []
    for now_s, what in sorted(steps):
        clock.now_s = now_s
        there = [CallId(f"told {n}") for n, talk in enumerate(talks) if talk.is_there(now_s)]
        if what == "look":
            hearing.found(there, begun=hearing.begun)
        elif what == "beat":
            said.append((now_s, hearing.compare(there)))
        else:
            hearing.told([CallId(what)])
            hearing.came()
    return said


@given(
    st.lists(
        st.builds(
            Talk, st.floats(0, 120), st.floats(0, 60), st.floats(0, LATE_S, exclude_max=True)
        ),
        max_size=20,
    ),
    LOOKS,
    st.floats(0, BEAT_S),
)
def test_a_way_that_is_open_is_never_doubted(
    talks: list[Talk], looks: list[float], phase_s: float
) -> None:
    said = verdicts(talks, looks, phase_s, is_open=True)
    assert {verdict for _, verdict in said} == {Verdict.FINE}


@given(st.floats(0, 60), LOOKS, st.floats(0, BEAT_S))
def test_a_call_is_missed_within_half_a_minute_however_often_one_looks(
    start_s: float, looks: list[float], phase_s: float
) -> None:
    said = verdicts([Talk(start_s, BEAT_S + 0.1, 0)], looks, phase_s, is_open=False)
    blocked = [at for at, verdict in said if verdict is Verdict.BLOCKED]
    assert len(blocked) == 1
    assert start_s <= blocked[0] <= start_s + 2 * BEAT_S + 1e-6


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
