"""What a Cloud PBX can do hangs together, and what is inferred can be found."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from ctiapp.model.abilities import whole
from ctiapp.model.commands import Capability
from ctiapp.pbx import cloud
from ctiapp.pbx.cloud.capabilities import CAPABILITIES, INFERRED, NEEDED_BY
from tests.pbx.endpoints import sent_by

SPELLED = {
    "extension/{verb}": tuple(
        f"extension/{verb}" for verb in ("hangup", "hold", "unhold", "mute", "unmute")
    ),
    "queue/{verb}": tuple(
        f"queue/{verb}"
        for verb in ("add_dynamicagent", "del_dynamicagent", "pause_agent", "unpause_agent")
    ),
    "{kind.value}/{verb}": (
        *("inbound/accept", "inbound/refuse"),
        *("inbound/hangup", "outbound/hangup"),
    ),
    "{kind.value}/transfer_number": ("inbound/transfer_number", "outbound/transfer_number"),
}
"""What the endpoints become that are put together."""

ALWAYS = {
    "login": "nobody is signed in",
    "logout": "the token dies by itself",
    "token/refresh": "the token dies",
    "deviceinfo/query": "nobody knows which PBX it is",
    "extension/query": "nobody is known",
    "extensionlist/query": "nobody is known",
    "inbound/query": "no picture",
    "outbound/query": "no picture",
    "inbound/hangup": "by the extension a call is hung up all the same, unless it has another one",
    "outbound/hangup": "that too",
    "ivr/query": "nobody looks for menus",
}
"""Endpoints of which nothing can be withdrawn: without them nothing works, or they say why not."""


def test_what_it_can_do_stands_on_what_it_can_do() -> None:
    assert whole(CAPABILITIES) == CAPABILITIES
    assert frozenset().union(*NEEDED_BY.values()) <= CAPABILITIES


def test_every_endpoint_that_is_used_says_what_cannot_be_done_without_it() -> None:
    """Or it stands here, with the reason."""
    assert sent_by(cloud, SPELLED) == NEEDED_BY.keys() | ALWAYS.keys()
    assert not NEEDED_BY.keys() & ALWAYS.keys()
    assert CAPABILITIES - frozenset().union(*NEEDED_BY.values()) == {
        Capability.SUPERVISE,  # goes with QUEUES
        Capability.HOTEL,  # anything at all of what is for a front desk
        Capability.CURRENT_CALL,  # of every picture: without extension/query nothing works
    }


@pytest.mark.parametrize("where", sorted(set(INFERRED.values())))
def test_what_is_inferred_is_where_it_is_said_to_be(where: str) -> None:
    name, *members = where.removeprefix("ctiapp.pbx.").split(".")
    shared = where.startswith(("ctiapp.pbx.", "ownmailbox"))
    found: object = importlib.import_module(f"ctiapp.pbx.{name if shared else f'cloud.{name}'}")
    for member in members:
        found = getattr(found, member)


def test_what_the_code_says_to_be_inferred_is_in_the_table() -> None:
    """Each module that says so, at least once; its columns are read in a module of all families."""
    told = {where.removeprefix("ctiapp.pbx.").split(".")[0] for where in INFERRED.values()}
    saying = {
        module.stem
        for module in Path(str(cloud.__file__)).parent.glob("*.py")
        if module.stem != "capabilities" and "inferred" in module.read_text("utf-8").casefold()
    }
    assert saying - told == {"wire_records"}
    assert {"csvrecords", "hotel", "wire_hotel"} <= told
