"""The API without sockets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.simpbx.facts import ExtensionStateChanged, TrunkChanged
from ctiapp.simpbx.p_series.facade import ENDPOINTS, ApiRequest, PSeries

if TYPE_CHECKING:
    from tests.simpbx.office import Client, Office


def ask(api: PSeries, method: str, endpoint: str, body: object = None, **query: str) -> Any:
    content = b"" if body is None else json.dumps(body).encode()
    return api.answer(ApiRequest(method, endpoint, query, content, "127.0.0.1"))


@pytest.fixture
def api(office: Office) -> PSeries:
    return PSeries(office.exchange, seed=1)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_endpoint_wants_its_method_and_a_token(api: PSeries, endpoint: str) -> None:
    method = ENDPOINTS[endpoint].method
    assert ask(api, method, endpoint)["errcode"] == 10005
    assert ask(api, method, endpoint, access_token="x")["errcode"] == 10004
    assert ask(api, "GET" if method == "POST" else "POST", endpoint)["errcode"] == 10001


def test_switches_are_one_for_each_kind_of_news(api: PSeries) -> None:
    state, trunk = ExtensionStateChanged("2000", "busy"), TrunkChanged("City-SIP", 42, "")
    assert [topic for topic, _ in api.frames(state)] == [30008]
    api.monitoring.off_for["2000"] = {"call_state"}
    assert not api.frames(state)
    assert api.frames(ExtensionStateChanged("2001", "busy"))
    api.monitoring.off.add("trunk")
    assert not api.frames(trunk)


def test_the_same_seed_makes_the_same_credentials(office: Office) -> None:
    first, second = (PSeries(office.exchange, seed=7).tokens for _ in range(2))
    assert (first.client_id, first.client_secret) == (second.client_id, second.client_secret)
    assert len(first.client_id) == 32


async def test_unknown_endpoints_and_wrong_methods_are_10001(client: Client) -> None:
    assert (await client.get("call/teleport"))["errcode"] == 10001
    assert (await client.post("call/query"))["errcode"] == 10001
    assert (await client.get("call/dial"))["errcode"] == 10001
    assert (await client.get("get_token"))["errcode"] == 10001


async def test_missing_parameters_are_listed(client: Client) -> None:
    assert await client.get("extension/get") == {
        "errcode": 40002,
        "errmsg": "PARAMETER ERROR",
        "invalid_param_list": [{"field": "id", "validation_type": "required"}],
    }
