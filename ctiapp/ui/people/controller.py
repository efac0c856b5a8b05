"""Binds the place of the people to the services. The place is made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from ctiapp.model.directory import Origin, key_parts, person_key
from ctiapp.model.number import Number
from ctiapp.services.connection import Connection
from ctiapp.ui import focus, words
from ctiapp.ui.people.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ctiapp.model.directory import PersonKey
    from ctiapp.model.notice import Notice
    from ctiapp.services.bundle import Services
    from ctiapp.services.cards import Card
    from ctiapp.services.lookup import DirectoryProgress
    from ctiapp.ui.calls.card import CardView
    from ctiapp.ui.calls.people import LampSource
    from ctiapp.ui.calls.view import CallsPlace
    from ctiapp.ui.keymap import Action
    from ctiapp.ui.mainwindow import MainWindow
    from ctiapp.ui.people.listing import Listing
    from ctiapp.ui.people.narrowing import Narrowing
    from ctiapp.ui.people.offers import Offer
    from ctiapp.ui.people.panel import Panel
    from ctiapp.ui.people.personmenu import PersonMenu
    from ctiapp.ui.people.sending import Sending
    from ctiapp.ui.people.strip import CallStrip, SmallCard
    from ctiapp.ui.people.view import PeoplePlace
    from ctiapp.ui.tasks import Tasks

PANEL = "panel"
"""The name of the panel among the place's lists."""


class PeopleController(QObject):
    """The place's decisions, in order.

    Signals:
        made: the place was made, this moment; carries it. Who puts more lists in does it now.
        called: somebody shall be called; carries their `Number`.

    Args:
        window: where the place is put.
        services: what is asked.
        tasks: runs the commands.
        lamps: how somebody stands.
        key_of: the key to print for an action.
        tell: says something (`Notice`).
    """

    made = Signal(object)
    called = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        tasks: Tasks,
        *,
        lamps: LampSource,
        key_of: Callable[[Action], str],
        tell: Callable[[Notice], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._tasks = tasks
        self._lamps = lamps
        self._key_of = key_of
        self._tell = tell
        self._place: PeoplePlace | None = None
        self._panel: Panel | None = None
        self._strip: CallStrip | None = None
        self._sending: Sending | None = None
        self._narrowing: Narrowing | None = None
        self._choosing = False
        self._menu: PersonMenu | None = None
        self.names = Names(services)
        self._listing: Listing | None = None

    # -- the place -------------------------------------------------------------------------------

    @property
    def place(self) -> PeoplePlace:
        """The place; made now if it was not yet."""
        return self._place or self._make()

    @property
    def opened(self) -> bool:
        """Whether the place was made."""
        return self._place is not None

    @property
    def panel(self) -> Panel:
        """The operator panel; made now if it was not yet."""
        if self._panel is None:
            self._make()
        if self._panel is None:
            raise RuntimeError("the panel is made with its place")
        return self._panel

    @property
    def listing(self) -> Listing:
        """Who is listed on the panel; made now if it was not yet."""
        if self._listing is None:
            self._make()
        if self._listing is None:
            raise RuntimeError("the listing is made with its place")
        return self._listing

    @property
    def strip(self) -> CallStrip | None:
        """One's own calls above the people, once the place was made."""
        return self._strip

    @property
    def sending(self) -> Sending:
        """What sends calls on, from here and from the small list; made now if it was not yet."""
        if self._sending is None:
            from ctiapp.ui.people.sending import Sending

            self._sending = Sending(
                self._window,
                self._services,
                self._tasks,
                lamps=self._lamps,
                key_of=self._key_of,
                tell=self._tell,
            )
            self._sending.free.connect(self._on_free)
        return self._sending

    def _make(self) -> PeoplePlace:
        from ctiapp.ui.people.choices import kept_choices
        from ctiapp.ui.people.listing import Listing
        from ctiapp.ui.people.panel import Panel
        from ctiapp.ui.people.strip import CallStrip
        from ctiapp.ui.people.view import PeoplePlace

        size, order = kept_choices(self._services.preferences.settings)
        self._size = size
        self._place = place = PeoplePlace()
        self._panel = panel = Panel(self._lamps, self.names.name_of, self.names.department_of)
        self._listing = listing = Listing(panel, self._lamps, lambda: self.sending.busy)
        listing.set_order(order)
        self._strip = CallStrip()
        place.put_above(self._strip)
        place.add_page(PANEL, words.word("people.panel"), panel, first=panel.field)
        panel.show_choices(self._size, listing.roster.order)
        self._connect(place, panel, self._strip)
        self._window.add_page(place)
        self.show_directory(self._services.directory.progress)
        self.show_cards(self._services.desk.cards)
        self.made.emit(place)
        return place

    def _connect(self, place: PeoplePlace, panel: Panel, strip: CallStrip) -> None:
        grid = panel.grid
        panel.size_wanted.connect(self._on_size)
        panel.order_wanted.connect(self._on_order)
        panel.field.entered.connect(self._on_entered)
        grid.called.connect(self._on_called)
        grid.clicked_on.connect(self._on_clicked)
        grid.opened.connect(self._on_opened)
        grid.chosen.connect(self._on_chosen)
        grid.menu_wanted.connect(self._on_menu)
        grid.verticalScrollBar().valueChanged.connect(lambda _: self._on_scrolled())
        strip.picked.connect(self._services.desk.select)
        strip.made.connect(self._on_small_card)
        strip.made.connect(place.lead_to)
        place.seen.connect(self._on_seen)
        place.page_shown.connect(lambda _: self.leave())
        self.sending.use(grid)
        self.listing.chosen_otherwise.connect(self.leave)
        self.listing.listed.connect(self.sending.carrier.refresh)

    def _on_small_card(self, view: SmallCard) -> None:
        self.sending.carrier.add_source(view, lambda: view.card)

    def serve(self, place: CallsPlace) -> None:
        """Let the calls of the calls place be carried to the people of its small list."""
        place.people.use_names(self.names.name_of, self.names.department_of)
        place.stack.made.connect(self._on_card)
        from ctiapp.ui.people.narrowing import Narrowing

        self._narrowing = Narrowing(place, self._services, self._favourites)
        self._narrowing.show()

    def _on_card(self, view: CardView) -> None:
        self.sending.carrier.add_source(view, lambda: None if view.face is None else view.face.card)

    # -- what comes from the services ------------------------------------------------------------

    def show_directory(self, progress: DirectoryProgress) -> None:
        """Names were loaded."""
        self.names.forget()
        if self._narrowing is not None:
            self._narrowing.show()
        if self._panel is None or self._listing is None:
            return
        from ctiapp.ui.calls.people import others
        from ctiapp.ui.people.panel import loading_text

        directory = self._services.directory
        me = self._services.session.status.me
        people = others(directory.extensions, None if me is None else me.number)
        self._panel.show_loading(loading_text(progress))
        self._listing.show(people, directory.departments, self._favourites())

    def _favourites(self) -> tuple[Number, ...]:
        return _extensions_of(self._services.directory.favourites)

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """The calls changed."""
        if self._sending is not None:
            self._sending.refresh()
        if self._strip is not None:
            desk = self._services.desk
            status, now = self._services.session.status, self._services.clock()
            self._strip.show_cards(cards, desk.selected, status.picture_s(now))

    def show_status(self) -> None:
        """How we stand changed: nothing can be sent on without a connection."""
        self.names.forget()
        if self._services.session.status.state is not Connection.ONLINE:
            self.escape()
        if self._panel is not None:
            self.show_directory(self._services.directory.progress)

    def set_choosing(self, choosing: bool) -> None:
        """Whoever is clicked now becomes a target: the search box asked for one."""
        self._choosing = choosing
        if choosing:
            self.leave()

    def stop(self) -> None:
        """Hear of nothing any more."""
        if self._sending is not None:
            self._sending.stop()
        if self._listing is not None:
            self._listing.stop()
        if self._panel is not None:
            self._panel.grid.stop()

    # -- who is listed, and how -------------------------------------------------------------------

    def _on_seen(self, seen: bool) -> None:
        self.listing.watch(seen)
        if not seen:
            self.leave()

    def _on_free(self) -> None:
        if self._listing is not None:
            self._listing.let_go()

    def _on_scrolled(self) -> None:
        self.leave()
        self.sending.carrier.refresh()

    def _on_size(self) -> None:
        from ctiapp.ui.people.tiles import TileSize

        compact = self._size is TileSize.TILES
        self._size = TileSize.COMPACT if compact else TileSize.TILES
        self._show_choices()

    def _on_order(self) -> None:
        from ctiapp.ui.people.roster import Order

        by_name = self.listing.roster.order is Order.NAME
        self.leave()
        self.listing.set_order(Order.NUMBER if by_name else Order.NAME)
        self._show_choices()

    def _show_choices(self) -> None:
        from ctiapp.ui.people.choices import keep_choices

        self.leave()
        self.panel.show_choices(self._size, self.listing.roster.order)
        keep_choices(self._services.preferences, self._size, self.listing.roster.order)

    # -- calling, choosing -----------------------------------------------------------------------

    def _on_entered(self) -> None:
        """Enter in the field: the keyboard goes to the people; where one alone fits, to them."""
        self.panel.field.down.emit()

    def _on_called(self, number: Number) -> None:
        """Enter on somebody: yes to the question, where one stands; else call."""
        if self._sending is not None and self._sending.asked_of is not None:
            self._sending.agree()
        else:
            self.called.emit(number)

    def _on_clicked(self, number: Number) -> None:
        if self._choosing:
            self.called.emit(number)
        elif self._asked_of != number:
            self.leave()

    def _on_opened(self, number: Number) -> None:
        if not self._choosing and self._asked_of is None:
            self.called.emit(number)

    def _on_chosen(self, number: Number | None) -> None:
        if self._asked_of != number:
            self.leave()
        key = "" if number is None else person_key(Origin.EXTENSION, number.text)
        self.place.chosen.emit(key)

    # -- sending a call on -----------------------------------------------------------------------

    def key(self, action: Action) -> bool:
        """A call key while the keyboard is on a person; tells whether it was meant for them."""
        return self._sending is not None and not self._choosing and self._sending.key(action)

    def escape(self) -> bool:
        """Esc: leave what is carried or asked; tells whether there was anything."""
        return self._sending is not None and self._sending.escape()

    def leave(self) -> None:
        """Take a question back."""
        if self._sending is not None:
            self._sending.leave()

    @property
    def _asked_of(self) -> Number | None:
        return None if self._sending is None else self._sending.asked_of

    def clear_filter(self) -> bool:
        """Esc, where nothing else was open: forget what was typed; tells whether anything was."""
        panel = self._panel
        if panel is None or not panel.isVisible() or not panel.field.text():
            return False
        if not (panel.field.hasFocus() or panel.grid.hasFocus()):
            return False
        panel.field.clear()
        return True

    def _on_menu(self, number: Number, spot: QPoint) -> None:
        """What can be done with somebody."""
        who = self.panel.grid.person_of(number)
        if who is None:
            return
        from ctiapp.ui.people.personmenu import PersonMenu

        self.leave()
        self._menu = menu = PersonMenu(
            self._window,
            who,
            online=self._services.session.status.state is Connection.ONLINE,
            favourite=number in self.listing.roster.favourites,
            offers=self._offers(number),
        )
        menu.called.connect(lambda: self.called.emit(number))
        menu.meant.connect(lambda made: self.sending.agree_later(made, self.panel.grid))
        menu.starred.connect(lambda on: self._set_favourite(number, on=on))
        menu.aboutToHide.connect(lambda: focus.give_back(self.panel.grid))
        menu.popup(spot)

    def _offers(self, number: Number) -> Iterator[Offer]:
        """All that can be done with the call that is meant and somebody."""
        card = self.sending.meant
        if card is None or self._services.session.status.state is not Connection.ONLINE:
            return
        from ctiapp.ui.people.offers import SENDING, can

        for verb in SENDING:
            made = None
            if can(card, verb):
                made = self.sending.offer(card, number, verb, self.panel.grid)
            if made is not None and made.possible:
                yield made

    def _set_favourite(self, number: Number, *, on: bool) -> None:
        key = person_key(Origin.EXTENSION, number.text)
        self._services.directory.set_favourite(key, on=on)
        if self._narrowing is not None:
            self._narrowing.show()
        self.listing.show_favourites(self._favourites())


def _extensions_of(keys: Iterable[PersonKey]) -> tuple[Number, ...]:
    """The extensions among favourites."""
    parts = map(key_parts, keys)
    return tuple(
        Number(part[1]) for part in parts if part is not None and part[0] is Origin.EXTENSION
    )
