"""The composition root: builds every object, starts the loop, shuts down in order.

The signed-out window is shown first, and knows nothing but the settings. Once it is painted, all
that whoever signs in needs is imported and built, in one place (`Application.stand`); what is heavy
beyond that (the network, the key store) is imported when it is first used. Nothing here ends the
loop by itself: the main coroutine waits for the wish to quit, puts everything away, and returns.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
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
from ctiapp.model.errors import CtiError
from ctiapp.model.notice import Severity
from ctiapp.paths import AppPaths, documents_dir
from ctiapp.services.connection import SignInRequest
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings_file import SettingsFile
from ctiapp.ui import words
from ctiapp.ui.front import Front

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from ctiapp.control.verbs import Verbs
    from ctiapp.core import Core
    from ctiapp.desktop.ctl_server import CtlServer
    from ctiapp.desktop.demo import DemoPbx
    from ctiapp.desktop.witnesses import Witnesses
    from ctiapp.pbx.interface import PbxFactory
    from ctiapp.services.diagnosticfiles import DiagnosticSources
    from ctiapp.services.hotel.nightsheet import SheetWriter
    from ctiapp.services.linking import LinkFactory
    from ctiapp.settings import SignIn, StartOptions
    from ctiapp.storage.hotel import HotelFile
    from ctiapp.tools.capture import Recorder
    from ctiapp.ui.shell import Shell

_log = log.topic("app")

UNSEEN_S = 1.0
"""A window that is not painted by then (covered, on another desktop) is not waited for."""

DEMO_OPTIONS = ("--scenario", "reception")
"""How the demo's PBX is started."""


def make_sheet_writer() -> SheetWriter:
    """What makes a PDF of a night sheet; loads what prints only now."""
    from ctiapp.ui.hotel import sheetdocument

    return sheetdocument.SheetWriter()


class Application:
    """One running instance.

    Attributes:
        front: the signed-out window.
        core, shell: what is below the window, and all of the window; there from `stand` on.
    """

    core: Core
    shell: Shell
    _hotel_file: HotelFile

    def __init__(
        self,
        options: StartOptions,
        paths: AppPaths,
        lock: InstanceLock,
        mark: RunMark,
        *,
        pbx_factory: PbxFactory | None = None,
        link_factory: LinkFactory | None = None,
        demo_options: Sequence[str] = DEMO_OPTIONS,
    ) -> None:
        self._options = options
        self._demo_options = demo_options
        self._paths = paths
        self._lock = lock
        self._pbx_factory, self._link_factory = pbx_factory, link_factory
        self._quit = asyncio.Event()
        self._demo: DemoPbx | None = None
        settings_file = SettingsFile(paths.settings_file)
        loaded = settings_file.load()
        self._notices = Notices()
        if loaded.problem is not None:
            self._notices.post(loaded.problem.notice(Severity.WARNING))
        self._preferences = Preferences(loaded.settings, settings_file, self._notices)
        words.install(loaded.settings.language)
        self._secrets = MemorySecrets() if options.demo else KeyringSecrets()
        self.front = Front(loaded.settings)
        self._mark = mark
        self._sources: DiagnosticSources | None = None
        self._recorder: Recorder | None = None
        self._verbs: Verbs | None = None
        self._ctl: CtlServer | None = None
        self._starting: asyncio.Task[None] | None = None
        self._witnesses: Witnesses | None = None

    # -- building --------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the signed-out window, where one is wanted."""
        if not self._options.minimized:
            self.front.window.show()

    async def stand(self) -> None:
        """Let the window be painted, then make all the rest at once.

        Nothing that is done in the window is lost meanwhile: it waits in the queue of events.
        """
        asyncio.get_running_loop().set_exception_handler(log.loop_sink)
        await self._window_stands()
        self._build_core()
        self._build_shell()

    async def _window_stands(self) -> None:
        """Let the window be painted before anything else is loaded; an unseen one not for long."""
        window = self.front.window
        if not self._options.minimized and not window.painted:
            stands = asyncio.Event()
            window.stands.connect(stands.set)
            with suppress(TimeoutError):
                async with asyncio.timeout(UNSEEN_S):
                    await stands.wait()

    def _build_core(self) -> None:
        from ctiapp.core import Files, build_core, make_link, make_pbx
        from ctiapp.storage.book import ContactBook
        from ctiapp.storage.history import HistoryFile
        from ctiapp.storage.hotel import HotelFile
        from ctiapp.storage.journal import JournalFile

        options, paths = self._options, self._paths
        self._hotel_file = HotelFile(paths.hotel_file)
        self.core = build_core(
            self._preferences,
            self._notices,
            self._secrets,
            Files(
                JournalFile(paths.journal_file),
                ContactBook(paths.contacts_file),
                HistoryFile(paths.history_file),
                self._hotel_file,
                paths.settings_file,
                paths.recordings_dir,
                lambda: documents_dir(options.data_dir),
            ),
            make_sheet_writer,
            pbx_factory=self._pbx_factory or make_pbx,
            link_factory=self._link_factory or make_link,
        )

    def _build_shell(self) -> None:
        from ctiapp.services.storelamps import StoreLamps
        from ctiapp.ui.shell import Shell

        self.shell = Shell(
            self.core.services,
            self._paths,
            version=__version__,
            front=self.front,
            demo=self if self._options.demo else None,
            lamps=StoreLamps(self.core.store),
            sources=lambda: self._sources,
        )
        self.shell.quit_requested.connect(self.quit)
        self.shell.show(minimized=self._options.minimized)

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
        """Run until somebody wants to quit, then put everything away; it stands already."""
        self._diagnose()
        self._listen()
        self.core.services.privacy.start()
        await self.core.sounds.start()
        self.core.services.hotel.start()
        self._starting = asyncio.create_task(self._sign_in(), name="start")
        if self._options.prefill is not None:
            self.shell.prefill(self._options.prefill)
        try:
            await self._quit.wait()
        finally:
            await self._shut_down()
        return 0

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
        await self.core.services.hotel.close()
        await self.core.services.session.shut_down()
        await self.core.services.recordings.close()
        await self.core.services.mailbox.close()
        await self.core.sounds.close()
        await self.core.services.directory.close()
        await self.core.services.privacy.stop()
        await self.core.callers.close()
        self.core.services.notes.flush()
        await self.core.journal.close()
        await self.core.services.followups.stop()
        await self.core.services.history.close()
        await self._hotel_file.close()
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
        listen=sign_in.listen,
        listen_told=sign_in.listen_told,
        event_port=sign_in.event_port,
        clear_event_password=sign_in.clear_event_password,
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
    pbx_factory: PbxFactory | None = None,
    link_factory: LinkFactory | None = None,
    script: Callable[[Application], Coroutine[object, object, None]] | None = None,
    demo_options: Sequence[str] = DEMO_OPTIONS,
) -> int:
    """Run the desktop application and return its exit code.

    Args:
        options: how it was started.
        pbx_factory: makes the PBX of an account; None: as ever.
        link_factory: makes the supervisor of a session; None: as ever.
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
            code = _run(qt, application, script)
            mark.end()
            return code
    finally:
        sinks.remove()
        undo_log()


def _run(
    qt: QApplication,
    application: Application,
    script: Callable[[Application], Coroutine[object, object, None]] | None,
) -> int:
    application.show()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        return runner.run(_main(application, script))


async def _main(
    application: Application,
    script: Callable[[Application], Coroutine[object, object, None]] | None,
) -> int:
    await application.stand()
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
