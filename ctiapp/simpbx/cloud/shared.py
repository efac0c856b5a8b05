"""What the endpoints of one simulated Cloud PBX share, and how they find what is meant."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ctiapp.simpbx.cloud.ids import Ids
from ctiapp.simpbx.cloud.reports import Reports
from ctiapp.simpbx.facts import LegState, Reason
from ctiapp.simpbx.pushfinding import extension_of, queue_of
from ctiapp.simpbx.pushparams import ALL, BLANK, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctiapp.simpbx.directory import Extension, Queue
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import InboundParty, OutboundParty
    from ctiapp.simpbx.legs import Leg
    from ctiapp.simpbx.monitoring import Monitoring
    from ctiapp.simpbx.pushparams import Params

NO_CALL = "10007"
NOT_IDLE = "10008"
NO_CALLEE = "10011"
NO_MENU = "10012"
NOT_CONNECTED = "10015"
TOO_LATE = "10016"
NOT_SAVED = "10017"
ALARM_NOT_SAVED = "10020"
NO_ALARM = "10021"
ALARM_THERE = "10022"
NO_PROMPT = "10023"
NO_RIGHT = "10024"
BAD_NUMBER = "10031"
WRONG_PASSWORD = "10032"  # noqa: S105 - a code
NO_SUCH_RANDOM = "20012"
NO_RECORDING = "20014"
BAD_STATUS = "20016"
NO_MESSAGE_RANDOM = "20017"
NO_MESSAGE = "20018"
BAD_TIME = "20019"
NO_CDR_RANDOM = "20020"
NO_CDR = "20021"

_CURRENT = (LegState.UP, LegState.DIALLING, LegState.HELD, LegState.PROGRESS, LegState.RINGING)

_REFUSALS = {
    Reason.NOT_FOUND: NO_CALLEE,
    Reason.INCOMPLETE: BAD_NUMBER,
    Reason.NO_OUTBOUND_RIGHT: NO_RIGHT,
    Reason.NO_DIAL_PERMISSION: NO_RIGHT,
}


class Shared:
    """One simulated Cloud PBX behind its endpoints."""

    def __init__(self, exchange: Exchange, monitoring: Monitoring) -> None:
        """Stand over ``exchange``; ``monitoring`` says what is reported."""
        self.exchange = exchange
        self.ids = Ids(exchange)
        self.reports = Reports(exchange, self.ids, monitoring)
        self.messages = exchange.messages

    def extension(self, number: str) -> Extension:
        """Return an extension. Raises 10006."""
        return extension_of(self.exchange, number)

    def extensions(self, params: Params, name: str = "extid") -> list[Extension]:
        """Return the extensions of a list; without it, or for ``all``, all. Raises 10006."""
        if name not in params or params.text(name) == ALL:
            return list(self.exchange.directory.extensions.values())
        return [self.extension(each) for each in params.several(name)]

    def queue(self, number: str) -> Queue:
        """Return a queue. Raises 10013."""
        return queue_of(self.exchange, number)

    def leg(self, number: str) -> Leg:
        """Return where an extension stands in its current call. Raises 10006, 10007."""
        legs = self.exchange.legs_of(self.extension(number).number)
        if not legs:
            raise RefusedError(NO_CALL)
        return min(legs, key=lambda leg: _CURRENT.index(leg.state))

    def line(self, params: Params, kind: type[InboundParty | OutboundParty], name: str) -> Leg:
        """Return the outside party that a parameter names. Raises 10007."""
        leg = self.ids.legs(kind).get(params.text(name))
        if leg is None:
            raise RefusedError(NO_CALL)
        return leg

    def lender(self, params: Params) -> str:
        """Return the extension whose rights are borrowed, or nothing. Raises 10006."""
        number = params.optional("fromext")
        return self.extension(number).number if number else ""

    def check(self, caller: str, number: str, rights_of: str) -> None:
        """Raise 10011, 10024 or 10031 where a number cannot be called by somebody."""
        refusal = self.exchange.router.dead_end(caller, number, rights_of)
        if refusal is not None:
            raise RefusedError(_REFUSALS.get(refusal, BLANK))

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Tell no transfer: the API's own are not (handbook, l. 5347)."""
        self.reports.quiet = True
        try:
            yield
        finally:
            self.reports.quiet = False
