"""A busy day as the Cloud PBX tells it: whatever happens, its reports stay well formed."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from ctiapp.simpbx.bots import Bots
from ctiapp.simpbx.scenarios import Stage
from tests.simpbx.cloud.house import House
from tests.simpbx.test_invariants import Meddler

HOUR_S = 3600.0
ABOUT_CALLS = {"ALERT", "RING", "ANSWER", "ANSWERED", "BYE", "CallFailed", "NewCdr"}


def lived(seed: int) -> House:
    """Let people press buttons at random through a busy morning, and go home."""
    house = House(12)
    exchange = house.exchange
    for extension in exchange.directory.extensions.values():
        extension.voicemail = seed % 2 == 0
    stage = Stage(exchange, Bots(exchange, seed=seed), seed=seed)
    stage.play("busy-morning")
    meddler = Meddler(exchange, seed)
    begun_s = exchange.now_s
    for step in range(int(HOUR_S / 5)):
        exchange.advance(begun_s + step * 5.0)
        meddler.meddle()
    stage.stop()
    for number in exchange.directory.extensions:
        exchange.wakeups.clear(number)
    while exchange.legs:
        exchange.hang_up(next(iter(exchange.legs.values())))
    house.wait(HOUR_S)
    return house


@pytest.fixture(scope="module", params=range(3))
def house(request: pytest.FixtureRequest) -> House:
    return lived(request.param)


def by_call(house: House) -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = defaultdict(list)
    for each in house.reports:
        if each["action"] in ABOUT_CALLS:
            told[each["callid"]].append(each)
    return told


def pair_of(report: Any) -> frozenset[str]:
    return frozenset(str(member) for member in report["call"])


def test_every_call_ends_once_and_is_quiet_then(house: House) -> None:
    calls = by_call(house)
    assert len(calls) > 50
    for told in calls.values():
        actions = [each["action"] for each in told]
        assert actions.count("NewCdr") == 1
        assert actions[-1] == "NewCdr"


def test_what_belongs_together_comes_together(house: House) -> None:
    for told in by_call(house).values():
        for at, each in enumerate(told):
            after = told[at + 1] if at + 1 < len(told) else None
            if each["action"] == "ALERT":
                assert after is not None
                assert after["action"] == "RING"
                assert after["call"][1:] == each["call"]
            elif each["action"] == "ANSWER":
                assert after is not None
                assert after["action"] == "ANSWERED"
                assert after["call"] == each["call"][::-1]


def test_who_was_told_to_talk_is_told_to_part(house: House) -> None:
    for told in by_call(house).values():
        answers = Counter(pair_of(each) for each in told if each["action"] == "ANSWER")
        byes = Counter(pair_of(each) for each in told if each["action"] == "BYE")
        for pair, count in answers.items():
            assert byes[pair] == 2 * count
        pairs = [each for each in told if each["action"] == "BYE" and len(each["call"]) == 2]
        assert Counter(str(each["call"]) for each in pairs) == Counter(
            str(each["call"][::-1]) for each in pairs
        )


def test_nothing_is_kept_of_calls_that_are_over(house: House) -> None:
    shared = house.face.shared
    assert shared.reports._stories == {}
    assert shared.reports._keys == {}
    assert shared.ids._of == {}


def test_every_kind_of_report_was_seen(house: House) -> None:
    assert {each["action"] for each in house.reports} >= ABOUT_CALLS | {"ExtensionStatus"}
