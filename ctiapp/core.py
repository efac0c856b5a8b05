"""The application below the window: the store, the services, and what each of them stands on.

Part of the composition root (`ctiapp.app`): nothing else builds them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ctiapp.desktop.running import Starter
from ctiapp.model.call import Moment
from ctiapp.services.agents import Agents
from ctiapp.services.asides import Asides
from ctiapp.services.away import Away
from ctiapp.services.awayrecords import AwayRecords
from ctiapp.services.bundle import Services
from ctiapp.services.callers import Callers, People
from ctiapp.services.calljournal import CallJournal
from ctiapp.services.calls import Calls
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.directory_numbers import PlanKeeper
from ctiapp.services.eventtrial import EventTrial
from ctiapp.services.followupmaking import make_follow_ups
from ctiapp.services.greetings import Greetings
from ctiapp.services.handover import Handovers
from ctiapp.services.historymaking import make_history
from ctiapp.services.hotel.guests import Guests
from ctiapp.services.hotelkeeper import HotelKeeper
from ctiapp.services.journal import Journal
from ctiapp.services.lamps import LampReader
from ctiapp.services.notes import Notes
from ctiapp.services.numbering import Numbering
from ctiapp.services.parking import Parking
from ctiapp.services.pbxclock import PbxClock
from ctiapp.services.popactions import PopActions
from ctiapp.services.privacy import Privacy
from ctiapp.services.queuepasswords import QueuePasswords
from ctiapp.services.recordings import Recordings
from ctiapp.services.reporting import Reporting
from ctiapp.services.safe_transfer import SafeTransfers
from ctiapp.services.session import Session
from ctiapp.services.soundfiles import SoundFiles
from ctiapp.services.storelamps import StoreLamps
from ctiapp.services.supervisor import Supervisor
from ctiapp.services.sweep import Sweep
from ctiapp.services.voicemail import Mailbox
from ctiapp.state.changes import Lamp
from ctiapp.state.store import Store
from ctiapp.storage.followups import FollowUpFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctiapp.model.directory import Extension
    from ctiapp.model.ids import CallId
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import (
        Account,
        Credentials,
        LinkObserver,
        Pbx,
        PbxFactory,
    )
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.services.hotel.desk import HotelDesk
    from ctiapp.services.hotel.nightsheet import SheetWriter
    from ctiapp.services.importing import Importer, LdapTrust
    from ctiapp.services.journal import JournalKeeper
    from ctiapp.services.linking import LinkFactory, LinkHandle
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import SecretStore
    from ctiapp.services.preferences import Preferences
    from ctiapp.storage.book import ContactBook
    from ctiapp.storage.history import HistoryFile
    from ctiapp.storage.hotel import HotelFile


def now() -> Moment:
    """Both clocks, read at once."""
    return Moment(time.monotonic(), datetime.now(UTC))


def make_pbx(account: Account) -> Pbx:
    """The `Pbx` of an account; loads the network only now."""
    from ctiapp.pbx.registry import create

    return create(account)


async def find_kind(account: Account) -> str:
    """Which kind of PBX answers at an account's address; loads the network only now."""
    from ctiapp.pbx.probing import find_kind

    return await find_kind(account)


def make_link(
    pbx: Pbx, observer: LinkObserver, credentials: Credentials, *, persistent: bool
) -> LinkHandle:
    """The supervisor of one session."""
    from ctiapp.pbx.link import Link

    return Link(pbx, observer, credentials, persistent=persistent)


@dataclass(frozen=True, slots=True)
class Core:
    """The application below the window.

    Attributes:
        store: the one writer.
        services: the use cases.
        sweep: lets ended calls go.
        journal: keeps what was done here.
        callers: gather what is known of callers.
        sounds: what is fetched from the PBX to be heard.
    """

    store: Store
    services: Services
    sweep: Sweep
    journal: Journal
    callers: Callers
    sounds: SoundFiles


@dataclass(frozen=True, slots=True)
class Files:
    """What is kept on the disk.

    Attributes:
        journal: what was done here.
        contacts: everybody who is known.
        history: the calls of the past.
        hotel: who stays in a hotel's rooms, and their wake-up calls.
        settings: where the settings lie, to be told of in an export.
        sounds: the folder of recordings and messages that are listened to.
        documents: the folder of the user's documents.
    """

    journal: JournalKeeper
    contacts: ContactBook
    history: HistoryFile
    hotel: HotelFile
    settings: Path
    sounds: Path
    documents: Callable[[], Path]


def build_core(
    preferences: Preferences,
    notices: Notices,
    secrets: SecretStore,
    files: Files,
    sheet_writer: Callable[[], SheetWriter],
    *,
    pbx_factory: PbxFactory = make_pbx,
    link_factory: LinkFactory = make_link,
    clock: Callable[[], Moment] = now,
) -> Core:
    """Build store and services; needs a running loop only when they are used."""
    store = Store()
    numbering = Numbering(store, preferences)
    directory = Directory(store, notices, files.contacts, clock)
    PlanKeeper(directory, numbering)
    calls = Calls(store, clock, preferences)
    parking = Parking(store, clock)
    passwords = QueuePasswords(store, secrets, notices, lambda: session.last_request)
    agents = Agents(store, clock, preferences, notices, passwords)
    safe = SafeTransfers(store, calls, directory, preferences, notices)
    journal = Journal(files.journal, clock, notices, lambda: session.status.pbx)
    notes = Notes(store, journal)
    people = _people(directory, numbering)
    callers = Callers(store, clock, people, journal, notes, lambda: session.pbx)
    greetings = Greetings(preferences, people.plan)

    def heard_in(call_id: CallId) -> Number | None:
        return supervisor.heard_in(call_id)  # which is made below

    CallJournal(store, journal, directory.identify, heard_in)
    desk = Desk(
        store,
        directory,
        safe,
        Asides(callers, greetings, notes, lambda: preferences.settings.consent_text),
    )
    session = Session(
        store=store,
        clock=clock,
        calls=calls,
        directory=directory,
        parking=parking,
        agents=agents,
        notices=notices,
        preferences=preferences,
        secrets=secrets,
        queue_passwords=passwords,
        make_pbx=pbx_factory,
        make_link=link_factory,
        find_kind=find_kind,
    )

    def offer(status: ConnectionStatus) -> None:
        calls.offer(status.offered)
        desk.offer(status.offered)

    session.subscribe(offer)
    pbx_clock = PbxClock(session, clock)
    supervisor = Supervisor(
        store=store,
        clock=clock,
        agents=agents,
        calls=calls,
        journal=journal,
        notices=notices,
        pbx=lambda: session.pbx,
    )
    desk.screen(on=preferences.settings.screen_calls)
    preferences.subscribe(lambda settings: desk.screen(on=settings.screen_calls))
    preferences.subscribe(lambda _: desk.refresh())
    away = Away(store, clock, directory.identify)
    history = make_history(
        files.history,
        store=store,
        clock=clock,
        session=session,
        journal=journal,
        notes=notes,
        numbering=numbering,
        agents=agents,
        directory=directory,
        preferences=preferences,
        pbx_clock=pbx_clock,
    )
    waiting = FollowUpFile(files.history.worker, files.history.reader)
    followups = make_follow_ups(
        waiting,
        history,
        store=store,
        clock=clock,
        session=session,
        numbering=numbering,
        directory=directory,
    )
    handovers = Handovers(
        session=session,
        clock=clock,
        desk=desk,
        parking=parking,
        directory=directory,
        agents=agents,
        history=history,
        followups=followups,
        presence=lambda number: store.lamps.get(number, Lamp()).presence,
    )

    async def front_desk() -> HotelDesk:
        from ctiapp.services.hotel.making import make_desk

        return await make_desk(
            files.hotel,
            session=session,
            clock=clock,
            preferences=preferences,
            notices=notices,
            directory=directory,
            lamps=StoreLamps(store),
            journal=journal,
            calls=calls,
            history=history,
            documents=files.documents,
            writer=sheet_writer(),
        )

    sounds = SoundFiles(session, files.sounds)

    def same(one: Number, other: Number) -> bool:
        return one == other or people.plan().compare(one, other) is not None

    services = Services(
        clock,
        session,
        calls,
        desk,
        directory,
        parking,
        agents,
        notices,
        preferences,
        safe,
        supervisor,
        away,
        notes,
        greetings,
        Privacy(
            clock=clock,
            preferences=preferences,
            journal=journal,
            callers=callers,
            notes=notes,
            plan=people.plan,
            settings_file=files.settings,
            book=directory,
            history=history,
            said=waiting.said,
            guests=Guests(files.hotel, lambda: session.status.pbx),
        ),
        numbering,
        _importing(directory, secrets),
        PopActions(
            store=store,
            preferences=preferences,
            notices=notices,
            starter=Starter(),
            identify=directory.identify,
            is_queue=lambda number: any(q.number == number for q in agents.picture.queues),
        ),
        pbx_clock,
        Reporting(agents, clock, lambda: pbx_clock.ahead_s, lambda: session.pbx),
        history,
        followups,
        Recordings(session, clock, sounds, same),
        Mailbox(session, clock, sounds, same, directory.identify),
        handovers,
        HotelKeeper(preferences, notices, front_desk),
        EventTrial(session),
    )
    LampReader(store, clock, directory, lambda: session.pbx, lambda: agents.is_seen)
    AwayRecords(
        store,
        clock,
        away,
        directory.identify,
        same,
        lambda: session.pbx,
        history,
    )
    return Core(store, services, Sweep(store, clock), journal, callers, sounds)


def _importing(directory: Directory, secrets: SecretStore) -> Callable[[], Importer]:
    """What brings contacts in; nothing of it is loaded before somebody wants to."""
    made: list[Importer] = []

    def trust() -> LdapTrust:
        from ctiapp.pbx.ldaptrust import DirectoryTrust

        return DirectoryTrust()

    def importer() -> Importer:
        if not made:
            from ctiapp.services.importing import Importer

            made.append(Importer(directory, secrets, trust))
        return made[0]

    return importer


def _people(directory: Directory, numbering: Numbering) -> People:
    """Who is who, for what is known of callers."""

    def extension(number: Number) -> Extension | None:
        return next((each for each in directory.extensions if each.number == number), None)

    return People(directory.identify, extension, lambda: numbering.plan)
