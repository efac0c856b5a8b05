"""A new extension: everything that the API takes, and what is checked before it is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.pbx.openvox.newext import (
    FORBIDDEN,
    CallLimit,
    Destination,
    Forward,
    MonitorMode,
    NewExtension,
    add,
    problems,
)

PLAIN = NewExtension("2002", register_password="12345133333323123qW@")


def test_everything_is_sent_as_the_page_prints_it() -> None:
    wanted = NewExtension(
        number="2002",
        name="Room 2002",
        caller_id="2002",
        register_password="12345133333323123qW@",
        registrations=3,
        login_password="12345678qW@",
        email="a@example.com",
        mobile="18088861612",
        voicemail=True,
        voicemail_pin="888888",
        voicemail_by_mail=True,
        no_answer=Forward(Destination.EXTENSION, on=False, extension="6000"),
        busy=Forward(Destination.CUSTOM, prefix="9", number="0301234567"),
        mobility=False,
        rings_mobile_too=False,
        mobile_prefix="0",
        may_be_monitored=False,
        monitor_mode=MonitorMode.DISABLE,
        ring_timeout_s=15,
        longest_call_s=3600,
        do_not_disturb=False,
        nat=True,
    )
    assert problems(wanted) == ()
    request = add(wanted)
    assert request.endpoint == "extension/add"
    assert request.body == {
        "number": "2002",
        "username": "Room 2002",
        "callerid": "2002",
        "registerpassword": "12345133333323123qW@",
        "maxregistrations": "3",
        "loginpassword": "12345678qW@",
        "email": "a@example.com",
        "mobile": "18088861612",
        "hasvoicemail": "on",
        "vmsecret": "888888",
        "enablevmtoemail": "on",
        "enablemobile": "off",
        "ringsimultaneous": "off",
        "mobileprefix": "0",
        "allowbeingmonitored": "off",
        "monitormode": "Disable",
        "ringtimeout": "15",
        "maxduration": "3600",
        "dnd": "off",
        "noanswerforward": "off",
        "ntransferto": "Extension",
        "ntransferext": "6000",
        "busyforward": "on",
        "btransferto": "Custom Number",
        "btransferprefix": "9",
        "btransfernum": "0301234567",
        "nat": "yes",
    }


def test_what_is_not_given_is_not_sent_and_no_password_is_shown() -> None:
    assert add(PLAIN).body == {"number": "2002", "registerpassword": PLAIN.register_password}
    assert PLAIN.register_password not in repr(PLAIN)
    voicemail = replace(PLAIN, busy=Forward(Destination.VOICEMAIL))
    body = add(voicemail).body
    assert body is not None
    assert (body["busyforward"], body["btransferto"]) == ("on", "Voicemail")


@given(st.sampled_from(sorted(FORBIDDEN)), st.integers(0, 10))
def test_no_forbidden_character_leaves_the_house(char: str, at: int) -> None:
    word = "abcdefghij"
    bad = word[:at] + char + word[at:]
    for name in ("register_password", "login_password"):
        wanted = replace(PLAIN, **{name: bad})
        assert name in problems(wanted)
        with pytest.raises(ValueError, match=name) as caught:
            add(wanted)
        assert bad not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"number": ""}, "number"),
        ({"number": "all"}, "number"),
        ({"number": "12345678"}, "number"),
        ({"register_password": ""}, "register_password"),
        ({"register_password": "x" * 32}, "register_password"),
        ({"register_password": "a\tb"}, "register_password"),
        ({"login_password": "short"}, "login_password"),
        ({"login_password": ""}, "login_password"),
        ({"voicemail_pin": "12a"}, "voicemail_pin"),
        ({"mobile_prefix": "12345678"}, "mobile_prefix"),
        ({"registrations": 0}, "registrations"),
        ({"ring_timeout_s": 0}, "ring_timeout_s"),
        ({"longest_call_s": -1}, "longest_call_s"),
        ({"name": "a\nb"}, "name"),
        ({"busy": Forward(Destination.CUSTOM)}, "busy"),
        ({"busy": Forward(Destination.CUSTOM, on=False)}, "busy"),
        ({"busy": Forward(Destination.CUSTOM, number="1" * 16)}, "busy"),
        ({"busy": Forward(Destination.CUSTOM, prefix="1" * 8, number="1")}, "busy"),
        ({"no_answer": Forward(Destination.MOBILE, prefix="+49")}, "no_answer"),
        ({"no_answer": Forward(Destination.MOBILE, number="1" * 16)}, "no_answer"),
        ({"no_answer": Forward(Destination.MOBILE, extension="2001")}, "no_answer"),
        ({"no_answer": Forward(Destination.EXTENSION)}, "no_answer"),
        ({"no_answer": Forward(Destination.EXTENSION, extension="2001", number="1")}, "no_answer"),
        ({"no_answer": Forward(Destination.VOICEMAIL, prefix="9")}, "no_answer"),
    ],
)
def test_what_the_pbx_would_not_take_is_not_sent(changes: dict[str, object], wrong: str) -> None:
    wanted = replace(PLAIN, **changes)  # type: ignore[arg-type]
    assert problems(wanted) == (wrong,)
    with pytest.raises(ValueError, match=wrong):
        add(wanted)


@pytest.mark.parametrize(
    ("forward", "sent"),
    [
        (Forward(Destination.MOBILE), {}),
        (
            Forward(Destination.MOBILE, prefix="9", number="18088861612"),
            {"transferprefix": "9", "transfernum": "18088861612"},
        ),
        (
            Forward(Destination.CUSTOM, number="0301234567"),
            {"transfernum": "0301234567"},
        ),
        (Forward(Destination.EXTENSION, extension="6000"), {"transferext": "6000"}),
        (
            Forward(Destination.EXTENSION, extension="6000", prefix="", number=""),
            {"transferext": "6000", "transferprefix": "", "transfernum": ""},
        ),
    ],
)
def test_a_forwarding_has_what_belongs_to_where_it_leads(
    forward: Forward, sent: dict[str, str]
) -> None:
    """Prefix and number are of a custom number and of the user's mobile alike, says the page."""
    body = add(replace(PLAIN, no_answer=forward, busy=forward)).body
    assert body == {
        **(add(PLAIN).body or {}),
        "noanswerforward": "on",
        "busyforward": "on",
        **{f"{letter}transferto": forward.to.value for letter in "nb"},
        **{f"{letter}{name}": value for name, value in sent.items() for letter in "nb"},
    }


def test_how_long_a_call_may_be_is_a_number_or_as_the_whole_pbx_has_it() -> None:
    for longest, sent in ((CallLimit.SYSTEM, "Follow System"), (60, "60")):
        assert problems(replace(PLAIN, longest_call_s=longest)) == ()
        assert (add(replace(PLAIN, longest_call_s=longest)).body or {})["maxduration"] == sent


def test_the_longest_that_is_allowed() -> None:
    longest = Forward(Destination.CUSTOM, prefix="1" * 7, number="1" * 15)
    assert problems(replace(PLAIN, busy=longest, register_password="x" * 31)) == ()
    extensive = add(replace(PLAIN, monitor_mode=MonitorMode.EXTENSIVE)).body
    assert extensive is not None
    assert extensive["monitormode"] == "Extensive"
