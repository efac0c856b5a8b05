"""What `pictures` takes pictures of: the operator panel, a question at a tile, a carried call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize

from ctiapp.model.commands import Verb
from ctiapp.model.directory import Department, Extension, LineState, Presence
from ctiapp.model.engagement import Doing, Engagement
from ctiapp.model.ids import CallId, ExtensionId
from ctiapp.model.number import Number
from ctiapp.state.changes import Lamp
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import HELD, LOST, ONLINE, TALKING, calls_window, settled
from ctiapp.ui import words
from ctiapp.ui.calls.people import NoLamps
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place
from ctiapp.ui.people.chips import main_departments
from ctiapp.ui.people.label import OfferLabel
from ctiapp.ui.people.offers import offer
from ctiapp.ui.people.panel import Panel
from ctiapp.ui.people.roster import BUSY, EVERYBODY, FAVOURITES, REGISTERED, Order, Roster
from ctiapp.ui.people.strip import CallStrip
from ctiapp.ui.people.tiles import TileSize
from ctiapp.ui.people.view import PeoplePlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPixmap

    from ctiapp.services.cards import Card
    from ctiapp.services.connection import ConnectionStatus
    from ctiapp.ui.mainwindow import MainWindow


def _engaged(
    doing: Doing, other: str, since: float | None, *, inside: bool = False, more: int = 0
) -> Engagement:
    began = None if since is None else samples.moment(since)
    return Engagement(CallId("9"), doing, Number(other), inside, more, None, began)


_FREE, _TALKS = Lamp(LineState.IDLE, registered=True), Lamp(LineState.BUSY, registered=True)
_PEOPLE: tuple[tuple[str, str, str, Lamp, Engagement | None], ...] = (
    ("Anna Simmons", "2008", "sales", _FREE, None),
    ("Dave Harris", "2003", "sales", _TALKS, _engaged(Doing.TALKING, "0015503308", 252)),
    (
        "Evelyn Moss",
        "2010",
        "desk",
        Lamp(LineState.RINGING, registered=True),
        _engaged(Doing.RINGING, "5503302", 4),
    ),
    ("Joe Lewis", "1003", "second", _FREE, None),
    (
        "Kevin Connor",
        "1005",
        "second",
        _TALKS,
        _engaged(Doing.TALKING, "2003", None, inside=True, more=1),
    ),
    (
        "Lena Fischer",
        "2006",
        "sales",
        Lamp(LineState.IDLE, Presence.DO_NOT_DISTURB, registered=True),
        None,
    ),
    ("王小明", "2000", "second", _FREE, None),
    (
        "Madison Cooper-Wellington-Smythe-Featherstonehaugh",
        "1004",
        "desk",
        _TALKS,
        _engaged(Doing.TALKING, "00497111234567", 4210),
    ),
    ("Naomi Grant", "2011", "support", Lamp(registered=False), None),
    ("محمد الخوارزمي", "2012", "support", Lamp(LineState.IDLE, Presence.AWAY), None),
    ("Phillip Huff", "1001", "support", Lamp(LineState.IDLE, Presence.LUNCH), None),
    ("Terrell Smith", "2002", "support", Lamp(), None),
    (
        "Omar Haddad",
        "2013",
        "",
        _TALKS,
        _engaged(Doing.CALLING, "2008", 2, inside=True),
    ),
    ("Rosa Diaz", "2014", "", Lamp(presence=Presence.OFF_WORK, registered=False), None),
    ("Ines Duarte", "2015", "desk", Lamp(presence=Presence.BUSINESS_TRIP), None),
    ("", "2099", "", _TALKS, None),
)
_NAMES = {
    "0015503308": "Jay Prichett",
    "5503302": "Joseph Goffin",
    "2003": "Dave Harris",
    "2008": "Anna Simmons",
    "00497111234567": "Maximiliane Wolfeschlegelsteinhausen",
}


def _members(*of: str) -> frozenset[ExtensionId]:
    return frozenset(ExtensionId(number) for _, number, part, _, _ in _PEOPLE if part in of)


_DEPARTMENTS = (
    Department("1", "Sales", None, _members("sales")),
    Department("2", "Support", None, _members("support", "second")),
    Department("3", "Second level, German-speaking customers", "2", _members("second")),
    Department("4", "前台", None, _members("desk")),
)


_WORKS = {number: part.title() for _, number, part, _, _ in _PEOPLE}


class _Lamps(NoLamps):
    def lamp(self, number: Number) -> Lamp | None:
        return next((lamp for _, text, _, lamp, _ in _PEOPLE if text == number.text), None)

    def engagement(self, number: Number) -> Engagement | None:
        return next((made for _, text, _, _, made in _PEOPLE if text == number.text), None)


class _NothingKnown(NoLamps):
    doubtful = True


def _name_of(number: Number, _inside: bool) -> str:  # noqa: FBT001 - as the tiles ask
    return _NAMES.get(number.text, number.text)


def _panel(
    *,
    cards: tuple[Card, ...] = (TALKING, HELD),
    compact: bool = False,
    size: QSize = DEFAULT_SIZE,
    status: ConnectionStatus = ONLINE,
    typed: str = "",
    many: int = 0,
    nobody: str = "",
) -> tuple[MainWindow, Panel]:
    window, _ = calls_window((), size=size, status=status)
    place, roster = PeoplePlace(), Roster()
    lamps = _Lamps() if status is ONLINE else _NothingKnown()
    panel = Panel(lamps, _name_of, roster.department_of)
    strip = CallStrip()
    place.put_above(strip)
    place.add_page("panel", "", panel)
    window.add_page(place)
    window.show_page(place, Place.PEOPLE)
    people = [Extension(ExtensionId(number), Number(number), name) for name, number, *_ in _PEOPLE]
    people += [
        Extension(ExtensionId(f"x{count}"), Number(str(30_000 + count)), f"Zoe Colleague {count}")
        for count in range(many)
    ]
    roster.set_people(people, _DEPARTMENTS)
    counts = {group.group_id: roster.count(group.group_id) for group in roster.groups}
    counts |= {BUSY: 6, REGISTERED: 9}
    panel.show_choices(TileSize.COMPACT if compact else TileSize.TILES, Order.NAME)
    panel.groups.show_groups(roster.groups, counts, EVERYBODY)
    if typed:
        panel.field.setText(typed)
    panel.grid.show_people(roster.matching(roster.everybody, typed))
    panel.show_empty(nobody)
    strip.show_cards(cards, TALKING.call_id, samples.NOW_S - 12)
    window.grab()
    return window, panel


def _scene(**how: object) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = _panel(**how)  # type: ignore[arg-type]
        return settled(window)

    return draw


def _carried(
    number: str, verb: Verb = Verb.TRANSFER, card: Card = TALKING, *, asks: bool = False
) -> Callable[[], QPixmap]:
    """The label over somebody; ``asks``: the question of a key at their tile."""

    def draw() -> QPixmap:
        window, panel = _panel()
        who = panel.grid.person_of(Number(number))
        tile = panel.grid.tile_of(Number(number))
        if who is None or tile is None:
            raise RuntimeError("nobody there")
        made = offer(card, who, verb)
        shown = OfferLabel(window)
        panel.grid.mark(who.number, possible=made.possible)
        if asks:
            hint = words.word("offer.ask_hint_key", shortcut="F4")
            shown.show_offer(made.headline, made.warning, hint, possible=made.possible)
            shown.stand_at(tile)
        else:
            hint = words.word("offer.drop_hint")
            shown.show_offer(made.headline, made.warning, hint, possible=made.possible)
            shown.follow(tile.center() + QPoint(10, 0))
        return settled(window)

    return draw


def _small(*, status: ConnectionStatus = ONLINE) -> Callable[[], QPixmap]:
    """The small list of the calls place, with its words and its people."""

    def draw() -> QPixmap:
        window, place = calls_window((TALKING,), TALKING.call_id, status=status)
        people = [
            Extension(ExtensionId(number), Number(number), name) for name, number, *_ in _PEOPLE
        ]
        place.people.use_names(_name_of, lambda each: _WORKS.get(each.number.text, ""))
        place.chips.show_groups(
            main_departments(_DEPARTMENTS), favourites=True, count=1248, chosen=FAVOURITES
        )
        place.show_people(people, None)
        return settled(window)

    return draw


_SAME = replace(TALKING, number=Number("2011"), name="Naomi Grant", number_text="2011")

SCENES: dict[str, Callable[[], QPixmap]] = {
    "people-panel": _scene(),
    "people-compact": _scene(compact=True, many=200),
    "people-no-call": _scene(cards=()),
    "people-many": _scene(many=9_984, cards=(samples.RINGING, TALKING, HELD)),
    "people-small": _scene(size=LEAST_SIZE),
    "people-lost": _scene(status=LOST, cards=()),
    "people-filtered": _scene(typed="sal"),
    "people-drop": _carried("2008"),
    "people-drop-consult": _carried("2011", Verb.CONSULT),
    "people-drop-busy": _carried("2003"),
    "people-drop-disturb": _carried("2006"),
    "people-drop-long": _carried("1004", card=replace(samples.LONG, actions=TALKING.actions)),
    "people-drop-not": _carried("2011", card=_SAME),
    "people-small-list": _small(),
    "people-ask": _carried("2008", asks=True),
    "people-ask-busy": _carried("1005", asks=True),
}
