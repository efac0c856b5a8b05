"""The form of a directory: TLS unless the user says otherwise, and no password that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from ctiapp.model.errors import CertificateRejected, CredentialsRejected, PbxError
from ctiapp.model.ldap import LdapDirectory, Security
from ctiapp.ui.contacts.ldapform import LdapForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

GOOD = LdapDirectory("dc.example.com", 0, "dc=x", "cn=me", "", Security.TLS)


@pytest.fixture
def form(qtbot: QtBot) -> LdapForm:
    made = LdapForm()
    qtbot.addWidget(made)
    made.fill(GOOD)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_what_is_filled_in_is_what_is_asked(qtbot: QtBot, form: LdapForm) -> None:
    form.fields["password"].edit.setText("secret")

    with qtbot.waitSignal(form.asked) as asked:
        form.ask.click()

    assert asked.args == [GOOD, "secret", False]
    assert form.fields["password"].edit.echoMode() is QLineEdit.EchoMode.Password
    form.forget_password()
    assert form.fields["password"].edit.text() == ""


def test_a_password_of_the_key_store_need_not_be_typed(qtbot: QtBot, form: LdapForm) -> None:
    form.fill(GOOD, kept=True)
    assert form.fields["password"].edit.placeholderText() == "Kept in the key store"

    with qtbot.waitSignal(form.asked) as asked:
        form.submit()

    assert asked.args == [GOOD, None, True]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("host", ""), ("host", "a b"), ("base", ""), ("port", "99999"), ("port", "x")],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    qtbot: QtBot, form: LdapForm, name: str, typed: str
) -> None:
    form.fields[name].edit.setText(typed)

    with qtbot.assertNotEmitted(form.asked):
        form.submit()

    assert form.fields[name].complaint.text()
    qtbot.waitUntil(form.fields[name].edit.hasFocus)


def test_a_certificate_is_shown_and_trusted_by_its_button(qtbot: QtBot, form: LdapForm) -> None:
    refused = CertificateRejected(
        "self-signed", host="dc.example.com", issuer="Nobody's CA", sha256="ab" * 32
    )
    form.show_failure(refused.notice())
    assert "ABAB ABAB" in form.failure.message

    with qtbot.waitSignal(form.asked) as asked:
        form.failure.acted.emit()

    assert asked.args is not None
    assert asked.args[0].pin == "ab" * 32
    qtbot.keyClicks(form.fields["host"].edit, "2")
    assert form.directory.pin is None


def test_refusals_are_said_where_they_belong(form: LdapForm) -> None:
    form.show_failure(CredentialsRejected("49", key="ldap.denied").notice())
    assert form.fields["user"].complaint.text()
    assert form.failure.isHidden()

    form.show_failure(PbxError("odd", key="ldap.failed").notice())
    assert not form.failure.isHidden()


def test_the_port_follows_the_protection(form: LdapForm) -> None:
    assert form.fields["port"].edit.placeholderText() == "636"

    form.security.setCurrentIndex(2)

    assert form.fields["port"].edit.placeholderText() == "389"
    assert form.directory.security is Security.NONE
    assert not form.fields["ca"].isEnabled()
    assert "read on the way" in form.security.accessibleDescription()
