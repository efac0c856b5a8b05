"""What a pause can be for, and whether this PBX takes reasons at all.

A PBX without the call-centre subscription refuses a pause that names a reason (P handbook, l.
13371-13433). That is found out once, by sending it again without, and remembered by the PBX's
serial number; a month later it is tried again, since a subscription can be bought.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.agentanswers import ReasonsTold
from ctiapp.model.errors import CommandError, CtiError, OutcomeUnknown, UsageError
from ctiapp.model.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.model.agents import PauseReason
    from ctiapp.model.commands import PauseAgent, PauseAgents
    from ctiapp.model.directory import PbxInfo
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import Clock
    from ctiapp.services.preferences import Preferences
    from ctiapp.settings import Settings
    from ctiapp.state.store import Store

log = logging.getLogger("ctiapp.agents")

BELIEVED = timedelta(days=30)
"""How long a PBX that refused a reason is not sent another one."""
_KEPT = 50
"""Of how many PBXs that is remembered at most; the oldest go first."""


class PauseReasons:
    """The reasons of one PBX."""

    def __init__(
        self, store: Store, clock: Clock, preferences: Preferences, notices: Notices
    ) -> None:
        self._store = store
        self._clock = clock
        self._preferences = preferences
        self._notices = notices
        self._name = ""

    def attach(self, pbx: PbxInfo | None) -> None:
        """Belong to this PBX from now on."""
        self._name = "" if pbx is None else pbx.sn or pbx.url

    @property
    def taken(self) -> bool:
        """Whether this PBX takes reasons, as far as that is known."""
        refused = self._preferences.settings.no_pause_reasons.get(self._name)
        if refused is None:
            return True
        try:
            return self._clock().at - datetime.fromisoformat(refused) > BELIEVED
        except (ValueError, TypeError):
            return True  # no time that could be believed

    @property
    def shown(self) -> tuple[PauseReason, ...]:
        """What a pause can be for; nothing where this PBX takes no reasons."""
        return (self._store.agents.reasons or ()) if self.taken else ()

    async def send(
        self,
        make: Callable[[str | None], PauseAgent | PauseAgents],
        reason: PauseReason | None,
        pbx: Pbx,
    ) -> None:
        """Send a pause with its reason, and once more without it where the PBX takes none.

        Raises:
            UsageError: key ``agent.reason_gone``: the PBX no longer has this reason.
            CtiError: it was refused with and without, or it could not be sent.
        """
        if reason is None or not self.taken:
            await pbx.execute(make(None))
            return
        try:
            await pbx.execute(make(reason.code))
        except OutcomeUnknown:
            raise
        except CommandError as refusal:
            log.info("a pause with a reason was refused: %s", refusal)
            await self._still_there(pbx, reason)
            try:
                await pbx.execute(make(None))
            except OutcomeUnknown:
                raise
            except CommandError:
                raise refusal from None  # it was not the reason
            self._remember()

    async def _still_there(self, pbx: Pbx, reason: PauseReason) -> None:
        """A list that was edited since is no sign of a missing subscription."""
        asked_s = self._clock().mono_s
        try:
            reasons = await pbx.pause_reasons()
        except CtiError as error:
            log.info("the reasons could not be had: %s", error)
            return
        if reasons and all(one.code != reason.code for one in reasons):
            self._store.take_answer(ReasonsTold(reasons), asked_s, self._clock())
            raise UsageError("no such reason", key="agent.reason_gone", reason=reason.text)

    def _remember(self) -> None:
        at = self._clock().at.isoformat(timespec="seconds")

        def how(settings: Settings) -> Settings:
            kept = {**settings.no_pause_reasons}
            kept.pop(self._name, None)
            kept[self._name] = at
            newest = dict(list(kept.items())[-_KEPT:])
            return replace(settings, no_pause_reasons=MappingProxyType(newest))

        self._preferences.change(how)
        self._notices.post(Notice.of("agent.no_reasons"))
