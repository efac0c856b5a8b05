"""What is done by itself at a ring, an answer, an end: when, how often, and with what."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.errors import UsageError
from ctiapp.model.events import LinkState
from ctiapp.model.number import Number
from ctiapp.model.popactions import PopAction, What, When, Which
from ctiapp.services.identify import Identity
from ctiapp.services.notices import Notices
from ctiapp.services.popactions import BREATH_S, MOST_WAITING, SPACING_S, PopActions
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from ctiapp.state.store import ENDED_SHOWN_S
from tests.model.said import ext, inbound, mine, moment, outbound, report
from tests.services.fakes import Keeper
from tests.state.desk import Told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ctiapp.model.notice import Notice

PAGE = PopAction("CRM", url="https://crm/?n={number}&w={name}&d={did}&q={queue}&c={call_id}")


class Desktop:
    """Opens and runs nothing, and tells what it was asked for."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.commands: list[tuple[str, ...]] = []
        self.error: Exception | None = None

    async def open_page(self, url: str) -> None:
        self.pages.append(url)
        if self.error is not None:
            raise self.error

    async def run(self, command: Sequence[str]) -> None:
        self.commands.append(tuple(command))
        if self.error is not None:
            raise self.error


class Office(Told):
    """A desk with rules, whose clock the test turns."""

    def __init__(self) -> None:
        super().__init__()
        self.desktop = Desktop()
        self.notices = Notices()
        self.told: list[Notice] = []
        self.notices.subscribe(self.told.append)
        self.preferences = Preferences(Settings(), Keeper(), self.notices)
        self.slept: list[float] = []
        self.rests = asyncio.Event()
        self.rests.set()
        self.actions = PopActions(
            store=self.store,
            preferences=self.preferences,
            notices=self.notices,
            starter=self.desktop,
            identify=self._who,
            is_queue=lambda number: number.text == "6400",
            sleep=self._sleep,
        )
        self.take(events.LinkChanged(LinkState.UP))

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)
        await self.rests.wait()

    @staticmethod
    def _who(number: Number | None) -> Identity | None:
        names = {"5503301": "Weber & Co", "5503302": ".."}
        name = None if number is None else names.get(number.text)
        return None if name is None else Identity(name, "")

    def rules(self, *actions: PopAction) -> None:
        self.preferences.change(lambda old: replace(old, pop_actions=actions))

    async def done(self) -> list[str]:
        """Everything that was opened, when nothing waits any more."""
        while tasks := [
            turn.task
            for turn in self.actions._turns.values()
            if turn.task is not None and not turn.task.done()
        ]:
            await asyncio.gather(*tasks)
        return self.desktop.pages


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    made = Office()
    yield made
    await made.actions.close()


def rule(when: When = When.RING, which: Which = Which.INBOUND, queue: str = "") -> PopAction:
    """A rule whose page says which one it was."""
    url = f"https://crm/{when}/{which}/{queue}"
    return PopAction("CRM", when=when, which=which, queue=queue, url=url)


async def test_a_ring_opens_the_page_with_what_is_known(office: Office) -> None:
    office.rules(PAGE)

    office.said(inbound("ALERT", to="+865925503300"), mine("RING"))

    assert await office.done() == [
        "https://crm/?n=5503301&w=Weber%20%26%20Co&d=%2B865925503300&q=&c=1650012665.266"
    ]
    assert office.slept[0] == BREATH_S


async def test_a_ring_is_told_once_however_often_it_is_said(office: Office) -> None:
    """For two devices, for a picture that is read anew, after a gap, after signing in again."""
    office.rules(PAGE)
    legs = (inbound("ALERT"), mine("RING"))

    office.said(*legs)
    office.said(*legs, mine("RING", "b"))
    office.picture(report(*legs, mine("RING", "b")))
    office.take(events.LinkChanged(LinkState.DOWN))
    office.take(events.LinkChanged(LinkState.SYNCING))
    office.picture(report(*legs))
    office.take(events.LinkChanged(LinkState.UP))
    office.store.reset(Number("2000"), moment(office.now_s))
    office.picture(report(*legs))

    assert len(await office.done()) == 1


async def test_a_call_that_began_to_ring_during_a_gap_is_told(office: Office) -> None:
    office.rules(PAGE)
    office.take(events.LinkChanged(LinkState.DOWN))
    office.take(events.LinkChanged(LinkState.SYNCING))

    office.picture(report(inbound("ALERT"), mine("RING")))

    assert len(await office.done()) == 1


async def test_a_queue_that_rings_again_is_another_ring(office: Office) -> None:
    """On a new channel of the same call."""
    office.rules(rule(which=Which.QUEUE))

    office.said(inbound("ANSWERED", via="6400"), mine("RING", "a", via="6400"))
    office.said(inbound("ANSWERED", via="6400"), mine("BYE", "a", via="6400"))
    office.said(inbound("ANSWERED", via="6400"), mine("RING", "b", via="6400"))

    assert len(await office.done()) == 2


async def test_answer_and_end_follow_a_ring_of_ones_own(office: Office) -> None:
    office.rules(*(rule(when) for when in When))

    office.said(inbound("ALERT"), mine("RING"))
    office.said(inbound("ANSWERED"), mine("ANSWER"))
    office.said(inbound("ANSWERED"), mine("HOLD"))
    office.said(inbound("ANSWERED"), mine("ANSWER"))
    office.said(inbound("BYE"), mine("BYE"))
    office.recorded()

    assert await office.done() == [f"https://crm/{when}/inbound/" for when in When]


async def test_what_was_never_answered_here_has_no_end(office: Office) -> None:
    """Ten agents whom a queue rings are not ten who talked."""
    office.rules(rule(When.ANSWER), rule(When.END))

    office.said(inbound("ALERT"), mine("RING"))
    office.said(inbound("BYE"), mine("BYE"))
    office.recorded()

    assert await office.done() == []


async def test_what_was_dialled_or_found_in_talk_never_rang(office: Office) -> None:
    office.rules(*(rule(when, which) for when in When for which in Which))

    office.picture(report(inbound("ANSWERED"), mine("ANSWER"), call_id="1"))
    office.said(mine("ANSWERED", "x"), outbound("RING"), call_id="2")
    office.said(mine("ANSWERED", "x"), outbound("ANSWER"), call_id="2")
    office.picture()

    assert await office.done() == []


async def test_each_rule_is_for_its_calls(office: Office) -> None:
    """A queue's calls from outside are outside calls as well."""
    office.rules(
        rule(which=Which.INBOUND),
        rule(which=Which.INTERNAL),
        rule(which=Which.QUEUE),
        rule(which=Which.QUEUE, queue="6400"),
        rule(which=Which.QUEUE, queue="6401"),
    )

    office.said(inbound("ALERT"), mine("RING"), call_id="1")
    assert await office.done() == ["https://crm/ring/inbound/"]
    office.desktop.pages.clear()
    office.said(ext("2001", "ALERT"), mine("RING"), call_id="2")
    assert await office.done() == ["https://crm/ring/internal/"]
    office.desktop.pages.clear()
    office.said(inbound("ANSWERED", via="6400"), mine("RING", via="6400"), call_id="3")
    assert await office.done() == [
        "https://crm/ring/inbound/",
        "https://crm/ring/queue/",
        "https://crm/ring/queue/6400",
    ]


async def test_a_place_that_is_no_queue_is_none(office: Office) -> None:
    """A menu or a group stands between as well."""
    office.rules(replace(PAGE, which=Which.QUEUE), replace(PAGE, name="Other"))

    office.said(inbound("ANSWERED", via="6500"), mine("RING", via="6500"))

    (url,) = await office.done()
    assert "&q=&" in url


async def test_a_rule_that_is_off_does_nothing(office: Office) -> None:
    office.rules(replace(PAGE, on=False))

    office.said(inbound("ALERT"), mine("RING"))

    assert await office.done() == []


async def test_a_program_is_run_with_its_arguments(office: Office) -> None:
    office.rules(PopAction("Note", what=What.PROGRAM, command=("notify", "{name}", "{number}")))

    office.said(inbound("ALERT"), mine("RING"))
    await office.done()

    assert office.desktop.commands == [("notify", "Weber & Co", "5503301")]


async def test_a_withheld_number_is_empty(office: Office) -> None:
    office.rules(PAGE)

    office.said(inbound("ALERT", "Unknown"), mine("RING"))

    assert (await office.done())[0].startswith("https://crm/?n=&w=&")


async def test_a_rule_acts_at_most_once_a_second_and_not_much_waits(office: Office) -> None:
    """A flood of rings opens a handful of pages, the newest; another rule waits for none of it."""
    other = replace(PAGE, name="Other", url="https://other/")
    office.rules(rule(), other)
    office.rests.clear()
    for each in range(20):
        office.said(inbound("ALERT"), mine("RING"), call_id=f"{each}")
    office.rests.set()

    await office.done()

    assert office.desktop.pages.count("https://crm/ring/inbound/") == MOST_WAITING
    assert office.desktop.pages.count("https://other/") == MOST_WAITING
    assert office.slept.count(SPACING_S) == 2 * MOST_WAITING


async def test_a_rule_that_was_taken_away_does_nothing_more(office: Office) -> None:
    office.rules(rule())
    office.rests.clear()
    for each in range(3):
        office.said(inbound("ALERT"), mine("RING"), call_id=f"{each}")

    office.rules()
    office.rests.set()

    assert await office.done() == []
    assert office.actions._turns == {}


@pytest.mark.parametrize(
    "error",
    [
        UsageError("gone", key="popaction.no_browser"),
        pytest.param(OSError("x"), marks=pytest.mark.expected_log("an action for a call failed")),
    ],
)
async def test_what_fails_is_said_once_until_it_works_again(
    office: Office, error: Exception
) -> None:
    """As a notice, which takes no key from anybody."""
    office.rules(rule())
    office.desktop.error = error
    for each in range(2):
        office.said(inbound("ALERT"), mine("RING"), call_id=f"{each}")
        await office.done()
    assert [(said.key, said.params["name"]) for said in office.told] == [
        ("popaction.failed", "CRM")
    ]

    office.desktop.error = None
    office.said(inbound("ALERT"), mine("RING"), call_id="good")
    await office.done()
    office.desktop.error = error
    office.said(inbound("ALERT"), mine("RING"), call_id="bad")
    await office.done()

    assert len(office.told) == 2


async def test_a_value_that_must_not_be_is_not_opened(office: Office) -> None:
    office.rules(replace(PAGE, url="https://crm/{name}/x"))

    office.said(inbound("ALERT", "5503302"), mine("RING"))

    assert await office.done() == []
    assert [said.key for said in office.told] == ["popaction.failed"]


async def test_it_can_be_tried_with_made_up_values(office: Office) -> None:
    """Even where it is off; what is wrong with it is raised, not told."""
    await office.actions.try_now(replace(PAGE, on=False))

    assert office.desktop.pages == [
        "https://crm/?n=%2B4930123456&w=Anna%20Example&d=%2B4930654321&q=6400&c=1650012665.266"
    ]
    with pytest.raises(UsageError):
        await office.actions.try_now(replace(PAGE, url="https://{name}/"))
    office.desktop.error = UsageError("gone", key="popaction.no_browser")
    with pytest.raises(UsageError):
        await office.actions.try_now(PAGE)
    assert office.told == []


async def test_quitting_ends_what_waits(office: Office) -> None:
    office.rules(rule())
    office.rests.clear()
    office.said(inbound("ALERT"), mine("RING"))
    (turn,) = office.actions._turns.values()

    await office.actions.close()

    assert turn.task is not None
    assert turn.task.done()
    assert office.desktop.pages == []


async def test_rings_are_remembered_within_bounds(office: Office) -> None:
    for each in range(600):
        office.said(inbound("ALERT"), mine("RING"), call_id=f"{each}")
        office.store.reset(Number("2000"), moment(office.now_s))

    assert len(office.actions._rings) == 500


async def test_a_call_that_is_over_is_not_remembered(office: Office) -> None:
    office.said(inbound("ALERT"), mine("RING"))
    assert office.actions._rings

    office.said(inbound("BYE"), mine("BYE"))
    office.store.tick(moment(office.now_s + ENDED_SHOWN_S + 1))

    assert not office.actions._rings
