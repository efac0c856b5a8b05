"""What a receipt's line says of what was read."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import CommandError, LinkTimeout, OutcomeUnknown
from ctiapp.model.newstation import FieldsRefused
from ctiapp.model.notice import Severity
from ctiapp.model.stays import Item, ItemState
from ctiapp.services.hotel.readback import blamed, compared, not_sent, route_names, unread


@pytest.mark.parametrize(
    ("found", "same", "why", "state", "key"),
    [
        ("Ann", True, None, ItemState.DONE, None),
        # What was read counts, whatever was said before.
        ("Ann", True, OutcomeUnknown("no answer"), ItemState.DONE, None),
        ("Ben", False, None, ItemState.FAILED, "receipt.differs"),
        ("Ben", False, CommandError("no"), ItemState.FAILED, "error.command"),
        (None, False, None, ItemState.UNVERIFIED, "receipt.not_told"),
        (None, True, CommandError("no"), ItemState.UNVERIFIED, "receipt.not_told"),
    ],
)
def test_only_what_was_read_to_be_so_is_done(
    found: str | None, same: bool, why: CommandError | None, state: ItemState, key: str | None
) -> None:
    """What the PBX does not tell is neither done nor failed."""
    item = compared(Item.NAME, "Ann", found, why, same=same)

    assert (item.state, item.wanted, item.found) == (state, "Ann", found)
    assert (None if item.notice is None else item.notice.key) == key


def test_what_could_not_be_read_is_not_done() -> None:
    """It may have been."""
    item = unread(Item.NAME, "Ann", LinkTimeout("late"))

    assert item.state is ItemState.UNVERIFIED
    assert item.notice is not None
    assert (item.notice.key, item.notice.severity) == ("error.link_timeout", Severity.WARNING)


def test_what_was_not_sent_has_failed() -> None:
    """With the reason."""
    item = not_sent(Item.NAME, "Ann", CommandError("no", code=40002))

    assert item.state is ItemState.FAILED
    assert item.notice is not None
    assert item.notice.code == "40002"


def test_ways_out_are_told_by_name() -> None:
    """In one order, so that two texts can be compared; by id where nobody knows the name."""
    assert route_names({"2", "1", "9"}, {"1": "World", "2": "City"}) == "9, City, World"
    assert route_names((), {}) == ""


def test_the_field_that_the_pbx_named_is_blamed() -> None:
    """Others were not taken because of it."""
    refused = FieldsRefused(
        "no",
        fields={"email": "station.taken", "mobile": "station.taken", "routes": "station.refused"},
        holders={"mobile": "2001"},
        code=40003,
    )

    told = {what: blamed(what, refused) for what in (Item.NAME, Item.EMAIL, Item.MOBILE)}
    keys = {what: None if why is None else why.key for what, why in told.items()}
    assert keys == {
        Item.NAME: "error.fields_refused",
        Item.EMAIL: "station.taken",
        Item.MOBILE: "station.taken_by",
    }
    mobile = told[Item.MOBILE]
    assert mobile is not None
    assert (mobile.params, mobile.code) == ({"holder": "2001"}, "40003")


@pytest.mark.parametrize("refused", [None, CommandError("no")])
def test_where_none_is_named_all_share_the_reason(refused: CommandError | None) -> None:
    """Or there is none."""
    assert blamed(Item.EMAIL, refused) is refused
