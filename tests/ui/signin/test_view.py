"""The sign-in page: what is typed stays, what is wrong stands at its field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ctiapp.model.notice import Notice, Severity
from ctiapp.ui import text, words
from ctiapp.ui.signin.view import SignInPage
from ctiapp.ui.signin.viewmodel import Face, Field, Form, Wrong, fields_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

CERTIFICATE = ("pbx.example.com", "CN=<b>Yeastar</b>", "ab12" * 16)


@pytest.fixture
def page(qtbot: QtBot) -> SignInPage:
    made = SignInPage()
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    return made


def test_typing_is_told_with_all_fields(qtbot: QtBot, page: SignInPage) -> None:
    forms: list[Form] = []
    page.edited.connect(forms.append)
    page.kinds.setCurrentIndex(page.kinds.findData("k2"))
    for field, typed in zip(page.fields.values(), "abcdefghi", strict=True):
        qtbot.keyClicks(field.edit, typed)
    page.clear.setChecked(True)
    qtbot.mouseClick(page.remember, Qt.MouseButton.LeftButton, pos=page.remember.rect().center())
    page.remember.setChecked(True)

    assert forms[-1] == Form(
        *"abcd",
        remember=True,
        ca="e",
        proxy="f",
        kind="k2",
        listen="g",
        listen_told="h",
        event_port="i",
        clear_event_password=True,
    )


def test_a_kind_of_pbx_shows_its_own_fields(page: SignInPage) -> None:
    """What one family has no use for does not ask to be filled in."""
    page.advanced.setChecked(True)
    own = (Field.LISTEN, Field.LISTEN_TOLD, Field.EVENT_PORT)
    for kind, shown in (
        ("auto", (True, True, True)),
        ("p-series", (False, False, False)),
        ("openvox", (True, True, False)),
        ("k2", (True, True, True)),
    ):
        page.show_face(Face(fields=fields_of(kind)))
        assert tuple(page.fields[name].isVisible() for name in own) == shown


def test_a_password_in_clear_is_asked_for_where_there_is_an_event_port(
    qtbot: QtBot, page: SignInPage
) -> None:
    """Nobody is warned of what they do not do."""
    page.advanced.setChecked(True)
    face = Face(fields=fields_of("k2"))
    page.show_face(face)
    assert not page.clear.isVisible()
    qtbot.keyClicks(page.fields[Field.EVENT_PORT].edit, "8333")
    page.show_face(face)
    assert page.clear.isVisible()
    page.show_face(Face(fields=fields_of("cloud")))
    assert not page.clear.isVisible()


def test_what_is_wrong_below_opens_what_it_stands_in(page: SignInPage) -> None:
    """A complaint that nobody sees mends nothing."""
    page.show_face(Face(fields=fields_of("cloud"), wrong={Field.LISTEN: Wrong.NO_PLACE_TO_LISTEN}))
    assert page.fields[Field.LISTEN].complaint.isVisible()


def test_what_is_remembered_of_events_stands_there_again(page: SignInPage) -> None:
    """With the kind, and what was agreed to."""
    form = Form("a", kind="k2", event_port="8333", clear_event_password=True)
    page.fill(form)
    assert page.form == form
    assert page.advanced.isChecked()


def test_enter_in_any_field_submits(qtbot: QtBot, page: SignInPage) -> None:
    told: list[bool] = []
    page.submitted.connect(lambda: told.append(True))
    for field in page.fields.values():
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.mouseClick(page.submit, Qt.MouseButton.LeftButton)

    assert len(told) == len(page.fields) + 1


def test_the_secret_is_masked_until_asked_for(qtbot: QtBot, page: SignInPage) -> None:
    secret = page.secret
    qtbot.keyClicks(secret.edit, "s3cret")
    assert secret.edit.displayText() != "s3cret"
    qtbot.mouseClick(secret.reveal, Qt.MouseButton.LeftButton)
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert secret.reveal.accessibleName() == "Hide the client secret"
    secret.set_masked(True)

    assert secret.masked


def test_what_is_wrong_stands_at_its_field(page: SignInPage) -> None:
    page.show_face(
        Face(wrong={Field.EXTENSION: Wrong.NOT_AN_EXTENSION, Field.CA: Wrong.NO_SUCH_FILE})
    )

    assert page.fields[Field.EXTENSION].complaint.text() == "An extension has digits only."
    assert page.fields[Field.EXTENSION].edit.accessibleDescription()
    assert page.fields[Field.ADDRESS].complaint.isHidden()
    assert page.fields[Field.CA].complaint.isVisible()
    page.show_face(Face())
    assert page.fields[Field.EXTENSION].complaint.isHidden()


def test_every_wrong_has_words(page: SignInPage) -> None:
    said = set()
    for wrong in Wrong:
        page.show_face(Face(wrong={Field.ADDRESS: wrong}))
        said.add(page.fields[Field.ADDRESS].complaint.text())

    assert len(said) == len(Wrong)


def test_working_shows_progress_and_cancel_alone(qtbot: QtBot, page: SignInPage) -> None:
    cancelled: list[bool] = []
    page.cancelled.connect(lambda: cancelled.append(True))
    page.submit.setFocus()
    page.show_face(Face(working=True, progress=Notice.of("signin.step.token")))
    assert "Getting a token" in page.progress.text()
    assert page.submit.isHidden()
    assert not any(field.isEnabled() for field in page.fields.values())
    assert page.window().focusWidget() is page.cancel
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)

    assert cancelled == [True]


def test_a_failure_says_what_to_do_with_the_code_and_frames_the_field(page: SignInPage) -> None:
    notice = Notice.of("error.credentials", severity=Severity.ERROR, code="10001", attempts_left=3)
    page.show_face(Face(failure=notice, attempts_left=3, blamed=Field.SECRET))

    assert page.failure.isVisible()
    assert "Client ID or client secret is wrong" in page.failure.message
    assert "3 tries left" in page.failure.message
    assert "10001" in page.failure.message
    assert page.secret.edit.property("state") == "wrong"
    assert page.tries.isHidden()


def test_tries_left_are_shown_and_warned_of_before_the_next_one(page: SignInPage) -> None:
    page.show_face(Face(attempts_left=4))
    assert page.tries.text() == "4 tries left."
    page.show_face(Face(attempts_left=2, warn=True))
    assert "Be sure before you try" in page.tries.text()


def test_a_lock_is_shown_with_its_end_where_the_refusal_does_not_tell_it(page: SignInPage) -> None:
    ends = datetime(2026, 3, 2, 9, 40, tzinfo=UTC)
    time = " ".join(words.clock_time(ends).split())
    page.show_face(Face(attempts_left=0, locked_until=ends, warn=True))
    said = text.bare(page.tries.text())
    assert said == f"No try is left: the PBX refuses every one until {time}."

    params = {"attempts_left": 0, "lock_s": 600, "locked_until": ends.isoformat()}
    blocked = Notice.of("error.address_blocked", severity=Severity.ERROR, **params)
    page.show_face(Face(failure=blocked, attempts_left=0, locked_until=ends))

    assert f"These are over by {time}." in text.bare(page.failure.message)
    assert page.tries.isHidden()


def test_a_certificate_is_shown_in_full_as_plain_text(qtbot: QtBot, page: SignInPage) -> None:
    trusted: list[bool] = []
    page.trusted.connect(lambda: trusted.append(True))
    failure = Notice.of("error.certificate", severity=Severity.ERROR)
    page.show_face(Face(failure=failure, certificate=CERTIFICATE))
    box = page.certificate
    shown = {name: text.bare(f.text()) for name, f in box.facts.items() if f.isVisible()}

    assert shown == {
        "host": "pbx.example.com",
        "issuer": "CN=<b>Yeastar</b>",
        "sha256": "\n".join([" ".join(["AB12"] * 8)] * 2),
    }
    assert (box.property("role"), box.trust.property("kind")) == ("soft", "accent")
    assert page.failure.isHidden()
    qtbot.mouseClick(page.certificate.trust, Qt.MouseButton.LeftButton)
    assert trusted == [True]


def test_a_certificate_that_changed_warns_and_suggests_nothing(page: SignInPage) -> None:
    """Both fingerprints, what may be behind it, and a button like any other."""
    facts = {"changed": 1, "trusted": "cd34" * 16}
    failure = Notice("error.certificate", facts, severity=Severity.ERROR)
    page.show_face(Face(failure=failure, certificate=CERTIFICATE))
    box = page.certificate

    assert "has changed" in box.title.text()
    assert "somebody answers in the PBX's place" in box.lead.text()
    assert box.facts["before"].text() == "\n".join([" ".join(["CD34"] * 8)] * 2)
    assert box.facts["sha256"].text() == "\n".join([" ".join(["AB12"] * 8)] * 2)
    assert (box.property("role"), box.trust.property("kind")) == ("alarm", "plain")
    # The system trusted the first one: its fingerprint is not known.
    page.show_face(Face(failure=Notice(failure.key, {"changed": 1}), certificate=CERTIFICATE))
    assert "has changed" in box.title.text()
    assert box.facts["before"].isHidden()


def test_an_address_in_the_clear_says_so_before_anything_is_sent(page: SignInPage) -> None:
    address = page.fields[Field.ADDRESS].edit
    page.show_face(Face())
    assert page.plain.isHidden()
    page.show_face(Face(plain=True, wrong={Field.ADDRESS: Wrong.BLANK_INSIDE}))
    assert page.plain.isVisible()
    assert "Not encrypted" in page.plain.text()
    assert page.plain.text() in address.accessibleDescription()
    assert address.accessibleDescription() != page.plain.text(), "what is wrong is told as well"
    page.show_face(Face())
    assert (page.plain.isHidden(), address.accessibleDescription()) == (True, "")


@pytest.mark.parametrize("kind", ["auto", "p-series", "cloud", "k2", "openvox"])
def test_tab_goes_from_the_top_to_the_bottom_past_nothing(
    qtbot: QtBot, page: SignInPage, kind: str
) -> None:
    """By the keyboard alone, each stop with a name, and in sight."""
    page.resize(700, 500)
    page.fill(Form("http://a", kind=kind, event_port="8333"))
    page.show_face(Face(fields=fields_of(kind), plain=True))
    page.fields[Field.ADDRESS].edit.setFocus()
    whole = page.widget()
    assert whole is not None
    stops: list[QWidget] = []
    while (stop := page.window().focusWidget()) not in stops:
        assert stop is not None
        stops.append(stop)
        assert stop.accessibleName() or stop.property("text"), stop
        qtbot.waitUntil(lambda now=stop: not now.visibleRegion().isEmpty())  # type: ignore[misc]
        qtbot.keyClick(stop, Qt.Key.Key_Tab)

    places = [stop.mapTo(whole, stop.rect().center()) for stop in stops]
    assert places == sorted(places, key=lambda place: (place.y(), place.x()))
    fillable = {each for each in whole.findChildren(QLineEdit) if each.isVisible()}
    assert fillable <= set(stops)
    assert {page.kinds, page.remember, page.advanced, page.submit} <= set(stops)
    assert (page.clear in stops) is (kind in ("k2", "auto"))


def test_filling_tells_nothing_and_opens_what_it_fills(page: SignInPage) -> None:
    told: list[Form] = []
    page.edited.connect(told.append)
    form = Form("pbx", "client", "", "2000", remember=True, proxy="http://proxy:1")
    page.fill(form)

    assert page.form == form
    assert told == []
    assert page.fields[Field.PROXY].isVisible()


def test_the_keyboard_goes_to_the_first_empty_field(page: SignInPage) -> None:
    page.fill(Form("pbx", "", "", ""))
    page.focus_first()

    assert page.window().focusWidget() is page.fields[Field.CLIENT_ID].edit


def test_the_form_begins_at_its_top(qtbot: QtBot, page: SignInPage) -> None:
    """It was scrolled down for the progress of the try before; a wrong field is always seen."""
    page.fill(Form("http://pbx.example.com", "9f3c27", "", "2000", kind="k2", listen="here"))
    page.show_face(Face(plain=True))
    page.resize(800, 560)
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(bar.maximum())
    page.focus_first()
    assert page.window().focusWidget() is page.secret.edit
    assert bar.value() == 0
    assert not page.plain.visibleRegion().isEmpty()

    page.focus_first(Field.PROXY)
    assert bar.value() > 0
    assert not page.fields[Field.PROXY].edit.visibleRegion().isEmpty()


def test_a_long_failure_cuts_no_field(qtbot: QtBot, page: SignInPage) -> None:
    page.resize(600, 400)
    page.show_face(Face(failure=Notice.of("error.seat_limit", severity=Severity.ERROR)))
    edit = page.fields[Field.ADDRESS].edit

    qtbot.waitUntil(lambda: edit.height() >= edit.minimumSizeHint().height())
