"""The frame of the window: header, rail, banners, places, and the quiet line of text at the foot.

It knows no service. What it shows comes in by setters; what the user does goes out by signals.
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctiapp.model.notice import Notice, Severity
from ctiapp.paths import APP_NAME
from ctiapp.services.connection import Connection
from ctiapp.ui import icons, text, theme, words
from ctiapp.ui.announce import announce
from ctiapp.ui.frame import NavButton, Toast
from ctiapp.ui.kit import Avatar, Banner, ElidedLabel, Pill, Shape
from ctiapp.ui.search.box import SearchBox
from ctiapp.ui.standing import Live, Strip

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from ctiapp.ui.search.view import SearchResults
    from ctiapp.ui.standing import Standing

DEFAULT_SIZE = QSize(1200, 800)
LEAST_SIZE = QSize(900, 600)
TITLE_BAR = 32
"""What the desktop's title bar takes above a window, about."""
NOTICES_SHOWN = 3

_LOOKS: dict[Live, tuple[Connection, str, Shape]] = {
    Live.LIVE: (Connection.ONLINE, "go", Shape.DOT),
    Live.CONNECTING: (Connection.CONNECTING, "accent", Shape.BARS),
    Live.RECONNECTING: (Connection.RECONNECTING, "hold", Shape.TRIANGLE),
    Live.SIGNED_OUT: (Connection.SIGNED_OUT, "gone", Shape.CIRCLE),
}


class Place(Enum):
    """Where one can be in the window."""

    CALLS = "calls"
    PEOPLE = "people"
    QUEUES = "queues"
    ROOMS = "rooms"
    HISTORY = "history"
    SETTINGS = "settings"


class MainWindow(QWidget):
    """The window.

    Signals:
        closing: the user closes the window; it stays until somebody hides it.
        stands: it has been painted for the first time; nothing heavy is loaded before.
        place_wanted: a button of the rail; carries the `Place`.
        help_wanted: the button of help.
        strip_acted, strip_closed: a standing banner's button or cross; carries the `Strip`.
        seen: whether anything of it can be seen now: shown, and not minimised; told again when
            somebody turns to it.
    """

    closing = Signal()
    stands = Signal()
    place_wanted = Signal(object)
    help_wanted = Signal()
    strip_acted = Signal(object)
    strip_closed = Signal(object)
    seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.painted = False
        self._seen = False
        self.setWindowTitle(APP_NAME)
        self.setWindowIcon(icons.logo())
        self.setMinimumSize(LEAST_SIZE.boundedTo(_room().size()))
        self.resize(DEFAULT_SIZE)
        self.search = SearchBox()
        self._results: SearchResults | None = None
        self.live = Pill()
        self.plain = Pill()
        self._avatar = Avatar()
        self._me = ElidedLabel("strong")
        self._nav = {
            Place.CALLS: NavButton("phone", words.word("nav.calls")),
            Place.PEOPLE: NavButton("people", words.word("nav.people")),
            Place.QUEUES: NavButton("queue", words.word("nav.queues")),
            Place.ROOMS: NavButton("room", words.word("nav.rooms")),
            Place.HISTORY: NavButton("history", words.word("nav.history")),
            Place.SETTINGS: NavButton("gear", words.word("nav.settings")),
        }
        self.help = NavButton("help", words.word("nav.help"))
        self.help.setCheckable(False)  # it opens a menu, and is no place
        self.strips = {strip: Banner() for strip in Strip}
        self.notices: list[tuple[Notice, Banner]] = []
        self._guests: list[QWidget] = []
        self.pages = QStackedWidget()
        self._feet = QWidget()
        self._foot = QVBoxLayout(self._feet)
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._bare = False
        self._lay_out()
        self.toast = Toast(self)
        self._nav[Place.PEOPLE].hide()  # until somebody is signed in
        self._nav[Place.HISTORY].hide()
        self._nav[Place.QUEUES].hide()  # until there is a queue
        self._nav[Place.ROOMS].hide()  # until somebody says that this is a hotel
        for before, after in pairwise((*self._nav.values(), self.help)):
            self.setTabOrder(before, after)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, when all of the first paint is done."""
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self, self.stands.emit)

    # -- building --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for place, button in self._nav.items():
            button.clicked.connect(lambda _=False, p=place: self.place_wanted.emit(p))
        self.help.clicked.connect(self.help_wanted)
        for strip, banner in self.strips.items():
            banner.acted.connect(lambda s=strip: self.strip_acted.emit(s))
            banner.closed.connect(lambda s=strip: self.strip_closed.emit(s))
        self._banners = QVBoxLayout()
        self._banners.setContentsMargins(16, 0, 16, 0)
        self._banners.setSpacing(theme.SIZES.gap)
        for banner in self.strips.values():
            self._banners.addWidget(banner)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(self._banners)
        middle.addWidget(self.pages, 1)
        page = QFrame()
        page.setProperty("role", "page")
        page.setLayout(middle)
        body = QHBoxLayout()
        body.setSpacing(0)
        self._rail = self._make_rail()
        body.addWidget(self._rail)
        body.addWidget(page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = self._make_header()
        column.addWidget(self._head)
        column.addLayout(body, 1)
        column.addWidget(self._feet)

    def _make_header(self) -> QWidget:
        header = QFrame()
        header.setProperty("role", "bar")
        header.setFixedHeight(52)
        self._me.setMaximumWidth(260)
        self._me.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(700)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(theme.SIZES.gap)
        row.addWidget(self._avatar)
        row.addWidget(self._me)
        row.addSpacing(4)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self.plain)
        row.addWidget(self.live)
        self._header = row
        self.plain.set_look(words.word("header.plain"), "hold", Shape.TRIANGLE)
        self.plain.setToolTip(text.for_tooltip(words.word("header.plain_hint")))
        self.plain.setAccessibleDescription(words.word("header.plain_hint"))
        self.plain.hide()
        return header

    def _make_rail(self) -> QWidget:
        rail = QFrame()
        rail.setProperty("role", "side")
        rail.setFixedWidth(84)
        rail.setAccessibleName(words.word("window.places"))
        self._group = QButtonGroup(self)
        column = QVBoxLayout(rail)
        column.setContentsMargins(8, 8, 7, 12)
        column.setSpacing(4)
        for button in self._nav.values():
            self._group.addButton(button)
        column.addWidget(self._nav[Place.CALLS])
        column.addWidget(self._nav[Place.PEOPLE])
        column.addWidget(self._nav[Place.QUEUES])
        column.addWidget(self._nav[Place.ROOMS])
        column.addWidget(self._nav[Place.HISTORY])
        column.addStretch(1)
        column.addWidget(self._nav[Place.SETTINGS])
        column.addWidget(self.help)
        return rail

    @property
    def results(self) -> SearchResults:
        """What is found; made now if it was not yet: nobody who is signed out searches."""
        if self._results is None:
            from ctiapp.ui.search.view import SearchResults

            self._results = SearchResults(self.search, self)
        return self._results

    def add_foot(self, widget: QWidget) -> None:
        """Put something below everything (the demo's phone)."""
        self._foot.addWidget(widget)

    def add_to_header(self, beside_me: QWidget, *before_live: QWidget) -> None:
        """Put one widget beside one's own name, and others before the link's pill."""
        row = self._header
        row.insertWidget(row.indexOf(self._me) + 1, beside_me)
        for widget in before_live:
            row.insertWidget(row.indexOf(self.live), widget)
        for one, other in pairwise((beside_me, self.search, *before_live)):
            QWidget.setTabOrder(one, other)

    def add_chip(self, chip: QWidget) -> None:
        """Put one more widget before the link's pill."""
        self._header.insertWidget(self._header.indexOf(self.plain), chip)

    def add_banner(self, banner: QWidget) -> None:
        """Put somebody else's banner above the notices; `space_banners` when it comes or goes."""
        self._banners.insertWidget(len(self.strips), banner)
        self._guests.append(banner)

    def add_page(self, page: QWidget) -> None:
        """Another page to show."""
        self.pages.addWidget(page)

    # -- setters ---------------------------------------------------------------------------------

    def show_page(self, page: QWidget, place: Place) -> None:
        """Show this page, and its place in the rail."""
        self.pages.setCurrentWidget(page)
        self._nav[place].setChecked(True)

    @property
    def is_bare(self) -> bool:
        """Whether it has the full screen, without header and rail."""
        return self._bare

    def set_bare(self, bare: bool) -> None:
        """Take the full screen for the page and its banners alone, or stand as before."""
        if bare is self._bare:
            return
        self._bare = bare
        for widget in (self._head, self._rail, self._feet):
            widget.setVisible(not bare)
        full = Qt.WindowState.WindowFullScreen
        state = self.windowState()
        self.setWindowState(state | full if bare else state & ~full)

    def nav(self, place: Place) -> NavButton:
        """The rail's button of a place."""
        return self._nav[place]

    def show_standing(self, standing: Standing) -> None:
        """Show whose window it is and how the link stands."""
        connection, tone, shape = _LOOKS[standing.live]
        self.live.set_look(words.connection(connection), tone, shape)
        self.live.setAccessibleName(words.connection(connection))
        self.plain.setVisible(standing.plain)
        places = (self._nav[Place.PEOPLE], self._nav[Place.HISTORY])
        for widget in (self._avatar, self._me, self.search, *places):
            widget.setVisible(standing.signed_in)
        if standing.signed_in:
            name = standing.name or standing.number
            self._avatar.set_name(name)
            header = words.word("header.me", name=name, number=standing.number)
            self._me.set_made(header if standing.name else text.isolate(standing.number))
            self.setWindowTitle(f"{text.plain(name)} – {words.word('app')}")
        else:
            if self._results is not None:
                self._results.hide()
            self.setWindowTitle(APP_NAME)
        signed_in = standing.signed_in
        word = words.word("nav.calls" if signed_in else "nav.signin")
        self._nav[Place.CALLS].set_face("phone" if signed_in else "lock", word)
        self._show_strips(standing)

    def _show_strips(self, standing: Standing) -> None:
        for strip, banner in self.strips.items():
            if strip not in standing.strips:
                banner.hide()
            elif strip is Strip.RECONNECTING:
                self._show_reconnecting(banner, standing)
            else:
                banner.show_message(Severity.WARNING, words.say(Notice.of("session.silent")))
        self.space_banners()

    @staticmethod
    def _show_reconnecting(banner: Banner, standing: Standing) -> None:
        why = "" if standing.why is None else words.say(standing.why)
        what = "strip.as_of" if standing.needs_somebody else "strip.reconnecting"
        if standing.picture_at is None:
            said = words.word(f"{what}_unknown")
        else:
            said = words.word(what, time=words.clock_time(standing.picture_at))
        if standing.needs_somebody:
            said = f"{why}\n{said}"
        action = words.word("events.test" if standing.can_test else "strip.retry")
        banner.show_message(Severity.WARNING, said, action=action, details=why, closable=False)

    def show_notice(self, notice: Notice) -> None:
        """Tell something: quietly at the foot, or as a banner until the user closes it."""
        if notice.severity is Severity.INFO:
            self.toast.say(words.say(notice))
            return
        for shown, banner in self.notices:
            if shown.key == notice.key:
                self._drop(banner)
                break
        while len(self.notices) >= NOTICES_SHOWN:
            self._drop(self.notices[0][1])
        banner = Banner()
        banner.closed.connect(lambda: self._drop(banner))
        self._banners.addWidget(banner)
        self.notices.append((notice, banner))
        banner.show_message(notice.severity, words.say(notice), details=words.details(notice))
        self.space_banners()
        announce(self, words.say(notice), urgent=notice.severity is Severity.ERROR)

    def close_notice(self) -> bool:
        """Close the newest banner that can be closed; tells whether there was one."""
        if not self.notices:
            return False
        self._drop(self.notices[-1][1])
        return True

    def _drop(self, banner: Banner) -> None:
        self.notices = [pair for pair in self.notices if pair[1] is not banner]
        self._banners.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.space_banners()

    def space_banners(self) -> None:
        """Leave room around the banners where there are any."""
        others = [*self.strips.values(), *self._guests]
        any_shown = bool(self.notices) or any(not b.isHidden() for b in others)
        self._banners.setContentsMargins(16, 12 if any_shown else 0, 16, 0)

    # -- geometry --------------------------------------------------------------------------------

    def geometry_text(self) -> str:
        """Where the window is, to be kept over a restart."""
        box = self.normalGeometry()
        state = "max" if self.isMaximized() else "normal"
        return f"{box.x()},{box.y()},{box.width()},{box.height()},{state}"

    def restore(self, kept: str) -> None:
        """Stand where it stood, as far as that can still be seen."""
        parts = kept.split(",")
        try:
            x, y, width, height = (int(part) for part in parts[:4])
        except ValueError:
            return
        self.setGeometry(on_screen(QRect(x, y, width, height)))
        if parts[4:] == ["max"]:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def recover(self) -> None:
        """Come back to where it can be seen, e.g. after a screen was taken away."""
        if QGuiApplication.platformName() == "offscreen":
            return  # nobody looks at that screen, and pictures are taken larger than it
        found = on_screen(self.geometry())
        if not self.isMaximized() and found != self.geometry():
            self.setGeometry(found)

    # -- Qt --------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window does not decide what closing means."""
        event.ignore()
        self.closing.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the toast at the foot."""
        super().resizeEvent(event)
        if self.toast.isVisible():
            self.toast.place()

    def showEvent(self, event: QShowEvent) -> None:
        """It can be seen."""
        super().showEvent(event)
        self._tell_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        """It cannot be seen."""
        super().hideEvent(event)
        self._tell_seen()

    @property
    def is_seen(self) -> bool:
        """Whether it can be seen: it shows, and is not minimised."""
        return self._seen

    def _tell_seen(self) -> None:
        seen = self.isVisible() and not self.isMinimized()
        if seen is not self._seen:
            self._seen = seen
            self.seen.emit(seen)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint what is painted by hand in the other scheme; tell whether it can be seen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._tell_seen()
        if event.type() == QEvent.Type.ActivationChange and self._seen and self.isActiveWindow():
            self.seen.emit(True)
        if event.type() == QEvent.Type.PaletteChange and self.painted:
            for child in self.findChildren(QWidget):
                child.update()


def _room(area: QRect | None = None) -> QRect:
    """A screen's room for a window below its title bar."""
    return (area or QGuiApplication.primaryScreen().availableGeometry()).adjusted(
        0, TITLE_BAR, 0, 0
    )


def on_screen(wanted: QRect) -> QRect:
    """The rectangle, moved and shrunk so that its top bar and most of it can be seen."""
    screens = QGuiApplication.screens()
    areas = [_room(screen.availableGeometry()) for screen in screens]
    if not areas:
        return wanted

    def shared(area: QRect) -> int:
        common = area.intersected(wanted)
        return max(0, common.width()) * max(0, common.height())

    area = max(areas, key=shared)
    if not shared(area):
        area = _room()
    width = max(min(wanted.width(), area.width()), min(LEAST_SIZE.width(), area.width()))
    height = max(min(wanted.height(), area.height()), min(LEAST_SIZE.height(), area.height()))
    left = min(max(wanted.x(), area.x()), area.x() + area.width() - width)
    top = min(max(wanted.y(), area.y()), area.y() + area.height() - height)
    return QRect(left, top, width, height)
