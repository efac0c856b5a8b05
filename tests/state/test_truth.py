"""Whatever a PBX told, lost, repeated or told in the wrong order: a true picture puts it right."""

from __future__ import annotations

from random import Random  # noqa: TC003 - hypothesis reads the annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ctiapp.model import events
from ctiapp.model.call import CallReport, FailReason, LegKind, LegReport, LegState, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId, LegId
from ctiapp.model.number import Number
from ctiapp.state.changes import CallChanged
from ctiapp.state.selectors import actions, select
from ctiapp.state.store import Store
from tests.model.said import ME, moment

CALL_IDS = [CallId(f"{number}.1") for number in range(4)]
NUMBERS = [ME, Number("2001"), Number("2003"), Number("5503301"), Number("")]


# Any leg, possible or not; few channels, so that they meet.
LEGS = st.builds(
    LegReport,
    st.sampled_from([LegId(name) for name in "abcd"]),
    st.sampled_from(LegKind),
    st.sampled_from(NUMBERS),
    st.sampled_from(LegState),
    st.sampled_from([True, False, None]),
    via=st.sampled_from([None, Number("6402")]),
)
REPORTS = st.builds(
    CallReport,
    st.sampled_from(CALL_IDS),
    st.lists(LEGS, max_size=4, unique_by=lambda leg: leg.leg_id).map(tuple),
)
TOKENS = st.integers(1, 5)
DIAL = st.builds(events.CommandSent, TOKENS, st.just(Verb.DIAL), st.none(), st.just(Number("2001")))
VERBS = st.sampled_from([verb for verb in Verb if verb is not Verb.DIAL])
# Anything that a PBX, or we, could note.
TOLD: st.SearchStrategy[events.Event] = st.one_of(
    st.builds(events.CallReported, REPORTS),
    st.builds(events.CallReported, REPORTS),
    st.builds(events.CallTransferred, REPORTS, st.booleans()),
    st.builds(events.CallFailed, REPORTS, st.just(FailReason.BUSY), st.just("busy")),
    st.builds(events.CallRecorded, st.sampled_from(CALL_IDS), st.just({})),
    st.builds(events.CallGone, st.sampled_from(CALL_IDS)),
    st.builds(events.InboundOffered, REPORTS),
    DIAL,
    st.builds(events.CommandSent, TOKENS, VERBS, st.sampled_from(CALL_IDS)),
    st.builds(events.CommandAccepted, TOKENS, st.sampled_from(CALL_IDS)),
    st.builds(events.CommandExpired, TOKENS),
)


def lives(report: CallReport) -> bool:
    """Whether a listed call goes on for extension 2000, by the rules of the handbook's digest."""
    own = [leg for leg in report.legs if leg.kind is LegKind.EXTENSION and leg.number == ME]
    others = [leg for leg in report.legs if leg not in own]
    dead = (LegState.CLEARED, LegState.FAILED)
    mine = [leg for leg in own if leg.state not in dead]
    if not mine:
        return False
    if not others or any(leg.state not in dead for leg in others):
        return True
    # All others are gone: it goes on only for a caller who has not been answered yet.
    in_call = min(mine, key=lambda leg: list(_BEFORE).index(leg.state))
    return in_call.state is not LegState.ALERTING and in_call.calling is True


_BEFORE = (
    LegState.CONNECTED,
    LegState.HELD,
    LegState.INITIATED,
    LegState.QUEUED,
    LegState.ALERTING,
)


def coherent(store: Store) -> None:
    """What holds after every single event."""
    for call in store.calls:
        assert (call.phase is Phase.ENDED) == (call.end is not None)
        alone = (Phase.PARKED, Phase.OFFERED)
        assert call.end is not None or call.own_legs or call.phase in alone
        assert call.phase is not Phase.OFFERED or (call.ring == 0 and call.since == call.offered)
        assert call.parties >= 1
        assert not (call.phase is Phase.RINGING and call.ring < 1)
        assert call.end is None or set(call.pending) <= {Verb.TAKE_BACK}
        moved = (Verb.TAKE_BACK,) if call.can_be_taken_back else ()
        assert call.phase is not Phase.ENDED or actions(call) == moved
        assert call.remote is None or call.remote in call.legs
        assert call.since is None or call.since.mono_s >= call.first_seen.mono_s or call.ring
    mine = [call for call in store.calls if call.phase is not Phase.OFFERED]
    living = [call.call_id for call in mine if call.end is None]
    assert (select(store.calls, None) in living) == bool(living)


@settings(max_examples=200)
@given(st.lists(TOLD, max_size=25), st.lists(REPORTS, unique_by=lambda report: report.call_id))
def test_a_true_picture_leaves_exactly_its_living_calls(
    stream: list[events.Event], truth: list[CallReport]
) -> None:
    """After any stream at all; and none of it raises."""
    store = Store()
    store.reset(ME, moment())
    for at, event in enumerate(stream):
        store.apply(event, moment(at))
        coherent(store)

    store.replace(truth, moment(1000))

    coherent(store)
    shown = {call.call_id: call for call in store.calls if call.end is None}
    living = {report.call_id: report for report in truth if lives(report)}
    # A call that was dialled here has a caller, oneself, whatever its member says; and who is
    # about to be parked waits without one.
    extra = [call for call_id, call in shown.items() if call_id not in living]
    assert all(call.dialled is not None or call.phase is Phase.PARKED for call in extra)
    assert living.keys() <= shown.keys()
    for call_id, report in living.items():
        said = {leg.leg_id: leg.state for leg in report.legs}
        assert {leg.leg_id: leg.state for leg in shown[call_id].legs} == said


@settings(max_examples=100)
@given(st.lists(TOLD, max_size=20))
def test_listeners_can_rebuild_everything_from_what_they_are_told(
    stream: list[events.Event],
) -> None:
    """Each change begins where the one before ended: nobody has to look anything up."""
    store = Store()
    store.reset(ME, moment())
    mirror: dict[CallId, object] = {}
    for at, event in enumerate(stream):
        for change in store.apply(event, moment(at)):
            if not isinstance(change, CallChanged):
                continue
            call = change.after or change.before
            assert call is not None
            assert mirror.get(call.call_id) == change.before
            if change.after is None:
                del mirror[call.call_id]
            else:
                mirror[call.call_id] = change.after
        assert mirror == {call.call_id: call for call in store.calls}


# --- a PBX that behaves, and a way to it that does not ------------------------------------------


class RealCalls(RuleBasedStateMachine):
    """Calls that live as real ones do, told over a way that loses, repeats and re-orders."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store()
        self.now_s = 0.0
        self.truth: dict[CallId, dict[str, LegReport]] = {}
        self.on_the_way: list[events.Event] = []
        self.count = 0

    @initialize()
    def sign_in(self) -> None:
        self.store.reset(ME, moment())

    def _tell(self, call_id: CallId) -> None:
        report = CallReport(call_id, tuple(self.truth[call_id].values()))
        self.on_the_way.append(events.CallReported(report))

    def _drop_over(self, call_id: CallId) -> None:
        members = self.truth[call_id]
        living = [leg for leg in members.values() if leg.state is not LegState.CLEARED]
        if len(living) < 2:
            del self.truth[call_id]
            self.on_the_way.append(events.CallRecorded(call_id, {}))
        else:
            self.truth[call_id] = {
                key: leg for key, leg in members.items() if leg.state is not LegState.CLEARED
            }

    def _set(self, call_id: CallId, leg: LegReport, key: str) -> None:
        self.truth[call_id][key] = leg
        self._tell(call_id)

    @rule(devices=st.integers(1, 2), agents=st.integers(0, 2))
    def somebody_calls(self, devices: int, agents: int) -> None:
        self.count += 1
        call_id = CallId(f"{1_650_000_000 + self.count}.{self.count}")
        caller = LegReport(
            LegId(f"in-{self.count}"),
            LegKind.INBOUND,
            Number("5503301"),
            LegState.INITIATED,
            calling=True,
        )
        members = {"caller": caller}
        for number in range(devices):
            members[f"me{number}"] = self._ringing(ME, number)
        for number in range(agents):
            members[f"agent{number}"] = self._ringing(Number(f"300{number}"), number)
        self.truth[call_id] = members
        self._tell(call_id)

    def _ringing(self, number: Number, device: int) -> LegReport:
        self.count += 1
        leg_id = LegId(f"PJSIP/{number.text}-{device}-{self.count}")
        return LegReport(leg_id, LegKind.EXTENSION, number, LegState.ALERTING, calling=False)

    @rule(pick=st.randoms(use_true_random=False))
    def somebody_answers(self, pick: Random) -> None:
        ringing = [
            (call_id, key)
            for call_id, members in self.truth.items()
            for key, leg in members.items()
            if leg.state is LegState.ALERTING
        ]
        if not ringing:
            return
        call_id, key = pick.choice(ringing)
        members = self.truth[call_id]
        self.truth[call_id] = {
            "caller": _now(members["caller"], LegState.CONNECTED),
            key: _now(members[key], LegState.CONNECTED),
        }
        self._tell(call_id)

    @rule(pick=st.randoms(use_true_random=False))
    def somebody_holds_or_takes_back(self, pick: Random) -> None:
        talking = [
            (call_id, key, leg)
            for call_id, members in self.truth.items()
            for key, leg in members.items()
            if leg.state in (LegState.CONNECTED, LegState.HELD)
        ]
        if talking:
            call_id, key, leg = pick.choice(talking)
            held = leg.state is LegState.HELD
            state = LegState.CONNECTED if held else LegState.HELD
            self._set(call_id, _now(leg, state), key)

    @rule(pick=st.randoms(use_true_random=False))
    def somebody_hangs_up(self, pick: Random) -> None:
        legs = [(call_id, key) for call_id, members in self.truth.items() for key in members]
        if legs:
            call_id, key = pick.choice(legs)
            if key == "caller":
                self.truth[call_id] = {
                    k: _now(leg, LegState.CLEARED) if k == key else leg
                    for k, leg in self.truth[call_id].items()
                }
                self._tell(call_id)
                del self.truth[call_id]
                self.on_the_way.append(events.CallRecorded(call_id, {}))
            else:
                self._set(call_id, _now(self.truth[call_id][key], LegState.CLEARED), key)
                self._drop_over(call_id)

    @rule()
    def one_arrives(self) -> None:
        if self.on_the_way:
            self._arrive(self.on_the_way.pop(0))

    @rule(index=st.integers(0, 5))
    def one_arrives_early(self, index: int) -> None:
        if index < len(self.on_the_way):
            self._arrive(self.on_the_way.pop(index))

    @rule(index=st.integers(0, 3))
    def one_arrives_twice(self, index: int) -> None:
        if index < len(self.on_the_way):
            self._arrive(self.on_the_way[index])

    @rule(index=st.integers(0, 3))
    def one_is_lost(self, index: int) -> None:
        if index < len(self.on_the_way):
            self.on_the_way.pop(index)

    @rule(seconds=st.sampled_from([1, 4, 30, 700]))
    def time_passes(self, seconds: int) -> None:
        self.now_s += seconds
        self.store.tick(moment(self.now_s))

    @rule()
    def the_gap_is_over(self) -> None:
        self.on_the_way.clear()
        self.now_s += 1
        self.store.replace(self._picture(), moment(self.now_s))
        self._is_true()

    @rule()
    def a_look_is_taken_in_quiet(self) -> None:
        """All has arrived or is lost; a look, and one more after the grace, show the truth."""
        for event in self.on_the_way:
            self._arrive(event)
        self.on_the_way.clear()
        self.now_s += 5
        asked_s = self.now_s
        self.now_s += 0.1
        self.store.replace(self._picture(), moment(self.now_s), asked_s=asked_s, grace_s=3.0)
        self._is_true()

    def _picture(self) -> list[CallReport]:
        return [
            CallReport(call_id, tuple(members.values()))
            for call_id, members in self.truth.items()
            if any(_is_mine(leg) for leg in members.values())
        ]

    def _arrive(self, event: events.Event) -> None:
        self.now_s += 0.1
        self.store.apply(event, moment(self.now_s))

    def _is_true(self) -> None:
        shown = {
            call.call_id: {leg.leg_id: leg.state for leg in call.legs}
            for call in self.store.calls
            if call.end is None
        }
        assert shown == {
            report.call_id: {leg.leg_id: leg.state for leg in report.legs}
            for report in self._picture()
        }

    @invariant()
    def nothing_contradicts_itself(self) -> None:
        coherent(self.store)


def _now(leg: LegReport, state: LegState) -> LegReport:
    calling = None if state in (LegState.HELD, LegState.CLEARED) else leg.leg_id.startswith("in-")
    return LegReport(leg.leg_id, leg.kind, leg.number, state, calling)


def _is_mine(leg: LegReport) -> bool:
    return leg.kind is LegKind.EXTENSION and leg.number == ME


RealCalls.TestCase.settings = settings(max_examples=120, stateful_step_count=40)
TestRealCalls = RealCalls.TestCase
