"""How the application does, in words: the rows of the page's tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.ui import words

if TYPE_CHECKING:
    from ctiapp.model.notice import Notice
    from ctiapp.services.diagnostics import Health, LinkMove

ZONE_STEP_S = 900
"""Zones differ by quarters of an hour."""
SAME_CLOCK_S = 60
"""A difference this close to such a step is a zone, and no wrong clock."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the facts.

    Attributes:
        name: what it is.
        value: how it is.
    """

    name: str
    value: str


def fact_rows(health: Health) -> tuple[Row, ...]:
    """What there is to know, one line each."""
    status, latencies = health.status, health.latencies
    painted = words.word("diagnostics.none_yet")
    if latencies.count:
        painted = words.word(
            "diagnostics.latencies",
            p50=_ms(latencies.p50_ms),
            p95=_ms(latencies.p95_ms),
            p99=_ms(latencies.p99_ms),
            count=latencies.count,
        )
    events = sum(count for _, count in health.events)
    told = ", ".join(f"{kind} {count}" for kind, count in health.events)
    return (
        Row(words.word("diagnostics.connection"), words.connection(status.state)),
        Row(words.word("diagnostics.paint"), painted),
        Row(words.word("diagnostics.token"), _token(health)),
        Row(words.word("diagnostics.clock"), _clock(health.clock_ahead_s)),
        Row(
            words.word("diagnostics.events"),
            f"{events}: {told}" if told else words.word("diagnostics.none_yet"),
        ),
        Row(words.word("diagnostics.repairs"), str(health.repairs)),
    )


def move_rows(health: Health) -> tuple[tuple[str, str, str], ...]:
    """The moves of the link, the newest first: when, where to, why."""
    return tuple(_move(move) for move in reversed(health.moves))


def _move(move: LinkMove) -> tuple[str, str, str]:
    at = move.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return at, words.connection(move.state), "" if move.notice is None else _why(move.notice)


def _why(notice: Notice) -> str:
    """What happened, in one sentence, and what the PBX called it."""
    code = words.word("details", code=notice.code) if notice.code else ""
    return " · ".join(part for part in (words.brief(notice), code) if part)


def _token(health: Health) -> str:
    if health.token_ends_s is None:
        return words.word("diagnostics.no_token")
    age = "?" if health.token_age_s is None else words.clock(health.token_age_s)
    ends = words.clock(max(0.0, health.token_ends_s))
    return words.word("diagnostics.token_age", age=age, ends=ends)


def _clock(ahead_s: float | None) -> str:
    if ahead_s is None:
        return words.word("diagnostics.clock_unknown")
    steps = round(ahead_s / ZONE_STEP_S)
    rest_s = ahead_s - steps * ZONE_STEP_S
    if steps and abs(rest_s) <= SAME_CLOCK_S:
        hours = f"{steps * ZONE_STEP_S / 3600:+.4g}"
        return words.word("diagnostics.clock_zone", seconds=f"{round(rest_s):+d}", hours=hours)
    return words.word("diagnostics.clock_ahead", seconds=f"{round(ahead_s):+d}")


def _ms(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"


def size_text(size: int) -> str:
    """A size in kilobytes, of at least one."""
    return f"{max(1, round(size / 1000))} kB"
