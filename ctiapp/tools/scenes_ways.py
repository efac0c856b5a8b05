"""What `pictures` takes pictures of: somebody with several numbers, wherever one is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from ctiapp.model.commands import Verb
from ctiapp.model.directory import PersonKey
from ctiapp.model.number import display
from ctiapp.services.lookup import Match
from ctiapp.tools import samples
from ctiapp.tools.scenes_contacts import ELODIE, contacts_window
from ctiapp.tools.scenes_window import ONLINE, TALKING, calls_window, settled
from ctiapp.ui import words
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE
from ctiapp.ui.people.label import OfferLabel
from ctiapp.ui.people.offers import offer, offer_several
from ctiapp.ui.people.strip import CallStrip
from ctiapp.ui.people.ways import Line, WaysMenu, by_way, listing, outsider, ways_to
from ctiapp.ui.search.viewmodel import Face, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from ctiapp.services.cards import Card

_WAYS = ways_to(ELODIE.numbers)
_SENT = replace(samples.LONG, actions=TALKING.actions)
_KEY = PersonKey("company:1")
_LONG = "Dr. Maximilian Freiherr von und zu Hohenstein-Wolkenkuckucksheim"


def _labelled(
    *, asks: bool, card: Card = TALKING, name: str = ELODIE.name, size: QSize = DEFAULT_SIZE
) -> Callable[[], QPixmap]:
    """The label of a call that is carried to a contact; ``asks``: the question of a key there."""

    def draw() -> QPixmap:
        window, page = contacts_window(size)
        strip = CallStrip()
        page.place.put_above(strip)
        strip.show_cards((card,), card.call_id, samples.NOW_S - 12)
        window.grab()
        listed = page.page.list
        index = listed.contacts.index(1)
        box = listed.visualRect(index)
        spot = listed.viewport().mapToGlobal(box.topLeft())
        who = outsider(name, ELODIE.numbers, _KEY)
        if who is None:
            raise RuntimeError("they have numbers")
        shown = OfferLabel(window)
        listed.mark(who.number)
        if asks:
            made = offer(card, by_way(who, _WAYS[1]), Verb.TRANSFER)
            turn = words.word("offer.ask_ways", place=2, count=len(_WAYS))
            hint = f"{words.word('offer.ask_hint_key', shortcut='F4')}\n{turn}"
            shown.show_offer(made.headline, made.warning, hint, possible=True)
            box.moveTopLeft(spot)
            shown.stand_at(box)
        else:
            made = offer_several(card, who, Verb.TRANSFER)
            choose, leave = words.word("offer.drop_asks"), words.word("offer.drop_hint")
            hint = f"{choose}\n{listing(_WAYS)}\n{leave}"
            shown.show_offer(made.headline, "", hint, possible=True)
            shown.follow(spot + QPoint(200, 24))
        return settled(window)

    return draw


def _menu(name: str) -> Callable[[], QPixmap]:
    """The menu where a call was let go."""

    def draw() -> QPixmap:
        window, _ = calls_window((TALKING,), TALKING.call_id, status=ONLINE)
        who = outsider(name, ELODIE.numbers, _KEY)
        if who is None:
            raise RuntimeError("they have numbers")
        title = offer_several(TALKING, who, Verb.TRANSFER).headline
        against = words.word("ways.here")
        lines = [Line(_WAYS[0]), Line(_WAYS[1], against, possible=False), Line(_WAYS[2])]
        menu = WaysMenu(window, title, lines)
        menu.ensurePolished()
        menu.resize(menu.sizeHint())
        menu.setActiveAction(menu.actions()[2])
        drawn = menu.grab()
        window.deleteLater()
        return drawn

    return draw


def _found() -> QPixmap:
    """Their lines under the search box."""
    window, _ = calls_window((TALKING,), TALKING.call_id, status=ONLINE)
    matches = [
        Match(
            ELODIE.name,
            ELODIE.company,
            each.number,
            display(each.number),
            "contact",
            key=_KEY,
            number_kind=each.kind,
        )
        for each in ELODIE.numbers
    ]
    matches.append(replace(matches[0], name=_LONG, key=PersonKey("company:4")))
    window.search.put_text("saint")
    window.grab()
    window.results.show_face(Face(Stage.TYPING, tuple(matches), marked=0))
    return settled(window)


SCENES: dict[str, Callable[[], QPixmap]] = {
    "ways-drop": _labelled(asks=False),
    "ways-drop-long": _labelled(asks=False, card=_SENT, name=_LONG, size=LEAST_SIZE),
    "ways-ask": _labelled(asks=True),
    "ways-menu": _menu(ELODIE.name),
    "ways-menu-long": _menu(_LONG),
    "ways-found": _found,
}
