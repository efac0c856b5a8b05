"""JSON objects that come back to back on a stream of bytes, cut apart without being read.

Where an object ends tells nothing but its last brace: braces within strings do not count, a
character may come in two pieces, and so may everything else. What stands between two objects, the
lines of a log-in's answer for instance, is noise. Pure: no I/O, no clock.

One quote too many, or an object cut off, and every later brace counts for something else. So an
event that begins where none can, or on a line of its own, ends what was there before it.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from ctiapp.model.errors import WireError
from ctiapp.pbx.jsontext import MAX_DEPTH

MAX_OBJECT: Final = 2**20
"""The most characters of one object that are kept."""

MAX_LOST: Final = 2 * MAX_OBJECT
"""So many characters of an object that is dropped are looked through for its end."""

MAX_NOISE: Final = 512
"""The most characters of noise that are kept, the first ones."""

_IN_OBJECT: Final = re.compile(r'["{}]')
_IN_STRING: Final = re.compile(r'["\\]')
_BLANKS: Final = " \t\r\n"

_TAIL: Final = 32
"""How many characters are looked back over for the beginning of an event."""

_EVENT: Final = re.compile(r'(.?)([ \t\r\n]*)(\{[ \t\r\n]*"event")\Z', re.DOTALL)
"""What stands before an event's first name; blanks; and the event, so far."""

_BEFORE_VALUE: Final = ":[,"


class ObjectScanner:
    """Cuts objects out of a stream.

    Args:
        max_size: the most characters of one object; a longer one is dropped whole.
        max_depth: how deep objects may be nested; a deeper one is dropped whole.

    Attributes:
        dropped: how many objects were dropped: for their size or depth, or
            because an event began within them that is none of theirs.
        begun: how many were begun.
        noise: what stood before the first object and between them, its beginning.
    """

    def __init__(self, *, max_size: int = MAX_OBJECT, max_depth: int = MAX_DEPTH) -> None:
        self._max_size = max_size
        self._max_depth = max_depth
        # Half a character waits for its other half; what is no UTF-8 must not end the stream.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._kept: list[str] = []
        self._size = 0
        self._tail = ""
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._named = False
        self._spoilt = False
        self.dropped = 0
        self.begun = 0
        self.noise = ""

    @property
    def is_open(self) -> bool:
        """Whether an object was begun, and its end has not come yet."""
        return self._depth > 0

    def feed(self, data: bytes) -> list[str]:
        """Take what came next; the objects that are whole by it, as they were written.

        Raises:
            WireError: an object has no end: nothing of this stream can be understood any more.
        """
        text = self._decoder.decode(data)
        found: list[str] = []
        at = 0
        while at < len(text):
            if not self._depth:
                at = self._between(text, at)
            elif not self._named:
                at = self._opened(text, at)
            elif self._in_string:
                at = self._string(text, at)
            else:
                at = self._object(text, at, found)
        return found

    def _between(self, text: str, at: int) -> int:
        """Look for the next brace; all before it is noise."""
        brace = text.find("{", at)
        end = len(text) if brace < 0 else brace
        if len(self.noise) < MAX_NOISE:
            self.noise = (self.noise + text[at:end])[:MAX_NOISE]
        if brace < 0:
            return end
        self._begin()
        self._keep("{")
        return brace + 1

    def _opened(self, text: str, at: int) -> int:
        """Whether it is an object's: a name follows, or its end. Else it is noise like all else."""
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        if at == len(text):
            return at
        if text[at] in '"}':
            self._named = True
        else:
            self._depth = 0
        return at

    def _string(self, text: str, at: int) -> int:
        """Go on to the end of a string."""
        if self._escaped:
            self._escaped = False
            self._keep(text[at])
            return at + 1
        match = _IN_STRING.search(text, at)
        if match is None:
            self._keep(text[at:])
            return len(text)
        self._keep(text[at : match.end()])
        self._in_string = match[0] != '"'
        self._escaped = match[0] == "\\"
        if not self._in_string:
            self._look_back(opens=False)
        return match.end()

    def _object(self, text: str, at: int, found: list[str]) -> int:
        """Go on to the next string, or to the next brace."""
        match = _IN_OBJECT.search(text, at)
        if match is None:
            self._keep(text[at:])
            return len(text)
        self._keep(text[at : match.end()])
        if match[0] == '"':
            self._in_string = True
            self._look_back(opens=True)
        elif match[0] == "{":
            self._depth += 1
            if self._depth > self._max_depth:
                self._spoil()
        else:
            self._depth -= 1
            if not self._depth:
                self._end(found)
        return match.end()

    def _look_back(self, *, opens: bool) -> None:
        """See after a quote whether an event began here that belongs to nothing before it.

        Args:
            opens: the quote began a string, as they were counted. Then they were counted wrongly:
                after the end of a string no name can stand.
        """
        if not self._tail.endswith('event"') or (found := _EVENT.search(self._tail)) is None:
            return
        before, blanks, event = found.groups()
        own_line = (before + blanks).endswith(("\r", "\n"))
        astray = bool(before.strip()) and before not in _BEFORE_VALUE
        if opens or (self._depth > 1 and (own_line or astray)):
            self.dropped += 1
            self._begin()
            self._named = True
            self._in_string = False
            self._keep(event)

    def _begin(self) -> None:
        self.begun += 1
        self._depth = 1
        self._kept, self._size, self._tail = [], 0, ""
        self._named = self._spoilt = False

    def _end(self, found: list[str]) -> None:
        if self._spoilt:
            self.dropped += 1
        else:
            found.append("".join(self._kept))
        self._kept, self._size = [], 0

    def _keep(self, piece: str) -> None:
        self._size += len(piece)
        self._tail = (self._tail + piece[-_TAIL:])[-_TAIL:]
        if self._size > self._max_size:
            self._spoil()
        if self._size > max(MAX_LOST, self._max_size):
            raise WireError("an object without an end on the event stream")
        if not self._spoilt:
            self._kept.append(piece)

    def _spoil(self) -> None:
        self._spoilt = True
        self._kept = []
