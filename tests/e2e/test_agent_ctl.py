"""``ctl queue`` and ``ctl presence`` at a real exchange: what is sent, and what is true then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import Office, _apps, as_options
from tests.e2e.simulated import Pbx
from tests.e2e.standing import IDS, MY_ID, Agent, due, serves_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display

SEEN_S = 12.0
"""Within this time a change that no event tells is found, while the window is seen: each queue is
asked about every five seconds, a little later where other things were due."""
EVENT_S = 5.0
"""Within this time one is found that an event tells; unseen, only a minute's round would."""
SUPPORT, NIGHT, STATIC = "6402", "6405", "6406"
MINE = (SUPPORT, NIGHT, STATIC)
"""One's own queues: logged in, logged out, and with no choice."""


@pytest.fixture(scope="module")
def shared_office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests here, in which one serves three queues."""
    place = tmp_path_factory.mktemp("office")
    with Pbx() as pbx, _apps(display) as start:
        serves_only(pbx, *MINE)
        app = start(place / "data", *as_options(pbx, place / "secret"))
        app.online()
        yield Office(pbx, app, display)


@pytest.fixture
def agent(office: Office) -> Agent:
    """Logged in to two of three queues, paused nowhere, and the application knows it."""
    pbx, app = office.pbx, office.app
    pbx.do("presence", extension="2000", status="available")
    made = Agent(pbx, app)
    made.settled()
    reset(made)
    status = made.settled()
    made.knows_reasons()
    assert [queue["standing"] for queue in status["queues"]] == [
        *("ready", "logged-off", "ready"),
    ]
    pbx.do("requests", clear=True)
    return made


def reset(agent: Agent) -> None:
    """Undo what a test did, as far as that is needed: what ctl did is known at once."""
    queues = due(agent.pbx.do("state"))
    out = tuple(n for n in (SUPPORT,) if not queues[n]["logged_in"])
    paused = tuple(n for n, queue in queues.items() if queue["paused"])
    inside = tuple(n for n in (NIGHT,) if queues[n]["logged_in"])
    for verb, numbers in (("login", out), ("resume", paused), ("logout", inside)):
        if numbers:
            agent.app.ask("queue", verb, queue=numbers)


def complaint(app: App, *words: str) -> str:
    """What a verb of ``ctl queue`` that is refused says."""
    done = app.ctl("queue", *words)
    assert (done.returncode, done.stdout) == (1, ""), done
    return done.stderr


def does(agent: Agent, *words: str) -> dict[str, dict[str, Any]]:
    """A verb of ``ctl queue`` is done; the queues, as they are shown and as they are."""
    done = agent.app.ctl("queue", *words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
    status = agent.app.status()
    agent.settled()
    assert status["queues"] == agent.app.status()["queues"]  # it was true when ctl came back
    return {queue["number"]: queue for queue in status["queues"]}


def ids(*numbers: str) -> str:
    """Queues, as the PBX is asked for them."""
    return ",".join(IDS[number] for number in numbers)


# --- every verb ----------------------------------------------------------------------------------


def test_log_in_and_out(agent: Agent) -> None:
    """All of the dynamic ones, or those that are named; each one request, ids and no numbers."""
    queues = does(agent, "login", "--queue", "6405")
    assert queues["6405"]["logged_in"] is True
    queues = does(agent, "logout", "--queue", "6405", "--queue", "6402")
    assert [queues[number]["logged_in"] for number in MINE] == [False, False, True]
    queues = does(agent, "login")
    assert [queues[number]["logged_in"] for number in MINE] == [True] * 3
    queues = does(agent, "logout")
    assert [queues[number]["logged_in"] for number in MINE] == [False, False, True]

    mine = {"ext_id": MY_ID}
    both = ids(SUPPORT, NIGHT)
    assert [sorted_ids(params) for params in agent.asked("agent/login")] == [
        {**mine, "operation": "login", "queue_ids": ids("6405")},
        {**mine, "operation": "logout", "queue_ids": both},
        {**mine, "operation": "login", "queue_ids": both},
        {**mine, "operation": "logout", "queue_ids": both},
    ]
    assert agent.asked("agent/pause") == []


def sorted_ids(params: dict[str, Any]) -> dict[str, Any]:
    """The same request with its queues in their order: it does not matter to the PBX."""
    return {**params, "queue_ids": ",".join(sorted(params["queue_ids"].split(",")))}


def test_pause_and_go_on(agent: Agent) -> None:
    """The reason's code is sent, its text is shown; another reason replaces it."""
    queues = does(agent, "pause", "--reason", "lunch")
    assert [queues[number]["reason"] for number in MINE] == ["Lunch", None, "Lunch"]
    queues = does(agent, "pause", "--queue", "6402", "--reason", "*02")
    assert (queues["6402"]["reason"], queues[STATIC]["reason"]) == ("Break", "Lunch")
    queues = does(agent, "resume", "--queue", "6402")
    assert (queues["6402"]["paused"], queues[STATIC]["paused"]) == (False, True)
    queues = does(agent, "resume")
    assert not any(queue["paused"] for queue in queues.values())
    queues = does(agent, "pause", "--queue", STATIC)
    assert (queues[STATIC]["paused"], queues[STATIC]["reason"]) == (True, None)

    inside = ids(SUPPORT, STATIC)
    mine = {"ext_id": MY_ID}
    assert [sorted_ids(params) for params in agent.asked("agent/pause")] == [
        {**mine, "operation": "pause", "queue_ids": inside, "reason": "*01"},
        {**mine, "operation": "pause", "queue_ids": ids("6402"), "reason": "*02"},
        {**mine, "operation": "unpause", "queue_ids": ids("6402")},
        {**mine, "operation": "unpause", "queue_ids": inside},
        {**mine, "operation": "pause", "queue_ids": ids(STATIC)},
    ]
    assert agent.asked("agent/login") == []


def test_what_it_prints(agent: Agent) -> None:
    """Tables and words for people, the same for programs."""
    does(agent, "pause", "--queue", "6402", "--reason", "Lunch")
    said = agent.app.ctl("queue", "list").stdout.splitlines()
    assert said[0].split()[:3] == ["queue", "type", "me"]
    assert [line.split()[0] for line in said[1:]] == list(MINE)
    assert "6402 Support" in said[1]
    assert "dynamic  not-ready: Lunch" in said[1]
    page = agent.app.ctl("status").stdout
    assert "\nagent      ready" in page
    assert "\npresence   available\n" in page
    assert agent.app.ctl("presence").stdout == "available\n"
    rows = agent.app.ask("queue", "list")
    support = rows[0]
    assert (support["managed"], [row["managed"] for row in rows].count(True)) == (True, 1)
    assert support["agents"][0]["number"] == "2000"
    queue_changes = [one["data"] for one in agent.app.drain() if one["kind"] == "queue"]
    assert queue_changes[-1] == next(q for q in agent.app.status()["queues"] if q["paused"])


# --- what is refused -----------------------------------------------------------------------------


def test_what_makes_no_sense_is_said_and_not_sent(agent: Agent) -> None:
    """In the user's words; the line that cannot be right is 2, what is refused 1."""
    app = agent.app
    assert "static agent of Guest relations" in complaint(app, "logout", "--queue", STATIC)
    assert "logged in at all times" in complaint(app, "login", "--queue", STATIC)
    assert "6402 Support, 6405 After hours" in complaint(app, "login", "--queue", "6999")
    assert "Lunch (*01), Break (*02)" in complaint(app, "pause", "--reason", "Nap")
    assert "not logged in" in complaint(app, "pause", "--queue", "6405")
    for words in (["queue"], ["queue", "sleep"], ["queue", "pause", "--queue"]):
        assert app.ctl(*words).returncode == 2, words
    asleep = app.ctl("presence", "asleep")
    assert asleep.returncode == 2
    assert "available, away" in asleep.stderr
    assert agent.asked("agent/login") + agent.asked("agent/pause") == []
    assert agent.pbx.asked("extension/update") == []


def test_refused_and_not_confirmed(agent: Agent) -> None:
    """The PBX says no: 1, why; it says yes and nobody can read it again: 4, and later it is so."""
    agent.pbx.do("fail", endpoint="agent/pause", errcode=70084)
    assert "70084" not in complaint(agent.app, "pause", "--queue", "6402")
    agent.settled()

    agent.pbx.do("fail", endpoint="queue/agent_status", errcode=-1, times=100)
    done = agent.app.ctl("queue", "pause", "--queue", "6402")
    assert done.returncode == 4
    assert "not confirmed" in done.stderr
    agent.pbx.do("fail", endpoint="queue/agent_status", times=0)
    agent.until("paused", lambda queues: queues["6402"]["paused"], SEEN_S)


# --- presence ------------------------------------------------------------------------------------


def test_presence_both_ways(agent: Agent) -> None:
    """Set by ctl; told by event, of oneself and of others."""
    for word in ("away", "business-trip", "available"):
        assert agent.app.ctl("presence", word).returncode == 0
        assert agent.app.ask("presence")["presence"] == word.replace("-", "_")
    assert [(each["method"], each["body"]) for each in agent.pbx.asked("extension/update")] == [
        ("POST", {"id": int(MY_ID), "presence_status": word})
        for word in ("away", "business_trip", "available")
    ]
    agent.pbx.do("presence", extension="2000", status="lunch")
    agent.app.until("at lunch", lambda now: now["presence"] == "lunch")
    agent.pbx.do("presence", extension="2001", status="off_work")
    agent.app.until(
        "a colleague", lambda _: agent.app.ask("find", "2001")[0]["presence"] == "off_work"
    )


def test_do_not_disturb_pauses_until_one_is_available(agent: Agent) -> None:
    """The rule that holds unless it is switched off; each step is a request like any other."""
    assert agent.app.ctl("presence", "do_not_disturb").returncode == 0
    agent.until("paused", lambda queues: all(queues[n]["paused"] for n in (SUPPORT, STATIC)))
    assert agent.app.ctl("presence", "available").returncode == 0
    agent.until("ready", lambda queues: not any(queue["paused"] for queue in queues.values()))
    assert [params["operation"] for params in agent.asked("agent/pause")] == ["pause", "unpause"]


# --- what nobody tells ---------------------------------------------------------------------------


def test_a_supervisor_s_pause_is_found_politely(agent: Agent) -> None:
    """No event tells it; while the window is seen it is found soon, one question a second."""
    agent.pbx.do("agent", extension="2000", operation="pause", queue="6402", reason="Training")

    status = agent.until("paused", lambda queues: queues["6402"]["paused"], SEEN_S)

    assert status["queues"][0]["reason"] == "Training"
    assert status["queues"][0]["since"] is not None
    agent.polite()
    assert agent.asked("agent/pause") == []


def test_the_pbx_s_own_pause_is_told_with_its_calls(agent: Agent) -> None:
    """30025: which queue, which calls; to go on takes it back."""
    before = agent.pbx.do("queue", queue="6402")
    agent.pbx.do("agents", queue="6402", agents=["2000"])
    agent.pbx.do("queue", queue="6402", max_missed=1, agent_timeout_s=1.0)
    call = agent.pbx.call("5503302", "6402")
    agent.app.becomes(call, "ringing")

    status = agent.app.until("paused", lambda now: now["agent"]["auto_pause"] is not None)
    agent.pbx.gives_up(call)

    told = status["agent"]["auto_pause"]
    assert told["queue"] == {"number": "6402", "name": "Support"}
    assert told["calls"] == [{"id": call, "caller": "5503302"}]
    assert status["queues"][0]["paused"] is True
    status = agent.until("why", lambda queues: queues["6402"]["reason"] == "Auto-Pause")
    assert status["agent"]["auto_pause"] == told
    assert "paused by 6402 Support at " in agent.app.ctl("status").stdout
    does(agent, "resume", "--queue", "6402")
    assert agent.app.status()["agent"]["auto_pause"] is None
    agent.pbx.do("queue", **{name: before[name] for name in ("queue", "max_missed")})
    agent.pbx.do("queue", queue="6402", agent_timeout_s=before["agent_timeout_s"])
    office_agents = ["2000", "2003", "2004", "2005", "2006", "2007"]
    agent.pbx.do("agents", queue="6402", agents=office_agents, static=["2004", "2007"])


def test_after_a_gap_nothing_is_known_until_it_is_true_again(agent: Agent) -> None:
    """What was true before is not shown as if it were; what happened meanwhile is found."""
    app, pbx = agent.app, agent.pbx
    pbx.do("black_hole", on=True)
    pbx.do("cut")
    gap = app.until("the gap", lambda now: now["connection"] == "reconnecting")
    for queue in gap["queues"]:
        known = [queue[name] for name in ("logged_in", "paused", "reason", "waiting", "since")]
        assert (queue["standing"], known) == ("unknown", [None] * 5)
    assert gap["agent"]["standing"] == "unknown"
    assert "ot connected" in complaint(app, "pause", "--reason", "Lunch")
    pbx.do("agent", extension="2000", operation="pause", queue=STATIC, reason="Break")
    begun = len(app.drain())
    pbx.do("black_hole", on=False)

    app.online()
    agent.until("paused", lambda queues: queues[STATIC]["paused"])

    told = [one["data"] for one in app.drain()[begun:] if one["kind"] == "queue"]
    shown = [queue["paused"] for queue in told if queue["number"] == STATIC]
    assert True in shown
    assert False not in shown  # never what was true before the gap
    assert agent.asked("agent/pause") == []


# --- other PBXs ----------------------------------------------------------------------------------


def test_without_the_subscription_the_reason_is_left_out_for_good(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Found out once, remembered over a restart; the pause itself works each time."""
    serves_only(pbx, "6402")
    pbx.do("settings", call_centre=False)
    options = as_options(pbx, tmp_path / "secret")
    sent = []
    for pauses in (2, 1):
        app = start_app(*options)
        app.online()
        agent = Agent(pbx, app)
        agent.settled()
        if not sent:
            agent.knows_reasons()
        for _ in range(pauses):
            queues = does(agent, "pause", "--reason", "Lunch")
            assert (queues["6402"]["paused"], queues["6402"]["reason"]) == (True, None)
            does(agent, "resume")
        sent.append(
            [(each["operation"], each.get("reason")) for each in agent.asked("agent/pause")]
        )
        pbx.do("requests", clear=True)
        app.close()
    on, off = ("pause", None), ("unpause", None)
    assert sent == [[("pause", "*01"), on, off, on, off], [on, off]]


@pytest.mark.parametrize("firmware", ["handbook", "strict", "later"])
def test_every_firmware_s_way_with_30029(
    firmware: str, pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Ignored, refused, or sent: then what nobody asked for is found at once, though unseen."""
    serves_only(pbx, "6402")
    pbx.do("settings", firmware=firmware)
    app = start_app(*as_options(pbx, tmp_path / "secret"), "--minimized")
    app.online()
    agent = Agent(pbx, app)
    agent.settled()
    (socket,) = pbx.do("state")["sockets"]
    assert (30029 in socket["topics"]) is (firmware != "strict")
    assert {30011, 30025, 30026} <= set(socket["topics"])

    pbx.do("agent", extension="2000", operation="pause", queue="6402", reason="Training")

    if firmware == "later":
        agent.until("told", lambda queues: queues["6402"]["reason"] == "Training", EVENT_S)
    does(agent, "pause", "--queue", "6402")
    does(agent, "resume", "--queue", "6402")
