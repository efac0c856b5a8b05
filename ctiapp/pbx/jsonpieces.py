"""A large JSON text decoded piece by piece, so that other threads get their turns in between.

A piece is what fits into a window of the text: most rows of a page do, several at a time. What does
not is taken apart one level further, whatever it is; only a single string may be longer, and those
are read fast. Pure: it knows no bounds but the window's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

WINDOW = 2**17
"""Characters that are decoded at most before others get their turn: about a millisecond."""

_BLANK = re.compile(r"[ \t\n\r]*")
_OF_NUMBERS = frozenset("0123456789.eE+-")
_ENDS = {"{": "}", "[": "]"}


@dataclass(slots=True)
class _Level:
    """A list or an object that is taken apart.

    Attributes:
        made: what it is becoming.
        key: of an object, what the next value is for.
    """

    made: list[object] | dict[str, object]
    key: str = ""

    def put(self, value: object) -> None:
        """One more value."""
        if isinstance(self.made, dict):
            self.made[self.key] = value
        else:
            self.made.append(value)


class _Text:
    """The text, and how far it is read.

    Args:
        decoder: reads one value.
        text: all of it.
    """

    def __init__(self, decoder: json.JSONDecoder, text: str) -> None:
        self._decoder = decoder
        self.text = text
        self.at = 0
        self._window = ""
        self._begin = 0

    def next_char(self) -> str:
        """Go on to what is no blank; it, or nothing at the end."""
        self.at = _end(_BLANK.match(self.text, self.at), self.at)
        return self.text[self.at : self.at + 1]

    def wrong(self, message: str) -> json.JSONDecodeError:
        """It is no JSON here."""
        return json.JSONDecodeError(message, self.text, self.at)

    def whole(self) -> tuple[bool, object]:
        """Read the value that stands here, if it fits into a window; whether it did, and it.

        Raises:
            JSONDecodeError: it is none, and can be taken apart no further.
        """
        for fresh in (False, True):
            if fresh:
                self._begin = self.at
                self._window = self.text[self.at : self.at + WINDOW]
            elif not self._begin <= self.at < self._begin + len(self._window):
                continue
            try:
                value, end = self._decoder.raw_decode(self._window, self.at - self._begin)
            except json.JSONDecodeError:
                continue
            end += self._begin
            # A number that the window cuts in two goes on behind it.
            if self.text[end : end + 1] not in _OF_NUMBERS:
                self.at = end
                return True, value
        if self.text[self.at] in _ENDS:
            return False, None
        value, self.at = self._decoder.raw_decode(self.text, self.at)
        return True, value

    def key(self) -> str:
        """Read the name of an object's next value, and what stands between them.

        Raises:
            JSONDecodeError: there is none.
        """
        if self.next_char() != '"':
            raise self.wrong("Expecting property name enclosed in double quotes")
        _, name = self.whole()
        if self.next_char() != ":":
            raise self.wrong("Expecting ':' delimiter")
        self.at += 1
        return str(name)


def decode(decoder: json.JSONDecoder, text: str) -> object:
    """Read one JSON value, as ``decoder.decode`` does.

    Raises:
        JSONDecodeError: it is no JSON.
        ValueError: it has numbers of thousands of digits.
        RecursionError: it is nested too deeply.
    """
    source = _Text(decoder, text)
    levels: list[_Level] = []
    while True:
        char = source.next_char()
        if not char:
            raise source.wrong("Expecting value")
        done, value = source.whole()
        if not done:
            level = _Level({} if char == "{" else [])
            levels.append(level)
            source.at += 1
            if source.next_char() != _ENDS[char]:
                _name(source, level)
                continue
            source.at += 1  # an empty one, all blanks within
            value = levels.pop().made
        if _rises(source, levels, value):
            if source.next_char():
                raise source.wrong("Extra data")
            return levels[0].made if levels else value


def _rises(source: _Text, levels: list[_Level], value: object) -> bool:
    """Put a value where it belongs, and all that ends with it; whether that was everything."""
    while levels:
        level = levels[-1]
        level.put(value)
        end = "}" if isinstance(level.made, dict) else "]"
        char = source.next_char()
        if char == ",":
            source.at += 1
            _name(source, level)
            return False
        if char != end:
            raise source.wrong("Expecting ',' delimiter")
        source.at += 1
        if len(levels) == 1:
            return True
        value = levels.pop().made
    return True


def _name(source: _Text, level: _Level) -> None:
    """Read what an object's next value is called."""
    if isinstance(level.made, dict):
        level.key = source.key()


def _end(match: re.Match[str] | None, at: int) -> int:
    return at if match is None else match.end()
