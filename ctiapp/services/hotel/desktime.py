"""The PBX's clock on the wall: every wake-up call is rung by it, in a zone that it does not tell.

What it shows is asked for again and again. From that its offset from UTC is known *now*: the
nearest quarter of an hour is taken for its zone, and the seconds beyond for its drift, which counts
as well, since it rings when *its* clock says so. For another day there has to be a zone, with the
two nights of the year in it:

| what is known | what is assumed for other days |
| --- | --- |
| a zone is set (``pbx_zone``), and it has that offset now | that zone |
| none is set, and this computer's zone has that offset now | this computer's zone: it is guessed |
| neither has that offset | that offset, for ever; `notice` says so |
| the clock was never read | the zone that is set, else this computer's; `notice` says so |

The two nights (inferred: the handbook says nothing; so does a clock that looks for what is due, as
cron's does):

| the wall time | is taken to be |
| --- | --- |
| does not come: the clock is put forward over it | the moment at which it is put forward |
| comes twice: the clock is put back over it | the first of both that is still to come |

A PBX may do otherwise in the first case, and ring an hour later or not at all. Then nothing rings
at the time assumed, the outcome is unknown, and somebody is called: nobody is left asleep by it. A
wake-up call for a date is not taken at a time that does not come.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ctiapp.model.errors import CtiError, NotSupported
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.observers import Observers
from ctiapp.model.wakes import ClockChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ctiapp.services.hotel.ground import Ground
    from ctiapp.services.ports import Clock

log = logging.getLogger("ctiapp.wakes")

QUARTER = timedelta(minutes=15)
"""Every zone's offset is a multiple of it."""
EVERY_S = 3600.0
"""How often the PBX's clock is asked for."""
NEAR = timedelta(hours=2)
"""So near to a change of the clock it is asked for more often …"""
NEAR_EVERY_S = 300.0
"""… namely as often as this, in seconds."""
AGAIN_S = 60.0
"""How soon it is asked again where it did not answer."""
SMALL = timedelta(seconds=2)
"""It tells whole seconds, and the way there takes its time: so little is no news."""
MAX_KNOWN = 5000
"""So many wall times that were worked out are kept: a thousand rooms are woken at few of them."""
_DAY = timedelta(days=1)


def here(at: datetime) -> timedelta:
    """By how much this computer's clock on the wall is ahead of UTC at that moment."""
    return at.astimezone().utcoffset() or timedelta(0)


class DeskTime:
    """What the PBX's clock shows, and when it shows something.

    Args:
        ground: the PBX.
        clock: both of this computer's.
        zone: the name of the PBX's zone, as the user set it; empty: none is set.
        local: this computer's zone.
    """

    def __init__(
        self,
        ground: Ground,
        clock: Clock,
        zone: Callable[[], str],
        local: Callable[[datetime], timedelta] = here,
    ) -> None:
        self._ground = ground
        self._clock = clock
        self._zone_name = zone
        self._local = local
        self._measured: timedelta | None = None
        self._measured_at: datetime | None = None
        self._held: object = None
        self._known: dict[datetime, datetime] = {}
        self._trouble: Notice | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._observers: Observers[None] = Observers()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def known(self) -> bool:
        """Whether the PBX's clock was read since somebody signed in."""
        return self._measured is not None

    @property
    def settled(self) -> bool:
        """Whether it was asked for since somebody signed in, and told, or failed to tell."""
        return self._measured is not None or self._trouble is not None

    @property
    def read_at(self) -> datetime | None:
        """When it was last read, aware UTC; None: never."""
        return self._measured_at

    @property
    def offset(self) -> timedelta | None:
        """By how much it is ahead of UTC now, without its drift; None where it was never read."""
        return None if self._measured is None else self.offset_at(self._clock().at)

    @property
    def drift(self) -> timedelta:
        """By how much it goes wrong: positive where it is ahead of the time of its zone."""
        return (
            timedelta(0) if self._measured is None else self._measured - _quarters(self._measured)
        )

    @property
    def ahead(self) -> timedelta | None:
        """By how much it is ahead of this computer's clock on the wall; None: it was never read."""
        if self._measured is None:
            return None
        now = self._clock().at
        return self.offset_at(now) + self.drift - self._local(now)

    @property
    def zone(self) -> str:
        """The name of the zone that is assumed; empty: this computer's, or a fixed offset."""
        name, _ = self._assumed()
        return name

    @property
    def zone_guessed(self) -> bool:
        """Whether this computer's zone is taken for the PBX's, since none is set."""
        name, guessed = self._assumed()
        return not name and guessed

    @property
    def notice(self) -> Notice | None:
        """What is doubtful about its time; None: nothing."""
        if self._measured is None:
            return self._trouble or Notice.of("wakeup.clock_unread", severity=Severity.WARNING)
        name, guessed = self._assumed()
        if name or guessed:
            return None
        return Notice.of(
            "wakeup.zone_wrong",
            severity=Severity.WARNING,
            zone=self._zone_name() or self._clock().at.astimezone().tzname() or "",
            offset=f"{_quarters(self._measured) / timedelta(hours=1):+g}",
        )

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Hear when its time is otherwise than it was thought to be; the answer ends it."""
        return self._observers.subscribe(lambda _: listener())

    # -- telling the time ------------------------------------------------------------------------

    def now(self) -> datetime:
        """What it shows now, naive."""
        return self.wall(self._clock().at)

    def today(self) -> date:
        """Which day it is there."""
        return self.now().date()

    def wall(self, at: datetime) -> datetime:
        """What it shows at that moment (aware UTC); naive."""
        return at.replace(tzinfo=None) + self.offset_at(at) + self.drift

    def offset_at(self, at: datetime) -> timedelta:
        """By how much its zone is ahead of UTC at that moment."""
        return self._offsets()(at)

    def instant(self, wall: datetime, since: datetime | None = None) -> datetime:
        """When it shows that (naive); aware UTC. The table above says what the two nights do.

        Args:
            wall: what it shows.
            since: from when on it was still to come, aware UTC; None: from before that night.
        """
        held = (self._measured, self._measured_at, self._zone_name())
        if held != self._held or len(self._known) > MAX_KNOWN:
            self._held, self._known = held, {}
        found = self._known.get(wall)
        if found is None:
            found = self._known[wall] = self._worked_out(wall)
        if since is None or found >= since:
            return found
        return min((at for at in self._instants(wall) if at >= since), default=found)

    def _worked_out(self, wall: datetime) -> datetime:
        found = self._instants(wall)
        return min(found) if found else self._skipping(wall)

    def doubt(self, wall: datetime) -> ClockChange | None:
        """What a change of the clock does to that wall time; None: nothing."""
        return {0: ClockChange.SKIPPED, 1: None}.get(len(self._instants(wall)), ClockChange.TWICE)

    def _instants(self, wall: datetime) -> set[datetime]:
        """All moments at which it shows that."""
        offsets = self._offsets()
        plain = (wall - self.drift).replace(tzinfo=UTC)
        possible = {offsets(plain - _DAY), offsets(plain + _DAY), offsets(plain)}
        return {plain - offset for offset in possible if offsets(plain - offset) == offset}

    def _skipping(self, wall: datetime) -> datetime:
        """When it is put forward over that wall time."""
        offsets = self._offsets()
        plain = (wall - self.drift).replace(tzinfo=UTC)
        return _change(offsets, plain - _DAY, plain + _DAY) or plain - offsets(plain)

    # -- assuming a zone -------------------------------------------------------------------------

    def _assumed(self) -> tuple[str, bool]:
        """The name of the zone that holds for other days; and whether it is this computer's."""
        name = self._zone_name()
        zone = _named(name) if name else None
        if zone is not None and self._shows(zone):
            return name, False
        return "", not name and self._shows(self._local)

    def _shows(self, zone: Callable[[datetime], timedelta]) -> bool:
        """Whether it showed the time of that zone when it was read; a clock never read may."""
        if self._measured is None or self._measured_at is None:
            return True
        return zone(self._measured_at) == _quarters(self._measured)

    def _offsets(self) -> Callable[[datetime], timedelta]:
        name, guessed = self._assumed()
        zone = _named(name) if name else None
        if zone is not None:
            return zone
        if guessed or self._measured is None:
            return self._local
        fixed = _quarters(self._measured)
        return lambda _: fixed

    # -- asking ----------------------------------------------------------------------------------

    async def refresh(self) -> None:
        """Ask the PBX for its clock; what it shows holds from then on.

        Raises:
            PbxError: it did not say.
        """
        hotel = self._ground.hotel
        before = self._clock().at
        shown = await hotel.wall_clock()
        after = self._clock().at
        asked = before + (after - before) / 2
        measured = shown - asked.replace(tzinfo=None)
        thought = None if self._measured is None else self.wall(asked)
        assumed = self._assumed()
        self._measured, self._measured_at, self._trouble = measured, asked, None
        if thought is None or abs(shown - thought) > SMALL or self._assumed() != assumed:
            log.info("the PBX's clock is %s ahead of UTC, and %s off", self.offset, self.drift)
            self._observers.tell(None)

    def start(self) -> None:
        """Somebody signed in: ask, now and from time to time."""
        self.look_now()

    def look_now(self) -> None:
        """Ask now: the computer woke up, or somebody wants to know."""
        self._wait_no_more()
        if self._ground.pbx() is not None and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._ask(), name="PBX's clock")

    async def stop(self) -> None:
        """Somebody signed out: what is known of this PBX's clock is forgotten."""
        self._wait_no_more()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._wait_no_more()
        self._measured = self._measured_at = self._trouble = None

    async def _ask(self) -> None:
        wait_s = AGAIN_S
        try:
            await self.refresh()
            wait_s = self._every_s()
        except NotSupported as error:
            log.info("the PBX does not tell what its clock shows: %s", error)
            own = error.key != NotSupported.key
            key, severity = (
                (error.key, Severity.INFO) if own else ("wakeup.clock_unread", Severity.WARNING)
            )
            self._fail(Notice.of(key, severity=severity, code=error.code))
        except CtiError as error:
            log.info("the PBX's clock could not be read: %s", error)
            self._fail(error.notice(Severity.WARNING))
        except Exception as error:
            # Whatever it is: never to ask again would be worse.
            log.exception("the PBX's clock could not be made out")
            self._fail(
                Notice.of(
                    "wakeup.clock_unread", severity=Severity.WARNING, code=type(error).__name__
                )
            )
        finally:
            self._task = None
        self._timer = asyncio.get_running_loop().call_later(wait_s, self.look_now)

    def _fail(self, trouble: Notice) -> None:
        told, self._trouble = self._trouble, trouble
        if told is None and self._measured is None:
            self._observers.tell(None)

    def _every_s(self) -> float:
        """How soon to ask again: often around the two nights of the year."""
        now = self._clock().at
        offsets = self._offsets()
        if _change(offsets, now - NEAR, now + NEAR) is not None:
            return NEAR_EVERY_S
        coming = _change(offsets, now, now + NEAR + timedelta(seconds=EVERY_S))
        if coming is None:
            return EVERY_S
        return min(EVERY_S, max(NEAR_EVERY_S, (coming - NEAR - now).total_seconds()))

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _quarters(measured: timedelta) -> timedelta:
    """The offset of a zone that a clock shows."""
    return QUARTER * round(measured / QUARTER)


def _named(name: str) -> Callable[[datetime], timedelta] | None:
    """The zone of that name; None where there is none on this computer."""
    try:
        zone = ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None
    return lambda at: zone.utcoffset(at.astimezone(zone)) or timedelta(0)


def _change(
    offsets: Callable[[datetime], timedelta], first: datetime, last: datetime
) -> datetime | None:
    """When the offset changes between two moments, to the second; None: it does not."""
    if offsets(first) == offsets(last):
        return None
    old = offsets(first)
    while last - first > timedelta(seconds=1):
        middle = first + (last - first) / 2
        if offsets(middle) == old:
            first = middle
        else:
            last = middle
    return last.replace(microsecond=0)
