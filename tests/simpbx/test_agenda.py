"""Timed actions."""

from __future__ import annotations

from ctiapp.simpbx.agenda import Agenda


def test_actions_run_in_time_order_each_at_its_own_time() -> None:
    agenda = Agenda(100.0)
    seen: list[tuple[str, float]] = []
    agenda.after(5, lambda: seen.append(("late", agenda.now_s)))

    def plan_another() -> None:
        agenda.after(1, lambda: seen.append(("child", agenda.now_s)))

    agenda.after(1, plan_another)
    gone = agenda.after(3, lambda: seen.append(("cancelled", agenda.now_s)))
    gone.cancel()
    agenda.advance(104.0)
    assert seen == [("child", 102.0)]
    assert agenda.next_due_s() == 105.0
    agenda.advance(110.0)
    assert seen[-1] == ("late", 105.0)
    assert agenda.next_due_s() is None
    assert agenda.now_s == 110.0


def test_time_never_runs_backwards() -> None:
    agenda = Agenda(100.0)
    agenda.advance(50.0)
    assert agenda.now_s == 100.0
