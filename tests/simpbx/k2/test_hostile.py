"""Whatever comes in, each endpoint answers, or says no."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.simpbx.k2.eventport import _block
from ctiapp.simpbx.k2.facade import FILES, HANDLERS
from tests.simpbx.k2.house import House

NAMES = (
    *("number", "caller", "callee", "channelid", "callid", "type", "tonumber", "operate"),
    *("dialpermission", "parkingslot", "monitor", "extension", "prompt", "count", "volume"),
    *("queuenumber", "extnumber", "agents", "retry", "wakeup", "wakeupid", "voicemailfile"),
    *("voicemailstatus", "recording", "starttime", "endtime", "random", "operator", "name"),
    *("membernumber", "username", "registername", "registerpassword", "alwaysforward"),
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["all", "2000", "2000,2001", "6400", "6500", "\ud800", "9" * 5000]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8)


@pytest.fixture(scope="module")
def crowd() -> House:
    """An office where people talk."""
    house = House()
    house.talk()
    house.ring_in("6400")
    return house


@settings(max_examples=100, deadline=None)
@given(body=BODIES, endpoint=st.sampled_from([*HANDLERS]))
def test_every_body_is_answered(crowd: House, body: dict[str, object], endpoint: str) -> None:
    answer = crowd.ask(endpoint, **body)
    assert answer["status"] in ("Success", "Failed")
    assert answer["status"] == "Success" or answer["errno"].isdigit()


@settings(max_examples=50, deadline=None)
@given(
    query=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=8)),
    endpoint=st.sampled_from([*FILES]),
)
def test_no_file_is_given_away(crowd: House, query: dict[str, str], endpoint: str) -> None:
    assert crowd.get(endpoint, **query)["errno"].isdigit()


@settings(max_examples=100, deadline=None)
@given(
    data=st.binary(max_size=300)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))
)
def test_every_log_in_is_read(data: bytes) -> None:
    async def read() -> dict[str, str]:
        reader = asyncio.StreamReader(limit=200)
        reader.feed_data(data)
        reader.feed_eof()
        return await _block(reader)

    fields = asyncio.run(read())
    assert all(name == name.casefold().strip() for name in fields)
