"""The composition root: builds every object, starts the loop, shuts down in order.

The window is shown first; what is heavy (the network, the key store) is imported when it is first
used. Nothing here ends the loop by itself: the main coroutine waits for the wish to quit, puts
everything away, and returns.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

os.environ.setdefault("QT_API", "pyside6")

import ctiapp.desktop.qtimports  # noqa: F401 - first: it spares the rest from being read

# isort: split
import qasync
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ctiapp import __version__, log
from ctiapp.desktop.instance import InstanceLock
from ctiapp.desktop.keystore import KeyringSecrets, MemorySecrets
from ctiapp.desktop.runmark import RunMark
from ctiapp.desktop.running import Starter
from ctiapp.model.call import Moment
from ctiapp.model.errors import CtiError
from ctiapp.model.notice import Severity
from ctiapp.paths import AppPaths
from ctiapp.services.agents import Agents
from ctiapp.services.asides import Asides
from ctiapp.services.away import Away
from ctiapp.services.awayrecords import AwayRecords
from ctiapp.services.bundle import Services
from ctiapp.services.callers import Callers, People
from ctiapp.services.calljournal import CallJournal
from ctiapp.services.calls import Calls
from ctiapp.services.connection import SignInRequest
from ctiapp.services.desk import Desk
from ctiapp.services.directory import Directory
from ctiapp.services.directory_numbers import PlanKeeper
from ctiapp.services.followupmaking import make_follow_ups
from ctiapp.services.greetings import Greetings
from ctiapp.services.handover import Handovers
from ctiapp.services.historymaking import make_history
from ctiapp.services.journal import Journal
from ctiapp.services.lamps import LampReader
from ctiapp.services.notes import Notes
from ctiapp.services.notices import Notices
from ctiapp.services.numbering import Numbering
from ctiapp.services.parking import Parking
from ctiapp.services.pbxclock import PbxClock
from ctiapp.services.popactions import PopActions
from ctiapp.services.preferences import Preferences
from ctiapp.services.privacy import Privacy
from ctiapp.services.recordings import Recordings
from ctiapp.services.reporting import Reporting
from ctiapp.services.safe_transfer import SafeTransfers
from ctiapp.services.session import Session
from ctiapp.services.storelamps import StoreLamps
from ctiapp.services.supervisor import Supervisor
from ctiapp.services.sweep import Sweep
from ctiapp.settings_file import SettingsFile
from ctiapp.state.changes import Lamp
from ctiapp.state.store import Store
from ctiapp.storage.book import ContactBook
from ctiapp.storage.followups import FollowUpFile
from ctiapp.storage.history import HistoryFile
from ctiapp.storage.journal import JournalFile
from ctiapp.ui import words
from ctiapp.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from ctiapp.control.verbs import Verbs
    from ctiapp.desktop.ctl_server import CtlServer
    from ctiapp.desktop.demo import DemoPbx
    from ctiapp.desktop.witnesses import Witnesses
    from ctiapp.model.directory import Extension
    from ctiapp.model.number import Number
    from ctiapp.pbx.interface import (
        Account,
        Credentials,
        LinkObserver,
        Pbx,
        PbxFactory,
    )
    from ctiapp.services.diagnosticfiles import DiagnosticSources
    from ctiapp.services.importing import Importer, LdapTrust
    from ctiapp.services.journal import JournalKeeper
    from ctiapp.services.linking import LinkFactory, LinkHandle
    from ctiapp.services.ports import SecretStore
    from ctiapp.settings import SignIn, StartOptions
    from ctiapp.tools.capture import Recorder

_log = log.topic("app")

UNSEEN_S = 1.0
"""A window that is not painted by then (covered, on another desktop) is not waited for."""

DEMO_OPTIONS = ("--scenario", "reception")
"""How the demo's PBX is started."""


def now() -> Moment:
    """Both clocks, read at once."""
    return Moment(time.monotonic(), datetime.now(UTC))


def make_pbx(account: Account) -> Pbx:
    """The `Pbx` of an account; loads the network only now."""
    from ctiapp.pbx.registry import create

    return create(account)


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
    """

    store: Store
    services: Services
    sweep: Sweep
    journal: Journal
    callers: Callers


@dataclass(frozen=True, slots=True)
class Files:
    """What is kept on the disk.

    Attributes:
        journal: what was done here.
        contacts: everybody who is known.
        history: the calls of the past.
        settings: where the settings lie, to be told of in an export.
        recordings: the folder of recordings that are listened to.
    """

    journal: JournalKeeper
    contacts: ContactBook
    history: HistoryFile
    settings: Path
    recordings: Path


def build_core(
    preferences: Preferences,
    notices: Notices,
    secrets: SecretStore,
    files: Files,
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
    agents = Agents(store, clock, preferences, notices)
    safe = SafeTransfers(store, calls, directory, preferences, notices)
    journal = Journal(files.journal, clock, notices, lambda: session.status.pbx)
    notes = Notes(store, journal)
    people = _people(directory, numbering)
    callers = Callers(store, clock, people, journal, notes, lambda: session.pbx)
    greetings = Greetings(preferences, people.plan)
    CallJournal(store, journal, directory.identify)
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
        make_pbx=pbx_factory,
        make_link=link_factory,
    )
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
        Recordings(
            session,
            clock,
            files.recordings,
            lambda one, other: one == other or people.plan().compare(one, other) is not None,
        ),
        handovers,
    )
    LampReader(store, clock, directory, lambda: session.pbx, lambda: agents.is_seen)
    AwayRecords(
        store,
        clock,
        away,
        directory.identify,
        lambda one, other: one == other or people.plan().compare(one, other) is not None,
        lambda: session.pbx,
    )
    return Core(store, services, Sweep(store, clock), journal, callers)


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


class Application:
    """One running instance."""

    def __init__(
        self,
        options: StartOptions,
        paths: AppPaths,
        lock: InstanceLock,
        mark: RunMark,
        *,
        pbx_factory: PbxFactory = make_pbx,
        link_factory: LinkFactory = make_link,
        demo_options: Sequence[str] = DEMO_OPTIONS,
    ) -> None:
        self._options = options
        self._demo_options = demo_options
        self._paths = paths
        self._lock = lock
        self._quit = asyncio.Event()
        self._demo: DemoPbx | None = None
        settings_file = SettingsFile(paths.settings_file)
        loaded = settings_file.load()
        notices = Notices()
        if loaded.problem is not None:
            notices.post(loaded.problem.notice(Severity.WARNING))
        preferences = Preferences(loaded.settings, settings_file, notices)
        words.install(loaded.settings.language)
        self._secrets = MemorySecrets() if options.demo else KeyringSecrets()
        self.core = build_core(
            preferences,
            notices,
            self._secrets,
            Files(
                JournalFile(paths.journal_file),
                ContactBook(paths.contacts_file),
                HistoryFile(paths.history_file),
                paths.settings_file,
                paths.recordings_dir,
            ),
            pbx_factory=pbx_factory,
            link_factory=link_factory,
        )
        self.shell = Shell(
            self.core.services,
            paths,
            version=__version__,
            demo=self if options.demo else None,
            lamps=StoreLamps(self.core.store),
            sources=lambda: self._sources,
        )
        self.shell.quit_requested.connect(self.quit)
        self._mark = mark
        self._sources: DiagnosticSources | None = None
        self._recorder: Recorder | None = None
        self._verbs: Verbs | None = None
        self._ctl: CtlServer | None = None
        self._starting: asyncio.Task[None] | None = None
        self._witnesses: Witnesses | None = None

    # -- what ctl asks of the window -------------------------------------------------------------

    def screenshot(self, path: Path) -> list[Path]:
        """Save all visible windows."""
        return self.shell.screenshot(path)

    def raise_window(self) -> None:
        """Show the window."""
        self.shell.raise_window()

    def prefill(self, text: str) -> None:
        """Put a number into the search box."""
        self.shell.prefill(text)

    def quit(self) -> None:
        """End in order."""
        self._quit.set()

    @property
    def demo(self) -> DemoPbx | None:
        """The simulated PBX of the demo, once it runs."""
        return self._demo

    # -- the demo's desk phone -------------------------------------------------------------------

    @property
    def extension(self) -> str:
        """Whose phone it is."""
        return "" if self._demo is None else self._demo.extension

    async def lift(self) -> None:
        """Lift the handset."""
        if self._demo is not None:
            await self._demo.lift()

    async def put_down(self) -> None:
        """Put the handset down."""
        if self._demo is not None:
            await self._demo.put_down()

    async def ring_me(self) -> None:
        """Have somebody from outside call."""
        if self._demo is not None:
            await self._demo.ring_me()

    # -- running ---------------------------------------------------------------------------------

    async def run(self) -> int:
        """Run until somebody wants to quit, then put everything away."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(log.loop_sink)
        await self._window_stands()
        self._diagnose()
        self._listen()
        self.core.services.privacy.start()
        await self.core.services.recordings.start()
        self._starting = asyncio.create_task(self._sign_in(), name="start")
        if self._options.prefill is not None:
            self.shell.prefill(self._options.prefill)
        try:
            await self._quit.wait()
        finally:
            await self._shut_down()
        return 0

    async def _window_stands(self) -> None:
        """Let the window be painted before anything else is loaded; an unseen one not for long."""
        window = self.shell.window
        if not self._options.minimized and not window.painted:
            stands = asyncio.Event()
            window.stands.connect(stands.set)
            with suppress(TimeoutError):
                async with asyncio.timeout(UNSEEN_S):
                    await stands.wait()

    def _diagnose(self) -> None:
        """Watch how it does from here on; where the last run was cut off, offer to save that."""
        from ctiapp.services.diagnosticfiles import DiagnosticSources, Places
        from ctiapp.services.diagnostics import Diagnostics
        from ctiapp.services.recent import Recent

        services, paths = self.core.services, self._paths
        self._sources = DiagnosticSources(
            __version__,
            Diagnostics(services.session, services.desk, services.clock, services.pbx_clock),
            Recent(services.session),
            Places(paths.log_dir / log.LOG_FILE, paths.last_crash_file, paths.settings_file),
            self._mark,
        )
        self.shell.offer_diagnostics()

    def _listen(self) -> None:
        from ctiapp.control.verbs import Verbs
        from ctiapp.desktop.ctl_server import CtlServer
        from ctiapp.desktop.witnesses import Witnesses
        from ctiapp.tools.capture import Recorder

        self._recorder = Recorder(self.core.services.session)
        verbs = Verbs(self.core.services, self, self._recorder, words.say_bare)
        self._verbs = verbs
        self._ctl = CtlServer(verbs.handle, lambda _: verbs.watch())
        self._ctl.listen(self._paths.ctl_address, self._lock)
        self._witnesses = Witnesses(self.core.services.session.look_now)
        self._witnesses.start()

    async def _sign_in(self) -> None:
        """Sign in by itself where the start says so; the status tells what became of it."""
        session = self.core.services.session
        try:
            if self._options.demo:
                await self._sign_in_to_demo()
            elif self._options.sign_in is not None:
                await session.sign_in(_request(self._options.sign_in), persistent=True)
            else:
                await session.sign_in_again()
        except CtiError as error:
            _log.info("not signed in at the start: %s", error.key)

    async def _sign_in_to_demo(self) -> None:
        from ctiapp.desktop.demo import DemoPbx

        try:
            self._demo = await DemoPbx.start(self._demo_options)
        except CtiError as error:
            self.core.services.notices.post(error.notice())
            raise
        account = self._demo.account
        await self.core.services.session.sign_in(
            SignInRequest(
                address=account.url,
                client_id=account.client_id,
                secret=account.client_secret,
                extension=account.extension,
            ),
            persistent=True,
        )

    async def _shut_down(self) -> None:
        """Windows first, so that quitting is seen; then the link; then the files."""
        self.shell.hide()
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._ctl is not None:
            await self._ctl.close()
        if self._verbs is not None:
            await self._verbs.close()
        await self.shell.shut_down()
        if self._witnesses is not None:
            await self._witnesses.stop()
        if self._recorder is not None:
            self._recorder.close()
        self.core.sweep.stop()
        self.core.services.numbering.stop()
        await self.core.services.pop_actions.close()
        await self.core.services.safe.close()
        await self.core.services.session.shut_down()
        await self.core.services.recordings.close()
        await self.core.services.directory.close()
        await self.core.services.privacy.stop()
        await self.core.callers.close()
        self.core.services.notes.flush()
        await self.core.journal.close()
        await self.core.services.followups.stop()
        await self.core.services.history.close()
        if self._demo is not None:
            await self._demo.stop()
        if isinstance(self._secrets, KeyringSecrets):
            self._secrets.close()


def _request(sign_in: SignIn) -> SignInRequest:
    return SignInRequest(
        address=sign_in.url,
        client_id=sign_in.client_id,
        extension=sign_in.extension,
        secret=sign_in.client_secret,
        kind=sign_in.kind,
        remember=sign_in.remember,
        ca=sign_in.ca,
        pin=sign_in.trust,
    )


def make_qt() -> QApplication:
    """The one `QApplication`, named and set so that windows do not end the loop."""
    app = QApplication.instance()
    qt = app if isinstance(app, QApplication) else QApplication(["ctiapp"])
    qt.setApplicationName("ctiapp")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("ctiapp")
    qt.setQuitOnLastWindowClosed(False)
    return qt


def run(
    options: StartOptions,
    *,
    pbx_factory: PbxFactory = make_pbx,
    link_factory: LinkFactory = make_link,
    script: Callable[[Application], Coroutine[object, object, None]] | None = None,
    demo_options: Sequence[str] = DEMO_OPTIONS,
) -> int:
    """Run the desktop application and return its exit code.

    Args:
        options: how it was started.
        pbx_factory: makes the PBX of an account.
        link_factory: makes the supervisor of a session.
        script: what the tour or a replay does beside it; the application quits when it ends.
        demo_options: how the demo's PBX is started.

    Raises:
        AlreadyRunning: another instance has the data directory.
        StorageError: a file of ours cannot be used.
    """
    paths = AppPaths.of(options.data_dir)
    paths.create()
    undo_log = log.configure(level=options.log_level, log_dir=paths.log_dir)
    sinks = log.install_sinks(
        crash_file=paths.crash_file, install_qt_handler=qInstallMessageHandler
    )
    try:
        with InstanceLock(paths.lock_file) as lock:
            mark = RunMark(paths.run_mark)
            mark.begin(crashed=sinks.last_crash is not None)
            qt = make_qt()
            application = Application(
                options,
                paths,
                lock,
                mark,
                pbx_factory=pbx_factory,
                link_factory=link_factory,
                demo_options=demo_options,
            )
            code = _run(qt, application, script, minimized=options.minimized)
            mark.end()
            return code
    finally:
        sinks.remove()
        undo_log()


def _run(
    qt: QApplication,
    application: Application,
    script: Callable[[Application], Coroutine[object, object, None]] | None,
    *,
    minimized: bool,
) -> int:
    application.shell.show(minimized=minimized)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        return runner.run(_main(application, script))


async def _main(
    application: Application,
    script: Callable[[Application], Coroutine[object, object, None]] | None,
) -> int:
    if script is None:
        return await application.run()
    playing = asyncio.create_task(script(application), name="script")
    playing.add_done_callback(lambda _: application.quit())
    code = await application.run()
    playing.cancel()
    (result,) = await asyncio.gather(playing, return_exceptions=True)
    if isinstance(result, Exception):
        _log.error("the script failed", exc_info=result)
        return 1
    return code
