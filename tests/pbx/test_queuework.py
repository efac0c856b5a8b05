"""Who may work in a queue, how they stand, and each step of a command."""

from __future__ import annotations

import pytest

from ctiapp.log import without_live_secrets
from ctiapp.model.agents import AgentCall, AgentKind, AgentStatus, Queue
from ctiapp.model.commands import LogAgent, LogAgents, PauseAgent, PauseAgents
from ctiapp.model.errors import (
    CommandError,
    NotPermitted,
    QueuePasswordWanted,
    QueuePasswordWrong,
)
from ctiapp.model.ids import ExtensionId, QueueId
from ctiapp.model.number import Number
from ctiapp.pbx import queuework

SALES, OTHER = QueueId("6401"), QueueId("6402")
ADA, BO, CY = Number("305"), Number("306"), Number("307")
NAMES = {ADA: "Ada", BO: "Bo"}
IDLE, PAUSED, RESTING = "1", "9", "10"
CALLS = {IDLE: AgentCall.IDLE, PAUSED: AgentCall.IDLE, RESTING: AgentCall.IDLE}


def queue(*, static: tuple[Number, ...] = (), dynamic: tuple[Number, ...] = ()) -> Queue:
    return Queue(
        queue_id=SALES,
        number=Number("6401"),
        name="Sales",
        strategy="",
        dynamic=tuple(queuework.member(each, NAMES) for each in dynamic),
        static=tuple(queuework.member(each, NAMES) for each in static),
    )


class Pbx:
    """Writes down what it is told to do."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str, str, bool]] = []

    async def log(self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool, given: str) -> bool:
        self.done.append(("log", queue_id, ext_id, on))
        return bool(given)

    async def pause(self, queue_id: QueueId, ext_id: ExtensionId, *, on: bool) -> None:
        self.done.append(("pause", queue_id, ext_id, on))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("305", ADA),
        ("Local/305@only-dialextension-q6401", ADA),
        ("SIP/305", ADA),
        ("", None),
        ("three zero five", None),
        ("anonymous", None),
    ],
)
def test_an_agent_is_a_number_or_a_local_channel(text: str, number: Number | None) -> None:
    assert queuework.agent_number(text) == number


def test_somebody_in_a_queue_has_the_name_of_their_extension() -> None:
    ada = queuework.member(ADA, NAMES)
    assert (ada.ext_id, ada.number, ada.name) == ("305", ADA, "Ada")
    assert queuework.member(CY, NAMES).name == ""


def standing(told: dict[Number, str], queue: Queue | None) -> tuple[AgentStatus, ...]:
    """How these stand, by the codes from above."""
    return queuework.agent_statuses(told, queue, NAMES, calls=CALLS, paused=PAUSED, resting=RESTING)


def test_who_is_not_told_of_is_logged_out_and_of_a_static_one_nothing_is_known() -> None:
    told = {BO: PAUSED, CY: "77"}
    bo, cy = standing(told, queue(static=(ADA,), dynamic=(BO,)))
    assert (bo.kind, bo.logged_in, bo.paused, bo.name) == (AgentKind.DYNAMIC, True, True, "Bo")
    assert (cy.kind, cy.logged_in, cy.call) == (AgentKind.DYNAMIC, True, AgentCall.UNKNOWN)
    (gone,) = standing({}, queue(dynamic=(BO,)))
    assert (gone.logged_in, gone.resting) == (False, None)
    (alone,) = standing({ADA: IDLE}, None)
    assert (alone.kind, alone.call) == (None, AgentCall.IDLE)


def test_who_rests_after_a_call_is_told() -> None:
    ada, bo = standing({ADA: RESTING, BO: IDLE}, queue(static=(ADA, BO)))
    assert (ada.resting, ada.paused, ada.call) == (True, False, AgentCall.IDLE)
    assert bo.resting is False


def test_who_worked_in_a_queue_may_work_there_again() -> None:
    worked = queuework.Worked()
    bare = queue(static=(ADA,))
    assert worked.joined(bare, NAMES) is bare
    worked.note(SALES, (ADA, BO))
    worked.note(OTHER, (CY,))
    assert [one.number for one in worked.joined(bare, NAMES).dynamic] == [BO]
    assert [one.number for one in worked.joined(bare, NAMES, BO, CY).dynamic] == [BO, CY]
    assert worked.joined(queue(dynamic=(BO,), static=(ADA,)), NAMES).dynamic[1:] == ()


def test_no_more_than_some_are_kept_in_mind() -> None:
    worked = queuework.Worked()
    worked.note(SALES, (Number(str(at)) for at in range(queuework._MAX_WORKED + 9)))
    assert len(worked.joined(queue(), {}).dynamic) == queuework._MAX_WORKED


async def test_each_agent_in_each_queue_is_one_step() -> None:
    pbx = Pbx()
    ada, bo = ExtensionId("305"), ExtensionId("306")
    for command in (
        LogAgent(ada, (SALES, OTHER), on=True),
        LogAgents(SALES, (ada, bo), on=False),
        LogAgent(ada, (SALES,), on=True, paused=True),
        LogAgent(ada, (SALES,), on=False, paused=True),
        PauseAgent(ada, (SALES,), on=True),
        PauseAgents(SALES, (bo,), on=False),
    ):
        assert await queuework.do(command, pbx.log, pbx.pause) == frozenset()
    assert pbx.done == [
        ("log", "6401", "305", True),
        ("log", "6402", "305", True),
        ("log", "6401", "305", False),
        ("log", "6401", "306", False),
        ("log", "6401", "305", True),
        ("pause", "6401", "305", True),
        ("log", "6401", "305", False),
        ("pause", "6401", "305", True),
        ("pause", "6401", "306", False),
    ]


async def test_who_took_the_password_that_came_along_is_told() -> None:
    pbx = Pbx()
    command = LogAgent(ExtensionId("305"), (SALES, OTHER), on=True, passwords={OTHER: "QueueWord"})
    assert await queuework.do(command, pbx.log, pbx.pause) == {OTHER}
    assert "QueueWord" not in repr(command)


class Door:
    """Takes one password, or none where that is empty; keeps what was tried, and what a log had."""

    def __init__(self, word: str, code: str = "10032") -> None:
        self.word = word
        self.code = code
        self.tried: list[str] = []
        self.lines: list[str] = []

    async def send(self, password: str) -> None:
        self.tried.append(password)
        self.lines.append(without_live_secrets(f"sent {password}"))
        if password != self.word:
            raise NotPermitted("", code=self.code) if password else CommandError("", code=self.code)


@pytest.mark.parametrize(
    ("word", "told", "given", "tried", "taken"),
    [
        ("", "", "", [""], False),
        ("told", "told", "", ["told"], False),
        ("told", "told", "given", ["told"], False),
        ("given", "told", "given", ["told", "given"], True),
        ("given", "", "given", ["given"], True),
        ("same", "same", "same", ["same"], True),
    ],
)
async def test_what_the_pbx_tells_goes_first(
    word: str,
    told: str,
    given: str,
    tried: list[str],
    taken: bool,
) -> None:
    door = Door(word)
    assert await queuework.log_with_password(SALES, told, given, door.send) is taken
    assert door.tried == tried
    assert not [word for word in tried if word and word in " ".join(door.lines)]
    assert without_live_secrets("given") == "given", "forgotten again"


@pytest.mark.parametrize(
    ("told", "given", "code", "error", "key"),
    [
        ("", "", "10032", QueuePasswordWanted, "queue.password_wanted"),
        ("", "", "10004", QueuePasswordWanted, "queue.password_wanted"),
        ("told", "", "10032", QueuePasswordWanted, "queue.password_wanted"),
        ("told", "given", "10032", QueuePasswordWrong, "queue.password_wrong"),
        ("", "given", "10032", QueuePasswordWrong, "queue.password_wrong"),
    ],
)
async def test_a_queue_that_takes_none_of_them_says_whether_one_was_given(
    told: str, given: str, code: str, error: type[QueuePasswordWanted], key: str
) -> None:
    with pytest.raises(QueuePasswordWanted) as refused:
        await queuework.log_with_password(SALES, told, given, Door("right", code).send)
    assert type(refused.value) is error
    assert (refused.value.key, refused.value.code) == (key, code)
    assert (refused.value.queue_id, refused.value.queue_ids) == (SALES, (SALES,))


@pytest.mark.parametrize(("told", "code"), [("", "10019"), ("told", "10004"), ("told", "10019")])
async def test_any_other_refusal_is_what_it_was(told: str, code: str) -> None:
    door = Door("right", code)
    with pytest.raises(CommandError) as refused:
        await queuework.log_with_password(SALES, told, "given", door.send)
    assert not isinstance(refused.value, QueuePasswordWanted)
    assert len(door.tried) == 1


@pytest.mark.parametrize(
    "command",
    [
        LogAgent(ExtensionId("305"), (), on=True),
        LogAgents(SALES, (), on=True),
        LogAgents(SALES, (ExtensionId("all"),), on=True),
        PauseAgent(ExtensionId("305"), (QueueId("all"),), on=True),
        PauseAgents(QueueId(" "), (ExtensionId("305"),), on=True),
    ],
)
async def test_nothing_is_done_to_all(command: queuework.QueueCommand) -> None:
    pbx = Pbx()
    with pytest.raises(ValueError, match="name each"):
        await queuework.do(command, pbx.log, pbx.pause)
    assert pbx.done == []
