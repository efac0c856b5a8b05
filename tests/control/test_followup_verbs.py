"""``ctl followups`` and ``ctl followup``: over the real list, the real history, and a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.ctl import CtlExit
from tests.model.said import inbound, mine
from tests.services.fakes import Clock, settle

if TYPE_CHECKING:
    from ctiapp.model.ctl import CtlReply
    from tests.control.office import Office

pytestmark = pytest.mark.usefixtures("time_flies")


async def call(
    office: Office, call_id: str, number: str = "5503301", *, answered: bool = False
) -> None:
    """Somebody calls, and gives up after nine seconds; or is answered, and hangs up."""
    office.says(inbound("ALERT", number), mine("RING"), call_id=call_id)
    await Clock.pass_s(9)
    if answered:
        office.says(inbound("ANSWERED", number), mine("ANSWER"), call_id=call_id)
        await Clock.pass_s(30)
    office.says(inbound("BYE", number), mine("RING"), call_id=call_id)
    await settle()
    await office.history.settled()
    await office.followups.settled()


async def people(office: Office) -> list[dict[str, object]]:
    """Who waits, as ``ctl followups`` tells it."""
    reply = await office.ctl("followups")
    assert reply.exit == 0
    assert isinstance(reply.data, dict)
    found: list[dict[str, object]] = reply.data["people"]
    assert reply.data["waiting"] == sum(each["until"] is None for each in found)
    return found


def code(reply: CtlReply) -> tuple[int, str | None]:
    """How it ended, and the error's stable word."""
    return reply.exit, None if reply.error is None else reply.error.code


async def test_who_waits(office: Office) -> None:
    """One row a person, the last try first."""
    began = office.clock().at
    await call(office, "1.1")
    await call(office, "1.2", "5503302")
    again = office.clock().at
    await call(office, "1.3")

    first, second = await people(office)

    assert second["number"] == "5503302"
    person = first.pop("id")
    assert isinstance(person, str)
    assert first == {
        "number": "5503301",
        "name": None,
        "numbers": ["5503301"],
        "tries": 2,
        "fate": "missed",
        "first": began.isoformat(timespec="milliseconds"),
        "last": again.isoformat(timespec="milliseconds"),
        "queue": None,
        "waited_s": 9,
        "until": None,
        "reason": None,
    }


async def test_who_gets_through_waits_no_more(office: Office) -> None:
    """And waits again when they try in vain again."""
    await call(office, "1.1")
    await call(office, "1.2", answered=True)
    assert await people(office) == []
    await Clock.pass_s(5)
    await call(office, "1.3")
    (row,) = await people(office)
    assert row["tries"] == 1


async def test_done_by_number_and_by_id(office: Office) -> None:
    """With a reason that is shown when they try again; who withholds the number has an id."""
    await call(office, "1.1")
    await call(office, "1.2", "")
    withheld, _ = await people(office)
    assert (withheld["number"], withheld["numbers"]) == (None, [])

    done = await office.ctl("followup", "done", "(550) 33-01", reason="sent the offer")
    assert code(done) == (0, None)
    assert await people(office) == [withheld]
    assert code(await office.ctl("followup", "done", str(withheld["id"]))) == (0, None)
    assert await people(office) == []

    await Clock.pass_s(120)
    await call(office, "1.3")
    (row,) = await people(office)
    assert (row["tries"], row["reason"]) == (1, "sent the offer")


async def test_later_and_now(office: Office) -> None:
    await call(office, "1.1")
    reply = await office.ctl("followup", "later", "5503301")
    (row,) = await people(office)
    assert reply.data == {"until": row["until"]}
    assert row["until"] is not None
    assert code(await office.ctl("followup", "now", "5503301")) == (0, None)
    (row,) = await people(office)
    assert row["until"] is None
    await office.ctl("followup", "later", "5503301", until="tomorrow")
    (row,) = await people(office)
    assert row["until"] is not None


async def test_nobody_of_that_name(office: Office) -> None:
    """It is said; nothing is kept."""
    assert code(await office.ctl("followup", "done", "5503301")) == (
        CtlExit.FAILED,
        "followup.nobody",
    )
    await call(office, "1.1")
    assert code(await office.ctl("followup", "done", "")) == (CtlExit.FAILED, "followup.nobody")
    assert len(await people(office)) == 1


@pytest.mark.parametrize("verb", [("followups",), ("followup", "done", "5503301")])
async def test_signed_out_there_is_nothing_to_tell(office: Office, verb: tuple[str, ...]) -> None:
    await call(office, "1.1")
    await office.session.sign_out()
    assert code(await office.ctl(*verb)) == (CtlExit.FAILED, "link.not-up")


async def test_after_a_restart_it_is_the_same(office: Office) -> None:
    """Signed in again, by what the file holds: nothing was counted in memory."""
    await call(office, "1.1")
    await call(office, "1.2", "5503302")
    await office.ctl("followup", "later", "5503302")
    before = await people(office)
    await office.session.sign_out()
    await office.sign_in()
    await settle()
    await office.followups.settled()
    assert await people(office) == before
