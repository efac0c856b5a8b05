"""What a K2 can do hangs together, and what is inferred can be found."""

from __future__ import annotations

import importlib

import pytest

from ctiapp.model.abilities import whole
from ctiapp.model.commands import Capability
from ctiapp.pbx import k2
from ctiapp.pbx.k2.capabilities import CAPABILITIES, INFERRED, NEEDED_BY
from tests.pbx.endpoints import sent_by

SPELLED = {
    "uacstacall/{step}_inbound": ("uacstacall/accept_inbound", "uacstacall/refuse_inbound"),
}
"""What the endpoints become that are put together."""

ALWAYS = {
    "login": "nobody is signed in",
    "logout": "the token dies by itself",
    "heartbeat": "the token dies",
    "token/refresh": "the token dies",
    "extension/query": "the list has less of each, and serves",
    "extension/list": "nobody is known",
    "extension/query_call": "no picture",
    "call/query": "no picture",
    "deviceinfo/query": "a PBX without a name",
    "conference/query": "nobody looks for conferences",
    "call/callpark_status": "slots are known by what is parked from here",
    "queue/delete_dynamicagent": "an older name is tried",
}
"""Endpoints of which nothing can be withdrawn: without them nothing works, or they say why not."""


def test_what_it_can_do_stands_on_what_it_can_do() -> None:
    assert whole(CAPABILITIES) == CAPABILITIES
    assert frozenset().union(*NEEDED_BY.values()) <= CAPABILITIES


def test_every_endpoint_that_is_used_says_what_cannot_be_done_without_it() -> None:
    """Or it stands here, with the reason."""
    assert sent_by(k2, SPELLED) == NEEDED_BY.keys() | ALWAYS.keys()
    assert not NEEDED_BY.keys() & ALWAYS.keys()
    assert CAPABILITIES - frozenset().union(*NEEDED_BY.values()) == {
        Capability.SUPERVISE,  # goes with QUEUES
        Capability.HOTEL,  # anything at all of what is for a front desk
        Capability.SEVERAL_CALLS,  # a command names the channel it is for
        Capability.CURRENT_CALL,  # so it need not tell which is the current one
    }


def test_what_its_api_lacks_is_not_there() -> None:
    assert not CAPABILITIES & {
        Capability.RECORD,
        Capability.PRESENCE,
        Capability.PAUSE_REASONS,
        Capability.CONTACTS,
        Capability.EDIT_CONTACTS,
        Capability.RECORDINGS,
        Capability.REPORTS,
    }


@pytest.mark.parametrize("where", sorted(set(INFERRED.values())))
def test_what_is_inferred_is_where_it_is_said_to_be(where: str) -> None:
    shared = where.startswith(("jsonstream", "csvrecords", "ownmailbox"))
    package = "ctiapp.pbx" if shared else "ctiapp.pbx.k2"
    module, *names = where.split(".")
    found: object = importlib.import_module(f"{package}.{module}")
    for name in names:
        found = getattr(found, name)
