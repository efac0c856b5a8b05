"""Which rooms a text may mean: by a number's beginning, or by words of a guest's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.storage.book_text import searched, wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.number import Number
    from ctiapp.services.hotel.roompicture import Room


class RoomSearch:
    """Looks them up; the words of each guest's name are worked out once."""

    def __init__(self) -> None:
        self._words: dict[Number, tuple[str, tuple[str, ...]]] = {}

    def find(self, rooms: Sequence[Room], text: str) -> tuple[Room, ...]:
        """Those of these rooms that may be meant, in their order; nothing typed: all of them.

        A name is found as the directory finds one: whatever its case and its accents, in pinyin,
        by the beginnings of its words in any order.
        """
        words = wanted(text).words
        return tuple(room for room in rooms if self._meant(room, words))

    def _meant(self, room: Room, words: Sequence[tuple[str, ...]]) -> bool:
        known = (room.number.text, *self._known(room))
        return all(any(word.startswith(way) for way in ways for word in known) for ways in words)

    def _known(self, room: Room) -> tuple[str, ...]:
        text = " ".join((room.guest, *room.guests))
        before = self._words.get(room.number)
        if before is None or before[0] != text:
            before = self._words[room.number] = (text, tuple(searched(text)))
        return before[1]
