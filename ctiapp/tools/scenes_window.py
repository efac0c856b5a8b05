"""What `pictures` takes pictures of: the window's places, made of their views and made-up data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize

from ctiapp.model.call import CallEnd, Direction, EndReason, Phase, Recording
from ctiapp.model.commands import Verb
from ctiapp.model.directory import Extension, LineState, PbxInfo, Presence
from ctiapp.model.errors import EventsBlocked
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.connection import Connection, ConnectionStatus, SignInRequest
from ctiapp.services.lookup import DirectoryProgress, Match
from ctiapp.services.safe_transfer import SafeStep, SafeTransfer
from ctiapp.settings import Settings
from ctiapp.state.changes import Lamp
from ctiapp.tools import samples
from ctiapp.ui import words
from ctiapp.ui.calls.justnow import JustNow
from ctiapp.ui.calls.people import NoLamps
from ctiapp.ui.calls.slots import Waiting
from ctiapp.ui.calls.view import CallsPlace
from ctiapp.ui.calls.viewmodel import faces
from ctiapp.ui.keymap import Action, Keymap
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.search.viewmodel import Errand, Stage
from ctiapp.ui.search.viewmodel import Face as SearchFace
from ctiapp.ui.settings.eventtest import EventTestLine
from ctiapp.ui.settings.view import SettingsPage
from ctiapp.ui.settings.viewmodel import Account
from ctiapp.ui.signin.view import SignInPage
from ctiapp.ui.signin.viewmodel import SignInModel
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from ctiapp.services.cards import Card
    from ctiapp.ui.calls.justnow import PastCall

_PEOPLE: tuple[tuple[str, str, Lamp], ...] = (
    ("Anna Simmons", "2008", Lamp(LineState.IDLE)),
    ("Dave Harris", "2003", Lamp(LineState.BUSY)),
    ("Evelyn Moss", "2010", Lamp(LineState.RINGING)),
    ("Joe Lewis", "1003", Lamp(LineState.IDLE)),
    ("Kevin Connor", "1005", Lamp(LineState.BUSY)),
    ("Lena Fischer", "2006", Lamp(LineState.IDLE, Presence.DO_NOT_DISTURB)),
    ("王小明", "2000", Lamp(LineState.IDLE)),
    ("Madison Cooper-Wellington-Smythe", "1004", Lamp(None, Presence.OFF_WORK)),
    ("Naomi Grant", "2011", Lamp(LineState.IDLE)),
    ("محمد الخوارزمي", "2012", Lamp(LineState.IDLE, Presence.AWAY)),
    ("Phillip Huff", "1001", Lamp(LineState.IDLE, Presence.LUNCH)),
    ("Terrell Smith", "2002", Lamp()),
)
_ME = Extension(ExtensionId("5"), Number("2005"), "Kristin Hale")
_PBX = PbxInfo("p-series", "https://pbx.example.com", "3631A2082", "37.14.0.30")
ONLINE = ConnectionStatus(Connection.ONLINE, pbx=_PBX, me=_ME, picture_at=samples.moment(12).at)

_MOVE = (Verb.TRANSFER, Verb.CONSULT, Verb.PARK)
TALKING = replace(
    samples.DIRECT,
    call_id=CallId("2"),
    phase=Phase.TALKING,
    name="Jay Prichett",
    company="Closet",
    number=Number("0015503308"),
    number_text="001-5503308",
    since=samples.moment(277),
    actions=(Verb.HOLD, Verb.MUTE, *_MOVE, Verb.ADD, Verb.RECORD, Verb.HANG_UP),
)
HELD = replace(
    TALKING,
    call_id=CallId("3"),
    phase=Phase.HELD,
    name="Phill Dunphy",
    company=None,
    number_text="846321645",
    since=samples.moment(62),
    actions=(Verb.RESUME, *_MOVE, Verb.HANG_UP),
)
DIALLING = replace(
    samples.INTERNAL,
    call_id=CallId("4"),
    phase=Phase.DIALING,
    own_phone_rings=True,
    actions=(Verb.HANG_UP,),
)
REFUSED = replace(
    TALKING,
    pending=frozenset({Verb.HOLD}),
    notice=Notice.of("error.not_permitted", severity=Severity.WARNING),
)
RECORDED = replace(
    TALKING,
    muted=True,
    recording=Recording.ON,
    consent="I would like to record this call, to serve you better. Do you agree?",
    actions=(Verb.HOLD, Verb.UNMUTE, *_MOVE, Verb.ADD, Verb.PAUSE_RECORDING, Verb.HANG_UP),
)
_EITHER = (Verb.RECORD, Verb.PAUSE_RECORDING)
NOT_KNOWN = replace(
    TALKING,
    muted=None,
    recording=None,
    actions=(Verb.HOLD, Verb.MUTE, Verb.UNMUTE, *_MOVE, Verb.ADD, *_EITHER, Verb.HANG_UP),
)
_SAFE = SafeTransfer(
    CallId("3"), Number("2008"), "Anna Simmons", SafeStep.CALLING, 1, second=CallId("4")
)
_BACK = replace(
    _SAFE,
    step=SafeStep.BACK,
    notice=Notice.of("safe.back.timeout", name="Anna Simmons", seconds=25),
)
_NEXT = (Verb.TRANSFER, Verb.CONSULT, Verb.SAFE_TRANSFER, Verb.PARK)
BACK_HELD = replace(HELD, safe=_BACK, actions=(Verb.RESUME, *_NEXT, Verb.HANG_UP))
BACK_TALKING = replace(
    samples.LONG,
    call_id=CallId("3"),
    phase=Phase.TALKING,
    safe=_BACK,
    actions=(Verb.HOLD, Verb.MUTE, *_NEXT, Verb.ADD, Verb.RECORD, Verb.HANG_UP),
)
WAITS = replace(HELD, consulting=CallId("4"), actions=(Verb.ABORT,))
CONSULTED = replace(
    samples.INTERNAL,
    call_id=CallId("4"),
    phase=Phase.TALKING,
    consult_of=CallId("3"),
    since=samples.moment(9),
    actions=(Verb.COMPLETE, Verb.SWAP, Verb.CONFERENCE, Verb.ABORT),
)
PARKED = replace(
    samples.UNKNOWN,
    call_id=CallId("5"),
    phase=Phase.PARKED,
    slot="6001",
    since=samples.moment(21),
    actions=(Verb.RETRIEVE,),
)
CAME_BACK = replace(samples.ANSWERABLE, call_id=CallId("6"), slot="6002", came_back=True)
_SLOTS = (
    Waiting("6001", "13900000002", "", "Dave Harris", samples.NOW_S - 21),
    Waiting("6002", samples.LONG.name or "", "+49 711 123456", "", samples.NOW_S - 184),
    Waiting("6003", "王小明", "2000", "", None),
    Waiting("6004", "Ines Prado", "2014", "", samples.NOW_S - 52, samples.NOW_S + 8),
    Waiting("", "Joseph Goffin", "5503301", "", samples.NOW_S - 97, call_id=CallId("held")),
)


def _ended(card: Card, reason: EndReason) -> Card:
    end = CallEnd(reason, samples.moment(0))
    return replace(card, phase=Phase.ENDED, end=end, actions=())


class _Lamps(NoLamps):
    def lamp(self, number: Number) -> Lamp | None:
        return next((lamp for _, text, lamp in _PEOPLE if text == number.text), None)


def settled(widget: QWidget) -> QPixmap:
    """A picture once the layouts have settled; nothing of the window is shown on a screen."""
    widget.grab()
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    drawn = widget.grab()
    widget.deleteLater()
    return drawn


def _window(status: ConnectionStatus, size: QSize = DEFAULT_SIZE) -> MainWindow:
    window = MainWindow()
    window.resize(size)
    window.search.set_key("F2")
    window.show_standing(standing(status, frozenset()))
    return window


def calls_window(
    cards: Sequence[Card],
    selected: str | None = None,
    *,
    status: ConnectionStatus = ONLINE,
    size: QSize = DEFAULT_SIZE,
    targets: dict[CallId, str] | None = None,
) -> tuple[MainWindow, CallsPlace]:
    """A window with its calls place: these calls, a few colleagues, and what ended before."""
    window = _window(status, size)
    place = CallsPlace(Keymap().first, _Lamps())
    window.add_page(place)
    window.show_page(place, Place.CALLS)
    known = tuple(
        Extension(ExtensionId(number), Number(number), name) for name, number, _ in _PEOPLE
    )
    place.show_people(known, DirectoryProgress(len(known), 1248))
    chosen = None if selected is None else CallId(selected)
    place.show_faces(faces(cards, chosen, targets), samples.NOW_S - 12)
    place.show_past(_past())
    return window, place


def _calls(
    cards: Sequence[Card],
    selected: str | None = None,
    *,
    status: ConnectionStatus = ONLINE,
    size: QSize = DEFAULT_SIZE,
    search: tuple[str, SearchFace, *tuple[Errand, ...]] | None = None,
    targets: dict[CallId, str] | None = None,
    slots: Sequence[Waiting] = (),
    say: Notice | None = None,
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, place = calls_window(cards, selected, status=status, size=size, targets=targets)
        place.show_parked(slots)
        if say is not None:
            window.show_notice(say)
        if search is not None:
            text, face, *rest = search
            errand = rest[0] if rest else None
            window.search.put_text(text)
            window.grab()
            window.search.set_errand(errand)
            window.results.show_face(face, errand)
        return settled(window)

    return draw


def _past() -> tuple[PastCall, ...]:
    just = JustNow()
    for index, (card, reason) in enumerate(
        (
            (replace(TALKING, direction=Direction.INBOUND), EndReason.TRANSFERRED),
            (
                replace(TALKING, direction=Direction.OUTBOUND, name="Anna Simmons"),
                EndReason.HUNG_UP,
            ),
            (
                replace(samples.RINGING, name=None, since=samples.moment(21)),
                EndReason.CALLER_GAVE_UP,
            ),
        )
    ):
        named = replace(card, call_id=CallId(f"past-{index}"))
        just.take((named,))
        just.take((_ended(named, reason),))
    return just.calls


def _sign_in(
    status: ConnectionStatus,
    *,
    address: str = "pbx.example.com",
    left: int = 5,
    size: QSize = DEFAULT_SIZE,
    check: bool = False,
    **form: str,
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window = _window(ConnectionStatus(status.state), size)
        page = SignInPage()
        window.add_page(page)
        window.show_page(page, Place.CALLS)
        asked = SignInRequest(address, "9f3c27", "2000a" if check else "2000")
        model = SignInModel(asked, lambda _address, _client: left)
        model.edited(replace(model.form, secret="" if check else "x" * 24))
        model.edited(replace(model.form, **form))  # type: ignore[arg-type]
        page.fill(model.form)
        page.advanced.setChecked(bool(form))
        if check:
            model.submit()
        else:
            model.status(status)
        page.show_face(model.face)
        return settled(window)

    return draw


def _failed(key: str, **facts: object) -> ConnectionStatus:
    left = facts.pop("attempts_left", None)
    params = {} if left is None else {"attempts_left": left}
    notice = Notice(key, params, severity=Severity.ERROR)  # type: ignore[arg-type]
    return ConnectionStatus(Connection.REFUSED, notice=notice, **facts)  # type: ignore[arg-type]


def _settings_page() -> tuple[SettingsPage, MainWindow]:
    window = _window(ONLINE)
    rows = Keymap({Action.HOLD.value: "F8"}).rows()
    page = SettingsPage(rows, "0.1.0", Path("ctiapp-data"))
    window.add_page(page)
    window.show_page(page, Place.SETTINGS)
    page.show_settings(Settings())
    page.show_keys(rows, Action.SEARCH, None)
    page.show_account(
        Account(_ME.name, _ME.number.text, _PBX.url, "37.14.0.30", signed_in=True, remembered=True)
    )
    return page, window


def _settings() -> QPixmap:
    return settled(_settings_page()[1])


def _settings_events() -> QPixmap:
    """Where the PBX posts its events: after a test that found the way closed."""
    page, window = _settings_page()
    line = EventTestLine()
    page.add_to_account(line)
    error = EventsBlocked("", address="192.168.5.20", port=8260)
    line.show_result(words.say(error.notice()), wrong=True)
    return settled(window)


_MATCHES = (
    Match("Anna Simmons", "", Number("2008"), "2008", "extension"),
    Match("Annabel Kreuzer", "Closet GmbH", Number("+49891234"), "+49 89 1234", "contact"),
    Match("Annahme", "queue", Number("6402"), "6402", "place"),
)
RINGING_AND_TALKING = (samples.RINGING, TALKING)
_MANY = (
    samples.RINGING,
    TALKING,
    HELD,
    DIALLING,
    _ended(replace(samples.UNKNOWN, call_id=CallId("9")), EndReason.ANSWERED_ELSEWHERE),
)
LOST = replace(
    ONLINE, state=Connection.RECONNECTING, silent=True, notice=Notice.of("error.link_lost")
)
_OFFERS = (
    TALKING,
    replace(
        samples.OFFERED, call_id=CallId("8"), name=samples.LONG.name, company=samples.LONG.company
    ),
    replace(
        samples.OFFERED,
        call_id=CallId("9"),
        name="王小明",
        pending=frozenset({Verb.ACCEPT_INBOUND}),
    ),
    _ended(replace(samples.OFFERED, call_id=CallId("10")), EndReason.LET_IN),
)
_STALE = tuple(replace(card, stale=True, actions=()) for card in (samples.LONG, TALKING))
_CERTIFICATE = _failed(
    "error.certificate",
    certificate=("pbx.example.com", "CN=pbx, O=Example Telephone Systems", "ab12cd34" * 8),
)
_CHANGED = replace(
    _CERTIFICATE,
    notice=Notice(
        "error.certificate", {"changed": 1, "trusted": "98fe76dc" * 8}, severity=Severity.ERROR
    ),
)

BARE = replace(
    TALKING,
    actions=(Verb.HOLD, Verb.HANG_UP),
    lacks=frozenset(Verb) - {Verb.HOLD, Verb.RESUME, Verb.HANG_UP, Verb.REJECT},
)
"""A talk at a PBX that can do little with one."""
_ONE_OF_TWO = replace(
    HELD, actions=(Verb.HANG_UP,), lacks=BARE.lacks, unclear=frozenset({Verb.RESUME})
)
"""Held beside another, at a PBX that cannot be told which of them to take back."""
_MOVING = replace(
    _ended(replace(TALKING, call_id=CallId("7")), EndReason.TRANSFERRED), actions=(Verb.TAKE_BACK,)
)
_TO = Errand(Verb.TRANSFER, CallId("3"), HELD.name or "")
_LONG_TO = replace(_TO, name=samples.LONG.name or "")
_PAIR = (WAITS, CONSULTED)

SCENES: dict[str, Callable[[], QPixmap]] = {
    "window-calls": _calls(RINGING_AND_TALKING, "2"),
    "window-moved": _calls(samples.MOVED_ON, "2"),
    "window-moved-talking": _calls((replace(TALKING, call_id=CallId("3")), *samples.MOVED_ON), "3"),
    "window-empty": _calls(()),
    "window-many": _calls(_MANY, "2"),
    "window-long": _calls((samples.LONG, replace(samples.ARABIC, call_id=CallId("8"))), "8"),
    "window-offered": _calls((samples.OFFERED, TALKING), "2"),
    "window-offered-many": _calls(_OFFERS, "2"),
    "window-offered-small": _calls(_OFFERS[1:], size=LEAST_SIZE),
    "window-refused": _calls((REFUSED, DIALLING), "2", say=Notice.of("key.already_sent")),
    "window-stale": _calls(_STALE, "2", status=LOST),
    "window-small": _calls((samples.RINGING, TALKING), "2", size=LEAST_SIZE),
    "window-search": _calls(
        (TALKING,), "2", search=("ann", SearchFace(Stage.TYPING, _MATCHES, marked=0))
    ),
    "window-search-ask": _calls((), search=("*97", SearchFace(Stage.ASKING, number=Number("*97")))),
    "window-search-failed": _calls(
        (), search=("xyz", SearchFace(Stage.FAILED, notice=Notice.of("dial.nobody", text="xyz")))
    ),
    "window-recorded": _calls((RECORDED, HELD), "2"),
    "window-recorded-small": _calls((RECORDED,), "2", size=LEAST_SIZE),
    "window-not-known": _calls((NOT_KNOWN,), "2"),
    "window-consult": _calls(_PAIR, "4"),
    "window-consult-small": _calls(_PAIR, "3", size=LEAST_SIZE),
    "window-safe": _calls(
        (
            replace(HELD, safe=_SAFE, consulting=CallId("4"), actions=(Verb.ABORT,)),
            replace(DIALLING, safe=_SAFE, own_phone_rings=False, actions=(Verb.ABORT,)),
        ),
        "4",
    ),
    "window-safe-back": _calls((BACK_HELD, samples.RINGING), "3"),
    "window-safe-back-small": _calls((BACK_TALKING,), "3", size=LEAST_SIZE),
    "window-parked": _calls((TALKING, PARKED), "2", slots=_SLOTS),
    "window-parked-small": _calls((PARKED,), "5", slots=_SLOTS, size=LEAST_SIZE),
    "window-came-back": _calls((CAME_BACK, TALKING), "2"),
    "window-transferring": _calls((TALKING, _MOVING), "2", targets={CallId("7"): "Anna Simmons"}),
    "window-choose": _calls(
        (HELD,), "3", search=("ann", SearchFace(Stage.TYPING, _MATCHES, marked=0), _TO)
    ),
    "window-choose-small": _calls(
        (HELD,),
        "3",
        search=("77", SearchFace(Stage.TYPING, number=Number("77")), _LONG_TO),
        size=LEAST_SIZE,
    ),
    "window-choose-refused": _calls(
        (HELD,),
        "3",
        search=("2008", SearchFace(Stage.FAILED, notice=Notice.of("error.target_busy")), _TO),
    ),
    "window-signin": _sign_in(ConnectionStatus()),
    "window-signin-fields": _sign_in(ConnectionStatus(), check=True),
    "window-signin-working": _sign_in(
        ConnectionStatus(Connection.CONNECTING, notice=Notice.of("signin.step.snapshot"))
    ),
    "window-signin-wrong": _sign_in(_failed("error.credentials", attempts_left=2), left=2),
    "window-signin-certificate": _sign_in(_CERTIFICATE),
    "window-signin-changed": _sign_in(_CHANGED),
    "window-signin-plain": _sign_in(ConnectionStatus(), address="http://192.168.5.150:8088"),
    "window-signin-small": _sign_in(_failed("error.address_blocked"), left=0, size=LEAST_SIZE),
    "window-signin-kind": _sign_in(
        ConnectionStatus(), size=QSize(1200, 1180), kind="auto", listen="8260"
    ),
    "window-signin-events": _sign_in(
        ConnectionStatus(),
        size=QSize(1200, 1440),
        check=True,
        kind="k2",
        listen="here",
        event_port="8333",
    ),
    "window-bare": _calls((BARE, samples.RINGING), "2"),
    "window-two-held": _calls((_ONE_OF_TWO, replace(_ONE_OF_TWO, call_id=CallId("4"))), "3"),
    "window-settings": _settings,
    "window-settings-events": _settings_events,
}
