"""What `pictures` takes pictures of: what is known of callers, notes, greetings, privacy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from ctiapp.model.call import Phase
from ctiapp.model.commands import Verb
from ctiapp.model.directory import Origin, person_key
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.callers import CallerLine, LastTalk
from ctiapp.services.identify import Identity, Why
from ctiapp.services.lookup import Match
from ctiapp.services.privacy import Traces
from ctiapp.settings import Settings
from ctiapp.tools import samples
from ctiapp.tools.scenes import one
from ctiapp.tools.scenes_window import HELD, ONLINE, TALKING, calls_window, settled
from ctiapp.ui import words
from ctiapp.ui.calls import callertext
from ctiapp.ui.calls.slots import held
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place
from ctiapp.ui.settings.greetings import GreetingList
from ctiapp.ui.settings.privacy import PrivacyFields
from ctiapp.ui.settings.view import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from ctiapp.services.cards import Card

_MARIA = Match("Maria Lopez", "", Number("2008"), "2008", "extension")
_GREETINGS = {"+498912340": "Acme Dental", "+498912341": "王氏牙科诊所", "6402": "Support"}


def _line(name: str = "Maria", note: str = "wants the invoice again") -> CallerLine:
    at = callertext.now().replace(hour=15, minute=20) - timedelta(days=1)
    return CallerLine(3, 2, LastTalk(name, at), note)


def _ringing() -> Card:
    return replace(
        samples.ANSWERABLE,
        greet="Acme Dental",
        did=Number("5503301"),
        caller=_line(),
        likely=_MARIA,
    )


def _talking() -> Card:
    return replace(
        TALKING,
        caller=_line(),
        likely=_MARIA,
        digits="2*1",
        note="Asks for a copy of the invoice of March; will call again tomorrow",
        actions=(Verb.HOLD, Verb.MUTE, Verb.TRANSFER, Verb.CONSULT, Verb.PARK, Verb.HANG_UP),
    )


def _several() -> Card:
    second = Identity("Bert Goffin", "Ticketsales", person_key(Origin.COMPANY, "2"))
    who = Identity(
        "Joseph Goffin",
        "Ticketsales",
        person_key(Origin.COMPANY, "1"),
        Why.EXACT,
        others=(second,),
    )
    return replace(_ringing(), who=who, caller=replace(_line(), note=""))


def _unknown() -> Card:
    """A number that nobody knows, and that has called before."""
    number = "+49 89 1234567890"
    return replace(
        _talking(),
        name=None,
        company=None,
        number=Number("+49891234567890"),
        number_text=number,
        call_id=CallId("7"),
        caller=CallerLine(3, 0, LastTalk("", callertext.now(), mine=True)),
    )


def _long() -> Card:
    return replace(
        samples.LONG,
        greet="Dr. Maximilian von Hohenlohe-Schillingsfürst & Partner Rechtsanwälte mbB",
        did=Number("+4989123456789012"),
        caller=_line("Madison Cooper-Wellington-Smythe", "word " * 60),
    )


def _calls(card: Callable[[], Card], size: QSize = DEFAULT_SIZE) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        first, talking = card(), _talking()
        selected = str(talking.call_id)
        window, _ = calls_window((first, talking), selected, status=ONLINE, size=size)
        return settled(window)

    return draw


def _held(number: int) -> tuple[Card, ...]:
    return tuple(replace(HELD, call_id=CallId(f"held-{each}")) for each in range(number))


def _ring_below() -> QPixmap:
    """More are held than the smallest window has room for; one below them has begun to ring."""
    window, place = calls_window((*_held(3), samples.RINGING), "held-0", size=LEAST_SIZE)
    window.grab()
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    place.bring_into_view(samples.RINGING.call_id)
    return settled(window)


def _held_alone() -> QPixmap:
    """At a PBX that cannot park."""
    window, place = calls_window(_held(1), "held-0")
    place.parked.set_parks(False)
    place.show_parked(held(_held(2)))
    return settled(window)


def _pop(card: Callable[[], Card]) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        return one(card())()

    return draw


def _settings(greetings: Mapping[str, str], *, asking: bool) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = calls_window((), status=ONLINE)
        page = SettingsPage(Keymap().rows(), "0.1.0", Path("ctiapp-data"))
        window.add_page(page)
        window.show_page(page, Place.SETTINGS)
        settings = Settings(greetings=MappingProxyType(dict(greetings)))
        page.show_settings(settings)
        list_, fields = GreetingList(), PrivacyFields()
        page.add_section(words.word("greetings.title"), list_)
        page.add_section(words.word("privacy.title"), fields)
        list_.show_greetings(settings.greetings)
        fields.show_settings(settings)
        if asking:
            fields.number.setText("5503301")
            fields.ask("5503301", Traces(12, 3))
        settled(window)
        page.ensureWidgetVisible(fields if asking else list_, 0, 200)
        return settled(window)

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "callers-calls": _calls(_ringing),
    "callers-calls-several": _calls(_several),
    "callers-calls-long": _calls(_long, LEAST_SIZE),
    "callers-calls-unknown": _calls(_unknown),
    "callers-calls-unknown-small": _calls(_unknown, LEAST_SIZE),
    "callers-ring-below-small": _ring_below,
    "callers-held-alone": _held_alone,
    "callers-pop": _pop(_ringing),
    "callers-pop-long": _pop(_long),
    "callers-pop-typed": _pop(lambda: replace(_ringing(), digits="2*1", phase=Phase.RINGING)),
    "callers-greetings": _settings(_GREETINGS, asking=False),
    "callers-greetings-none": _settings({}, asking=False),
    "callers-privacy": _settings(_GREETINGS, asking=True),
}
