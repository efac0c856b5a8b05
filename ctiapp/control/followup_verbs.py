"""The ctl verbs of those who wait to be called back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.ctl import CtlReply
from ctiapp.model.errors import InvalidState, UsageError
from ctiapp.model.followups import Snooze
from ctiapp.model.number import Number
from ctiapp.services.connection import Connection

if TYPE_CHECKING:
    from datetime import datetime

    from ctiapp.model.ctl import CtlRequest
    from ctiapp.model.followups import FollowUp
    from ctiapp.services.bundle import Services


def person_picture(row: FollowUp, name: str | None) -> dict[str, object]:
    """Somebody who waits, in the machine form.

    Null is what is not known: the number and name of whoever withholds them, the queue where they
    called directly; ``until`` where they are not put off, ``reason`` where nothing was said.
    """
    last = row.last
    return {
        "id": row.person,
        "number": None if row.number is None else row.number.text,
        "name": name or last.name or None,
        "numbers": [number.text for number in row.numbers],
        "tries": len(row.tries),
        "fate": last.fate.value,
        "first": _at(row.tries[-1].at),
        "last": _at(last.at),
        "queue": row.queues[0].text if row.queues else None,
        "waited_s": row.waited_s,
        "until": None if row.until is None else _at(row.until),
        "reason": row.reason or None,
    }


class FollowUpVerbs:
    """Does ``followups`` and ``followup``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def followups(self, _: CtlRequest) -> CtlReply:
        """``followups``: who is to be called back, the last try first, who is put off behind them.

        Raises:
            InvalidState: key ``link.not_up``: nobody is signed in.
        """
        self._need()
        rows = self._services.followups
        who = self._services.directory.identify
        people = [(row, who(row.number)) for row in rows.people]
        return CtlReply(
            data={
                "waiting": rows.count,
                "people": [
                    person_picture(row, None if one is None else one.label) for row, one in people
                ],
            }
        )

    async def followup(self, request: CtlRequest) -> CtlReply:
        """``followup done|later|now WHO``: what the window's list can do with somebody.

        Raises:
            UsageError: key ``followup.nobody``, or ``followup.gone``.
            StorageError: it cannot be kept.
            InvalidState: key ``link.not_up``: nobody is signed in.
        """
        self._need()
        rows = self._services.followups
        row = self._meant(request.args[1])
        match request.args[0]:
            case "done":
                await rows.done(row.person, request.text("reason") or "")
            case "later":
                snooze = Snooze(request.text("until") or Snooze.HOUR.value)
                until = await rows.snooze(row.person, snooze, request.text("reason") or "")
                return CtlReply(data={"until": _at(until)})
            case _:
                await rows.wake(row.person)
        return CtlReply()

    def _need(self) -> None:
        if self._services.session.status.state not in (Connection.ONLINE, Connection.RECONNECTING):
            raise InvalidState("not connected", key="link.not_up")

    def _meant(self, who: str) -> FollowUp:
        """Whoever has this id, or tried from this number."""
        rows = self._services.followups
        found = rows.person(who)
        line = rows.line(Number.of(who))
        found = found or next((row for row in rows.people if line and line in row.lines), None)
        if found is None:
            raise UsageError("nobody", key="followup.nobody", who=who[:60])
        return found


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
