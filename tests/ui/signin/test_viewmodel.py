"""The sign-in form: what it asks for, what it refuses, what a failure leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import (
    CannotConnect,
    CredentialsRejected,
    EventsBlocked,
    EventsSilent,
    ExtensionNotFound,
    UsageError,
)
from ctiapp.model.notice import Notice
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest
from ctiapp.ui.signin.viewmodel import Field, Form, SignInModel, Wrong

if TYPE_CHECKING:
    from ctiapp.model.errors import CtiError

FILLED = Form("pbx.example.com", "client-1", "s3cret", "2000")
REMEMBERED = SignInRequest("pbx.example.com", "client-1", "2000", remember=True, pin="ab" * 32)


def five(address: str, client_id: str) -> int:
    return 5


def model(form: Form = FILLED, left: int = 5) -> SignInModel:
    made = SignInModel(None, lambda address, client_id: left)
    made.edited(form)
    return made


def test_a_filled_form_becomes_a_request_and_no_repr_shows_the_secret() -> None:
    form = replace(FILLED, address=" pbx.example.com ", remember=True, proxy="http://proxy:3128")
    request = model(form).submit()

    assert request == SignInRequest(
        "pbx.example.com",
        "client-1",
        "2000",
        secret="s3cret",
        remember=True,
        proxy="http://proxy:3128",
        kind="auto",
    )
    assert request is not None
    assert request.secret == "s3cret"
    assert "s3cret" not in repr(form) + repr(request)


@pytest.mark.parametrize(
    ("change", "field", "wrong"),
    [
        ({"address": " "}, Field.ADDRESS, Wrong.EMPTY),
        ({"address": "pbx example"}, Field.ADDRESS, Wrong.BLANK_INSIDE),
        ({"address": "ftp://pbx"}, Field.ADDRESS, Wrong.NOT_AN_ADDRESS),
        ({"client_id": ""}, Field.CLIENT_ID, Wrong.EMPTY),
        ({"secret": ""}, Field.SECRET, Wrong.EMPTY),
        ({"extension": "20a0"}, Field.EXTENSION, Wrong.NOT_AN_EXTENSION),
        ({"ca": "/no/such/file.pem"}, Field.CA, Wrong.NO_SUCH_FILE),
        ({"proxy": "proxy"}, Field.PROXY, Wrong.NOT_A_PROXY),
        ({"listen": "here"}, Field.LISTEN, Wrong.NO_PLACE_TO_LISTEN),
        ({"listen_told": "office"}, Field.LISTEN_TOLD, Wrong.NO_PLACE_TO_TELL),
        ({"kind": "k2", "event_port": "0"}, Field.EVENT_PORT, Wrong.NOT_A_PORT),
        ({"kind": "k2", "event_port": "8333"}, Field.EVENT_PORT, Wrong.NOT_AGREED),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    change: dict[str, str], field: Field, wrong: Wrong
) -> None:
    form = model(replace(FILLED, **change))

    assert form.submit() is None
    assert form.face.wrong == {field: wrong}


def test_mending_a_field_takes_its_complaint_away() -> None:
    form = model(replace(FILLED, client_id="", extension="x"))
    form.submit()
    form.edited(replace(form.form, client_id="client-1"))

    assert form.face.wrong == {Field.EXTENSION: Wrong.NOT_AN_EXTENSION}


def test_a_remembered_secret_need_not_be_typed_again() -> None:
    form = SignInModel(REMEMBERED, five)

    assert form.face.secret_kept
    request = form.submit()
    assert request is not None
    assert (request.secret, request.pin) == (None, "ab" * 32)


def test_the_remembered_secret_is_of_that_pbx_alone() -> None:
    form = SignInModel(REMEMBERED, five)
    form.edited(replace(form.form, address="other.example.com"))

    assert not form.face.secret_kept
    assert form.submit() is None
    assert form.face.wrong == {Field.SECRET: Wrong.EMPTY}


def test_a_pin_is_of_that_address_alone() -> None:
    form = SignInModel(REMEMBERED, five)
    form.edited(replace(form.form, address="other.example.com", secret="x"))

    request = form.submit()
    assert request is not None
    assert request.pin is None


def test_while_it_works_nothing_can_be_asked_twice() -> None:
    form = model()
    form.submit()

    assert form.face.working
    assert form.submit() is None


def test_progress_is_shown_and_a_failure_blames_its_field() -> None:
    form = model()
    form.submit()
    step = Notice.of("signin.token")
    form.status(ConnectionStatus(Connection.CONNECTING, notice=step))
    assert form.face.progress is step

    error = CredentialsRejected("no", attempts_left=3)
    form.raised(error.notice())
    form.status(ConnectionStatus(Connection.REFUSED, notice=error.notice(), attempts_left=3))
    assert not form.face.working
    assert form.face.failure == error.notice()
    assert form.face.blamed is Field.SECRET
    assert form.form == FILLED


@pytest.mark.parametrize(
    ("error", "blamed"),
    [
        (UsageError("tcp", key="account.events_by_tcp"), Field.EVENT_PORT),
        (UsageError("http", key="account.events_by_http"), Field.EVENT_PORT),
        (EventsSilent("x", address="pbx", port=8333), Field.EVENT_PORT),
        (CannotConnect("x", key="error.event_port_closed"), Field.EVENT_PORT),
        (CredentialsRejected("x", key="error.event_port_refused"), Field.EVENT_PORT),
        (CannotConnect("x"), Field.ADDRESS),
        (EventsBlocked("x", address="here", port=8260), Field.LISTEN_TOLD),
    ],
)
def test_how_the_events_come_is_blamed_on_the_field_that_says_it(
    error: CtiError, blamed: Field
) -> None:
    form = model()
    form.raised(error.notice())
    assert form.face.blamed is blamed


def test_typing_in_another_field_keeps_the_failure_in_sight() -> None:
    form = model()
    error = ExtensionNotFound("no", extension="2000")
    form.raised(error.notice())
    form.edited(replace(FILLED, client_id="client-2"))

    assert form.face.failure == error.notice()
    assert form.face.blamed is Field.EXTENSION
    form.edited(replace(form.form, extension="2001"))
    assert form.face.blamed is None


@pytest.mark.parametrize(
    ("left", "shown", "warn"), [(5, None, False), (4, 4, False), (2, 2, True), (0, 0, True)]
)
def test_the_tries_left_are_shown_before_the_try(
    left: int, shown: int | None, *, warn: bool
) -> None:
    face = model(left=left).face

    assert (face.attempts_left, face.warn) == (shown, warn)


def test_the_end_of_a_lock_is_shown_before_the_try() -> None:
    ends = datetime(2026, 3, 2, 9, 40, tzinfo=UTC)
    asked: list[tuple[str, str]] = []

    def until(address: str, client_id: str) -> datetime:
        asked.append((address, client_id))
        return ends

    form = SignInModel(None, lambda address, client_id: 0, until)
    form.edited(replace(FILLED, address=" pbx.example.com "))

    assert (form.face.attempts_left, form.face.locked_until) == (0, ends)
    assert asked[-1] == ("pbx.example.com", "client-1")
    assert model(left=0).face.locked_until is None


def test_trusting_repeats_the_same_with_the_pin_and_nothing_else() -> None:
    form = model(replace(FILLED, ca=__file__))
    form.submit()
    certificate = ("pbx.example.com", "Yeastar", "cd" * 32)
    refused = Notice.of("error.certificate")
    form.raised(refused)
    form.status(ConnectionStatus(Connection.REFUSED, notice=refused, certificate=certificate))
    assert form.face.certificate == certificate

    request = form.trust()
    assert request is not None
    assert (request.pin, request.ca, request.secret) == ("cd" * 32, None, "s3cret")


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("http://pbx", True),
        (" HTTP://10.0.0.5:8088", True),
        ("https://pbx", False),
        ("pbx:80", False),
        ("http:/", False),
        ("", False),
    ],
)
def test_an_address_in_the_clear_is_known_as_it_is_typed(address: str, *, plain: bool) -> None:
    """And for as long as it stands there."""
    form = model(replace(FILLED, address=address))
    assert form.face.plain is plain
    form.submit()
    assert form.face.plain is plain
    form.edited(replace(FILLED, address="pbx.example.com"))
    assert not form.face.plain


def test_without_a_certificate_nothing_is_trusted() -> None:
    assert model().trust() is None


def test_a_ca_file_is_handed_over_as_a_path() -> None:
    request = model(replace(FILLED, ca=__file__)).submit()

    assert request is not None
    assert request.ca == Path(__file__)


def test_a_sign_in_from_elsewhere_fills_an_untouched_form() -> None:
    form = SignInModel(None, five)
    form.remember(REMEMBERED)
    assert form.form.client_id == "client-1"

    form.edited(replace(form.form, client_id="mine"))
    form.remember(replace(REMEMBERED, client_id="other"))
    assert form.form.client_id == "mine"


def test_how_events_come_is_asked_of_the_kinds_that_need_it() -> None:
    """What was typed for another kind is not sent, and not complained of."""
    typed = {"listen": "8261", "listen_told": "office:9000", "event_port": "8333"}
    form = replace(FILLED, kind="k2", clear_event_password=True, **typed)
    request = model(form).submit()
    assert request is not None
    assert (request.kind, request.listen, request.listen_told) == ("k2", "8261", "office:9000")
    assert (request.event_port, request.clear_event_password) == (8333, True)

    request = model(replace(form, kind="openvox")).submit()
    assert request is not None
    assert (request.listen, request.event_port, request.clear_event_password) == (
        "8261",
        None,
        False,
    )

    request = model(replace(form, kind="p-series", listen="nonsense")).submit()
    assert request is not None
    assert (request.kind, request.listen, request.listen_told) == ("p-series", "", "")


def test_a_port_that_turns_out_to_be_needed_can_be_named_where_the_kind_is_found_out() -> None:
    """The PBX says so of itself, and nobody was asked which it is."""
    made = model(FILLED)
    made.raised(UsageError("tcp", key="account.events_by_tcp").notice())
    assert made.face.blamed in made.face.fields
    made.edited(replace(made.form, event_port="8333", clear_event_password=True))
    request = made.submit()
    assert request is not None
    assert (request.kind, request.event_port, request.clear_event_password) == ("auto", 8333, True)


def test_the_yes_mends_what_was_wrong_at_once() -> None:
    """It was not the port."""
    made = model(replace(FILLED, kind="k2", event_port="8333"))
    assert made.submit() is None
    made.edited(replace(made.form, clear_event_password=True))
    assert made.face.wrong == {}
    assert made.submit() is not None


def test_a_remembered_secret_is_of_its_kind() -> None:
    """It is kept under the kind's name: another one has none."""
    made = SignInModel(replace(REMEMBERED, kind="k2"), five)
    assert made.face.secret_kept
    assert made.form.kind == "k2"
    made.edited(replace(made.form, kind="cloud"))
    assert not made.face.secret_kept
