"""A place says when it can be seen: what is asked of the PBX for it depends on that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.ui.placeframe import PlaceFrame

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Shared(PlaceFrame):
    """Remembers for which sizes it shared its room."""

    widths: tuple[int, ...] = ()

    def _share(self) -> None:
        self.widths = (*self.widths, self.width())


def test_it_tells_whether_it_can_be_seen_and_shares_each_new_room(qtbot: QtBot) -> None:
    place, seen = Shared(), list[bool]()
    qtbot.addWidget(place)
    place.seen.connect(seen.append)
    place.resize(500, 400)
    place.show()
    place.resize(700, 400)
    place.hide()

    assert seen == [True, False]
    assert place.widths[-1] == 700
    assert place.minimumSizeHint().width() <= 400
