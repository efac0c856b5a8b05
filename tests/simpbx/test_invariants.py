"""Days on which people press every button they have, and what must hold after each."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx import media
from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.checkout import check_out_wholly
from ctiapp.simpbx.consult import OPERATIONS
from ctiapp.simpbx.directory import EVERY_ROUTE, STRATEGIES
from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.exchange import Exchange
from ctiapp.simpbx.facts import CallChanged, CallEnded, ExtensionStateChanged, Fact, LegState
from ctiapp.simpbx.scenarios import Stage
from ctiapp.simpbx.wakeups import MAX_ALARMS, Wish
from ctiapp.simpbx.world import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.wakeups import Alarm

HOUR_S = 3600.0
NUMBERS = ("2000", "2001", "2003", "2005", "5503309", "6400", "6200", "6300", "6500", "6001", "9")


def check(exchange: Exchange) -> None:
    """Say what must hold at any moment."""
    legs = [leg for call in exchange.calls.values() for leg in call.legs if leg.alive]
    assert {leg.channel for leg in legs} == set(exchange.legs)
    for leg in legs:
        assert leg.call.id in exchange.calls
        assert leg.bridge is None or leg.bridge.legs.count(leg) == 1
        assert leg.state is not LegState.HELD or leg.bridge or leg.call.slot
        if leg.extension is not None:
            assert leg in exchange.legs_of(leg.extension)
    bridged = Counter(
        id(leg) for bridge in {leg.bridge for leg in legs if leg.bridge} for leg in bridge.legs
    )
    assert all(count == 1 for count in bridged.values())
    check_consultations(exchange, legs)
    for slot, entry in exchange.parking.slots.items():
        assert entry.leg.alive
        assert entry.leg.call.slot == slot
    assert sum(bool(call.slot) for call in exchange.calls.values()) == len(exchange.parking.slots)
    check_queues(exchange)
    check_wakeups(exchange)
    for call in exchange.calls.values():
        assert any(leg.alive for leg in call.legs)
        if call.attempt is not None:
            assert call.attempt.legs
            assert all(leg.ringing and leg.call is call for leg in call.attempt.legs)


def check_queues(exchange: Exchange) -> None:
    """Who waits is in a call that waits; who serves talks, and is an agent of that queue."""
    for queue in exchange.directory.queues.values():
        waiting = exchange.queues.waiting(queue)
        assert all(each.origin.alive and each.call.queue == queue.number for each in waiting)
        assert all(each.call.waiting and each.call.id in exchange.calls for each in waiting)
        for each in exchange.queues.serving(queue):
            assert each.leg.alive
            assert each.leg.extension == each.agent.number
            assert not any(entry.call is each.leg.call for entry in waiting)


def check_wakeups(exchange: Exchange) -> None:
    """Every alarm waits for one moment, or rings just now; whoever is rung is told of in a call."""
    wakeups = exchange.wakeups
    ringing = {ring.alarm: ring for ring in wakeups.rings if ring.outcome is None}
    for alarm in wakeups.alarms.values():
        planned = [timer for timer in alarm.timers if timer.action is not None]
        assert (len(planned) == 1) is (alarm.next_s > 0)
        assert planned or ringing[alarm.id].call_id in exchange.calls
        assert all(timer.at_s == alarm.next_s >= exchange.now_s for timer in planned)
        assert alarm.tries <= alarm.wish.snoozes + 1
    assert all(len(wakeups.of(n)) <= MAX_ALARMS for n in exchange.directory.extensions)


def check_consultations(exchange: Exchange, legs: list[Leg]) -> None:
    """A channel stands in two calls exactly while its owner consults."""
    channels = Counter(leg.channel for leg in legs)
    assert {channel for channel, count in channels.items() if count > 1} == set(
        exchange.consults.pairs
    )
    assert max(channels.values(), default=0) <= 2
    for channel, pair in exchange.consults.pairs.items():
        assert pair.first.channel == pair.second.channel == channel
        assert pair.first.alive
        assert pair.second.alive
        assert pair.first.call is not pair.second.call
        both = (pair.first.state, pair.second.state)
        assert both.count(LegState.UP) <= 1


class Meddler:
    """Presses buttons at random, the wrong ones included."""

    def __init__(self, exchange: Exchange, seed: int) -> None:
        self.exchange = exchange
        self.random = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.names = list(self.acts())

    def acts(self) -> dict[str, Callable[[Leg], object]]:
        exchange, pick = self.exchange, self.random.choice
        return {
            "pick up": exchange.pick_up,
            "hold": exchange.hold,
            "unhold": exchange.unhold,
            "hang up": exchange.hang_up,
            "blind": lambda leg: exchange.transfers.blind(leg, pick(NUMBERS)),
            "at a phone": lambda leg: exchange.transfers.blind(leg, pick(NUMBERS), by_phone=True),
            "consult": lambda leg: exchange.consults.begin(leg, pick(NUMBERS)),
            "operate": lambda leg: exchange.consults.operate(leg, pick(OPERATIONS)),
            "park": exchange.parking.park,
            "fetch": lambda leg: exchange.router.dial(leg.extension or "2004", "6001"),
            "invite": lambda leg: exchange.conferences.invite(leg, pick(NUMBERS)),
            "record": lambda leg: media.start_recording(exchange, leg),
            "come and go": lambda leg: self.come_or_go(leg.extension or "2000"),
            "wake": lambda leg: exchange.wakeups.create(leg.extension or "2006", self.wish()),
            "wake otherwise": lambda _: exchange.wakeups.change(self.alarm(), self.wish()),
            "let sleep": lambda _: exchange.wakeups.remove(self.alarm()),
            "check out": lambda leg: self.check_out(leg.extension or "2006"),
            "black out": lambda _: self.black_out(),
        }

    def come_or_go(self, number: str) -> None:
        desk = self.exchange.queues.desk
        for queue, agent in desk.queues_of(number):
            self.random.choice((desk.log_in, desk.log_out, desk.pause, desk.resume))(queue, agent)

    def wish(self) -> Wish:
        """Ask to be woken within the next minutes, now and then on some days only."""
        pick = self.random.choice
        soon = self.exchange.wall.local(self.exchange.now_s + pick((60, 120, 600)))
        days = pick(((), (), (0, 3, 4)))
        return Wish(soon.time().replace(second=0, microsecond=0), days, pick((0, 1, 3)), 1)

    def alarm(self) -> Alarm:
        alarms = list(self.exchange.wakeups.alarms.values())
        if not alarms:
            message = "no alarm"
            raise ExchangeError(message)
        return self.random.choice(alarms)

    def check_out(self, number: str) -> None:
        entry = self.exchange.directory.extensions[number]
        check_out_wholly(self.exchange, entry, records=False)
        entry.first_name, entry.routes = number, EVERY_ROUTE

    def black_out(self) -> None:
        """Let the exchange go down for a moment, its calls aside."""
        self.exchange.wakeups.sleep()
        self.exchange.wakeups.wake()

    def meddle(self) -> None:
        legs = list(self.exchange.legs.values())
        pairs = list(self.exchange.consults.pairs)
        if not legs:
            return
        name, leg = self.random.choice(self.names), self.random.choice(legs)
        if name == "operate" and pairs:
            leg = self.exchange.leg(self.random.choice(pairs))
        with suppress(ExchangeError):
            self.acts()[name](leg)
            self.done[name] += 1


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_pressed_no_call_is_lost(seed: int) -> None:
    exchange = Exchange(build(12, seed=seed), now_s=0.0, seed=seed)
    facts: list[Fact] = []
    exchange.listen(facts.append)
    exchange.rules.hangup_completes = seed % 2 == 0
    exchange.rules.consult_returns = seed % 3 != 0
    exchange.rules.comes_back = seed % 4 != 0
    for extension in exchange.directory.extensions.values():
        extension.csta = True
    for queue, strategy in zip(exchange.directory.queues.values(), STRATEGIES[seed:], strict=False):
        queue.strategy, queue.wrap_up_s, queue.max_missed = strategy, 20.0 * seed, seed
        queue.ring_in_use = seed == 2
    stage = Stage(exchange, Bots(exchange, seed=seed), seed=seed)
    stage.play("busy-morning")
    meddler = Meddler(exchange, seed)
    for step in range(int(4 * HOUR_S / 5)):
        exchange.advance(step * 5.0)
        meddler.meddle()
        check(exchange)
    assert min(meddler.done[name] for name in meddler.names) >= 5
    assert {ring.outcome for ring in exchange.wakeups.rings} >= {"answered", "busy"}
    stage.stop()
    for number in exchange.directory.extensions:
        exchange.wakeups.clear(number)
    while exchange.legs:
        exchange.hang_up(next(iter(exchange.legs.values())))
        check(exchange)
    exchange.advance(5 * HOUR_S)
    started = {fact.call.call_id for fact in facts if isinstance(fact, CallChanged)}
    ended = Counter(fact.cdr.call_id for fact in facts if isinstance(fact, CallEnded))
    assert started <= set(ended)
    assert set(ended.values()) == {1}
    assert not exchange.calls
    assert not exchange.conferences.rooms
    assert not exchange.screening.offered
    assert all(ring.outcome is not None for ring in exchange.wakeups.rings)
    queues = exchange.directory.queues.values()
    assert not any(exchange.queues.waiting(q) or exchange.queues.serving(q) for q in queues)
    assert all(exchange.state_of(number) == "idle" for number in exchange.directory.extensions)
    told = {fact.extension: fact.state for fact in facts if isinstance(fact, ExtensionStateChanged)}
    assert set(told.values()) == {"idle"}
    over: set[str] = set()
    for fact in facts:
        if isinstance(fact, CallEnded):
            over.add(fact.cdr.call_id)
        elif isinstance(fact, CallChanged):
            assert fact.call.call_id not in over
