"""The ctl verbs over all services, a PBX that the test speaks for, and a window that notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ctiapp.control.verbs import Verbs
from ctiapp.model import events
from ctiapp.model.abilities import EVERY_CAPABILITY
from ctiapp.model.ctl import CtlReply, CtlRequest
from ctiapp.model.ids import CallId
from ctiapp.pbx.interface import SignedIn
from ctiapp.services.away import Away
from ctiapp.services.bundle import Services
from ctiapp.services.eventtrial import EventTrial
from ctiapp.services.hotelkeeper import HotelKeeper
from ctiapp.services.pbxclock import PbxClock
from ctiapp.services.soundfiles import SoundFiles
from ctiapp.services.supervisor import Supervisor
from ctiapp.services.voicemail import Mailbox
from tests.model.said import ext, inbound, mine, report
from tests.services.fakes import INFO, LEO, World

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport
    from ctiapp.model.commands import Capability, Command
    from ctiapp.model.notice import Notice
    from ctiapp.services.hotel.desk import HotelDesk

FIRST = "1.1"
SECOND = "2.1"


class FakeWindow:
    """Notes what it was asked for."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def screenshot(self, path: Path) -> list[Path]:
        return [path]

    def raise_window(self) -> None:
        self.done.append("raise")

    def prefill(self, text: str) -> None:
        self.done.append(f"prefill {text}")

    def quit(self) -> None:
        self.done.append("quit")


class FakeRecorder:
    """Records nothing."""

    def start(self, path: Path) -> None:
        self.path = path

    def stop(self) -> int:
        return 7


def describe(notice: Notice) -> str:
    """A text that names the notice."""
    return f"<{notice.key}>"


class Office(World):
    """Signed in as 2000, with ctl."""

    front_desk: object = None

    def __init__(self) -> None:
        super().__init__()
        self.supervisor = Supervisor(
            store=self.store,
            clock=self.clock,
            agents=self.agents,
            calls=self.calls,
            journal=self.journal,
            notices=self.notices,
            pbx=lambda: self.session.pbx,
        )
        self.sounds = SoundFiles(self.session, Path("nowhere"))
        self.mailbox = Mailbox(
            self.session,
            self.clock,
            self.sounds,
            lambda one, other: one == other,
            self.directory.identify,
        )
        self.services = Services(
            self.clock,
            self.session,
            self.calls,
            self.desk,
            self.directory,
            self.parking,
            self.agents,
            self.notices,
            self.preferences,
            self.safe,
            self.supervisor,
            Away(self.store, self.clock, self.directory.identify),
            self.notes,
            self.greetings,
            self.privacy,
            self.numbering,
            cast("Any", None),
            self.pop_actions,
            pbx_clock=PbxClock(self.session, self.clock),
            reporting=cast("Any", None),
            history=self.history,
            followups=self.followups,
            recordings=cast("Any", None),
            mailbox=self.mailbox,
            handovers=cast("Any", None),
            hotel=HotelKeeper(self.preferences, self.notices, self.make_desk),
            events=EventTrial(self.session),
        )
        self.window = FakeWindow()
        self.verbs = Verbs(self.services, self.window, FakeRecorder(), describe)

    async def make_desk(self) -> HotelDesk:
        """The front desk, where a test says what it is."""
        return cast("HotelDesk", self.front_desk)

    async def end(self) -> None:
        """Quit."""
        await super().end()
        await self.mailbox.close()
        await self.sounds.close()

    async def ctl(self, verb: str, *args: str, **options: object) -> CtlReply:
        """One verb."""
        return await self.verbs.handle(CtlRequest(verb, args, options))

    def lacking(self, *lost: Capability) -> None:
        """The PBX turns out to be one that cannot do these."""
        left = EVERY_CAPABILITY - set(lost)
        self.link.observer.on_signed_in(SignedIn(LEO, INFO, left, logged_in=False))

    def says(self, *legs: LegReport, call_id: str = FIRST) -> None:
        """The PBX tells how a call stands."""
        self.link.told(*legs, call_id=call_id)

    def then(self, *legs: LegReport, call_id: str = FIRST) -> None:
        """It tells that as soon as it is sent a command, once."""

        def tell(_: Command) -> None:
            self.pbx.on_execute = None
            self.says(*legs, call_id=call_id)

        self.pbx.on_execute = tell

    def talk(self, call_id: str = FIRST, channel: str = "a") -> None:
        """5503301 is talked to."""
        self.says(
            inbound("ANSWERED", channel=f"in-{channel}"), mine("ANSWER", channel), call_id=call_id
        )

    def consult(self) -> None:
        """5503301 waits while 2001 is talked to."""
        self.says(inbound("ANSWERED", channel="in-a"), mine("HOLD"))
        self.says(mine("ANSWERED"), ext("2001", "ANSWER"), call_id=SECOND)

    def failed(self, *legs: LegReport, reason: events.FailReason) -> None:
        """The PBX refuses afterwards."""
        event = events.CallFailed(report(*legs, call_id=FIRST), reason, "x")
        self.link.observer.on_event(event, self.clock().mono_s)

    def slot(self) -> str | None:
        """Where the first call is parked."""
        call = self.store.call(CallId(FIRST))
        return None if call is None else call.slot
