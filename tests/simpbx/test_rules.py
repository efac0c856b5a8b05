"""The rules, each of which can be set from outside."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from ctiapp.simpbx.rules import Rules

if TYPE_CHECKING:
    from tests.simpbx.office import Client


@pytest.mark.parametrize("name", [field.name for field in fields(Rules)])
async def test_each_rule_is_set_by_its_name(client: Client, name: str) -> None:
    default = getattr(Rules(), name)
    wanted = not default if isinstance(default, bool) else default + 1.0
    assert (await client.control("settings"))[name] == default
    assert (await client.control("settings", **{name: wanted}))[name] == wanted
    assert getattr(client.pbx.exchange.rules, name) == wanted
