"""Which page, pill and banners the window shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import PbxInfo
from ctiapp.model.errors import CannotListen, EventsBlocked, EventsSilent
from ctiapp.model.notice import Notice
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.ui.standing import Live, Strip, standing, still_true
from tests.ui.fakes import online

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError

NONE: frozenset[Strip] = frozenset()


def test_signed_out_shows_the_sign_in_page_and_nobodys_name() -> None:
    for state in (Connection.SIGNED_OUT, Connection.REFUSED, Connection.CONNECTING):
        stands = standing(ConnectionStatus(state), NONE)

        assert not stands.signed_in
        assert stands.name == stands.number == ""


def test_live_shows_whose_window_it_is() -> None:
    stands = standing(online(), NONE)

    assert (stands.live, stands.name, stands.number) == (Live.LIVE, "Leo Ball", "2000")
    assert stands.strips == ()


def test_a_link_that_anybody_can_read_is_told_always() -> None:
    """Live or not, while anybody is signed in there; never where it is encrypted."""
    open_pbx = PbxInfo("p-series", "http://pbx.example.com", None, None)

    for state in (Connection.ONLINE, Connection.RECONNECTING):
        assert standing(online(state=state, pbx=open_pbx), frozenset(Strip)).plain
    assert not standing(online(pbx=replace(open_pbx, url="https://pbx:8088")), NONE).plain
    assert not standing(ConnectionStatus(), NONE).plain


def test_a_lost_link_keeps_the_page_and_says_so_first() -> None:
    why = Notice.of("error.link_lost")
    lost = online(state=Connection.RECONNECTING, silent=True, notice=why)
    stands = standing(lost, NONE)

    assert stands.signed_in
    assert stands.live is Live.RECONNECTING
    assert stands.strips == (Strip.RECONNECTING, Strip.SILENT)
    assert stands.why is why
    assert not stands.needs_somebody


@pytest.mark.parametrize(
    "why",
    [
        EventsBlocked("x", address="a", port=1),
        EventsSilent("x", address="a", port=1),
        CannotListen("x", address="a", port=1),
    ],
)
def test_a_way_that_is_closed_needs_somebody(why: CtiError) -> None:
    lost = online(state=Connection.RECONNECTING, notice=why.notice())
    assert standing(lost, NONE).needs_somebody
    assert standing(lost, NONE).can_test is isinstance(why, EventsBlocked)


def test_a_banner_put_away_stays_away_until_its_next_cause() -> None:
    dismissed = frozenset({Strip.SILENT})

    assert standing(online(silent=True), dismissed).strips == ()
    assert still_true(dismissed, online(silent=True)) == dismissed
    assert still_true(dismissed, online()) == NONE
