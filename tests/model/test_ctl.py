"""Requests, replies and their lines."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.ctl import (
    CLIENT_LIMIT_S,
    CONFIRM_WITHIN_S,
    SERVER_LIMIT_S,
    CtlError,
    CtlReply,
    CtlRequest,
    read_reply,
    read_request,
    write_change,
    write_reply,
    write_request,
)
from ctiapp.model.ctl_verbs import CtlUsageError


def line(**change: Any) -> str:
    return json.dumps({"v": 1, "verb": "status", "args": [], "options": {}, "cwd": "/"} | change)


def test_a_request_survives_the_wire() -> None:
    options = {"queue": ("6400", "6401"), "reason": "午饭 \ud800"}
    request = CtlRequest("queue", ("pause",), options, "/home/désk")
    raw = write_request(request)

    assert raw.count(b"\n") == 1
    assert read_request(raw) == request


def test_a_reply_survives_the_wire() -> None:
    for reply in (
        CtlReply(0, {"calls": [1, None, "x\ny"]}),
        CtlReply.failed("no_call", "There is no call"),
        CtlReply(4, None, CtlError("unconfirmed", "sent")),
    ):
        raw = write_reply(reply)
        assert raw.count(b"\n") == 1
        assert read_reply(json.loads(raw)) == reply


def test_a_line_is_one_line_whatever_a_name_holds() -> None:
    assert write_change({"at": "x", "kind": "call", "data": "a\nb\u2028c"}).count(b"\n") == 1


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "nonsense",
        "[]",
        "null",
        '"status"',
        "[" * 60_000,
        '{"a":' * 10_000,
        "1" * 10_000,
        line(v=2),
        line(v="1"),
        line(v=True),
        line(verb=None),
        line(verb="fly"),
        line(verb=["status"]),
        line(args="x"),
        line(args=["one too many"]),
        line(args=[1]),
        line(args=["x"] * 17),
        line(options=[]),
        line(options={"fast": True}),
        line(cwd=7),
        line(verb="dial"),
        line(verb="dial", args=[" "]),
        line(verb="dial", args=["1"], options={"yes": "true"}),
        line(verb="park", options={"slot": 6000}),
        line(verb="park", options={"slot": ["6000"]}),
        line(verb="queue", args=["pause"], options={"queue": [6400]}),
        line(verb="queue", args=["pause"], options={"queue": ["1"] * 101}),
        line(verb="queue", args=["login"], options={"reason": "lunch"}),
        line(verb="queue", args=["dance"]),
        line(verb="capture", args=["start"]),
        line(verb="signin", options={"pbx": "x"}),
        line(verb="signin", options={"client_secret_file": "x"}),
    ],
    ids=lambda bad: bad[:40],
)
def test_a_request_that_does_not_fit_is_refused(bad: str) -> None:
    with pytest.raises(CtlUsageError):
        read_request(bad)


def test_options_come_typed() -> None:
    request = read_request(
        line(verb="queue", args=["pause"], options={"queue": "6400", "reason": "3"})
    )

    assert request.texts("queue") == ("6400",)
    assert request.text("reason") == "3"
    assert request.text("queue") is None
    assert request.flag("reason") is False
    assert read_request(line(verb="dial", args=["1"], options={"yes": True})).flag("yes")


def test_the_secret_of_a_sign_in_is_not_in_its_repr() -> None:
    options = {"pbx": "u", "client_id": "i", "client_secret": "open-sesame", "extension": "1"}
    request = read_request(line(verb="signin", options=options))

    assert request.text("client_secret") == "open-sesame"
    assert "open-sesame" not in repr(request)


def test_file_names_are_relative_to_where_the_client_was() -> None:
    request = read_request(line(verb="screenshot", args=["a/../b.png"], cwd="/home/me"))

    assert PurePath(request.path(request.args[0])) == PurePath("/home/me/b.png")
    assert PurePath(request.path("/x.png")) == PurePath("/x.png")


@pytest.mark.parametrize("found", [None, [], {}, {"exit": "0"}, {"exit": True}, {"at": "x"}])
def test_what_is_no_reply_is_not_taken_for_one(found: object) -> None:
    with pytest.raises(ValueError, match="not a reply"):
        read_reply(found)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_line_raises_anything_else(junk: bytes | str) -> None:
    try:
        read_request(junk)
    except CtlUsageError:
        return
    raise AssertionError("junk was taken for a request")


def test_the_three_limits_keep_their_order_whatever_the_timers_do() -> None:
    off = 0.05

    assert CONFIRM_WITHIN_S * (1 + off) < SERVER_LIMIT_S * (1 - off)
    assert SERVER_LIMIT_S * (1 + off) < CLIENT_LIMIT_S
