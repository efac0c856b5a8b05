"""What is asked of a PBX."""

from __future__ import annotations

import pytest

from ctiapp.pbx.request import Request, named


def test_a_request_shows_no_body() -> None:
    """Log-ins are among them."""
    request = Request("POST", "login", body={"password": "hunter2"})

    assert "hunter2" not in repr(request)
    assert request.params == {}


@pytest.mark.parametrize("numbers", [(), ("",), ("305", " "), ("all",), ("ALL",), ("305,all",)])
def test_nothing_is_ever_changed_for_all(numbers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="name each"):
        named(*numbers)
    assert named("305", "306") == "305,306"
