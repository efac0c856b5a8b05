"""From the form to the session: nothing typed is lost, nothing secret stays."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ctiapp.model.errors import CertificateRejected, CredentialsRejected
from ctiapp.services.connection import Connection, ConnectionStatus
from ctiapp.ui.signin.viewmodel import Field
from tests.ui.fakes import World, idle, staged, until

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("english")


def type_in(qtbot: QtBot, shell: Any) -> None:
    fields = shell.signin_page.fields
    for name, typed in (
        (Field.ADDRESS, "pbx.example.com"),
        (Field.CLIENT_ID, "client-1"),
        (Field.SECRET, "s3cret"),
        (Field.EXTENSION, "2000"),
    ):
        qtbot.keyClicks(fields[name].edit, typed)


async def test_the_form_signs_in_and_forgets_the_secret(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        type_in(qtbot, shell)
        qtbot.keyClick(shell.signin_page.fields[Field.EXTENSION].edit, Qt.Key.Key_Return)
        await until(lambda: shell.window.pages.currentWidget() is shell.rooms.place)

        (request,) = world.session.asked
        assert (request.address, request.extension, request.secret) == (
            "pbx.example.com",
            "2000",
            "s3cret",
        )
        assert shell.signin_page.secret.edit.text() == ""
        assert shell.signin.model.form.secret == ""
        assert shell.signin_page.form.client_id == "client-1"


async def test_a_refusal_keeps_the_form_and_goes_to_the_field(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        world.session.error = CredentialsRejected("no", code=10001, attempts_left=3)
        type_in(qtbot, shell)
        typed = shell.signin_page.form
        qtbot.mouseClick(shell.signin_page.submit, Qt.MouseButton.LeftButton)
        await until(lambda: bool(shell.signin_page.failure.isVisible()))

        assert shell.signin_page.form == typed
        assert "3 tries left" in shell.signin_page.failure.message
        assert QApplication.focusWidget() is shell.signin_page.secret.edit


async def test_an_empty_form_asks_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        qtbot.mouseClick(shell.signin_page.submit, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert world.session.asked == []
        assert QApplication.focusWidget() is shell.signin_page.fields[Field.ADDRESS].edit


async def test_a_certificate_is_trusted_by_one_click_with_the_same_form(
    qtbot: QtBot, tmp_path: Path
) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        sha256 = "ab" * 32
        error = CertificateRejected("no", host="pbx", issuer="CN=pbx", sha256=sha256)
        world.session.error = error
        type_in(qtbot, shell)
        qtbot.mouseClick(shell.signin_page.submit, Qt.MouseButton.LeftButton)
        await until(lambda: bool(world.session.asked))
        world.session.move(
            ConnectionStatus(
                Connection.REFUSED, notice=error.notice(), certificate=("pbx", "CN=pbx", sha256)
            )
        )
        await until(shell.signin_page.certificate.isVisible)
        world.session.error = None
        qtbot.mouseClick(shell.signin_page.certificate.trust, Qt.MouseButton.LeftButton)
        await until(lambda: shell.window.pages.currentWidget() is shell.rooms.place)

        first, second = world.session.asked
        assert (first.pin, second.pin) == (None, sha256)
        assert second.secret == "s3cret"


async def test_a_certificate_that_changed_is_not_trusted_by_an_enter(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """The keyboard is not put on that button; where it is, Enter only tries the same again."""
    async with staged(tmp_path, signed_in=False) as (shell, world):
        page = shell.signin_page
        error = CertificateRejected(
            "no", host="pbx", issuer="CN=pbx", sha256="ab" * 32, trusted="cd" * 32
        )
        world.session.error = error
        type_in(qtbot, shell)
        qtbot.mouseClick(page.submit, Qt.MouseButton.LeftButton)
        await until(lambda: bool(world.session.asked))
        world.session.move(
            ConnectionStatus(
                Connection.REFUSED, notice=error.notice(), certificate=("pbx", "CN=pbx", "ab" * 32)
            )
        )
        await until(page.certificate.isVisible)
        await idle(shell)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused is not page.certificate.trust
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        await until(lambda: len(world.session.asked) > 1)

        assert [asked.pin for asked in world.session.asked] == [None, None]


@pytest.mark.parametrize("how", ["button", "escape"])
async def test_a_try_can_be_given_up(qtbot: QtBot, tmp_path: Path, how: str) -> None:
    async with staged(tmp_path, signed_in=False) as (shell, world):
        world.session.gate = asyncio.Event()
        type_in(qtbot, shell)
        qtbot.mouseClick(shell.signin_page.submit, Qt.MouseButton.LeftButton)
        await until(lambda: bool(world.session.asked))
        assert shell.signin_page.cancel.isVisible()
        if how == "button":
            qtbot.mouseClick(shell.signin_page.cancel, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(shell.signin_page.cancel, Qt.Key.Key_Escape)
        await idle(shell)

        assert shell.tasks.running == 0
        assert shell.signin_page.submit.isVisible()
        assert shell.signin_page.form.secret == "s3cret"


async def test_a_try_begun_elsewhere_can_be_given_up_too(qtbot: QtBot, tmp_path: Path) -> None:
    world = World()
    world.session.status = ConnectionStatus(Connection.CONNECTING)
    async with staged(tmp_path, world, signed_in=False) as (shell, _):
        assert shell.signin_page.cancel.isVisible()
        qtbot.mouseClick(shell.signin_page.cancel, Qt.MouseButton.LeftButton)
        await idle(shell)

        assert (world.session.signed_out, world.session.forgotten) == (1, 0)
