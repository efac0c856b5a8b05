"""What the control API lets an administrator set: of every PBX, and of the P-Series alone."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ctiapp.simpbx import control_moves, control_people
from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.p_series.settings import FIRMWARES

if TYPE_CHECKING:
    from ctiapp.simpbx.control_args import Args
    from ctiapp.simpbx.control_calls import Answer
    from ctiapp.simpbx.server import RunningPbx

_P_SERIES = (
    "api_enabled", "allow_address", "refuse_topics", "call_centre", "firmware",
    "query_lag_s", "recording_ready_s", *control_people.SETTINGS,
)  # fmt: skip
"""What the P-Series' API alone knows."""

SETTINGS = (
    *_P_SERIES, "ring_timeout_s", "agent_timeout_s", "retry_s", "max_missed", *control_moves.RULES
)  # fmt: skip
"""Everything that can be set."""


def p_series_only(pbx: RunningPbx, *names: str) -> None:
    """Raise ``ControlError`` where arguments are there that only a P-Series understands."""
    if pbx.options.kind != "p-series":
        message = f"{', '.join(names)}: the P-Series alone has that"
        raise ControlError(message)


def settings(pbx: RunningPbx, args: Args) -> Answer:
    """Set what an administrator may set; returns all of it that this PBX has."""
    exchange = pbx.exchange
    special = [name for name in _P_SERIES if name in args]
    if special:
        p_series_only(pbx, *special)
    answer = _set_p_series(pbx, args) if pbx.options.kind == "p-series" else {}
    control_moves.set_rules(pbx, args)
    exchange.ring_timeout_s = args.number("ring_timeout_s", exchange.ring_timeout_s)
    for queue in exchange.directory.queues.values():
        queue.agent_timeout_s = args.number("agent_timeout_s", queue.agent_timeout_s)
        queue.retry_s = args.number("retry_s", queue.retry_s)
        queue.max_missed = args.whole("max_missed", queue.max_missed)
    return {**answer, "ring_timeout_s": exchange.ring_timeout_s, **asdict(exchange.rules)}


def _set_p_series(pbx: RunningPbx, args: Args) -> Answer:
    api = pbx.api.settings
    api.api_enabled = args.flag("api_enabled", api.api_enabled)
    api.allow_address = args.flag("allow_address", api.allow_address)
    api.call_centre = args.flag("call_centre", api.call_centre)
    firmware = args.text("firmware", api.firmware)
    if firmware not in FIRMWARES:
        message = f"no firmware {firmware!r}; valid: {', '.join(FIRMWARES)}"
        raise ControlError(message)
    api.firmware = next(each for each in FIRMWARES if each == firmware)
    api.query_lag_s = args.number("query_lag_s", api.query_lag_s)
    api.recording_ready_s = args.number("recording_ready_s", api.recording_ready_s)
    if "refuse_topics" in args:
        api.refuse_topics = frozenset(args.numbers("refuse_topics"))
    people = control_people.set_people(pbx, args)
    return {
        "api_enabled": api.api_enabled,
        "allow_address": api.allow_address,
        "call_centre": api.call_centre,
        "firmware": api.firmware,
        "query_lag_s": api.query_lag_s,
        "recording_ready_s": api.recording_ready_s,
        "refuse_topics": sorted(api.refuse_topics),
        **people,
    }
