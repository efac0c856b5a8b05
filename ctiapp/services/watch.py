"""Live but silent is a lie: look now and then whether the PBX has calls of mine that no event told.

The same look mends the picture: what a lost event left wrong is put right, and logged.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from ctiapp.model.errors import CtiError
from ctiapp.model.events import LinkState
from ctiapp.state.changes import CallChanged, PictureDoubtful

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.ids import CallId
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.ports import Clock
    from ctiapp.services.tally import Tally
    from ctiapp.state.changes import Change
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.session")

UNPROVEN_S = 10.0
"""How often to look until the first event of one's own calls has come, and how soon after a look
that failed: somebody wanted to know."""
PROVEN_S = 60.0
"""How often to look after that."""
SUSPICIOUS_S = 2.0
"""How soon to look again at a call that no event has told: events and answers may cross."""
GRACE_S = 3.0
"""A call that came within this time before the look is not ended by it: new channels may be seconds
late in ``call/query``. One that ended within it is not brought back; there is another look."""
BREATH_S = 0.5
"""How long after a look the next one comes at the earliest."""


class OnSilence(Protocol):
    """Who hears whether events are missing."""

    def __call__(self, *, silent: bool) -> None:
        """Events of one's own calls are missing, or arrive."""


class SilenceWatch:
    """Asks the PBX for one's own calls now and then, and at once when told to.

    Attributes:
        on_mended: called after a look that changed something.
    """

    def __init__(
        self, store: Store, pbx: Pbx, clock: Clock, on_silence: OnSilence, tally: Tally
    ) -> None:
        self._store = store
        self._pbx = pbx
        self._clock = clock
        self._on_silence = on_silence
        self._tally = tally
        self.on_mended: Callable[[], None] = lambda: None
        self._now = asyncio.Event()
        self._suspects: set[CallId] = set()
        self._unsure = False
        self._looked = self._failed = False
        self._proven = False
        self._known = {call.call_id for call in store.calls}
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe = store.subscribe(self._on_changes)

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="watch")

    def look_now(self) -> None:
        """Look at once: the picture is in doubt."""
        self._now.set()

    async def stop(self) -> None:
        """Look no more."""
        self._unsubscribe()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _on_changes(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, PictureDoubtful):
                self._now.set()
            elif isinstance(change, CallChanged) and change.after is not None:
                told_s = self._store.told_s(change.after.call_id)
                if told_s is not None and told_s == change.now.mono_s:
                    self._proven = True
                    self._suspects.clear()
                    self._on_silence(silent=False)

    async def _until_next(self) -> None:
        """Wait until it is time to look, or until somebody wants it."""
        soon = bool(self._suspects) or self._unsure
        calm = self._proven and not self._failed
        wait_s = SUSPICIOUS_S if soon else PROVEN_S if calm else UNPROVEN_S
        try:
            async with asyncio.timeout(wait_s):
                # Doubts may come as fast as events: they are gathered, and the PBX asked politely.
                await asyncio.sleep(BREATH_S if self._looked else 0.0)
                await self._now.wait()
        except TimeoutError:
            pass  # it is time

    async def _run(self) -> None:
        while True:
            await self._until_next()
            self._now.clear()
            if self._store.link is not LinkState.UP:
                continue
            self._looked = self._failed = True
            asked = self._clock()
            try:
                snapshot = await self._pbx.snapshot()
            except CtiError as error:
                log.info("looking at one's own calls failed: %s", error)
                continue
            except Exception:
                log.exception("looking at one's own calls failed")
                continue
            self._failed = False
            changes = self._store.replace(
                snapshot.calls,
                self._clock(),
                asked_s=asked.mono_s,
                grace_s=GRACE_S,
                complete=snapshot.complete,
            )
            for change in changes:
                if isinstance(change, CallChanged) and change.after != change.before:
                    self._tally.repairs += 1
                    call = change.after or change.before
                    log.info("a look mended call %s", None if call is None else call.call_id)
            if any(not isinstance(change, PictureDoubtful) for change in changes):
                self.on_mended()
            self._judge({report.call_id for report in snapshot.calls})

    def _judge(self, present: set[CallId]) -> None:
        """Compare what the PBX has with what its events told."""
        calls = [call for call in self._store.calls if call.call_id in present]
        # Shown as ended, and still listed: either lingers, or will be back by the next look.
        self._unsure = any(call.end is not None for call in calls)
        untold = {
            call.call_id
            for call in calls
            if call.end is None
            and call.call_id not in self._known
            and not self._store.told_by_event(call.call_id)
        }
        silent = untold & self._suspects
        if silent:
            # Where nothing comes at all the way may be closed: whether it is, the link says.
            if self._pbx.hears and self._store.link is LinkState.UP:
                self._on_silence(silent=True)
            self._known |= silent
            self._proven = False
        self._suspects = untold - self._known
        self._known &= present | {call.call_id for call in self._store.calls}
