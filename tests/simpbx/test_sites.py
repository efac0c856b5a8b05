"""What is written down of requests."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request

from ctiapp.simpbx.sites import RequestLog, readable


def test_tokens_and_secrets_are_not_written_down() -> None:
    log = RequestLog(lambda: 7.0, token="token", secrets=frozenset({"password"}))
    request = make_mocked_request("POST", "/api/login?token=t0ps&x=1", {"User-Agent": "me"})
    log.note(request, "login", {"username": "api", "password": "s3cret"})
    log.note(request, "login", None)
    (entry, other) = log.requests
    assert entry["body"] == {"username": "api", "password": "***"}
    assert (entry["params"], entry["user_agent"], entry["at"]) == ({"x": "1"}, "me", 7.0)
    assert other["body"] is None
    assert "t0ps" not in str(log.requests)
    assert log.tally.counts["login"] == 2


@pytest.mark.parametrize(
    ("body", "read"),
    [(b"", None), (b'{"a": 1}', {"a": 1}), (b"\xff", "\ufffd"), (b"[" * 9999, "[" * 1000)],
)
def test_a_body_is_shown_as_what_it_is(body: bytes, read: object) -> None:
    assert readable(body) == read
