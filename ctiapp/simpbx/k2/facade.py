"""The K2's face of an exchange: its endpoints, its events, its TCP port."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.errors import ExchangeError, FullError, SlotError
from ctiapp.simpbx.k2 import (
    calls,
    conferences,
    control,
    csta,
    device,
    extensions,
    files,
    hotel,
    old_dialect,
    queues,
    voicemail,
)
from ctiapp.simpbx.k2.errors import CALLEE_REFUSED
from ctiapp.simpbx.k2.eventport import EventPort
from ctiapp.simpbx.k2.events import Teller, written
from ctiapp.simpbx.k2.inferred import Inferred
from ctiapp.simpbx.k2.k2site import Site
from ctiapp.simpbx.md5tokens import digest_of
from ctiapp.simpbx.pushface import PushFace
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.simpbx.face import Behind
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.md5tokens import Session
    from ctiapp.simpbx.pushparams import Download, JsonObject, Params

    Handler = Callable[[Site, Params], JsonObject]

HANDLERS: dict[str, Handler] = {
    "deviceinfo/query": device.query,
    "extension/list": extensions.list_extensions,
    "extension/query": extensions.query,
    "extension/query_call": calls.query_of_extensions,
    "extension/add": extensions.add,
    "extension/update": extensions.update,
    "extension/delete": extensions.delete,
    "queue/query": queues.query,
    "queue/update": queues.update,
    "queue/query_status": queues.query_status,
    "queue/add_dynamicagent": queues.add_dynamic_agent,
    "queue/delete_dynamicagent": queues.delete_dynamic_agent,
    "queue/pause_agent": queues.pause,
    "queue/unpause_agent": queues.unpause,
    "voicemail/query": voicemail.query,
    "voicemail/delete": voicemail.delete,
    "voicemail/get_random": voicemail.get_random,
    "recording/get_random": files.recording_random,
    "cdr/get_random": files.cdr_random,
    "wakeupcall/create": hotel.create,
    "wakeupcall/query": hotel.query,
    "wakeupcall/update": hotel.update,
    "wakeupcall/delete": hotel.delete,
    "hotel/checkout": hotel.check_out,
    "call/query": calls.query,
    "call/dial": calls.dial,
    "call/accept_inbound": control.accept_inbound,
    "call/refuse_inbound": control.refuse_inbound,
    "call/hangup": control.hang_up,
    "call/hold": control.hold,
    "call/unhold": control.unhold,
    "call/mute": control.mute,
    "call/unmute": control.unmute,
    "call/transfer": control.transfer,
    "call/attended_transfer": control.consult,
    "call/attended_transfer_operate": control.operate,
    "call/add_member": control.add_member,
    "call/listen": control.listen,
    "call/callpark": control.park,
    "call/callpark_status": control.park_status,
    "call/playprompt": calls.play_prompt,
    "uacstacall/accept_inbound": csta.accept,
    "uacstacall/refuse_inbound": csta.refuse,
    "uacstacall/hangup": csta.hang_up,
    "conference/query": conferences.query,
    "conference/update": conferences.update,
    "conference/query_in_session": conferences.query_in_session,
    "conference/kick_member": conferences.kick,
    "conference/mute_member": conferences.mute,
    "conference/unmute_member": conferences.unmute,
    "paginggroup/query": conferences.no_paging_groups,
    "paginggrouplist/query": conferences.no_paging_groups,
}
"""Every endpoint that needs a token and that the exchange can do; all others are 10003."""

FILES: dict[str, Callable[[Site, Params], Download]] = {
    "recording/download": files.recording,
    "voicemail/download": files.message,
    "cdr/download": files.records,
}
"""What is fetched by GET."""


class K2(PushFace):
    """Answers the API of one simulated K2 and tells its events, by HTTP and by TCP.

    Inferred: a log-in that names neither ``port`` nor ``url`` wants no events by HTTP, where the
    PBX leaves the choice. A heartbeat says anew where events go and in which dialect: what it
    leaves out falls back to the default.
    """

    KIND = "k2"
    PREFIX = "/api/v2.0.0/"
    SESSION = frozenset({"login", "token/refresh", "heartbeat", "logout"})
    PORT_NEEDED = False

    def __init__(self, behind: Behind) -> None:
        """Stand in front of what is ``behind``."""
        super().__init__(behind)
        # Transfers that the API makes are never reported (fact sheet, section 4).
        self.exchange.rules.transfer_told = False
        self.site = Site(self.exchange, nested=lambda values: self.params(values, ""))
        self.poster.waits_for_close = self.site.inferred.waits_for_close
        self.endpoints.add(self.site, HANDLERS, FILES)
        self.site.publish = lambda event: self.publish(written(event))
        self.teller = Teller(self.site, self.monitoring)
        self.port = EventPort(
            seed=behind.seed,
            inferred=self.site.inferred,
            light=self.light,
            admits=self._admits,
            written=self.written,
        )
        self.port.on_admitted = self._on_admitted

    # What the K2 does in its own way

    def call(self, endpoint: str, values: Mapping[str, Any], address: str) -> JsonObject:
        """Return the answer to a request with a token. Raises ``RefusedError``."""
        try:
            return super().call(endpoint, values, address)
        except ExchangeError as error:
            raise RefusedError(self.refusal(error)) from error

    def refusal(self, error: ExchangeError) -> str:
        """Return the ``errno`` for what the exchange does not do."""
        if isinstance(error, SlotError | FullError):
            return CALLEE_REFUSED
        return super().refusal(error)

    def opened(self, session: Session, params: Params) -> JsonObject:
        """Answer how events come, and a refresh token where this PBX gives one."""
        transport = self.site.inferred.transport
        answer: JsonObject = {
            "transport": transport or ("HTTP" if _names_a_place(params) else "TCP")
        }
        if self.site.inferred.gives_refresh_token:
            answer["refreshtoken"] = session.refresh
        return answer

    def pointed(self, session: Session, params: Params) -> None:
        """Decide whether events are posted to who logs in, or keeps a session alive."""
        known = session.number in self.poster.listeners
        transport = self.site.inferred.transport
        self.pushes = transport != "TCP" and (
            transport == "HTTP" or known or _names_a_place(params)
        )

    def frames(self, fact: Fact) -> list[str]:
        """Return the bodies of the events that tell of a fact."""
        return [written(event) for event in self.teller.events(fact)]

    def booted(self) -> list[str]:
        """Return the event that tells of a restart."""
        return [written({"event": "BootUp"})]

    def written(self, text: str, version: str) -> str:
        """Return the body of an event in the dialect of a version."""
        return old_dialect.written(text, version)

    def spread(self, text: str) -> None:
        """Hand an event to all who listen, by HTTP and by TCP."""
        super().spread(text)
        self.port.send(text)

    def configure(self, name: str, value: object) -> dict[str, object]:
        """Set ``reachable``, ``asks_destination``, or what `Inferred` has; returns all of that.

        Raises ``ControlError`` for what is none of them.
        """
        kinds = get_type_hints(Inferred)
        if name == "reachable":
            return super().configure(name, value)
        if name == "asks_destination" and isinstance(value, bool):
            self.site.asks_destination = value
        elif name in kinds and _is(value, kinds[name]):
            setattr(self.site.inferred, name, value)
            self.poster.waits_for_close = self.site.inferred.waits_for_close
        else:
            known = ", ".join(("reachable", "asks_destination", *kinds))
            message = f"no {name} {value!r}; there are {known}"
            raise ControlError(message)
        if name == "transport" and value == "HTTP":
            self.port.cut()
        if name == "transport" and value == "TCP":
            for key in list(self.poster.listeners):
                self.poster.remove(key)
        return {
            "asks_destination": self.site.asks_destination,
            **asdict(self.site.inferred),
        }

    # What the server needs

    async def start(self, host: str) -> None:
        """Open the TCP port for events."""
        await self.port.start(host)

    async def close(self) -> None:
        """Tell nobody anything more."""
        await super().close()
        await self.port.close()

    def described(self) -> dict[str, object]:
        """Tell the TCP port for events."""
        return {"event_port": self.port.port}

    def send_raw(self, text: str) -> int:
        """Send any text to all who listen."""
        return super().send_raw(text) + self.port.send_raw(text)

    def listeners(self) -> list[dict[str, object]]:
        """Return who listens, by HTTP and by TCP."""
        connected: list[dict[str, object]] = [
            {"tcp": True, "version": each.version, "waiting": each.waiting.qsize()}
            for each in self.port.connections
        ]
        return super().listeners() + connected

    def cut(self) -> int:
        """Let the PBX reach nobody, and break every connection; returns how many there were."""
        return super().cut() + self.port.cut()

    def go_down(self) -> None:
        """Tell nothing more for a while, and break every connection."""
        super().go_down()
        self.port.cut()

    # Inner works

    def _admits(self, user: str, password: str, address: str) -> bool:
        """Whether a user may have the events of the TCP port; a wrong one counts as a failure."""
        try:
            self.tokens.admit(user, digest_of(password), address, self.now_s())
        except RefusedError:
            return False
        return True

    def _on_admitted(self) -> None:
        self.on_subscribed()
        self._pump()


def _names_a_place(params: Params) -> bool:
    return "port" in params or "url" in params


def _is(value: object, kind: object) -> bool:
    """Whether a value is one of a literal type's, or of a plain type."""
    choices = get_args(kind)
    if choices:
        return value in choices
    number = kind is float and isinstance(value, int | float) and not isinstance(value, bool)
    return number or (isinstance(kind, type) and type(value) is kind)
