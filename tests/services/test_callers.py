"""What is known of a caller's earlier calls, from this desk and from the PBX."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import Direction
from ctiapp.model.directory import Extension
from ctiapp.model.errors import LinkLost, NotPermitted
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.journal import JournalEntry
from ctiapp.model.number import Number
from ctiapp.model.records import CallRecord, Outcome, RecordParty
from ctiapp.services.callers import HOLDS_S, SETTLE_S, SPACING_S, CallerLine, LastTalk
from ctiapp.services.journal import CALL, NOTE
from tests.model.said import ME, ext, inbound, mine, outbound, report
from tests.services.fakes import INFO, START, Clock, World, settle

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport

FIRST = CallId("1.1")
CALLER = Number("5503301")
MARIA = Extension(ExtensionId("31"), Number("2008"), "Maria Lopez")
RING = (inbound("ALERT"), mine("RING"))


class Records:
    """What the PBX answers, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Number, datetime | None, float]] = []
        self.found: tuple[CallRecord, ...] = ()
        self.error: Exception | None = None

    async def __call__(
        self, number: Number, *, since: datetime | None = None
    ) -> tuple[CallRecord, ...]:
        self.asked.append((number, since, Clock()().mono_s))
        if self.error is not None:
            raise self.error
        return self.found


class Desk:
    """A world whose PBX has records."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.records = Records()

    async def begin(self) -> None:
        """Sign in, with Maria in the directory."""
        await self.world.sign_in()
        self.world.directory._known.extensions[MARIA.number] = MARIA
        self.world.pbx.call_records = self.records  # type: ignore[method-assign]

    async def says(self, *legs: LegReport, call_id: str = FIRST, wait_s: float = 0.2) -> None:
        """The PBX tells how a call stands; and so much time passes."""
        others = [each for each in self.world.pbx.calls if each.call_id != call_id]
        self.world.pbx.calls = (*others, report(*legs, call_id=call_id))
        self.world.link.told(*legs, call_id=call_id)
        await Clock.pass_s(wait_s)
        await settle()

    def line(self, call_id: str = FIRST) -> CallerLine | None:
        """What the card says."""
        card = self.world.desk.card(CallId(call_id))
        assert card is not None
        return card.caller

    def known(self, call_id: str = FIRST) -> CallerLine:
        """What the card says, which it must."""
        line = self.line(call_id)
        assert line is not None
        return line

    def kept(self, kind: str, ago: timedelta, number: Number = CALLER, **data: object) -> None:
        """The journal has this."""
        entry = JournalEntry(
            self.world.clock().at - ago,
            kind,
            number,
            CallId(f"old-{len(self.world.kept.rows)}"),
            data,  # type: ignore[arg-type]
        )
        self.world.kept.take(entry, number.text[-7:])


def record(
    ago: timedelta,
    to: str = "2008",
    outcome: Outcome = Outcome.ANSWERED,
    *,
    caller: str = CALLER.text,
    talk_s: int = 60,
) -> CallRecord:
    """A line of the PBX's list."""
    return CallRecord(
        f"{ago}",
        START - ago,
        RecordParty(Number(caller)),
        RecordParty(Number(to), f"Name {to}"),
        Direction.INBOUND,
        outcome,
        ring_s=5,
        talk_s=talk_s if outcome is Outcome.ANSWERED else 0,
    )


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Midnight is that of UTC, wherever the test runs."""
    monkeypatch.setenv("TZ", "UTC")
    import time

    time.tzset()


@pytest.fixture
async def desk(world: World) -> Desk:
    """Signed in, nobody calls."""
    made = Desk(world)
    await made.begin()
    return made


async def test_the_first_card_waits_for_nothing(desk: Desk) -> None:
    """It stands before anything is asked; the line follows by the same road."""
    shown: list[CallerLine | None] = []
    desk.world.desk.subscribe(lambda cards: shown.extend(card.caller for card in cards))
    desk.world.kept.gate.shut()
    await desk.says(*RING, wait_s=0)
    assert (shown[-1], desk.world.kept.looks) == (None, 0)

    desk.world.kept.gate.open()
    await Clock.pass_s(SETTLE_S)
    await settle()
    assert shown[-1] == CallerLine(1)


async def test_this_desks_own_past(desk: Desk) -> None:
    """Calls of today, who took none of them, the last talk, and the last note."""
    day = timedelta(days=1)
    desk.kept(CALL, day, incoming=True, outcome="answered", talk_s=60, me="2000")
    desk.kept(NOTE, day, text="wants the invoice")
    desk.kept(NOTE, day, Number("5503302"), text="somebody else")
    desk.kept(CALL, timedelta(hours=2), incoming=True, outcome="caller_gave_up")
    desk.kept(CALL, timedelta(hours=1), incoming=True, outcome="rejected")
    desk.kept(CALL, timedelta(minutes=9), incoming=False, outcome="hung_up")
    await desk.says(*RING)

    line = desk.known()
    assert (line.calls_today, line.abandoned_today, line.note) == (3, 1, "wants the invoice")
    assert line.last_talk is not None
    assert (line.last_talk.mine, line.last_talk.with_number) == (True, ME)
    card = desk.world.desk.card(FIRST)
    assert card is not None
    assert card.likely is None  # one does not send them to oneself


async def test_the_whole_office(desk: Desk) -> None:
    """What the PBX has of all desks: parts of one call are one, who spoke last comes first."""
    desk.records.found = (
        record(timedelta(hours=1), "6402", Outcome.ABANDONED),
        record(timedelta(hours=3), "2003", talk_s=30),
        record(timedelta(hours=3) - timedelta(seconds=36), talk_s=200),
        record(timedelta(days=2), "2001"),
        record(timedelta(minutes=5), caller="5503399"),
    )
    await desk.says(*RING)

    line = desk.known()
    assert (line.calls_today, line.abandoned_today) == (3, 1)
    assert line.last_talk is not None
    assert line.last_talk.with_number == MARIA.number
    assert line.last_talk.at == START - timedelta(hours=3) + timedelta(seconds=41)
    card = desk.world.desk.card(FIRST)
    assert card is not None
    assert card.likely is not None
    assert (card.likely.name, card.likely.number) == ("Maria Lopez", MARIA.number)


async def test_who_is_not_there_any_more_is_named_and_not_offered(desk: Desk) -> None:
    """They spoke to them last; nobody can be sent to them."""
    desk.records.found = (record(timedelta(hours=3), "2099"),)
    await desk.says(*RING)

    talk = desk.known().last_talk
    assert talk == LastTalk(
        "Name 2099", START - timedelta(hours=3) + timedelta(seconds=5), Number("2099")
    )
    card = desk.world.desk.card(FIRST)
    assert card is not None
    assert card.likely is None


async def test_whom_one_calls_oneself(desk: Desk) -> None:
    """This call is none of theirs."""
    desk.records.found = (record(timedelta(hours=3)),)
    await desk.says(ext("2000", "ANSWERED"), outbound("RING"))
    assert desk.known().calls_today == 1


async def test_an_answer_holds_for_a_minute(desk: Desk) -> None:
    """Whoever calls again and again costs one question."""
    await desk.says(*RING)
    await desk.says(inbound("BYE"), mine("RING"), wait_s=5)
    await desk.says(*RING, call_id="2.1")
    assert len(desk.records.asked) == 1
    assert desk.records.asked[0][0] == CALLER

    await Clock.pass_s(HOLDS_S)
    await desk.says(*RING, call_id="3.1", wait_s=5)
    assert len(desk.records.asked) == 2


async def test_what_another_session_was_told_is_not_shown(desk: Desk) -> None:
    """One's number there may be somebody else's extension here."""
    desk.records.found = (record(timedelta(hours=3)),)
    await desk.says(*RING)
    assert desk.known().calls_today == 2
    await desk.world.session.sign_out()
    await desk.begin()
    desk.records.error = NotPermitted("10005")
    await desk.says(*RING, call_id="2.1")

    assert desk.known("2.1") == CallerLine(1)
    card = desk.world.desk.card(CallId("2.1"))
    assert card is not None
    assert card.likely is None
    await Clock.pass_s(SPACING_S)
    assert len(desk.records.asked) == 2


async def test_an_answer_that_is_too_old_is_not_shown(desk: Desk) -> None:
    """Not even until the next one comes."""
    desk.records.found = (record(timedelta(hours=3)),)
    await desk.says(*RING)
    await desk.says(inbound("BYE"), mine("RING"), wait_s=HOLDS_S)
    desk.records.error = LinkLost("gone")
    await desk.says(*RING, call_id="2.1", wait_s=5)
    assert desk.known("2.1") == CallerLine(2, 1)  # by the journal alone


async def test_questions_keep_their_distance(desk: Desk) -> None:
    """However many call at once; who called last is asked about first."""
    for place in range(4):
        caller = (inbound("ALERT", f"555010{place}", f"in{place}"), mine("RING", f"m{place}"))
        await desk.says(*caller, call_id=f"{place}.1", wait_s=0)
    await Clock.pass_s(10 * SPACING_S)
    await settle()

    times = [at for _, _, at in desk.records.asked]
    assert len(times) == 4
    assert all(after - before >= SPACING_S for before, after in pairwise(times))


async def test_colleagues_and_who_withholds_the_number_are_not_asked_about(desk: Desk) -> None:
    """The PBX is asked of calls with outside alone."""
    await desk.says(ext("2008", "ALERT"), mine("RING"), call_id="2.1")
    await desk.says(inbound("ALERT", "Unknown"), mine("RING"), call_id="3.1", wait_s=5)

    assert desk.records.asked == []
    assert desk.known("2.1").calls_today == 1
    assert desk.line("3.1") is None


async def test_what_is_refused_is_not_asked_again_in_this_session(desk: Desk) -> None:
    """The line has what this desk knows."""
    desk.records.error = NotPermitted("10005")
    await desk.says(*RING, wait_s=5)
    await desk.says(inbound("ALERT", "5550999", "x"), mine("RING", "x"), call_id="2.1", wait_s=5)

    assert len(desk.records.asked) == 1
    assert desk.known() == CallerLine(1)


async def test_what_fails_costs_the_line_and_is_logged_once(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """The next caller is asked about again."""
    desk.records.error = LinkLost("gone")
    with caplog.at_level("INFO", "ctiapp.callers"):
        await desk.says(*RING, wait_s=5)
        await desk.says(
            inbound("ALERT", "5550999", "x"), mine("RING", "x"), call_id="2.1", wait_s=5
        )
    assert len(desk.records.asked) == 2
    assert len([r for r in caplog.records if r.name == "ctiapp.callers"]) == 1


async def test_a_journal_that_cannot_be_read_costs_its_part(desk: Desk) -> None:
    """The PBX is asked all the same."""
    desk.world.kept.refuses = True
    desk.records.found = (record(timedelta(hours=3)),)
    await desk.says(*RING)
    assert desk.known().calls_today == 2
    desk.world.kept.refuses = False


async def test_the_note_of_a_call_that_goes_on_over_a_restart(desk: Desk) -> None:
    """It is this call's note, not an earlier one's."""
    entry = JournalEntry(desk.world.clock().at, NOTE, CALLER, FIRST, {"text": "half a sentence"})
    desk.world.kept.take(entry, CALLER.text)
    await desk.says(*RING)

    card = desk.world.desk.card(FIRST)
    assert card is not None
    assert (card.note, desk.known().note) == ("half a sentence", "")


@pytest.mark.parametrize(
    ("number", "pbx", "ago", "there"),
    [
        (CALLER, INFO.sn, timedelta(hours=1), True),
        (None, INFO.sn, timedelta(hours=1), True),
        (CALLER, None, timedelta(hours=1), True),
        (CALLER, "another", timedelta(hours=1), False),
        (CALLER, INFO.sn, timedelta(days=2), False),
        (Number("5503399"), INFO.sn, timedelta(hours=1), False),
    ],
)
async def test_only_the_note_of_this_very_call_is_its_note(
    desk: Desk, number: Number | None, pbx: str | None, ago: timedelta, *, there: bool
) -> None:
    """Ids of calls come again: at another PBX, at one set up anew, and of somebody else."""
    at = desk.world.clock().at - ago
    tail = None if number is None else number.text
    desk.world.kept.take(JournalEntry(at, NOTE, number, FIRST, {"text": "half"}, pbx), tail)
    await desk.says(*RING)
    assert desk.world.notes.of(FIRST) == ("half" if there else "")


async def test_an_extension_is_somebody_else_at_another_pbx(desk: Desk) -> None:
    """A public number is the same line at both; what is known of no PBX may be of this."""
    public = Number("+15550123301")
    for number in (MARIA.number, public):
        for pbx in (None, "another"):
            entry = JournalEntry(
                desk.world.clock().at - timedelta(hours=1 if pbx else 2),
                NOTE,
                number,
                CallId(f"{number.text}-{pbx}"),
                {"text": f"at {pbx}"},
                pbx,
            )
            desk.world.kept.take(entry, number.text[-7:])
    await desk.says(inbound("ALERT", public.text), mine("RING"), call_id="1.1")
    await desk.says(ext("2008", "ALERT"), mine("RING", "m2"), call_id="2.1")
    assert desk.known("1.1").note == "at another"
    assert desk.known("2.1").note == "at None"


async def test_what_is_written_says_where(desk: Desk) -> None:
    """Calls and notes; even what is written as one signs out."""
    await desk.says(*RING)
    desk.world.notes.write(FIRST, "a")
    await settle()
    desk.world.notes.write(FIRST, "ab")
    await desk.world.session.sign_out()
    await settle()
    assert [entry.pbx for entry in desk.world.kept.of(NOTE)] == [INFO.sn]
    assert desk.world.kept.of(NOTE)[0].data["text"] == "ab"


async def test_what_was_forgotten_is_known_no_more(desk: Desk) -> None:
    """Neither the line nor what is remembered for a minute."""
    await desk.says(*RING)
    desk.world.callers.forget(CALLER)
    assert desk.line() is None


async def test_a_call_that_left_the_screen_leaves_nothing(desk: Desk) -> None:
    """However many there were."""
    await desk.says(*RING)
    await desk.says(inbound("BYE"), mine("RING"), wait_s=0)
    desk.world.store.tick(desk.world.clock())
    await Clock.pass_s(20)
    desk.world.store.tick(desk.world.clock())
    assert desk.world.callers.line(FIRST) is None
