"""The clock and the listeners."""

from __future__ import annotations

from ctiapp.simpbx.clocked import Clocked
from ctiapp.simpbx.facts import Fact, PresenceChanged


def test_time_moves_only_when_it_is_turned() -> None:
    clock, seen = Clocked(100.0), []
    clock.after(5.0, lambda: seen.append(clock.now_s))
    assert (clock.now_s, clock.next_due_s()) == (100.0, 105.0)
    clock.advance(104.0)
    assert not seen
    clock.advance(110.0)
    assert seen == [105.0]
    assert (clock.now_s, clock.next_due_s()) == (110.0, None)


def test_listeners_hear_what_is_told_until_they_leave() -> None:
    clock, first, second = Clocked(0.0), list[Fact](), list[Fact]()
    leave = clock.listen(first.append)
    clock.listen(second.append)
    fact = PresenceChanged("2000", "lunch")
    clock.emit(fact)
    leave()
    clock.emit(fact)
    assert (first, second) == ([fact], [fact, fact])
