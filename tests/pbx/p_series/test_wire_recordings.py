"""Recordings: the handbook's answers, broken ones, and links that lead elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.call import Direction
from ctiapp.model.errors import WireError
from ctiapp.model.number import Number
from ctiapp.model.records import Recording, RecordParty
from ctiapp.pbx.interface import Page
from ctiapp.pbx.p_series.cdrtime import Style
from ctiapp.pbx.p_series.wire_recordings import (
    MAX_PATH,
    recording_link,
    recording_list,
    recording_page,
    resource_path,
)
from tests.pbx.p_series.frames import answer

CHINA = Style("mdy", "/", padded=True, seconds=True, halves=None, zone_s=8 * 3600)
DAVE = RecordParty(Number("5556"), "Dave Harris")
FIRST = Recording(
    "614",
    datetime(2022, 1, 12, 9, 36, 24, tzinfo=UTC),
    "2022011217362446627",
    RecordParty(Number("5566"), "Evelyn"),
    DAVE,
    0,
    825_588,
    Direction.INTERNAL,
    "20220112173629-1641980184.14-5566-5556-Internal.wav",
)


@pytest.mark.parametrize("style", [CHINA, None])
def test_the_printed_recordings_are_of_the_same_moment_by_time_and_by_name(
    style: Style | None,
) -> None:
    page = recording_page(answer("recording-list"), pytest.fail, style)

    assert (page.total, len(page.items)) == (184, 3)
    assert page.items[0] == FIRST
    assert [each.at for each in page.items[1:]] == [
        datetime(2022, 1, 13, 6, 9, 4, tzinfo=UTC),
        datetime(2022, 1, 25, 6, 32, 6, tzinfo=UTC),
    ]


def test_what_is_not_told_is_not_made_up() -> None:
    left_out: list[str] = []
    page = recording_page(
        {
            "total_number": 3,
            "data": [
                {"id": "7", "file": "odd name.wav", "time": "yesterday", "size": " "},
                {"id": 8, "file": " "},
                "?",
            ],
        },
        left_out.append,
        CHINA,
    )

    nobody = RecordParty(Number(""))
    assert page == Page((Recording("7", None, "", nobody, nobody, 0, 0, None, "odd name.wav"),), 3)
    assert len(left_out) == 2


def test_what_is_asked() -> None:
    listed = recording_list(2)
    assert (listed.method, listed.endpoint) == ("GET", "recording/list")
    assert listed.params == {"page": 2, "page_size": 500, "sort_by": "id", "order_by": "desc"}
    assert recording_link("a&b=c.wav").params == {"file": "a&b=c.wav"}


def test_the_printed_link() -> None:
    path = "/api/download/Recording-X.7.0.6-1-download-20220412175901-M8zB66xYUNTNMr2D.wav"
    assert resource_path(answer("recording-download")) == path
    assert resource_path({"download_resource_url": path[1:]}) == path


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.wav",
        "http:evil.example/a.wav/x://",
        "//evil.example/a.wav",
        "/\\evil.example/a.wav",
        "\\\\evil.example\\a.wav",
        "/api//evil.example/a.wav",
        "/api/../openapi/v1.0/call/hangup",
        "/api/%2e%2e/openapi/v1.0/x",
        "/api/%252e%252e/x",
        "/api/a%2fb",
        "/api/a%5cb",
        "/./a.wav",
        "/api/a.wav?access_token=mine",
        "/api/a.wav#",
        "/openapi/v1.0/extension/delete",
        "/OpenAPI/v1.0/extension/delete",
        "/%6fpenapi/v1.0/extension/delete",
        "openapi/v1.0/extension/delete",
        "/api/a b.wav",
        "/api/a\r\nHost: evil",
        "/api/a\x00.wav",
        "/api/录音.wav",
        "/" + "a" * MAX_PATH,
        "",
        " ",
        7,
        None,
        ["/api/a.wav"],
    ],
)
def test_a_link_that_leads_elsewhere_is_none(url: object) -> None:
    with pytest.raises(WireError) as caught:
        resource_path({"download_resource_url": url})
    assert "evil" not in str(caught.value)


@given(st.text(max_size=40) | st.text("/.%\\:@?#ae0125f", max_size=12))
def test_whatever_a_link_is_it_stays_below_the_root(text: str) -> None:
    try:
        path = resource_path({"download_resource_url": text})
    except WireError:
        return
    assert path.startswith("/")
    assert not path.startswith("//")
    assert not set(path) & set("?#\\ ")
    assert ".." not in path.split("/")
