"""What stands on the night sheet, in words: sections of lines of cells. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from ctiapp.model.wakes import WakeOutcome
from ctiapp.ui import text, words
from ctiapp.ui.hotel.wakewords import clock, day_word

if TYPE_CHECKING:
    from datetime import date

    from ctiapp.model.nightsheet import NightSheet, SheetGuest, SheetRed, SheetWake

_WAKE_WIDTHS = (10, 10, 34, 26, 20)
_GUEST_WIDTHS = (10, 56, 34)


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Lines under a heading.

    Attributes:
        heading: what they are.
        lines: each as its cells, made of isolated parts.
        widths: of the cells, in per cent.
    """

    heading: str
    lines: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


def sheet_sections(sheet: NightSheet) -> tuple[SheetSection, ...]:
    """All sections, what must be seen to first."""
    days = (sheet.today, sheet.tomorrow)
    reds = tuple(_red(red, sheet.today) for red in sheet.reds)
    found = []
    if reds:
        found.append(SheetSection(words.word("rooms.sheet_reds"), reds, _GUEST_WIDTHS))
    found += [
        SheetSection(
            words.word("rooms.sheet_wakes", day=day_word(day, sheet.today)),
            tuple(_wake(wake) for wake in sheet.wakes_on(day)),
            _WAKE_WIDTHS,
        )
        for day in days
    ]
    found.append(
        SheetSection(
            words.word("rooms.sheet_arrivals", day=day_word(sheet.today, sheet.today)),
            tuple(_guest(guest, sheet.today) for guest in sheet.arrivals),
            _GUEST_WIDTHS,
        )
    )
    found.append(
        SheetSection(
            words.word("rooms.sheet_departures"),
            tuple(_guest(guest, sheet.today) for guest in sheet.departures),
            _GUEST_WIDTHS,
        )
    )
    return tuple(found)


def _wake(wake: SheetWake) -> tuple[str, ...]:
    how = [words.word("rooms.repeats") if wake.repeats else words.word("rooms.once")]
    if wake.snoozes:
        times = words.plural("snoozes", wake.snoozes)
        how.append(words.word("rooms.snoozes", times=times, minutes=wake.snooze_min))
    if wake.planned:
        how.append(words.word("rooms.plan_waiting"))
    who = [text.isolate(wake.guest)]
    if wake.group and wake.group not in wake.guest:
        who.append(text.isolate(wake.group))
    if wake.language:
        who.append(_language(wake.language))
    return (
        clock(wake.at),
        text.isolate(wake.room.text),
        " · ".join(part for part in who if part),
        " · ".join(how),
        words.word("rooms.sheet_by_hand"),
    )


def _guest(guest: SheetGuest, today: date) -> tuple[str, ...]:
    who = [", ".join(text.isolate(name) for name in guest.guests)]
    if guest.language:
        who.append(_language(guest.language))
    how = words.word(f"rooms.sheet_{guest.state.value}", day=day_word(guest.on, today))
    return (text.isolate(guest.room.text), " · ".join(part for part in who if part), how)


def _red(red: SheetRed, today: date) -> tuple[str, ...]:
    known = {outcome.value for outcome in WakeOutcome}
    outcome = red.outcome if red.outcome in known else WakeOutcome.UNKNOWN.value
    when = words.word("rooms.day_time", day=day_word(red.due.date(), today), time=clock(red.due))
    said = words.word(f"rooms.outcome_{outcome}")
    return (text.isolate(red.room.text), text.isolate(red.guest), f"{when} · {said}")


def _language(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return text.isolate(f"{name[:1].upper()}{name[1:]}" if name else code)
