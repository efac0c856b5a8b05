"""What `pictures` takes pictures of: what is opened or run when a call comes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError
from ctiapp.model.popactions import PopAction, What, When, Which
from ctiapp.settings import Settings
from ctiapp.tools.scenes_window import ONLINE, calls_window, settled
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place
from ctiapp.ui.settings.view import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

PAGE = PopAction("Customer's page", url="https://crm.example.com/find?number={number}&name={name}")
PROGRAM = PopAction(
    name="Ticket for the hot line that somebody gave a long name",
    on=False,
    when=When.END,
    which=Which.QUEUE,
    queue="6400",
    what=What.PROGRAM,
    command=("/usr/local/bin/ticket", "--caller={number}", "{name}"),
)


def _actions(
    edited: int | None = None, *, wrong: bool = False, size: QSize = DEFAULT_SIZE
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = calls_window((), status=ONLINE, size=size)
        page = SettingsPage(Keymap().rows(), "0.1.0", Path("ctiapp-data"))
        window.add_page(page)
        window.show_page(page, Place.SETTINGS)
        page.show_settings(Settings(pop_actions=(PAGE, PROGRAM)))
        settled(window)
        if edited is not None:
            page.call_actions.edit(edited)
        if wrong:
            page.call_actions.show_tried(UsageError("gone", key="popaction.no_browser"))
        settled(window)
        page.ensureWidgetVisible(page.call_actions, 0, 60)
        return settled(window)

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "popactions": _actions(),
    "popactions-page": _actions(0, wrong=True),
    "popactions-program": _actions(1),
    "popactions-small": _actions(0, size=LEAST_SIZE),
}
