"""What lines do, by the phones' status and by the calls."""

from __future__ import annotations

from ctiapp.model.call import CallReport, LegKind, LegReport, LegState
from ctiapp.model.directory import LineState
from ctiapp.model.events import LineChanged
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.pbx.k2 import lines
from ctiapp.pbx.k2.lines import Lines

ADA, BO = Number("305"), Number("306")


def report(call: str = "1", *, partial: bool = False, **legs: LegState) -> CallReport:
    """A call with these legs; a name's digits are the extension's, ``n`` for an outside one."""
    made = [
        LegReport(
            LegId(name),
            LegKind.EXTENSION if name[1:].isdigit() else LegKind.INBOUND,
            Number(name[1:]),
            state,
        )
        for name, state in legs.items()
    ]
    return CallReport(CallId(call), tuple(made), partial)


def test_a_phone_that_registers_in_a_call_is_busy_until_the_call_is_over() -> None:
    told = Lines()
    talking = report(e305=LegState.CONNECTED, e306=LegState.CONNECTED)
    assert told.report(talking) == (
        LineChanged(ADA, LineState.BUSY),
        LineChanged(BO, LineState.BUSY),
    )
    assert told.told(LineChanged(ADA, LineState.IDLE)) == (LineChanged(ADA, LineState.BUSY),)
    assert told.ended(CallId("1")) == (
        LineChanged(ADA, LineState.IDLE),
        LineChanged(BO, LineState.IDLE),
    )


def test_a_call_in_which_somebody_hung_up_and_one_is_left_is_over() -> None:
    told = Lines()
    told.report(report(e305=LegState.CONNECTED, e306=LegState.CONNECTED))
    over = report(e305=LegState.CLEARED, e306=LegState.CONNECTED)
    assert set(told.report(over)) == {
        LineChanged(ADA, LineState.IDLE),
        LineChanged(BO, LineState.IDLE),
    }


def test_a_caller_alone_in_a_queue_is_not_over() -> None:
    assert not lines.over(report(e305=LegState.CONNECTED))
    assert lines.over(report())


def test_ringing_and_talking_and_what_the_phone_says() -> None:
    told = Lines()
    assert told.told(LineChanged(ADA, LineState.RINGING)) == (LineChanged(ADA, LineState.RINGING),)
    assert told.report(report(e305=LegState.ALERTING, nx=LegState.INITIATED)) == ()
    assert told.report(report(e305=LegState.CONNECTED, nx=LegState.CONNECTED)) == (
        LineChanged(ADA, LineState.BUSY),
    )
    told.report(report("2", e305=LegState.ALERTING))
    assert told.ended(CallId("1")) == (LineChanged(ADA, LineState.RINGING),)


def test_a_call_that_is_found_gone_frees_the_lines_that_nobody_told_of() -> None:
    told = Lines()
    told.told(LineChanged(ADA, LineState.RINGING))
    told.told(LineChanged(BO, LineState.BUSY))
    told.report(report(e305=LegState.CONNECTED, e306=LegState.CONNECTED))
    told.report(report("2", e306=LegState.CONNECTED))
    assert told.gone(CallId("1")) == (LineChanged(ADA, LineState.IDLE),)
    assert told.gone(CallId("2")) == (LineChanged(BO, LineState.IDLE),)
    assert told.gone(CallId("2")) == ()


def test_a_phone_that_has_no_call_makes_the_calls_of_its_line_doubtful() -> None:
    told = Lines()
    told.report(report(e305=LegState.CONNECTED, e306=LegState.CONNECTED))
    assert told.suspects(LineChanged(ADA, LineState.BUSY)) == ()
    assert told.suspects(LineChanged(ADA, LineState.UNKNOWN)) == ()
    assert told.suspects(LineChanged(ADA, LineState.IDLE)) == (CallId("1"),)
    assert told.suspects(LineChanged(Number("307"), LineState.IDLE)) == ()


def test_a_partial_report_takes_nobody_out() -> None:
    told = Lines()
    told.report(report(e305=LegState.CONNECTED, e306=LegState.CONNECTED))
    assert told.report(report(partial=True, e305=LegState.HELD, e306=LegState.HELD)) == ()
    assert told.told(LineChanged(BO, LineState.IDLE)) == (LineChanged(BO, LineState.BUSY),)


def test_what_is_kept_is_bounded_and_can_be_forgotten() -> None:
    told = Lines()
    for n in range(lines.MAX_CALLS + 5):
        told.report(report(str(n), e305=LegState.CONNECTED))
    for n in range(lines.MAX_LINES + 5):
        told.told(LineChanged(Number(str(n)), LineState.BUSY))
    assert len(told._calls) == lines.MAX_CALLS
    assert len(told._told) == lines.MAX_LINES
    told.clear()
    assert told.told(LineChanged(ADA, LineState.IDLE)) == (LineChanged(ADA, LineState.IDLE),)


def test_the_list_and_the_calls_together() -> None:
    listed = {ADA: LineState.RINGING}
    by_calls = {ADA: LineState.BUSY, BO: LineState.RINGING}
    assert lines.joined(listed, by_calls) == by_calls
    assert lines.joined(by_calls, listed) == by_calls
