"""What is answered, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from ctiapp.simpbx.endpoints import Endpoints
from ctiapp.simpbx.pushparams import Download, Params, RefusedError
from ctiapp.simpbx.randoms import Randoms


def params(**values: object) -> Params:
    return Params(values, address="", randoms=Randoms(seed=1), now_s=lambda: 0.0)


def told(site: str, asked: Params) -> dict[str, Any]:
    return {"site": site, "name": asked.text("name")}


def sound(site: str, _: Params) -> Download:
    return Download(site.encode(), "audio/x-wav")


def test_each_is_handed_the_site_that_it_came_with() -> None:
    endpoints = Endpoints()
    endpoints.add("here", {"a/query": told}, {"a/download": sound})
    endpoints.add("there", {"b/query": told}, {})
    assert endpoints.call("a/query", params(name="x")) == {"site": "here", "name": "x"}
    assert endpoints.call("b/query", params(name="x")) == {"site": "there", "name": "x"}
    assert endpoints.fetch("a/download", params()).body == b"here"
    assert list(endpoints) == ["a/query", "b/query"]


def test_nothing_else_is_answered_or_fetched() -> None:
    endpoints = Endpoints()
    endpoints.add("here", {"a/query": told}, {"a/download": sound})
    with pytest.raises(RefusedError, match="10003"):
        endpoints.call("a/download", params())
    with pytest.raises(RefusedError, match="20001"):
        endpoints.fetch("a/query", params())
