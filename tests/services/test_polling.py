"""The pacer: one question a second at most, the most urgent first, and none forgotten."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import LinkTimeout
from ctiapp.services.polling import (
    AGAIN_S,
    AHEAD,
    CONFIRMING_IN_A_ROW,
    IN_STEP,
    OWN_IN_A_ROW,
    SPACING_S,
    URGENT_AGAIN_S,
    URGENT_IN_A_ROW,
    Pacer,
    Question,
    Round,
)
from tests.services.fakes import Clock, Gate, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


async def nothing() -> None:
    """Ask nothing."""


def question(key: str, every_s: float | None = 5.0, *, own: bool = False) -> Question:
    """A question of that name."""
    return Question(key, nothing, every_s, own)


def asked(made: Round, from_s: float, seconds: int) -> list[str]:
    """What is asked, looked at ten times a second."""
    found = []
    for tenth in range(seconds * 10):
        one = made.take(from_s + tenth / 10)
        if one is not None:
            found.append(one.key)
    return found


# --- the round -----------------------------------------------------------------------------------


def test_questions_go_round_each_in_its_time() -> None:
    """One a second, the longest overdue first; what is asked once is asked once."""
    made = Round()
    made.put([question("a", 3), question("b", 3), question("once", None)], 100)
    assert asked(made, 100, 10) == ["a", "b", "once", "a", "b", "a", "b", "a"]


def test_nothing_to_ask_is_nothing_to_wait_for() -> None:
    """Nor where all was asked once."""
    made = Round()
    assert (made.next_s(0), made.take(0)) == (None, None)
    made.put([question("once", None)], 0)
    assert made.next_s(0) == 0
    made.take(0)
    assert made.next_s(5) is None
    assert len(made) == 1


def test_the_urgent_goes_first_within_the_limit() -> None:
    """It waits for its second, and for no other question."""
    made = Round()
    made.put([question(key, 60) for key in "abc"], 0)
    assert made.take(0) is not None
    made.urge("c")
    made.urge("unknown")
    assert made.take(0.5) is None
    assert made.next_s(0.5) == pytest.approx(0.5)
    assert asked(made, SPACING_S, 3) == ["c", "b"]


def test_what_is_only_due_gets_its_turn_among_the_urgent() -> None:
    """A queue in trouble does not hide the others."""
    made = Round()
    made.put([question("loud", 60), question("quiet", 2)], 0)
    found = []
    for second in range(20):
        made.urge("loud")
        one = made.take(second)
        assert one is not None
        found.append(one.key)
    assert found.count("quiet") >= 20 // (URGENT_IN_A_ROW + 1) - 1


def test_what_somebody_waits_for_goes_before_what_is_only_urgent() -> None:
    """In the order in which it was asked for, however often it is asked for again."""
    made = Round()
    made.put([question(key, 60) for key in "abcd"], 0)
    for key in "abc":
        made.urge(key)
    made.urge("d", first=True)
    made.urge("b", first=True)
    made.urge("b")
    made.urge("gone", first=True)
    assert asked(made, 0, 4) == ["b", "d", "a", "c"]


def test_one_s_own_come_first_and_leave_the_others_their_turn() -> None:
    """Five of one's own, each in its five seconds, beside ten that nobody can ever ask in time."""
    made = Round()
    made.put([question(f"watched{n}", 5) for n in range(10)], 0)
    made.put([question("a", 5, own=True), *(question(f"watched{n}", 5) for n in range(10))], 0)
    found = asked(made, 0, 60)
    assert Counter(found)["a"] == 12
    assert set(found) == {"a", *(f"watched{n}" for n in range(10))}
    made.put([*(question(f"own{n}", 5, own=True) for n in range(5)), question("b", 12)], 100)
    turns = "".join("o" if key.startswith("own") else "b" for key in asked(made, 100, 30))
    assert "o" * (OWN_IN_A_ROW + 1) in turns, "nobody else is due: they have it all"
    assert turns.startswith("o" * OWN_IN_A_ROW + "b"), "who is due waits for no more than that"


# --- what confirms a command ---------------------------------------------------------------------


def confirming(count: int, *, idle: bool) -> list[float]:
    """When each of so many queues is asked after a command, and nothing else before them."""
    made = Round()
    made.put([question(f"q{n}", 60) for n in range(count)], 0)
    for second in range(count):
        assert made.take(second) is not None  # each was asked once
    made.put([question("other", 1), *(question(f"q{n}", 60) for n in range(count))], 0)
    begun_s = count + (100.0 if idle else 0.0)
    if not idle:
        assert made.take(begun_s) is not None  # and something just now
    for n in range(count):
        made.confirm(f"q{n}")
    found: dict[str, float] = {}
    for hundredth in range(2000):
        now_s = begun_s + hundredth / 100
        while (one := made.take(now_s)) is not None:
            assert one.key != "other" or len(found) == count
            found.setdefault(one.key, now_s - begun_s)
        if "other" in found:
            assert found.pop("other") >= count - 1, "the seconds are made up for first"
            break
    return sorted(found.values())


def test_what_confirms_a_command_over_many_queues_runs_ahead() -> None:
    """Five at once whatever was asked just before; eight within three seconds."""
    late = confirming(8, idle=False)
    assert late == pytest.approx([0] * AHEAD + [1, 2, 3])
    assert confirming(8, idle=True) == pytest.approx([0] * (AHEAD + 1) + [1, 2])


def test_a_command_over_few_queues_is_confirmed_at_one_a_second() -> None:
    """It is in time like that; nothing but a need may ask more."""
    assert confirming(IN_STEP, idle=False) == pytest.approx([1, 2, 3, 4])
    assert confirming(IN_STEP, idle=True) == pytest.approx([0, 1, 2, 3])


def test_only_the_first_question_after_a_command_runs_ahead() -> None:
    """Asked again since the PBX does not show it yet, it waits for its second."""
    made = Round()
    keys = ["a", "b", "c", "d", "e"]
    made.put([question(key, 60) for key in keys], 0)
    assert asked(made, 0, 5) == keys
    for key in (*keys, "gone"):
        made.confirm(key)
    for _ in keys:
        assert made.take(5) is not None
    made.urge("b", first=True)
    assert made.take(5) is None
    assert made.next_s(5) == pytest.approx(5)


def test_commands_without_end_leave_the_others_their_turn() -> None:
    """No person does so; whatever else may."""
    made = Round()
    made.put([question("loud", 60), question("quiet", 5)], 0)
    found = []
    for second in range(200):
        made.confirm("loud")
        one = made.take(second)
        found.append(None if one is None else one.key)
    assert found.count("quiet") >= 200 // (CONFIRMING_IN_A_ROW + AHEAD + 2)


def test_a_question_that_failed_is_asked_again() -> None:
    """What is asked once, a minute later; what is asked often, in its time."""
    made = Round()
    made.put([question("once", None), question("often", 5)], 0)
    made.take(0)
    made.failed("once", 1)
    made.take(1)
    made.failed("often", 2)
    made.failed("gone", 2)
    assert made.next_s(2) == pytest.approx(4)
    made.put([question("seldom", 300)], 2)
    made.take(3)
    made.failed("seldom", 3)
    assert made.next_s(3) == pytest.approx(AGAIN_S)
    made.put([question("once", None)], 3)
    made.take(4)
    made.failed("once", 4)
    assert made.next_s(4) == pytest.approx(AGAIN_S)


def test_an_urgent_one_that_failed_has_a_second_try_soon() -> None:
    """One: a PBX that fails again and again is asked no more often than for anything else."""
    made = Round()
    made.put([question("agents", 60)], 0)
    made.take(0)
    made.urge("agents")
    made.take(1)
    made.failed("agents", 1)
    assert made.next_s(1) == pytest.approx(URGENT_AGAIN_S)
    assert made.take(1 + URGENT_AGAIN_S) is not None
    made.failed("agents", 4)
    assert made.next_s(4) == pytest.approx(AGAIN_S)


def test_what_was_asked_before_keeps_its_place() -> None:
    """Putting the same questions on the round again changes nothing."""
    made = Round()
    made.put([question("once", None)], 0)
    made.take(0)
    made.failed("once", 1)
    made.put([question("once", None)], 3)
    assert made.next_s(3) == pytest.approx(1 + AGAIN_S - 3)


def test_another_pace_holds_at_once() -> None:
    """What was asked a while ago is due by the new one; what is taken off is not asked."""
    made = Round()
    made.put([question("a", 60), question("b", 60)], 0)
    made.take(0)
    made.take(1)
    made.urge("b")
    made.put([question("a", 5)], 10)
    assert asked(made, 10, 3) == ["a"]
    made.rewind(13)
    assert asked(made, 13, 2) == ["a"]


KEYS = st.sampled_from("abcdefgh")
STEPS = st.one_of(
    st.tuples(st.just("urge"), KEYS),
    st.tuples(st.just("put"), st.sets(KEYS)),
    st.tuples(st.just("wait"), st.floats(0, 7)),
    st.tuples(st.just("fail"), KEYS),
    st.tuples(st.just("rewind"), st.none()),
)


@given(st.lists(STEPS, max_size=120), st.sampled_from([None, 0.1, 1.0, 5.0]))
def test_no_mix_is_faster_than_one_a_second(
    steps: list[tuple[str, object]], every_s: float | None
) -> None:
    """Whatever is urged, put and rewound, and however often it is looked at."""
    made, now_s = Round(), 0.0
    begun: list[float] = []
    for what, how in steps:
        match what, how:
            case "urge", str(key):
                made.urge(key)
            case "put", set(keys):
                made.put([question(str(key), every_s) for key in sorted(map(str, keys))], now_s)
            case "wait", float(seconds):
                now_s += seconds
            case "fail", str(key):
                made.failed(key, now_s)
            case _:
                made.rewind(now_s)
        if made.take(now_s) is not None:
            begun.append(now_s)
        wait_s = made.next_s(now_s)
        assert wait_s is None or wait_s >= 0
        if begun and wait_s is not None:
            assert now_s + wait_s >= begun[-1] + SPACING_S - 1e-9
    assert all(two - one >= SPACING_S - 1e-9 for one, two in itertools.pairwise(begun))


@given(st.lists(st.one_of(STEPS, st.tuples(st.just("confirm"), KEYS)), max_size=120))
def test_with_commands_it_is_so_on_the_average(steps: list[tuple[str, object]]) -> None:
    """In any length of time one a second, and a few more; in all that is only due, none more."""
    made, now_s = Round(), 0.0
    begun: list[tuple[float, bool]] = []
    for what, how in steps:
        match what, how:
            case "urge", str(key):
                made.urge(key)
            case "confirm", str(key):
                made.confirm(key)
            case "put", set(keys):
                made.put([question(str(key), 1) for key in sorted(map(str, keys))], now_s)
            case "wait", float(seconds):
                now_s += seconds
            case "fail", str(key):
                made.failed(key, now_s)
            case _:
                made.rewind(now_s)
        ahead = bool(made._confirming)
        if made.take(now_s) is not None:
            begun.append((now_s, ahead))
    for first, (from_s, _) in enumerate(begun):
        for last, (to_s, ahead) in enumerate(begun[first:], first):
            allowed = (to_s - from_s) / SPACING_S + 1 + (AHEAD if ahead else 0)
            assert last - first + 1 <= allowed + 1e-9


@given(st.integers(1, 12), st.lists(KEYS, max_size=200))
def test_nothing_starves(count: int, urged: list[str]) -> None:
    """However loud the others are, each has its turn within a bounded time."""
    made = Round()
    keys = [f"q{n}" for n in range(count)]
    made.put([question(key, 1) for key in (*keys, *"abcdefgh")], 0)
    last = dict.fromkeys(keys, 0)
    most = (URGENT_IN_A_ROW + 1) * (count + 8 + 1)
    for second in range(4 * most):
        for key in urged[second % 7 :: 7]:
            made.urge(key)
        one = made.take(second)
        assert one is not None
        last[one.key] = second
        assert all(second - last[key] <= most for key in keys)


# --- asking --------------------------------------------------------------------------------------


class Asker:
    """Asks, and writes down when and what."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.pacer = Pacer(self.clock)
        self.asked: list[tuple[float, str]] = []
        self.errors: dict[str, Exception] = {}
        self.gate = Gate()
        self.task: asyncio.Task[None] | None = None

    async def ask(self, key: str) -> None:
        """One question."""
        self.asked.append((self.clock().mono_s, key))
        await self.gate.passing()
        if key in self.errors:
            raise self.errors[key]

    def put(self, every_s: float | None, *keys: str) -> None:
        """Have these asked."""
        self.pacer.put([Question(key, partial(self.ask, key), every_s) for key in keys])

    @property
    def keys(self) -> list[str]:
        """What was asked, in order."""
        return [key for _, key in self.asked]

    def worst_second(self) -> int:
        """How many questions began within any one second."""
        times = [at_s for at_s, _ in self.asked]
        return max(sum(one <= two < one + SPACING_S for two in times) for one in times)


@pytest.fixture
async def asker(time_flies: None) -> AsyncIterator[Asker]:
    """A pacer that runs, and may ask."""
    made = Asker()
    made.task = asyncio.create_task(made.pacer.run())
    made.pacer.go(on=True)
    yield made
    made.task.cancel()
    await asyncio.gather(made.task, return_exceptions=True)


async def test_the_worst_mix_is_one_a_second(asker: Asker) -> None:
    """Many queues, all seen, a command every tenth of a second, and questions that fail."""
    keys = [f"agents/{n}" for n in range(20)]
    asker.put(0.5, *keys)
    asker.errors["agents/3"] = LinkTimeout("slow")
    for step in range(600):
        asker.pacer.urge(keys[step % 20])
        if step % 50 == 0:
            asker.pacer.rewind()
            asker.put(0.5 if step % 100 else 5.0, *keys)
        await asker.clock.pass_s(0.1)
    assert asker.worst_second() == 1
    assert 58 <= len(asker.asked) <= 61, "and no less than is allowed"
    assert set(asker.keys) == set(keys)


async def test_each_question_has_its_pace(asker: Asker) -> None:
    """Three that are asked every five seconds, a minute long."""
    asker.put(5, "a", "b", "c")
    await asker.clock.pass_s(60.5)
    assert Counter(asker.keys) == {"a": 13, "b": 12, "c": 12}


async def test_a_slow_answer_holds_the_next_question_back(asker: Asker) -> None:
    """One at a time: a PBX that is slow is not asked more."""
    asker.put(1, "a", "b")
    asker.gate.shut()
    await asker.clock.pass_s(30)
    assert asker.keys == ["a"]
    asker.gate.open()
    await asker.clock.pass_s(0.5)
    assert asker.keys == ["a", "b"]


@pytest.mark.parametrize("error", [LinkTimeout("no answer"), None])
async def test_no_failure_ends_it(
    asker: Asker, error: Exception | None, expected_log: Callable[[str], None]
) -> None:
    """One that the PBX refused, and one that is our own fault and logged as such."""
    if error is None:
        expected_log("asking bad failed")
    asker.errors["bad"] = error or ValueError("ours")
    asker.put(None, "bad", "good")
    await asker.clock.pass_s(5)
    assert asker.keys == ["bad", "good"]
    await asker.clock.pass_s(AGAIN_S)
    assert asker.keys == ["bad", "good", "bad"]


async def test_it_rests_while_it_may_not_ask(asker: Asker) -> None:
    """And goes on where it was, without making up for what it left out."""
    asker.put(5, "a")
    await asker.clock.pass_s(1)
    asker.pacer.go(on=False)
    asker.pacer.urge("a")
    await asker.clock.pass_s(300)
    assert asker.keys == ["a"]
    asker.pacer.go(on=True)
    await asker.clock.pass_s(3)
    assert asker.keys == ["a", "a"]


async def test_something_new_is_asked_without_delay(asker: Asker) -> None:
    """It wakes who waits for nothing, and who waits for something late."""
    await asker.clock.pass_s(10)
    asker.put(60, "a")
    await settle()
    assert asker.keys == ["a"]
    await asker.clock.pass_s(10)
    asker.pacer.urge("a")
    await settle()
    assert asker.keys == ["a", "a"]
