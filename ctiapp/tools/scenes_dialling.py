"""What `pictures` takes pictures of: what is asked before dialling, and a link in the clear."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.dialpolicy import Doubt
from ctiapp.model.number import Number
from ctiapp.model.planguess import Basis, Guess, Reason
from ctiapp.settings import Settings
from ctiapp.tools.scenes_window import (
    LOST,
    ONLINE,
    RINGING_AND_TALKING,
    calls_window,
    settled,
)
from ctiapp.ui.keymap import Keymap
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, Place
from ctiapp.ui.search.viewmodel import Face, Stage
from ctiapp.ui.settings.view import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from ctiapp.services.connection import ConnectionStatus


GUESS = Guess(
    "CN",
    Reason(Basis.CONTACT, 112, 120, "+865925503301"),
    "9",
    Reason(Basis.CALL, 5, 6, "905925503301"),
)
"""What a PBX in China suggests, where a nine gets one outside."""


def _in_the_clear(status: ConnectionStatus) -> ConnectionStatus:
    pbx = status.pbx
    return replace(
        status, pbx=None if pbx is None else replace(pbx, url="http://pbx.example.com:8088")
    )


def _asking(number: str, doubt: Doubt, size: QSize = DEFAULT_SIZE) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        status = _in_the_clear(ONLINE)
        window, _ = calls_window(RINGING_AND_TALKING, "2", status=status, size=size)
        window.search.put_text(number)
        window.grab()
        window.results.show_face(Face(Stage.ASKING, number=Number(number), doubt=doubt))
        return settled(window)

    return draw


def _lost_in_the_clear() -> QPixmap:
    window, _ = calls_window(RINGING_AND_TALKING, "2", status=_in_the_clear(LOST), size=LEAST_SIZE)
    return settled(window)


def _settings(settings: Settings) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        window, _ = calls_window((), status=ONLINE)
        page = SettingsPage(Keymap().rows(), "0.1.0", Path("ctiapp-data"))
        window.add_page(page)
        window.show_page(page, Place.SETTINGS)
        page.show_settings(settings)
        page.dialling.show_guess(GUESS)
        settled(window)
        page.dialling.show_numbers()
        page.ensureWidgetVisible(page.dialling, 0, 200)
        return settled(window)

    return draw


SCENES: dict[str, Callable[[], QPixmap]] = {
    "dialling-settings": _settings(Settings(country="CN", premium_prefixes=("9500", "+4990"))),
    "dialling-settings-guess": _settings(
        Settings(number_rewrites=MappingProxyType({"+0": "+", "000": "00"}))
    ),
    "dialling-settings-unknown": _settings(Settings(country="XX")),
    "dialling-ask-premium": _asking("+499001123456", Doubt.PREMIUM),
    "dialling-ask-code": _asking("*21*5503301#", Doubt.FEATURE_CODE, LEAST_SIZE),
    "dialling-lost": _lost_in_the_clear,
}
