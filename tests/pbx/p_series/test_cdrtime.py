"""How a PBX writes times is learned from what it wrote, and never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.pbx.p_series.cdrtime import ORDERS, Style, clock, learned

AT = datetime(2022, 6, 14, 3, 19, 28, tzinfo=UTC)
STAMP = 1655176768
"""The handbook's first record: 11:19:28 in China."""


@pytest.mark.parametrize(
    ("shown", "midnight"),
    [
        # as the handbook names them
        ("06/14/2022 11:19:28", "12/31/2023 00:05:09"),
        ("2022/06/14 11:19:28", "2023/12/31 00:05:09"),
        ("06/14/2022 11:19:28 AM", "12/31/2023 12:05:09 AM"),
        ("2022/06/14 11:19:28 AM", "2023/12/31 12:05:09 AM"),
        # and as others may be
        ("14/06/2022 11:19:28", "31/12/2023 00:05:09"),
        ("14.06.2022 11:19:28", "31.12.2023 00:05:09"),
        ("2022-06-14 11:19", "2023-12-31 00:05"),
        ("6/14/2022 11:19:28 am", "12/31/2023 12:05:09 am"),
    ],
)
def test_what_was_seen_once_is_written_again(shown: str, midnight: str) -> None:
    style = learned([(shown, STAMP)])

    assert style is not None
    assert style.zone_s == 8 * 3600
    assert style.written(AT) == shown
    assert style.written(datetime(2023, 12, 30, 16, 5, 9, tzinfo=UTC)) == midnight


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "12:00:00 AM"), (1, "01:00:00 AM"), (12, "12:00:00 PM"), (13, "01:00:00 PM")],
)
def test_the_twelve_hours(hour: int, words: str) -> None:
    at = datetime(2022, 4, 13, hour, tzinfo=UTC)
    style = learned([(f"2022/04/13 {words}", round(at.timestamp()))])

    assert style is not None
    assert style.zone_s == 0
    assert style.written(at) == f"2022/04/13 {words}"


def test_a_day_that_is_a_month_as_well_is_told_from_its_stamp() -> None:
    """The sixth of May, or the fifth of June: only one of them is the stamp's."""
    sixth = round(datetime(2022, 5, 6, 3, tzinfo=UTC).timestamp())
    american, european = (
        learned([("05/06/2022 11:00:00", sixth)]),
        learned([("06/05/2022 11:00:00", sixth)]),
    )

    assert american is not None
    assert european is not None
    assert (american.order, european.order) == ("mdy", "dmy")


def test_the_fifth_of_may_says_nothing_until_another_day_does() -> None:
    fifth = ("05/05/2022 11:00:00", round(datetime(2022, 5, 5, 3, tzinfo=UTC).timestamp()))

    assert learned([fifth]) is None
    assert learned([fifth, fifth]) is None
    style = learned([fifth, ("06/14/2022 12:19:28", STAMP)])
    assert style is not None
    assert (style.order, style.zone_s) == ("mdy", 8 * 3600)  # the newest one's zone


NOVEMBER = ("11/22/2026 11:00:00", round(datetime(2026, 11, 22, 3, tzinfo=UTC).timestamp()))
MARCH = datetime(2026, 3, 5, 3, tzinfo=UTC)


def test_where_nothing_is_below_ten_noughts_are_not_known() -> None:
    style = learned([NOVEMBER])
    assert style is not None
    assert style.padded is None
    assert style.written(MARCH) is None
    assert style.written(datetime(2026, 12, 24, tzinfo=UTC)) == "12/24/2026 08:00:00"


@pytest.mark.parametrize("shown", ["3/5/2026 11:00:00", "03/05/2026 11:00:00"])
def test_another_record_tells_of_noughts(shown: str) -> None:
    march = shown, round(MARCH.timestamp())
    for samples in ([NOVEMBER, march], [march, NOVEMBER]):
        style = learned(samples)
        assert style is not None
        assert style.written(MARCH) == shown


def test_two_that_write_noughts_otherwise_say_nothing() -> None:
    """The fifth of May leaves the order open, and the next one contradicts its noughts."""
    fifth = ("05/05/2022 11:00:00", round(datetime(2022, 5, 5, 3, tzinfo=UTC).timestamp()))
    assert learned([fifth, ("6/14/2022 11:19:28", STAMP)]) is None


@pytest.mark.parametrize(
    ("shown", "stamp"),
    [
        ("", STAMP),
        ("6/09/2022 11:19:28", STAMP - 5 * 86_400),  # one with a nought, one without
        ("yesterday", STAMP),
        ("06/14/22 11:19:28", STAMP),
        ("14/6-2022 11:19:28", STAMP),
        ("06/14/2022", STAMP),
        ("06/14/2022 上午 11:19:28", STAMP),
        ("06/14/2022 13:19:28 PM", STAMP + 7200),
        ("06/14/2022 00:19:28 AM", STAMP),
        ("06/31/2022 11:19:28", STAMP),
        ("06/14/2022 25:19:28", STAMP),
        ("06/14/2022 11:61:28", STAMP),
        ("06/14/2022 11:19:28", STAMP + 1500),  # no zone is 25 minutes off a whole hour
        ("06/14/2022 11:19:28", STAMP + 86_400),
        ("06/14/2022 11:19:28", 0),
        ("٠٦/١٤/٢٠٢٢ ١١:١٩:٢٨", STAMP),
        ("0000/00/00 00:00:00", 0),
        ("9999/12/31 23:59:59", 253_402_300_799 + 10**9),
    ],
)
def test_nothing_is_guessed(shown: str, stamp: int) -> None:
    assert learned([(shown, stamp)]) is None


def test_two_records_that_contradict_each_other_say_nothing() -> None:
    """The format was changed between them."""
    fifth = ("05/05/2022 11:00:00", round(datetime(2022, 5, 5, 3, tzinfo=UTC).timestamp()))
    assert learned([fifth, ("2022/06/14 11:19:28", STAMP)]) is None


def test_one_that_cannot_be_read_does_not_hide_the_next() -> None:
    style = learned([("odd", 5), ("06/14/2022 11:19:28", STAMP)])
    assert style is not None


@given(
    order=st.sampled_from(ORDERS),
    sign=st.sampled_from("/.-"),
    padded=st.booleans(),
    halves=st.sampled_from([None, ("AM", "PM"), ("am", "pm")]),
    zone=st.integers(-48, 56),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_what_is_written_is_learned(
    order: str, sign: str, padded: bool, halves: tuple[str, str] | None, zone: int, at: datetime
) -> None:
    """From any one moment, unless its day could be its month, or its width says nothing."""
    moment = at.replace(microsecond=0, tzinfo=UTC)
    style = Style(order, sign, padded, seconds=True, halves=halves, zone_s=zone * 900)
    shown = style.written(moment)
    assert shown is not None
    found = learned([(shown, round(moment.timestamp()))])
    local = moment + timedelta(seconds=style.zone_s)

    if found is None:
        assert local.day <= 12
        assert order != "ymd"
    else:
        assert found.written(moment) == style.written(moment)
        assert found.zone_s == style.zone_s


def test_a_day_and_its_month() -> None:
    style = Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=0)

    assert style.dated(date(2022, 4, 1)) == "04/01/2022"
    assert style.dated(date(2022, 4, 1), whole_month=True) == "04/2022"
    assert replace(style, order="ymd", padded=False).dated(date(2022, 4, 1)) == "2022/4/1"
    assert replace(style, padded=None).dated(date(2022, 4, 10)) is None
    assert replace(style, padded=None).dated(date(2022, 11, 1)) is None
    assert replace(style, padded=None).dated(date(2022, 11, 1), whole_month=True) == "11/2022"


@pytest.mark.parametrize(
    ("style", "shown", "moment"),
    [
        (
            Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=28_800),
            "01/12/2022 17:36:24",
            datetime(2022, 1, 12, 9, 36, 24, tzinfo=UTC),
        ),
        (
            Style("ymd", "/", padded=True, seconds=True, halves=("AM", "PM"), zone_s=0),
            "2022/04/01 12:00:00 AM",
            datetime(2022, 4, 1, tzinfo=UTC),
        ),
        (
            Style("dmy", "/", padded=None, seconds=True, halves=None, zone_s=-3600),
            "05/06/2022 00:30:00",
            datetime(2022, 6, 5, 1, 30, tzinfo=UTC),
        ),
        (
            Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=0),
            "01/12/2022 05:36:24 PM",
            None,
        ),
        (
            Style("mdy", "/", padded=True, seconds=True, halves=("AM", "PM"), zone_s=0),
            "01/12/2022 13:36:24 PM",
            None,
        ),
        (
            Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=0),
            "13/12/2022 0:00:00",
            None,
        ),
        (
            Style("ymd", "/", padded=True, seconds=True, halves=None, zone_s=0),
            "01/12/2022 00:00:00",
            None,
        ),
        (Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=0), "yesterday", None),
        (
            Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=28_800),
            "01/01/0001 00:00:00",
            None,
        ),
    ],
)
def test_what_is_shown_is_read_as_it_was_learned(
    style: Style, shown: str, moment: datetime | None
) -> None:
    assert style.read(shown) == moment


# --- a clock that shows now ----------------------------------------------------------------------

NEW_YEAR = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001 - zone below
        lambda at: at.replace(microsecond=0, tzinfo=UTC)
    ),
    zone_min=st.integers(-12 * 60, 14 * 60),
    order=st.sampled_from(ORDERS),
    sign=st.sampled_from("/.-"),
    padded=st.booleans(),
    halves=st.sampled_from([None, ("AM", "PM"), ("am", "pm")]),
)
def test_a_clock_that_is_right_is_read_however_it_is_written(
    at: datetime,
    zone_min: int,
    order: str,
    sign: str,
    padded: bool,
    halves: tuple[str, str] | None,
) -> None:
    style = Style(order, sign, padded=padded, seconds=True, halves=halves, zone_s=zone_min * 60)
    shown = style.written(at)
    assert shown is not None
    assert clock(shown, at) == (at + timedelta(minutes=zone_min)).replace(tzinfo=None)


@pytest.mark.parametrize("shown", ["", "now", "2026/02/30 10:00:00", "26/01/01 10:00:00"])
def test_what_no_clock_shows_is_not_read(shown: str) -> None:
    assert clock(shown, NEW_YEAR) is None


def test_a_clock_that_is_wrong_is_read_where_only_one_reading_is_left() -> None:
    assert clock("2019/12/31 10:00", NEW_YEAR) == datetime.fromisoformat("2019-12-31T10:00")
    assert clock("12/31/2019 10:00", NEW_YEAR) == datetime.fromisoformat("2019-12-31T10:00")
    assert clock("05/06/2019 10:00", NEW_YEAR) is None
    assert clock("05/05/2019 10:00", NEW_YEAR) == datetime.fromisoformat("2019-05-05T10:00")
