"""What ``ctl`` prints for people."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.desktop.ctl_table import plain
from ctiapp.desktop.ctl_text import change_text, error_text, reply_text
from ctiapp.model.ctl import CtlError
from ctiapp.model.ctl_verbs import VERBS

LOCAL = datetime.fromisoformat("2030-01-02T03:04:05+01:00").astimezone().strftime("%H:%M:%S")
CALL = {
    "id": "1650012665.266",
    "state": "talking",
    "direction": "inbound",
    "remote": {"number": "5503301", "name": "王小明"},
    "parties": 2,
    "via": {"number": "6402", "name": "Sales"},
    "since": "2030-01-02T03:04:05+01:00",
    "muted": True,
    "recording": "paused",
    "pending": "hold",
    "reason": None,
    "actions": ["hold"],
}
QUEUE = {
    "number": "6402",
    "name": "Sales",
    "logged_in": True,
    "paused": True,
    "reason": "Lunch",
    "type": "dynamic",
    "waiting": 1,
    "standing": "not-ready",
    "since": "2030-01-02T03:04:05+01:00",
    "pending": ["resume"],
    "after_call": None,
}
BOARD = {**QUEUE, "managed": False, "longest_s": 31, "ready": 0, "agents": [{}, {}]}
STATUS = {
    "version": "1",
    "connection": "online",
    "detail": None,
    "pbx": {"kind": "p-series", "url": "https://pbx", "sn": "1", "firmware": "37.1"},
    "extension": {"number": "2000", "name": "Ana"},
    "calls": [CALL],
    "queues": [QUEUE],
    "agent": {
        "standing": "not-ready",
        "since": "2030-01-02T03:04:05+01:00",
        "reason": "Lunch",
        "logged_in": 1,
        "total": 2,
        "pending": [],
        "after_call": None,
        "auto_pause": {
            "queue": {"number": "6402", "name": "Sales"},
            "at": "2030-01-02T03:04:05+01:00",
            "calls": [{"id": "1.1", "caller": "5503301"}],
        },
    },
    "presence": "away",
    "popup": {"visible": False},
}


def test_calls_are_a_table_with_what_is_known() -> None:
    ringing = {**CALL, "id": "1.2", "state": "ringing", "remote": {"number": "1", "name": None}}

    assert reply_text("calls", [CALL, ringing | {"muted": None, "pending": None}]).split("\n") == [
        "call            state    direction  with            via         since     notes",
        (
            f"1650012665.266  talking  inbound    5503301 王小明  6402 Sales  {LOCAL}  "
            "muted, recording paused, hold pending"
        ),
        (
            f"1.2             ringing  inbound    1               6402 Sales  {LOCAL}  "
            "recording paused"
        ),
    ]
    assert reply_text("calls", []) == "no calls"


def test_a_column_that_nobody_fills_is_left_out() -> None:
    bare = {"id": "1", "state": "ringing", "direction": "inbound", "remote": {"number": "5"}}

    assert reply_text("calls", [bare]) == (
        "call  state    direction  with\n1     ringing  inbound    5"
    )


def test_status_is_a_calm_page() -> None:
    text = reply_text("status", STATUS)

    assert text.startswith("online\nPBX        https://pbx, p-series, 37.1\nextension  2000 Ana\n")
    assert "1650012665.266" in text
    assert f"agent      not-ready: Lunch since {LOCAL}, logged in to 1 of 2, paused by" in text
    assert f"paused by 6402 Sales at {LOCAL} after 1 missed\npresence   away\n" in text
    assert "queue       type     me                since     waiting  notes\n6402 Sales" in text


def test_queues_are_a_table_of_oneself_and_of_who_waits() -> None:
    managed = {**BOARD, "number": "6409", "name": "", "type": None, "managed": True, "waiting": 0}
    nobody = {"standing": None, "since": None, "reason": None, "pending": [], "ready": None}

    assert reply_text("queue", [BOARD, managed | nobody]).split("\n") == [
        "queue       type     me                since     waiting  longest  ready  notes",
        f"6402 Sales  dynamic  not-ready: Lunch  {LOCAL}  1        31 s     0/2    resume pending",
        "6409        manager                              0",
    ]
    assert reply_text("queue", []) == "no queues"
    after = change_text({"kind": "queue", "data": {**QUEUE, "pending": [], "after_call": "pause"}})
    assert after.endswith(
        f"6402 Sales  dynamic  not-ready: Lunch  {LOCAL}  1  pause after this call"
    )


def test_presence_is_a_word() -> None:
    assert reply_text("presence", {"presence": "away", "pending": None}) == "away"
    assert (
        reply_text("presence", {"presence": None, "pending": "lunch"}) == "unknown (lunch pending)"
    )


def test_signed_out_says_why() -> None:
    refused: dict[str, object] = {
        "connection": "refused",
        "detail": "Wrong secret",
        "pbx": None,
        "calls": [],
    }

    assert reply_text("status", refused) == "refused: Wrong secret"


def test_a_change_is_one_line() -> None:
    line = change_text({"at": "2030-01-02T03:04:05+01:00", "kind": "call", "data": CALL})

    assert line.startswith(f"{LOCAL}  call   1650012665.266  talking  inbound  5503301 王小明")
    assert change_text({"kind": "link", "data": {"state": "up", "detail": None}}).endswith(
        "state up"
    )


@pytest.mark.parametrize("name", ["Ana " * 50, "王小明" * 30])
def test_a_long_name_does_not_tear_the_table(name: str) -> None:
    head, row = reply_text("find", [{"name": name, "kind": "contact"}]).split("\n")

    assert row.endswith(("…  contact", "… contact"))
    assert len(head) <= 60


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
def test_times_are_those_of_the_clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "CST-8")
        time.tzset()
        line = change_text({"at": "2030-01-02T03:04:05+00:00", "kind": "link", "data": "up"})
    time.tzset()

    assert line.startswith("11:04:05 ")


def test_other_verbs_print_what_they_have() -> None:
    assert reply_text("screenshot", ["a.png", "a-2.png"]) == "a.png\na-2.png"
    assert reply_text("find", [{"name": "Ana", "number": "1"}]) == "number  name\n1       Ana"
    assert reply_text("find", {"matches": [{"name": "Ana"}]}) == "name\nAna"
    assert reply_text("park", {"slot": "6000"}) == "slot: 6000"
    assert reply_text("hold", {}) == ""


@pytest.mark.parametrize("char", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\ud800", "\u2028"])
def test_nothing_that_a_terminal_obeys_is_printed(char: str) -> None:
    nasty = f"a{char}b"
    call = {**CALL, "remote": {"number": nasty, "name": nasty}, "reason": nasty}

    for text in (
        plain(nasty),
        reply_text("calls", [call]),
        reply_text("find", [{nasty: nasty}]),
        change_text({"at": nasty, "kind": nasty, "data": {nasty: nasty}}),
        error_text(CtlError("c", nasty)),
    ):
        assert char not in text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "remote",
                    "number",
                    "calls",
                    "queues",
                    "pbx",
                    "since",
                    "agent",
                    "pending",
                    "x",
                    "rooms",
                    "state",
                    "receipt",
                    "erases",
                    "items",
                    "wakeups",
                    "red",
                    "today",
                    "next",
                    "stay",
                    "acknowledged",
                    "people",
                    "waited_s",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(st.sampled_from(sorted(VERBS)), json_values)
def test_no_answer_breaks_the_printing(verb: str, data: object) -> None:
    assert isinstance(reply_text(verb, data), str)
    assert isinstance(change_text(data), str)
    assert isinstance(change_text({"kind": "call", "data": data}), str)
    assert isinstance(change_text({"kind": "queue", "data": data}), str)


def test_the_past_is_a_table() -> None:
    """One line a call, in words; what is not known is blank, what is nought as well."""
    call = {
        "key": "7",
        "at": "2030-01-02T03:04:05+01:00",
        "number": "5503301",
        "name": "王小明",
        "incoming": True,
        "fate": "answered_elsewhere",
        "taken_by": {"number": "2001", "name": "Anna"},
        "talk_s": 60,
        "ring_s": 9,
        "queue": "6402",
        "note": None,
        "parts": 2,
    }
    head, line = reply_text("history", {"calls": [call]}).splitlines()

    assert head.split() == [
        "when",
        "what",
        "with",
        "answered",
        "by",
        "talk",
        "rang",
        "queue",
        "parts",
    ]
    assert "answered elsewhere  from 5503301 王小明  2001 Anna" in line
    assert line.endswith("60 s  9 s   6402   2")
    assert reply_text("history", {"calls": []}) == "no calls"
    withheld = {"at": None, "incoming": False, "fate": "busy", "number": None, "name": None}
    assert reply_text("history", {"calls": [withheld, "odd"]})


def test_those_to_call_back_are_a_table() -> None:
    """One line a person: how often, when last; whoever hides is said to."""
    one = {
        "id": "company:5",
        "number": "5503301",
        "name": "王小明",
        "numbers": ["5503301", "5503302"],
        "tries": 3,
        "fate": "abandoned",
        "first": "2030-01-02T03:04:05+01:00",
        "last": "2030-01-02T04:04:05+01:00",
        "queue": "6402",
        "waited_s": 0,
        "until": "2030-01-03T09:00:00+01:00",
        "reason": "asked for it",
    }
    hides = {"id": "withheld:13", "number": None, "name": None, "tries": 1, "fate": "voicemail"}
    head, first, second = reply_text(
        "followups", {"waiting": 1, "people": [one, hides]}
    ).splitlines()

    assert head.split()[:4] == ["who", "id", "tries", "last"]
    assert first.startswith("5503301 王小明")
    assert "company:5    3      20" in first
    assert "abandoned  6402   0 s" in first
    assert first.endswith("asked for it")
    assert second.startswith("number withheld")
    assert second.split()[2:] == ["withheld:13", "1", "voicemail"]
    assert reply_text("followups", {"waiting": 0, "people": []}) == "nobody to call back"


def test_those_who_are_parked_are_a_table() -> None:
    """Since when, by the clock on the wall, as of every other call."""
    since = "2030-01-02T03:04:05+00:00"
    party = {"number": "5503301", "name": "王小明"}
    one = {"slot": "6001", "party": party, "parker": "2003", "since": since}
    head, line = reply_text("parked", [one]).splitlines()

    here = datetime.fromisoformat(since).astimezone().strftime("%H:%M:%S")
    assert head.split() == ["slot", "party", "parker", "since"]
    assert line.split() == ["6001", "5503301", "王小明", "2003", here]
    assert reply_text("parked", []) == "nobody is parked"


def test_messages_are_a_table_of_who_left_them() -> None:
    anna = {"number": "5503301", "name": "Anna\u202e Simmons"}
    one = {"id": "0a1b2c3d", **anna, "at": "2030-01-02T10:00:00+00:00", "length_s": 12, "new": True}
    other = {"id": "4e5f6071", "number": None, "name": None, "at": None, "length_s": None, "new": 0}
    head, first, second = reply_text("voicemail", {"messages": [one, other]}).splitlines()

    assert head.split() == ["message", "when", "from", "length", "new"]
    assert first.startswith("0a1b2c3d  2030-01-0")
    assert first.endswith("5503301 Anna Simmons  12 s    new")
    assert second.split() == ["4e5f6071", "number", "withheld"]
    assert reply_text("voicemail", {"messages": []}) == "no messages"
    assert reply_text("voicemail", {"path": "/x/y.wav"}) == "path: /x/y.wav"
    assert "odd" in reply_text("voicemail", {"messages": ["odd", one]})


def test_a_test_of_events_says_how_long_one_took() -> None:
    said = "the PBX's events reach this computer (after 0.123 s)"
    assert reply_text("events", {"took_s": 0.123}) == said
