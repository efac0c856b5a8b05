"""What is asked of a PBX."""

from __future__ import annotations

from ctiapp.pbx.request import Request


def test_a_request_shows_no_body() -> None:
    """Log-ins are among them."""
    request = Request("POST", "login", body={"password": "hunter2"})

    assert "hunter2" not in repr(request)
    assert request.params == {}
