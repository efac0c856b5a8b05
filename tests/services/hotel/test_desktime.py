"""The PBX's clock: by how much it is ahead, now and on other days, and in the two nights."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import LinkTimeout, NotSupported
from ctiapp.model.notice import Severity
from ctiapp.model.wakes import ClockChange
from ctiapp.services.hotel.desktime import EVERY_S, NEAR_EVERY_S, DeskTime, here
from tests.services.hotel.waking import BERLIN, HALF_PAST_FIVE, NightClock, Waking

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOUR = timedelta(hours=1)


@pytest.fixture
async def waking(time_flies: None) -> AsyncIterator[Waking]:
    made = Waking()
    yield made
    await made.time.stop()


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(zone: ZoneInfo) -> object:
    return lambda at: at.astimezone(zone).utcoffset()


async def test_it_is_read_with_its_drift(waking: Waking) -> None:
    waking.pbx.ahead = timedelta(seconds=40)
    assert (waking.time.known, waking.time.settled, waking.time.ahead) == (False, False, None)
    await waking.time.refresh()
    assert waking.time.known
    assert waking.time.offset == HOUR
    assert abs(waking.time.drift - timedelta(seconds=40)) < timedelta(seconds=1.5)
    assert abs(waking.time.now() - waking.pbx.shows()) < timedelta(seconds=1.5)
    assert waking.time.today() == date(2026, 3, 2)
    assert waking.time.notice is None
    assert (waking.time.zone, waking.time.zone_guessed) == ("Europe/Berlin", False)
    ahead = waking.time.ahead
    assert ahead is not None
    assert abs(ahead - (HOUR - here(HALF_PAST_FIVE) + waking.time.drift)) < timedelta(seconds=1)
    shown = waking.time.instant(wall("2026-03-02T06:00:00"))
    assert abs(shown - utc("2026-03-02T04:59:20")) < timedelta(seconds=1.5)


async def test_a_drift_is_no_zone(waking: Waking) -> None:
    """Half a quarter of an hour is the most that a clock may go wrong."""
    for minutes in (-7, 7):
        waking.pbx.ahead = timedelta(minutes=minutes)
        await waking.time.refresh()
        assert waking.time.offset == HOUR
        assert abs(waking.time.drift) > timedelta(minutes=6)


async def test_summer_is_another_offset(waking: Waking) -> None:
    """A zone that is set holds for other days."""
    await waking.time.refresh()
    assert (
        waking.time.instant(wall("2026-07-01T06:00"))
        == waking.time.instant(wall("2026-07-01T07:00")) - HOUR
    )
    summer = waking.time.instant(wall("2026-07-01T06:00"))
    assert abs(summer - utc("2026-07-01T04:00")) < timedelta(seconds=1.5)


async def test_no_zone_is_set_and_this_computers_fits(waking: Waking) -> None:
    time = DeskTime(waking.ground, waking.clock, lambda: "", local(BERLIN))  # type: ignore[arg-type]
    await time.refresh()
    assert (time.zone, time.zone_guessed, time.notice) == ("", True, None)
    assert time.offset_at(utc("2026-07-01T04:00")) == 2 * HOUR


async def test_no_zone_fits(waking: Waking) -> None:
    """Then the offset of today is all that is known, and it says so."""
    for name, here_ in (("", ZoneInfo("Asia/Tokyo")), ("America/New_York", BERLIN)):
        time = DeskTime(waking.ground, waking.clock, lambda name=name: name, local(here_))  # type: ignore[arg-type, misc]
        await time.refresh()
        assert (time.zone, time.zone_guessed) == ("", False)
        assert time.notice is not None
        assert (time.notice.key, time.notice.params["offset"]) == ("wakeup.zone_wrong", "+1")
        assert time.offset_at(utc("2026-07-01T04:00")) == HOUR


async def test_a_zone_that_is_not_known_here(waking: Waking) -> None:
    waking.zone = "Mars/Olympus"
    await waking.time.refresh()
    assert waking.time.notice is not None
    assert waking.time.offset == HOUR


async def test_a_clock_that_was_never_read(waking: Waking) -> None:
    """The zone that is set is assumed, and it says so."""
    assert waking.time.offset_at(utc("2026-03-02T04:00")) == HOUR
    assert waking.time.notice is not None
    assert waking.time.notice.key == "wakeup.clock_unread"


# -- the two nights -------------------------------------------------------------------------------


async def test_the_night_in_spring(waking: Waking) -> None:
    """What does not come is the moment at which the clock is put forward."""
    time = DeskTime(waking.ground, waking.clock, lambda: "Europe/Berlin")
    assert time.instant(wall("2026-03-29T01:59")) == utc("2026-03-29T00:59")
    for skipped in ("2026-03-29T02:00", "2026-03-29T02:30", "2026-03-29T02:59"):
        assert time.instant(wall(skipped)) == utc("2026-03-29T01:00")
        assert time.doubt(wall(skipped)) is ClockChange.SKIPPED
    assert time.instant(wall("2026-03-29T03:00")) == utc("2026-03-29T01:00")
    assert time.doubt(wall("2026-03-29T03:00")) is None
    assert time.instant(wall("2026-03-29T06:00")) == utc("2026-03-29T04:00")


async def test_the_night_in_autumn(waking: Waking) -> None:
    """What comes twice is the first of both."""
    time = DeskTime(waking.ground, waking.clock, lambda: "Europe/Berlin")
    assert time.instant(wall("2026-10-25T01:59")) == utc("2026-10-24T23:59")
    assert time.instant(wall("2026-10-25T02:30")) == utc("2026-10-25T00:30")
    assert time.doubt(wall("2026-10-25T02:30")) is ClockChange.TWICE
    assert time.doubt(wall("2026-10-25T03:00")) is None
    assert time.instant(wall("2026-10-25T06:00")) == utc("2026-10-25T05:00")


async def test_of_an_hour_that_comes_twice_the_one_to_come_is_meant(waking: Waking) -> None:
    twice, plain = wall("2026-10-25T02:30:00"), wall("2026-10-25T04:00:00")
    first, second = utc("2026-10-25T00:30:00"), utc("2026-10-25T01:30:00")
    await waking.time.refresh()
    exact = waking.time.drift
    for since, expected in (
        (None, first),
        (first - HOUR, first),
        (first + HOUR / 6, second),
        (second + HOUR, first),
    ):
        assert waking.time.instant(twice, since) + exact == expected
    assert waking.time.instant(plain, second + 9 * HOUR) == waking.time.instant(plain)


async def test_a_clock_that_goes_wrong_in_that_night(waking: Waking) -> None:
    waking.pbx.ahead = timedelta(minutes=2)
    await waking.time.refresh()
    skipped = waking.time.instant(wall("2026-03-29T02:30"))
    assert abs(skipped - utc("2026-03-29T01:00")) < timedelta(minutes=3)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
async def test_there_and_back(waking: Waking, zone: str) -> None:
    """Every moment is shown, and what is shown is that moment or the first that shows it."""
    time = DeskTime(waking.ground, waking.clock, lambda: zone)

    @given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))  # noqa: DTZ001 - set below
    def there_and_back(naive: datetime) -> None:
        at = naive.replace(tzinfo=UTC, microsecond=0)
        shown = time.wall(at)
        assert time.wall(time.instant(shown)) == shown
        assert time.instant(shown) <= at
        if time.doubt(shown) is None:
            assert time.instant(shown) == at

    there_and_back()


# -- asking ---------------------------------------------------------------------------------------


async def test_it_is_asked_for_again_and_again(waking: Waking) -> None:
    told: list[None] = []
    waking.time.subscribe(lambda: told.append(None))
    waking.time.start()
    await waking.settle()
    assert (waking.time.known, len(told)) == (True, 1)
    waking.pbx.ahead = timedelta(seconds=30)
    await waking.clock.until("06:25")
    assert waking.time.drift < timedelta(seconds=5)
    read_at = waking.time.read_at
    await waking.clock.until("06:31")
    assert waking.time.drift > timedelta(seconds=25)
    assert waking.time.read_at is not None
    assert read_at is not None
    assert (waking.time.read_at - read_at).total_seconds() == pytest.approx(EVERY_S, abs=1)
    assert len(told) == 2


async def test_what_it_shows_all_along_is_no_news(waking: Waking) -> None:
    told: list[None] = []
    waking.time.subscribe(lambda: told.append(None))
    waking.time.start()
    await waking.clock.until("12:00")
    assert len(told) == 1


async def test_it_is_asked_again_soon_where_it_does_not_answer(waking: Waking) -> None:
    waking.pbx.fail["wall_clock"] = [LinkTimeout(), LinkTimeout()]
    waking.time.start()
    await waking.settle()
    assert (waking.time.settled, waking.time.known) == (True, False)
    assert waking.time.notice is not None
    assert waking.time.notice.key == "error.link_timeout"
    await waking.clock.until("05:33")
    assert waking.time.known
    assert waking.time.notice is None


@pytest.mark.parametrize(
    ("error", "key", "severity"),
    [
        (NotSupported("x"), "wakeup.clock_unread", Severity.WARNING),
        (NotSupported("x", key="wakeup.clock_untold"), "wakeup.clock_untold", Severity.INFO),
    ],
)
async def test_a_clock_that_is_not_told_is_nobodys_fault(
    waking: Waking, error: NotSupported, key: str, severity: Severity
) -> None:
    """And no phone's keys help."""
    waking.pbx.fail["wall_clock"] = [error]
    waking.time.start()
    await waking.settle()
    assert waking.time.notice is not None
    assert (waking.time.notice.key, waking.time.notice.severity) == (key, severity)


async def test_an_answer_that_nobody_can_make_out_is_asked_for_again(
    waking: Waking, caplog: pytest.LogCaptureFixture
) -> None:
    """It counts as one that failed: nobody must wait for it for ever."""
    caplog.set_level(logging.CRITICAL, logger="ctiapp.wakes")
    told: list[None] = []
    waking.time.subscribe(lambda: told.append(None))
    waking.pbx.fail["wall_clock"] = [OverflowError("date value out of range")]
    waking.time.start()
    await waking.settle()
    assert (waking.time.settled, waking.time.known, len(told)) == (True, False, 1)
    assert waking.time.notice is not None
    assert waking.time.notice.code == "OverflowError"
    await waking.clock.until("05:32")
    assert waking.time.known


async def test_around_the_two_nights_it_is_asked_more_often(time_flies: None) -> None:
    """A PBX whose clock is not put forward at that moment is found out within minutes."""
    waking = Waking(utc("2026-03-28T22:30"))
    waking.time.start()
    await waking.settle()
    asked: list[datetime] = []
    shows = waking.pbx.shows

    def noted() -> datetime:
        asked.append(waking.clock().at)
        return shows()

    waking.pbx.shows = noted  # type: ignore[method-assign]
    await waking.clock.until("05:30")
    near = [at for at in asked if abs(at - utc("2026-03-29T01:00")) < timedelta(hours=1.9)]
    assert len(near) >= 2 * 1.9 * 3600 / NEAR_EVERY_S - 2
    assert waking.time.offset == 2 * HOUR
    waking.pbx.zone = ZoneInfo("Africa/Lagos")  # winter time all the year
    waking.time.look_now()
    await waking.settle()
    assert waking.time.offset == HOUR
    assert waking.time.notice is not None
    await waking.time.stop()
    assert not waking.time.known


async def test_a_clock_put_forward_is_no_other_zone_until_it_is_read(time_flies: None) -> None:
    """Between the change and the next reading it shows what its zone does."""
    waking = Waking(utc("2026-03-29T00:59"))
    await waking.time.refresh()
    await NightClock.until(waking.clock, "03:01")
    assert waking.time.offset == 2 * HOUR
    assert waking.time.notice is None
