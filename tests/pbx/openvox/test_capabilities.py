"""What an OpenVox UC can do, and where what is inferred stands."""

from __future__ import annotations

import importlib

import pytest

from ctiapp.model.abilities import whole
from ctiapp.model.commands import Capability
from ctiapp.pbx import openvox
from ctiapp.pbx.openvox.capabilities import CAPABILITIES, INFERRED, NEEDED_BY
from tests.pbx.endpoints import sent_by

SPELLED = {
    "extension/{verb}": tuple(
        f"extension/{verb}" for verb in ("hangup", "hold", "unhold", "listen", "whisper", "barge")
    ),
}
"""What the endpoints become that are put together."""

ALWAYS = {
    "login": "nobody is signed in",
    "heartbeat": "the token dies",
    "extension/query": "nobody is known",
    "inbound/query": "no picture",
    "outbound/query": "no picture",
    "inbound/hangup": "by the extension a call is hung up all the same, unless it has another one",
    "ivr/query": "nobody looks for menus",
}
"""Endpoints of which nothing can be withdrawn: without them nothing works, or they say why not."""


def test_nothing_is_lost_that_was_never_there() -> None:
    assert frozenset().union(*NEEDED_BY.values()) <= CAPABILITIES
    assert whole(CAPABILITIES) == CAPABILITIES


def test_every_endpoint_that_is_used_says_what_cannot_be_done_without_it() -> None:
    """Or it stands here, with the reason."""
    assert sent_by(openvox, SPELLED) == NEEDED_BY.keys() | ALWAYS.keys()
    assert not NEEDED_BY.keys() & ALWAYS.keys()
    assert CAPABILITIES - frozenset().union(*NEEDED_BY.values()) == {
        Capability.SUPERVISE,  # goes with QUEUES
        Capability.HOTEL,  # anything at all of what is for a front desk
    }


@pytest.mark.parametrize("place", sorted(set(INFERRED.values())))
def test_what_is_inferred_is_where_the_table_says(place: str) -> None:
    name = place.removeprefix("ctiapp.pbx.")
    parts = (name if name != place else f"openvox.{place}").split(".")
    module = None
    while parts and module is None:
        try:
            module = importlib.import_module(f"ctiapp.pbx.{'.'.join(parts)}")
        except ModuleNotFoundError:
            parts.pop()
    assert module is not None
    rest = place.removeprefix("ctiapp.pbx.").split(".")
    found: object = module
    for each in rest[rest.index(parts[-1]) + 1 :]:
        found = getattr(found, each)
