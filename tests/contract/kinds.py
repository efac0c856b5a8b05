"""Which kinds of PBX the contract is about, and what each of them can do by its handbook.

`RUNS_ON` is written from the handbooks and fact sheets, not from the clients: a capability that a
client has and its sheet lacks, or the other way round, fails in ``test_sheet.py``. So no test of
the contract is left out for a kind without a line here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from ctiapp.model.commands import Capability
from ctiapp.pbx.cloud.client import Cloud
from ctiapp.pbx.interface import Account, Listening
from ctiapp.pbx.k2.client import K2
from ctiapp.pbx.openvox.client import OpenVox
from ctiapp.pbx.p_series.client import PSeries
from ctiapp.pbx.rest import Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import Pbx
    from ctiapp.simpbx.server import RunningPbx

CLIENTS: Final[dict[str, Callable[..., Pbx]]] = {
    "p-series": PSeries,
    "cloud": Cloud,
    "k2": K2,
    "openvox": OpenVox,
}
"""Who speaks which dialect."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of PBX, and the way on which its events come.

    Attributes:
        name: of the two together, in the names of tests.
        family: as `Account.kind` has it.
        pushes: it posts its events to us.
        log_in, renew, delete_alarm: endpoints.
        alarm_id: what names the wake-up call in the latter.
        log_out: it has an endpoint that ends a token.
        tells_hold: it tells when somebody else holds.
        finds_held: it tells, whenever it is asked, which of one's own calls are on hold.
        tells_rest: it tells of a queue's agents who rests after a call.
        passes_on: a caller from outside can be moved on before anybody answered.
        style: the form of requests and answers, where there is more than one.
    """

    name: str
    family: str
    pushes: bool = True
    log_in: str = "login"
    renew: str = "heartbeat"
    delete_alarm: str = "wakeupcall/delete"
    alarm_id: str = "wakeupid"
    log_out: bool = True
    tells_hold: bool = False
    finds_held: bool = True
    tells_rest: bool = True
    passes_on: bool = False
    style: str | None = None

    def client(
        self,
        pbx: RunningPbx,
        me: Number,
        now: Callable[[], datetime],
        *,
        trusted: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Pbx:
        """Make the client of an account there; nothing is connected yet.

        Args:
            pbx: where.
            me: one's own extension.
            now: aware UTC.
            trusted: which certificate is, in the words of `Account`; the system's where left out.
            more: for the client.
        """
        port = pbx.face.described().get("event_port") if self.name == "k2-port" else None
        account = Account(
            self.family,
            pbx.url,
            pbx.face.client_id,
            me,
            listen=Listening(port=0) if self.pushes else None,
            event_port=port if isinstance(port, int) else None,
            clear_event_password=port is not None,
            **(trusted or {}),
        )
        if self.style is not None:
            more["style"] = self.style
        return CLIENTS[self.family](
            account,
            timing=Timing(connect_s=5, read_s=5),
            now=now,
            rng=random.Random(1),
            **more,
        )


KINDS: Final = (
    Kind(
        "p-series",
        "p-series",
        pushes=False,
        log_in="get_token",
        renew="refresh_token",
        alarm_id="wakeup_call_id",
        tells_hold=True,
        tells_rest=False,
    ),
    Kind("cloud", "cloud", renew="token/refresh", passes_on=True),
    Kind("k2", "k2", tells_hold=True),
    Kind("k2-port", "k2", pushes=False, tells_hold=True),
    Kind("openvox", "openvox", log_out=False, finds_held=False, style="json"),
    Kind("openvox-xml", "openvox", log_out=False, finds_held=False, style="xml"),
)
"""All of them."""

_P: Final = frozenset({"p-series"})
_P_K2: Final = _P | {"k2", "k2-port"}
_NOT_OPENVOX: Final = _P_K2 | {"cloud"}
_NOT_CLOUD: Final = _P_K2 | {"openvox", "openvox-xml"}
_ALL: Final = _NOT_OPENVOX | _NOT_CLOUD
_LATER: Final = _ALL - _P

RUNS_ON: Final[dict[Capability, frozenset[str]]] = {
    Capability.DIAL: _ALL,
    Capability.HANG_UP: _ALL,
    Capability.REJECT: _ALL,
    Capability.HOLD: _ALL,
    Capability.RESUME: _ALL,
    Capability.AUTO_ANSWER: _ALL,
    Capability.ANSWER: _P_K2,  # by uaCSTA alone
    Capability.MUTE: _NOT_OPENVOX,
    Capability.RECORD: _P,
    Capability.PARK: _P_K2,
    Capability.TRANSFER: _NOT_OPENVOX,
    Capability.CONSULT: _P_K2,
    Capability.CONFERENCE: _P_K2,
    Capability.ADD: _P_K2,
    Capability.ACCEPT_INBOUND: _NOT_OPENVOX,
    Capability.REFUSE_INBOUND: _NOT_OPENVOX,
    Capability.SEVERAL_CALLS: _P_K2,
    Capability.CURRENT_CALL: _NOT_OPENVOX,
    Capability.QUEUES: _ALL,
    Capability.QUEUE_LOG_IN: _ALL,
    Capability.PAUSE: _ALL,
    Capability.PAUSE_REASONS: _P,
    Capability.SUPERVISE: _ALL,
    Capability.LISTEN: _ALL,
    Capability.WHISPER: _ALL,
    Capability.BARGE: _ALL,
    Capability.PRESENCE: _P,
    Capability.CONTACTS: _P,
    Capability.EDIT_CONTACTS: _P,
    Capability.HISTORY: _ALL,
    Capability.RECORDINGS: _P,
    Capability.RECORDING_FILES: _ALL,
    Capability.VOICEMAIL: _LATER,
    Capability.VOICEMAIL_FILES: _NOT_OPENVOX - _P,
    Capability.REPORTS: _P,
    Capability.HOTEL: _ALL,
    Capability.WAKE_UPS: _ALL,
    Capability.CHECK_IN: _ALL,
    Capability.CHECK_OUT: _NOT_CLOUD,
    Capability.NEW_ROOMS: _NOT_CLOUD,
    Capability.OUTSIDE_RIGHTS: _P,
}
"""Which kinds can do what."""


def that(holds: Callable[[Kind], bool]) -> pytest.MarkDecorator:
    """Run a test on the kinds of which something is true."""
    wanted = [kind for kind in KINDS if holds(kind)]
    return pytest.mark.parametrize("kind", wanted, ids=[kind.name for kind in wanted])


def able(*capabilities: Capability) -> pytest.MarkDecorator:
    """Run a test on the kinds that can do all of these: on all of them where none is named."""
    return that(lambda kind: all(kind.name in RUNS_ON[one] for one in capabilities))


def unable(capability: Capability) -> pytest.MarkDecorator:
    """Run a test on the kinds that cannot do that."""
    return that(lambda kind: kind.name not in RUNS_ON[capability])
