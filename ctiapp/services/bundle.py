"""All services in one hand, for the window, ``ctl`` and the tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.services.agents import Agents
    from ctiapp.services.away import Away
    from ctiapp.services.calls import Calls
    from ctiapp.services.desk import Desk
    from ctiapp.services.directory import Directory
    from ctiapp.services.eventtrial import EventTrial
    from ctiapp.services.followups import FollowUps
    from ctiapp.services.greetings import Greetings
    from ctiapp.services.handover import Handovers
    from ctiapp.services.history import History
    from ctiapp.services.hotelkeeper import HotelKeeper
    from ctiapp.services.importing import Importer
    from ctiapp.services.notes import Notes
    from ctiapp.services.notices import Notices
    from ctiapp.services.numbering import Numbering
    from ctiapp.services.parking import Parking
    from ctiapp.services.pbxclock import PbxClock
    from ctiapp.services.popactions import PopActions
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.services.privacy import Privacy
    from ctiapp.services.recordings import Recordings
    from ctiapp.services.reporting import Reporting
    from ctiapp.services.safe_transfer import SafeTransfers
    from ctiapp.services.session import Session
    from ctiapp.services.supervisor import Supervisor
    from ctiapp.services.voicemail import Mailbox


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases, built once by the composition root.

    Attributes:
        clock: both clocks.
        session: signing in and out, and how the link stands.
        calls: the call verbs.
        desk: the cards of all calls, and which one is selected.
        directory: names and search.
        parking: who waits in which slot.
        agents: one's own queues, and oneself as an agent.
        notices: what else to tell the user.
        preferences: the user's settings, saved at each change.
        safe: the safe transfers.
        supervisor: what one does for others in the queues one manages.
        away: the calls that ended while the link was down.
        notes: what is written on calls.
        greetings: as whom to greet.
        privacy: how long things are kept, forgetting, taking one's own data along.
        numbering: how this PBX's numbers are read.
        importer: contacts of others become one's own; made when it is first asked for.
        pop_actions: what is opened or run by itself when a call comes.
        pbx_clock: how far the PBX's clock is ahead.
        reporting: the PBX's own reports, for a supervisor.
        history: the calls of the past.
        followups: who tried in vain and waits to be called back.
        recordings: what the PBX recorded: the list, and fetching one.
        mailbox: one's own voicemail.
        handovers: what the next shift has to know.
        hotel: the front desk, where this is a hotel.
        events: trying whether the PBX's events reach this computer.
    """

    clock: Clock
    session: Session
    calls: Calls
    desk: Desk
    directory: Directory
    parking: Parking
    agents: Agents
    notices: Notices
    preferences: Preferences
    safe: SafeTransfers
    supervisor: Supervisor
    away: Away
    notes: Notes
    greetings: Greetings
    privacy: Privacy
    numbering: Numbering
    importer: Callable[[], Importer]
    pop_actions: PopActions
    pbx_clock: PbxClock
    reporting: Reporting
    history: History
    followups: FollowUps
    recordings: Recordings
    mailbox: Mailbox
    handovers: Handovers
    hotel: HotelKeeper
    events: EventTrial
