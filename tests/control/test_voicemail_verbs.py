"""``ctl voicemail``: the list, keeping one, deleting one that is really meant."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ctiapp.control import verbs
from ctiapp.model.commands import Capability
from ctiapp.model.ctl import CtlExit
from ctiapp.model.errors import LinkLost, NotPermitted
from ctiapp.model.messagekeys import id_of
from tests.control.office import Office
from tests.services.fakes import settle
from tests.services.taping import AT, SOUND, Taped, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ctiapp.pbx.interface import Account


class MessageOffice(Office):
    """At a PBX with a mailbox."""

    def _make_pbx(self, account: Account) -> Taped:
        self.pbxs.append(made := Taped(account))
        return made

    @property
    def taped(self) -> Taped:
        """The newest PBX."""
        pbx = self.pbx
        assert isinstance(pbx, Taped)
        return pbx


@pytest.fixture
async def office(time_flies: None) -> AsyncIterator[MessageOffice]:
    made = MessageOffice()
    await made.sign_in()
    made.taped.messages = [message(3), message(2, "2003", new=False), message(1, "2003", new=None)]
    yield made
    await made.verbs.close()
    await made.end()


FIRST = id_of(message(3))


async def test_the_list_is_of_now(office: MessageOffice) -> None:
    reply = await office.ctl("voicemail", "list")
    assert reply.exit == 0
    assert isinstance(reply.data, dict)
    assert reply.data["new"] is None  # of one it is not told
    first, second, third = reply.data["messages"]
    assert first == {
        "id": FIRST,
        "number": "5503301",
        "name": None,
        "at": AT.replace(minute=3).isoformat(timespec="milliseconds"),
        "length_s": 12,
        "new": True,
    }
    assert (second["new"], third["new"]) == (False, None)
    assert len({first["id"], second["id"], third["id"]}) == 3

    office.taped.messages = [message(3)]
    reply = await office.ctl("voicemail", "list")
    assert isinstance(reply.data, dict)
    assert (reply.data["new"], len(reply.data["messages"])) == (1, 1)


async def test_one_is_kept_as_a_file(
    office: MessageOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A thread writes it, and the clock here does not wait for threads.
    monkeypatch.setattr(verbs, "CONFIRM_WITHIN_S", None)
    target = tmp_path / "kept.wav"
    reply = await office.ctl("voicemail", "save", FIRST.upper(), str(target))
    assert (reply.exit, reply.data) == (0, {"path": str(target)})
    assert target.read_bytes() == SOUND
    assert (await office.ctl("voicemail", "save", "5503301", str(target))).exit == 0


async def test_which_one_is_meant_must_be_clear(office: MessageOffice, tmp_path: Path) -> None:
    target = tmp_path / "x.wav"
    for which, why in (("2003", "several"), ("2004", "nobody"), ("anonymous", "nobody")):
        reply = await office.ctl("voicemail", "save", which, str(target))
        assert reply.error is not None
        assert reply.error.code == f"voicemail.{why}"
        reply = await office.ctl("voicemail", "delete", which, yes=True)
        assert reply.error is not None
    assert len(office.taped.messages) == 3  # type: ignore[arg-type]
    assert "msg0003.wav" not in office.taped.asked


async def test_one_is_deleted_where_somebody_agreed(office: MessageOffice) -> None:
    reply = await office.ctl("voicemail", "delete", FIRST)
    assert reply.exit == CtlExit.FAILED
    assert reply.error is not None
    assert reply.error.code == "voicemail.say-yes"
    assert len(office.taped.messages) == 3  # type: ignore[arg-type]

    assert (await office.ctl("voicemail", "delete", FIRST, yes=True)).exit == 0
    assert message(3) not in office.taped.messages  # type: ignore[operator]
    reply = await office.ctl("voicemail", "delete", FIRST, yes=True)
    assert reply.error is not None
    assert reply.error.code == "voicemail.nobody"


async def test_what_takes_too_long_goes_on_and_is_not_said_to_be_done(
    office: MessageOffice, tmp_path: Path
) -> None:
    target = tmp_path / "kept.wav"
    await office.ctl("voicemail", "list")
    office.taped.go.clear()
    reply = await office.ctl("voicemail", "save", FIRST, str(target))
    assert reply.exit == CtlExit.UNCONFIRMED
    kept = asyncio.Event()
    office.mailbox.subscribe(lambda _: kept.set() if target.exists() else None)
    office.taped.go.set()
    await kept.wait()
    assert target.read_bytes() == SOUND


async def test_that_somebody_signed_out_meanwhile_is_answered(
    office: MessageOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "CONFIRM_WITHIN_S", None)
    await office.ctl("voicemail", "list")
    office.taped.go.clear()
    asked = asyncio.create_task(office.ctl("voicemail", "save", FIRST, str(tmp_path / "x.wav")))
    begun = asyncio.Event()
    office.mailbox.subscribe(lambda _: begun.set() if office.taped.asked else None)
    await begun.wait()
    await office.session.sign_out()
    reply = await asked
    assert reply.exit == CtlExit.FAILED
    assert reply.error is not None
    assert reply.error.code == "link.not-up"


async def test_why_it_cannot_be_is_told(office: MessageOffice) -> None:
    for error, code in ((LinkLost("reset"), "link-lost"), (NotPermitted("no"), "not-permitted")):
        office.taped.messages = error
        reply = await office.ctl("voicemail", "list")
        assert reply.error is not None
        assert reply.error.code == code
    office.lacking(Capability.VOICEMAIL)
    await settle()
    reply = await office.ctl("voicemail", "list")
    assert reply.error is not None
    assert reply.error.code == "not-supported"


async def test_signed_out_there_are_none(office: MessageOffice) -> None:
    await office.session.sign_out()
    reply = await office.ctl("voicemail", "list")
    assert reply.error is not None
    assert reply.error.text == "<link.not_up>"
