"""What `pictures` takes pictures of: a new room, and one that shall be no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.hotel import OutsideRoute, Station
from ctiapp.model.ids import ExtensionId
from ctiapp.model.newstation import NewStation
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.pbx.openvox.wire_stations import RULES as OPENVOX
from ctiapp.pbx.p_series.newstation import RULES as P_SERIES
from ctiapp.services.hotel.newrooms import Leaving, NewRoom, RoomDraft
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui import words
from ctiapp.ui.hotel.deleteroom import DeleteRoomForm
from ctiapp.ui.hotel.faces import RoomFace
from ctiapp.ui.hotel.newroom import NewRoomForm
from ctiapp.ui.hotel.place import RoomsPlace
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

_ROUTES = (
    OutsideRoute("1", "Local"),
    OutsideRoute("2", "Long distance & mobiles"),
    OutsideRoute("3", samples.LONG.name or ""),
)
_NEW = NewStation("315", "Rm7kq2wTzPxv4n", "315", "hX3vKfz8qWm2TdRp5uNb7cYs")
_GONE = Number("315")


def _scene(form: Callable[[], QWidget], size: QSize = DEFAULT_SIZE) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        place = RoomsPlace()
        place.show_rooms([RoomFace(str(number), "") for number in range(301, 330)])
        window = MainWindow()
        window.resize(size)
        window.search.set_key("F2")
        window.show_standing(standing(ONLINE, frozenset()))
        window.nav(Place.ROOMS).show()
        window.add_page(place)
        window.show_page(place, Place.ROOMS)
        window.grab()
        place.show_side(form())
        return settled(window)

    return draw


def _begun() -> NewRoomForm:
    form = NewRoomForm()
    form.show_draft(RoomDraft(_NEW, P_SERIES))
    form.show_routes(_ROUTES)
    return form


def _elsewhere() -> NewRoomForm:
    form = NewRoomForm()
    form.show_draft(RoomDraft(_NEW, OPENVOX, sets_outside=False))
    form.lines_of["reg_password"].edit.setText("abcd;efgh1")
    form.valid()
    return form


def _elsewhere_made() -> NewRoomForm:
    form = _elsewhere()
    form.show_created(_NEW, NewRoom(_GONE, Station(ExtensionId("315"), _GONE)))
    return form


def _refused() -> NewRoomForm:
    form = _begun()
    form.lines_of["number"].edit.setText("2001")
    form.lines_of["email"].edit.setText("ann@guest.example")
    form.show_problems(
        {"number": "station.taken", "email": "station.taken", "reg_password": "station.refused"},
        {"number": "2001"},
        ("role_id",),
    )
    return form


def _made() -> NewRoomForm:
    form = _begun()
    station = Station(ExtensionId("9"), _GONE)
    form.show_created(_NEW, NewRoom(_GONE, station, ("email",)))
    return form


def _asked() -> DeleteRoomForm:
    form = DeleteRoomForm()
    form.show_room("315")
    form.show_leaving(
        Leaving(_GONE, samples.LONG.name or "", "ann@guest.example", "", 2, 1, on_phone=False)
    )
    return form


def _talks() -> DeleteRoomForm:
    form = DeleteRoomForm()
    form.show_room("315")
    form.show_leaving(Leaving(_GONE, "", "", "", None, 0, on_phone=True))
    return form


def _deleted() -> DeleteRoomForm:
    form = _asked()
    form.show_deleted((Notice.of("error.storage", severity=Severity.WARNING),))
    return form


def _failed() -> NewRoomForm:
    form = _begun()
    form.unfold(on=True)
    form.show_failure(Notice.of("error.pms", severity=Severity.ERROR, code="70525"))
    form.submit.set_word(words.word("newroom.create"))
    return form


SCENES: dict[str, Callable[[], QPixmap]] = {
    "newroom": _scene(_begun),
    "newroom-small": _scene(_failed, LEAST_SIZE),
    "newroom-refused": _scene(_refused),
    "newroom-made": _scene(_made),
    "newroom-openvox": _scene(_elsewhere),
    "newroom-openvox-made": _scene(_elsewhere_made),
    "newroom-delete": _scene(_asked),
    "newroom-delete-talks": _scene(_talks),
    "newroom-deleted": _scene(_deleted),
}
