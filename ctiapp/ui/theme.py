"""Every colour, size and font of the window, and the one style sheet made from them.

No other file holds a colour. What the style sheet cannot draw (pills, key caps, bars) is painted by
``kit.py`` from the same tokens. Selection is by dynamic properties:

    QLabel       ``role``: title, heading, strong, dim, small, caption, error
    QPushButton  ``kind``: plain, primary, danger, quiet, link; ``call``: true (44 px)
    QFrame       ``role``: page, bar, panel, line, soft

A property is set *before* a widget is first shown; later changes go through `restyle` (dear).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from ctiapp.settings import Theme as Choice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class Tone:
    """One meaning in colour: on its strong colour, and on its soft one.

    Attributes:
        strong: the colour itself: bars, filled buttons, filled pills.
        on_strong: text on it.
        soft: its quiet background.
        on_soft: text on that.
    """

    strong: str
    on_strong: str
    soft: str
    on_soft: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours of one scheme, as ``#rrggbb``.

    Attributes:
        dark: whether this is the dark scheme.
        canvas: behind the cards; also the face of text fields.
        bar: top bar, side bars.
        card: cards, lists, pop.
        button: the face of plain buttons.
        button_hover, button_down: the same under the pointer and pressed.
        line: hairlines and borders.
        edge: borders that must be seen, e.g. of check boxes (3:1).
        text, dim: text, and text of less weight.
        idle: marks of what is off or unknown.
        link: focus, selection, links.
        accent, ring, go, stop, hold, park, gone: the tones of meaning.
    """

    dark: bool
    canvas: str
    bar: str
    card: str
    button: str
    button_hover: str
    button_down: str
    line: str
    edge: str
    text: str
    dim: str
    idle: str
    link: str
    accent: Tone
    ring: Tone
    go: Tone
    stop: Tone
    hold: Tone
    park: Tone
    gone: Tone

    def tone(self, name: str) -> Tone:
        """The tone of that name."""
        found = getattr(self, name)
        if not isinstance(found, Tone):
            raise TypeError(name)
        return found


LIGHT = Tokens(
    dark=False,
    canvas="#f5f6f8",
    bar="#ffffff",
    card="#ffffff",
    button="#ffffff",
    button_hover="#f5f6f8",
    button_down="#e3e6eb",
    line="#e3e6eb",
    edge="#868f9d",
    text="#14181f",
    dim="#5b6573",
    idle="#98a1ad",
    link="#2456d6",
    accent=Tone("#2456d6", "#ffffff", "#e8eefc", "#2456d6"),
    ring=Tone("#c2410c", "#ffffff", "#fff1e8", "#b33a08"),
    go=Tone("#15803d", "#ffffff", "#e8f6ed", "#14773a"),
    stop=Tone("#b91c1c", "#ffffff", "#fdebeb", "#b91c1c"),
    hold=Tone("#8a5a00", "#ffffff", "#fdf3dc", "#8a5a00"),
    park=Tone("#6d28d9", "#ffffff", "#f1eafd", "#6d28d9"),
    gone=Tone("#5b6573", "#ffffff", "#eceef2", "#5b6573"),
)
DARK = Tokens(
    dark=True,
    canvas="#0f1216",
    bar="#171b21",
    card="#1d222a",
    button="#171b21",
    button_hover="#232933",
    button_down="#2a313b",
    line="#2a313b",
    edge="#6b7686",
    text="#e8ecf2",
    dim="#9aa5b4",
    idle="#5d6877",
    link="#7ea2ff",
    accent=Tone("#7ea2ff", "#0f1216", "#1c2740", "#7ea2ff"),
    ring=Tone("#ff9a5c", "#17110b", "#33200f", "#ff9a5c"),
    go=Tone("#5fd08a", "#0f1216", "#12291b", "#5fd08a"),
    stop=Tone("#ff8080", "#0f1216", "#331616", "#ff8080"),
    hold=Tone("#f0c25c", "#17110b", "#2e250f", "#f0c25c"),
    park=Tone("#b79bff", "#0f1216", "#241b3a", "#b79bff"),
    gone=Tone("#9aa5b4", "#0f1216", "#262c35", "#9aa5b4"),
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The grid and the controls, in device-independent pixels."""

    gap_s: int = 4
    gap: int = 8
    gap_l: int = 16
    pad: int = 16
    radius_s: int = 6
    radius: int = 10
    radius_l: int = 12
    bar: int = 4
    control: int = 32
    call_control: int = 44
    icon: int = 16


SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class Scale:
    """The type scale in device-independent pixels."""

    caption: int = 11
    small: int = 12
    label: int = 13
    body: int = 14
    heading: int = 16
    title: int = 20


SCALE = Scale()

PAPER = {
    "text": "#111111",
    "dim": "#444444",
    "line": "#bbbbbb",
    "good": "#3b3b3b",
    "bad": "#111111",
}
"""Black and grey: what is printed, by a printer without colours as well."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "canvas"),
    ("text", "bar"),
    ("text", "card"),
    ("text", "button"),
    ("text", "button_hover"),
    ("text", "button_down"),
    ("dim", "canvas"),
    ("dim", "bar"),
    ("dim", "card"),
    ("dim", "button"),
    ("dim", "button_hover"),
    ("link", "canvas"),
    ("link", "bar"),
    ("link", "card"),
    *(
        ("text", f"{tone}.soft")
        for tone in ("accent", "ring", "go", "stop", "hold", "park", "gone")
    ),
    *(("dim", f"{tone}.soft") for tone in ("accent", "ring", "stop", "hold")),
    *(
        (f"{tone}.on_{face}", f"{tone}.{face}")
        for tone in ("accent", "ring", "go", "stop", "hold", "park", "gone")
        for face in ("strong", "soft")
    ),
)
"""Which colour stands as text on which other; each pair has a contrast of 4.5:1 at least."""


def value_of(tokens: Tokens, path: str) -> str:
    """The colour that a path such as ``ring.soft`` names."""
    found: object = tokens
    for part in path.split("."):
        found = getattr(found, part)
    return str(found)


class Theme(QObject):
    """The scheme in use: follows the system, or what the user chose.

    Signals:
        changed: the tokens are others now; the style sheet is already applied.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.setFont(font(SCALE.body))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return tokens()

    def set_choice(self, choice: Choice) -> None:
        """Use light or dark, or follow the system."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()

    def close(self) -> None:
        """Follow the system no more."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._follow)
        self._app.setStyleSheet("")
        self.setParent(None)

    def _follow(self) -> None:
        if self._choice is Choice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._choice is Choice.DARK or (
            self._choice is Choice.SYSTEM
            and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        _use(DARK if dark else LIGHT)
        self._app.setPalette(_palette(tokens()))
        self._app.setStyleSheet(style_sheet(tokens()))
        self.changed.emit()


_in_use: list[Tokens] = [LIGHT]
# An application has one scheme, as it has one palette; `Theme` alone writes here.


def tokens() -> Tokens:
    """The colours in use; what paints asks each time it paints."""
    return _in_use[0]


def _use(new: Tokens) -> None:
    _in_use[0] = new


def colour(name: str) -> QColor:
    """The colour that a path such as ``go.strong`` names, in the scheme in use."""
    return QColor(value_of(tokens(), name))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of the type scale; families that this machine lacks are passed over."""
    made = QFont()
    made.setFamilies(
        ["Inter", *_system_families(), "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"]
    )
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def _system_families() -> list[str]:
    import sys

    if sys.platform == "win32":
        return ["Segoe UI"]
    if sys.platform == "darwin":
        return [".AppleSystemUIFont"]
    return ["Noto Sans"]


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a dynamic property that the style sheet selects by, where it differs."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _palette(colours: Tokens) -> QPalette:
    made = QPalette()
    for role, value in (
        (QPalette.ColorRole.Window, colours.canvas),
        (QPalette.ColorRole.Base, colours.card),
        (QPalette.ColorRole.AlternateBase, colours.canvas),
        (QPalette.ColorRole.Button, colours.button),
        (QPalette.ColorRole.ToolTipBase, colours.card),
        (QPalette.ColorRole.WindowText, colours.text),
        (QPalette.ColorRole.Text, colours.text),
        (QPalette.ColorRole.ButtonText, colours.text),
        (QPalette.ColorRole.ToolTipText, colours.text),
        (QPalette.ColorRole.PlaceholderText, colours.dim),
        (QPalette.ColorRole.Highlight, colours.accent.strong),
        (QPalette.ColorRole.HighlightedText, colours.accent.on_strong),
        (QPalette.ColorRole.Link, colours.link),
    ):
        made.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.dim))
    return made


def _flat(colours: Tokens) -> dict[str, str]:
    """Every colour and size by the name that the style sheet calls it."""
    found: dict[str, str] = {}
    for item in fields(colours):
        value = getattr(colours, item.name)
        if isinstance(value, Tone):
            for part in fields(value):
                found[f"{item.name}-{part.name.replace('_', '-')}"] = getattr(value, part.name)
        elif isinstance(value, str):
            found[item.name.replace("_", "-")] = value
    for group in (SIZES, SCALE):
        prefix = "size" if group is SIZES else "type"
        for item in fields(group):
            found[f"{prefix}-{item.name.replace('_', '-')}"] = f"{getattr(group, item.name)}px"
    return found


def style_sheet(colours: Tokens) -> str:
    """The style sheet: ``resources/styles/ctiapp.qss``, each ``@name`` replaced by its token."""
    import re

    from ctiapp.paths import resource

    known = _flat(colours)
    ground = "dark" if colours.dark else "light"
    for name, icon in (("check-mark", "check"), ("chevron", "chevron")):
        known[name] = resource("icons", f"{icon}-on-{ground}.svg").as_posix()
    template = resource("styles", "ctiapp.qss").read_text(encoding="utf-8")
    template = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
    return re.sub(r"@([a-z-]+)", lambda match: known[match[1]], template)
