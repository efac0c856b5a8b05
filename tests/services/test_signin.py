"""What a sign-in begins with: the request, checked; and the ear for one link."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ctiapp.model.errors import LinkLost, SettingsError, UsageError
from ctiapp.model.events import LinkState, UnknownEvent
from ctiapp.model.number import Number
from ctiapp.pbx.interface import SignedIn, Snapshot, Trust
from ctiapp.services.signin import Ear, account_of, checked, overtaken
from tests.services.fakes import INFO, LEO, REQUEST


def test_a_request_becomes_an_account_without_its_secret() -> None:
    """What was typed, less the blanks around it; a pin in any form."""
    typed = replace(
        REQUEST, address=" pbx ", extension=" 2000", pin="SHA256 " + ":".join(["AB"] * 32)
    )
    request = checked(typed)
    account = account_of(request)
    assert (account.address, account.extension, account.pin) == ("pbx", Number("2000"), "ab" * 32)
    assert account.trust is Trust.PIN
    assert account_of(replace(REQUEST, ca=Path("ca.pem"))).trust is Trust.CA
    assert account_of(REQUEST).trust is Trust.SYSTEM
    assert "s3cret" not in repr(account)


def test_what_is_missing_is_named() -> None:
    """One thing at a time, in the order of the form."""
    for request, key in (
        (replace(REQUEST, address="", client_id=""), "signin.address_missing"),
        (replace(REQUEST, client_id=" ", extension=""), "signin.client_missing"),
        (replace(REQUEST, extension="2000a"), "signin.extension_invalid"),
    ):
        with pytest.raises(UsageError) as caught:
            checked(request)
        assert caught.value.key == key
    with pytest.raises(SettingsError):
        checked(replace(REQUEST, pin="ab"))


class Heard:
    """An observer that writes down what it hears."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: self.names.append(name)


def test_an_ear_hears_everything_until_it_is_deaf() -> None:
    """After that, what a link still says belongs to nobody."""
    heard = Heard()
    ear = Ear(heard)  # type: ignore[arg-type]

    def say_all() -> None:
        ear.on_frame("", 0)
        ear.on_event(UnknownEvent("1"), 0)
        ear.on_link(LinkState.DOWN, LinkLost(), retry=True)
        ear.on_snapshot(Snapshot(()), 0)
        ear.on_signed_in(SignedIn(LEO, INFO, frozenset(), logged_in=True))
        ear.on_tokens(None)

    say_all()
    everything = list(heard.names)
    ear.deaf = True
    say_all()
    assert heard.names == everything
    assert everything == [
        "on_frame",
        "on_event",
        "on_link",
        "on_snapshot",
        "on_signed_in",
        "on_tokens",
    ]


def test_being_overtaken_is_an_error_like_others() -> None:
    """Whoever waited can tell it."""
    assert overtaken().code == "overtaken"
