"""How the words for the way of the events are read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import UsageError
from ctiapp.model.eventways import (
    LISTEN_PORT,
    event_port_of,
    listen_of,
    refuse_unagreed,
    told_of,
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", ("", LISTEN_PORT)),
        ("  ", ("", LISTEN_PORT)),
        ("0", ("", 0)),
        ("8261", ("", 8261)),
        (" 192.168.5.20:8260 ", ("192.168.5.20", 8260)),
        ("desk-7.example.com:9000", ("desk-7.example.com", 9000)),
        ("[2001:db8::5]:8260", ("2001:db8::5", 8260)),
    ],
)
def test_where_to_listen(text: str, meant: tuple[str, int]) -> None:
    """A bare port listens on the address by which the PBX is reached."""
    assert listen_of(text) == meant


@pytest.mark.parametrize(
    "text", ["x", "host", "host:", ":8260", "65536", "1.2.3.4:99999", "a b:1", "http://h:1", "-1"]
)
def test_what_is_no_place_to_listen(text: str) -> None:
    """It is said before anything is opened."""
    with pytest.raises(UsageError) as told:
        listen_of(text)
    assert told.value.key == "signin.listen_invalid"


def test_what_the_pbx_is_told_needs_both() -> None:
    """Without a port it would call at one that nobody chose."""
    assert told_of("") == ""
    assert told_of(" office.example.com:8260 ") == "office.example.com:8260"
    for text in ("office.example.com", "8260", "office:0", "office:65536", "o/f:1"):
        with pytest.raises(UsageError) as told:
            told_of(text)
        assert told.value.key == "signin.told_invalid"


def test_a_port_of_events() -> None:
    """None is named unless one is."""
    assert event_port_of("") is None
    assert event_port_of(" 8333 ") == 8333
    for text in ("0", "65536", "eight", "-1", "1.5", "٣"):
        with pytest.raises(UsageError) as told:
            event_port_of(text)
        assert told.value.key == "signin.event_port_invalid"


def test_a_clear_password_needs_an_explicit_yes() -> None:
    """Where no such port is named there is nothing to agree to."""
    refuse_unagreed(None, agreed=False)
    refuse_unagreed(8333, agreed=True)
    with pytest.raises(UsageError) as told:
        refuse_unagreed(8333, agreed=False)
    assert told.value.key == "signin.clear_password"


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    """Whatever it is: an answer, or our own error."""
    for read in (listen_of, told_of, event_port_of):
        with suppress(UsageError):
            read(text)
