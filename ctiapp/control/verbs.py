"""The ctl verbs: one table from word to what it does."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ctiapp.control import picture, watching
from ctiapp.control.event_verbs import EventVerbs
from ctiapp.control.followup_verbs import FollowUpVerbs
from ctiapp.control.history_verbs import HistoryVerbs
from ctiapp.control.hotel_verbs import HotelVerbs
from ctiapp.control.queue_verbs import QueueVerbs
from ctiapp.control.voicemail_verbs import VoicemailVerbs
from ctiapp.model import dialpolicy
from ctiapp.model.abilities import able
from ctiapp.model.commands import Verb
from ctiapp.model.ctl import CONFIRM_WITHIN_S, CtlExit, CtlReply, CtlRequest
from ctiapp.model.ctl_verbs import PBX_KINDS
from ctiapp.model.errors import CtiError, InvalidState, StorageError, UsageError
from ctiapp.model.eventways import event_port_of
from ctiapp.model.ids import CallId
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number, parse_dialable
from ctiapp.services.calls import Outcome
from ctiapp.services.connection import Connection, SignInRequest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping

    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card

    Handler = Callable[[CtlRequest], Awaitable[CtlReply]]

LINK_EVERY_S = 1.0
"""A page may hand over a link a thousand times: one a second raises the window."""
FIND_LIMIT = 20
"""How many hits ``ctl find`` prints."""


class Window(Protocol):
    """What ctl asks of the window."""

    def screenshot(self, path: Path) -> list[Path]:
        """Save all visible windows; their file names."""

    def raise_window(self) -> None:
        """Show the window and bring it to the front."""

    def prefill(self, text: str) -> None:
        """Put a number into the search box, and ask."""

    def quit(self) -> None:
        """End the application in order."""


class Recorder(Protocol):
    """What ctl asks of the recorder of the event stream."""

    def start(self, path: Path) -> None:
        """Begin to write; raises `StorageError`."""

    def stop(self) -> int:
        """End; how many events were written. Raises `UsageError` where nothing is recorded."""


class Verbs:
    """Does what a request names, and answers within five seconds."""

    def __init__(
        self,
        services: Services,
        window: Window,
        recorder: Recorder,
        describe: Callable[[Notice], str],
    ) -> None:
        self._services = services
        self._window = window
        self._recorder = recorder
        self._describe = describe
        self._running: set[asyncio.Task[object]] = set()
        self._linked_s: float | None = None
        queues = QueueVerbs(services, self._within, self._text)
        waiting = FollowUpVerbs(services)
        self._hotel = HotelVerbs(services, self._text)
        self._table: Mapping[str, Handler] = {
            "status": self._status,
            "calls": self._calls,
            "dial": self._dial,
            "hold": self._on_call(Verb.HOLD, services.calls.hold),
            "resume": self._on_call(Verb.RESUME, services.calls.resume),
            "hangup": self._on_call(Verb.HANG_UP, services.calls.hang_up),
            "reject": self._on_call(Verb.REJECT, services.calls.reject),
            "answer": self._on_call(Verb.ANSWER, services.calls.answer),
            "mute": self._on_call(Verb.MUTE, services.calls.mute),
            "unmute": self._on_call(Verb.UNMUTE, services.calls.unmute),
            "complete": self._on_call(Verb.COMPLETE, services.calls.complete),
            "abort": self._abort,
            "swap": self._on_call(Verb.SWAP, services.calls.swap),
            "conference": self._on_call(Verb.CONFERENCE, services.calls.conference),
            "accept-inbound": self._on_call(Verb.ACCEPT_INBOUND, services.calls.accept_inbound),
            "refuse-inbound": self._on_call(Verb.REFUSE_INBOUND, services.calls.refuse_inbound),
            "transfer": self._transfer,
            "add": self._add,
            "park": self._park,
            "parked": self._parked,
            "retrieve": self._retrieve,
            "record": self._record,
            "queue": queues.queue,
            "presence": queues.presence,
            "find": self._find,
            "note": self._note,
            "history": HistoryVerbs(services).history,
            "followups": waiting.followups,
            "followup": waiting.followup,
            "events": EventVerbs(services.events).events,
            "voicemail": VoicemailVerbs(services.mailbox, self._within).voicemail,
            "room": self._hotel.room,
            "wakeup": self._hotel.wakeup,
            "signin": self._sign_in,
            "signout": self._sign_out,
            "capture": self._capture,
            "screenshot": self._screenshot,
            "quit": self._quit,
            "raise": self._raise,
            "prefill": self._prefill,
        }

    async def handle(self, request: CtlRequest) -> CtlReply:
        """Do one verb."""
        handler = self._table.get(request.verb)
        if handler is None:
            return self._failed(Notice.of("ctl.not_available", verb=request.verb), "not-available")
        try:
            return await handler(request)
        except CtiError as error:
            return self._failed(error.notice())

    def watch(self) -> AsyncGenerator[dict[str, object], None]:
        """One object a change, until closed."""
        return watching.changes(self._services, self._describe)

    async def close(self) -> None:
        """End what still runs."""
        await self._hotel.close()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    # ---------------------------------------------------------------------------------------------

    def _failed(self, notice: Notice, code: str | None = None) -> CtlReply:
        return CtlReply.failed(code or picture.code_of(notice) or "error", self._text(notice))

    def _text(self, notice: Notice) -> str:
        """A notice's sentence on one line."""
        return " ".join(self._describe(notice).split())

    async def _within(self, work: Coroutine[object, object, Outcome | None]) -> CtlReply:
        """Confirmed, or sent and not confirmed yet: then it goes on by itself."""
        task: asyncio.Task[Outcome | None] = asyncio.create_task(work, name="ctl")
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait({task}, timeout=CONFIRM_WITHIN_S)
        if not done:
            task.add_done_callback(_outcome_was_told)
            return CtlReply(CtlExit.UNCONFIRMED, None, None)
        if task.result() is Outcome.UNCONFIRMED:
            return CtlReply(CtlExit.UNCONFIRMED, None, None)
        return CtlReply()

    def _on_call(
        self, verb: Verb, act: Callable[[CallId], Coroutine[object, object, Outcome]]
    ) -> Handler:
        async def handler(request: CtlRequest) -> CtlReply:
            self._services.calls.refuse_unable(verb)
            card = self._meant(verb, request.args[0] if request.args else None)
            return await self._within(act(card.call_id))

        return handler

    def _meant(self, verb: Verb, call_id: str | None) -> Card:
        """The call that is named, or the only one to which the verb applies.

        Raises:
            UsageError: key ``call.gone``, ``call.not_possible``, ``call.none`` or ``call.several``.
            InvalidState: key ``link.not_up``: what is shown is old.
        """
        cards = [card for card in self._services.desk.cards if card.end is None]
        if call_id is not None:
            card = self._services.desk.card(CallId(call_id))
            if card is not None and card.screened:
                return card  # also when its time is over: then it is told that it came too late
            if card is None or card.end is not None:
                raise UsageError("no such call", key="call.gone", call=call_id[:60])
            return card
        fitting = [card for card in cards if _applies(verb, card)]
        if not fitting and verb is Verb.ANSWER:  # it rings, and only the phone itself can take it
            fitting = [card for card in cards if Verb.REJECT in card.actions]
        # The steps of a consultation stand at the consulted one's call, where there are both.
        fitting = [card for card in fitting if card.consulting is None] or fitting
        if not fitting and any(card.stale for card in cards):
            raise InvalidState("not connected", key="link.not_up")
        if not fitting and any(verb in card.unclear for card in cards):
            raise InvalidState("which of them cannot be told", key="call.not_current")
        if not fitting:
            raise UsageError("no call", key="call.none", verb=verb.value)
        if len(fitting) > 1:
            raise UsageError("several calls", key="call.several", verb=verb.value)
        return fitting[0]

    async def _status(self, _: CtlRequest) -> CtlReply:
        return CtlReply(data=picture.status_picture(self._services, self._describe))

    async def _calls(self, _: CtlRequest) -> CtlReply:
        return CtlReply(data=[picture.call_picture(card) for card in self._services.desk.all_cards])

    async def _dial(self, request: CtlRequest) -> CtlReply:
        number = self._target(request.args[0], agreed=request.flag("yes"))
        return await self._within(self._services.calls.dial(number))

    async def _abort(self, request: CtlRequest) -> CtlReply:
        """The consultation's end; or the way back of one who was transferred and still rings."""
        offered = self._services.session.status.offered
        if not able(Verb.TAKE_BACK, offered):
            self._services.calls.refuse_unable(Verb.ABORT)
        named = request.args[0] if request.args else None
        moved = [
            card
            for card in self._services.desk.cards
            if Verb.TAKE_BACK in card.actions and named in (None, card.call_id)
        ]
        pairs = [card for card in self._services.desk.cards if card.consult_of is not None]
        if named is None and moved and len(moved) + len(pairs) > 1:
            raise UsageError("several calls", key="call.several", verb=Verb.ABORT.value)
        if len(moved) == 1:
            return await self._within(self._services.calls.take_back(moved[0].call_id))
        card = self._meant(Verb.ABORT, named)
        return await self._within(self._services.calls.abort(card.call_id))

    async def _transfer(self, request: CtlRequest) -> CtlReply:
        number = self._target(request.args[0], agreed=request.flag("yes"))
        verb = Verb.TRANSFER
        if request.flag("safe"):
            verb = Verb.SAFE_TRANSFER
        elif request.flag("consult"):
            verb = Verb.CONSULT
        self._services.calls.refuse_unable(verb)
        card = self._meant(verb, request.args[1] if len(request.args) > 1 else None)
        act = {
            Verb.TRANSFER: self._services.calls.transfer,
            Verb.CONSULT: self._services.calls.consult,
            Verb.SAFE_TRANSFER: self._services.safe.start,
        }[verb]
        return await self._within(act(card.call_id, number))

    async def _add(self, request: CtlRequest) -> CtlReply:
        number = self._target(request.args[0], agreed=request.flag("yes"))
        self._services.calls.refuse_unable(Verb.ADD)
        card = self._meant(Verb.ADD, request.args[1] if len(request.args) > 1 else None)
        return await self._within(self._services.calls.add(card.call_id, number))

    def _target(self, text: str, *, agreed: bool = False) -> Number:
        """Whom to call: a number, no letters; what is asked about only where that was ``agreed``.

        Raises:
            UsageError: it is none, or nobody agreed to it.
        """
        number = parse_dialable(text)
        rules = self._services.preferences.settings.dial_rules
        return number if agreed else dialpolicy.refuse_doubtful(number, rules)

    async def _park(self, request: CtlRequest) -> CtlReply:
        self._services.calls.refuse_unable(Verb.PARK)
        card = self._meant(Verb.PARK, request.args[0] if request.args else None)
        reply = await self._within(self._services.calls.park(card.call_id, request.text("slot")))
        parked = self._services.desk.card(card.call_id)
        slot = None if parked is None else parked.slot
        return CtlReply(reply.exit, None if slot is None else {"slot": slot}, reply.error)

    async def _parked(self, _: CtlRequest) -> CtlReply:
        self._services.calls.refuse_unable(Verb.PARK)
        who = self._services.directory.identify
        waiting = [(parked, who(parked.party)) for parked in self._services.parking.parked]
        return CtlReply(
            data=[
                picture.parked_picture(parked, None if one is None else one.label)
                for parked, one in waiting
            ]
        )

    async def _retrieve(self, request: CtlRequest) -> CtlReply:
        self._services.calls.refuse_unable(Verb.RETRIEVE)
        slot = self._target(request.args[0])
        return await self._within(self._services.calls.retrieve(slot.text))

    async def _record(self, request: CtlRequest) -> CtlReply:
        calls = self._services.calls
        verb, act = {
            "start": (Verb.RECORD, calls.record),
            "pause": (Verb.PAUSE_RECORDING, calls.pause_recording),
            "resume": (Verb.RESUME_RECORDING, calls.resume_recording),
        }[request.args[0]]
        calls.refuse_unable(verb)
        card = self._meant(verb, request.args[1] if len(request.args) > 1 else None)
        return await self._within(act(card.call_id))

    async def _find(self, request: CtlRequest) -> CtlReply:
        matches = self._services.directory.search(request.args[0], FIND_LIMIT)
        return CtlReply(data=[picture.match_picture(match) for match in matches])

    async def _note(self, request: CtlRequest) -> CtlReply:
        """Write a note; the answer comes when it is safe."""
        card = self._noted(request.args[1] if len(request.args) > 1 else None)
        await self._services.notes.keep(card.call_id, request.args[0])
        return CtlReply()

    def _noted(self, call_id: str | None) -> Card:
        """The call that is named, or the only one; of those that are over where none lives.

        Raises:
            UsageError: key ``call.gone``, ``note.no_call`` or ``call.several``.
        """
        cards = self._services.desk.all_cards
        if call_id is not None:
            card = next((each for each in cards if each.call_id == call_id), None)
            if card is None:
                raise UsageError("no such call", key="call.gone", call=call_id[:60])
            return card
        fitting = [card for card in cards if card.end is None] or list(cards)
        if not fitting:
            raise UsageError("no call", key="note.no_call")
        if len(fitting) > 1:
            raise UsageError("several calls", key="call.several", verb="note")
        return fitting[0]

    async def _sign_in(self, request: CtlRequest) -> CtlReply:
        asked = self._asked(request)
        return await self._within(self._services.session.sign_in(asked))

    def _asked(self, request: CtlRequest) -> SignInRequest:
        """Whom to sign in; the last profile where nothing is named.

        Raises:
            UsageError: key ``signin.nothing_remembered``, ``signin.event_port_invalid``;
                SettingsError: a bad fingerprint.
        """
        address = request.text("pbx")
        if address is None:
            last = self._services.session.last_request
            if last is None:
                raise UsageError("no profile", key="signin.nothing_remembered")
            return last
        ca = request.text("ca")
        return SignInRequest(
            address=address,
            client_id=request.text("client_id") or "",
            extension=request.text("extension") or "",
            secret=request.text("client_secret"),
            kind=request.text("kind") or PBX_KINDS[0],
            listen=request.text("listen") or "",
            listen_told=request.text("listen_told") or "",
            event_port=event_port_of(request.text("event_port") or ""),
            clear_event_password=request.flag("allow_clear_event_password"),
            remember=request.flag("remember"),
            ca=None if ca is None else Path(request.path(ca)),
            pin=request.text("trust"),
        )

    async def _sign_out(self, _: CtlRequest) -> CtlReply:
        if self._services.session.status.state is Connection.SIGNED_OUT:
            raise UsageError("signed out", key="signin.signed_out_already")
        await self._services.session.sign_out()
        return CtlReply()

    async def _capture(self, request: CtlRequest) -> CtlReply:
        if request.args[0] == "start":
            self._recorder.start(Path(request.path(request.args[1])))
            return CtlReply()
        return CtlReply(data={"events": self._recorder.stop()})

    async def _screenshot(self, request: CtlRequest) -> CtlReply:
        path = Path(request.path(request.args[0]))
        saved = self._window.screenshot(path)
        if not saved and not os.access(path.parent, os.W_OK):
            raise StorageError("no picture could be written")
        return CtlReply(data=[str(path) for path in saved])

    async def _quit(self, _: CtlRequest) -> CtlReply:
        self._window.quit()
        return CtlReply()

    async def _raise(self, request: CtlRequest) -> CtlReply:
        self._window.raise_window()
        address = request.text("pbx")
        now = self._services.session.last_request
        signed_in = self._services.session.status.state is not Connection.SIGNED_OUT
        if address is None or now is None or not signed_in:
            return CtlReply()
        wanted = (address, request.text("client_id"), request.text("extension"))
        if wanted == (now.address, now.client_id, now.extension):
            return CtlReply()
        return self._failed(
            Notice.of("signin.somebody_else", extension=now.extension, address=now.address)
        )

    async def _prefill(self, request: CtlRequest) -> CtlReply:
        now_s = self._services.clock().mono_s
        if self._linked_s is not None and now_s - self._linked_s < LINK_EVERY_S:
            raise UsageError("links come too fast", key="link.too_soon")
        self._linked_s = now_s
        self._window.raise_window()
        self._window.prefill(request.args[0])
        return CtlReply()


def _applies(verb: Verb, card: Card) -> bool:
    """Whether a verb makes sense for a call: also what undoes a state that nobody knows."""
    if verb in card.actions:
        return True
    if verb is Verb.HANG_UP:
        return Verb.REJECT in card.actions or Verb.ABORT in card.actions
    if verb is Verb.RESUME_RECORDING:
        return card.recording is None and Verb.RECORD in card.actions
    return False


def _outcome_was_told(task: asyncio.Task[Outcome | None]) -> None:
    """The client has its answer; the call's card shows what became of the command."""
    if not task.cancelled():
        task.exception()
