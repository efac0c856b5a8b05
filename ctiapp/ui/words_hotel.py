"""What the hotel's front desk says: the part of `ctiapp.ui.words` that only a hotel hears.

Literals only, marked by `QT_TRANSLATE_NOOP`. `ctiapp.ui.words` takes these tables into its own;
nobody else imports them.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "hotel.sheet_saved": QT_TRANSLATE_NOOP("words", "Saved: {path}"),
}

WORDS: dict[str, str] = {
    "nav.rooms": QT_TRANSLATE_NOOP("words", "Rooms"),
}

PLURALS: dict[str, str] = {
    "rooms": QT_TRANSLATE_NOOP("words", "%n rooms", None, 1),
}
