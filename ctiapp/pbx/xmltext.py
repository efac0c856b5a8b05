"""The XML of OpenVox's API, written, and read from a stranger under bounds.

Fact sheet, section 1: the root is ``<xml>``, one element a key; a list is ``<item id="0">`` and so
on inside the element of its key; what is empty is nothing. The same values as JSON come out:
objects, lists and text. No document type, and so no entity, is ever let in: whatever would expand
or fetch something needs one. All that is not such XML, or too much of it, is a `WireError`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape

from ctiapp.model.errors import WireError
from ctiapp.pbx.rest import MAX_BODY, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH: Final = 32
"""How many levels elements may be nested; the sheet's deepest answer has six."""

MAX_ELEMENTS: Final = 500_000
"""The most elements of one text: 10,000 extensions have some forty each."""

ITEM: Final = "item"

_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_BARE = re.compile(rb"&(?!#?[A-Za-z0-9]{1,32};)")
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_UNSAYABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Open:
    """An element that is open: what is in it so far."""

    __slots__ = ("items", "members", "name", "text")

    def __init__(self, name: str) -> None:
        self.name = name
        self.text: list[str] = []
        self.members: dict[str, object] = {}
        self.items: list[object] = []

    def value(self) -> object:
        """What it means: its entries, its members, or its text.

        Where entries stand among members, the entries are one of them.
        """
        if self.items and not self.members:
            return self.items
        if self.items:
            return {**self.members, ITEM: self.items}
        return self.members or "".join(self.text).strip()


class _Reader:
    """Hears of one text's elements."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._elements = 0
        self.root: object = None

    def start(self, name: str, _attributes: object) -> None:
        self._elements += 1
        if not self._open and name != "xml":
            raise WireError("no XML of this API: another root")
        if len(self._open) >= MAX_DEPTH:
            raise WireError("XML nested too deeply")
        if self._elements > MAX_ELEMENTS:
            raise WireError("too many elements")
        self._open.append(_Open(name))

    def end(self, name: str) -> None:
        value = self._open.pop().value()
        if not self._open:
            self.root = value
            return
        above = self._open[-1]
        if name == ITEM:
            above.items.append(value)
        else:
            above.members[name] = value  # of two of one name the last counts, as in JSON

    def said(self, text: str) -> None:
        if self._open and not self._open[-1].members:
            self._open[-1].text.append(text)

    @staticmethod
    def refuse(*_: object) -> NoReturn:
        raise WireError("XML with a document type")


def loads(text: bytes, *, max_size: int) -> dict[str, object]:
    """Read what is in the root.

    What a person typed and the PBX did not escape, a control character or an ``&`` that begins
    nothing, does not cost the answer, as it does not in JSON.

    Args:
        text: the XML, in the encoding that it names; else UTF-8.
        max_size: the most bytes that are looked at.

    Raises:
        WireError: it is too long, too deep, or no such XML. The detail quotes nothing of it.
    """
    if len(text) > max_size:
        raise WireError(f"{len(text)} bytes of XML, at most {max_size} are read")
    text = text.lstrip()
    try:
        try:
            return _parsed(text)
        except expat.ExpatError:
            mended = _BARE.sub(b"&amp;", _CONTROL.sub(b" ", text))
            if mended == text:
                raise
            return _parsed(mended)
    except expat.ExpatError as err:
        raise WireError(f"no XML: {expat.ErrorString(err.code)} at {err.offset}") from None
    except (ValueError, LookupError) as err:  # an encoding that nobody knows
        raise WireError(f"no XML: {type(err).__name__}") from None


def _parsed(text: bytes) -> dict[str, object]:
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    parser.Parse(text, True)
    if isinstance(reader.root, dict):
        return reader.root
    return {}  # an empty root, or one with nothing but text


def read(answer: bytes) -> object:
    """Read an answer by what it is, XML or JSON: its header may say otherwise (section 1).

    Raises:
        WireError: it is neither.
    """
    return loads(answer, max_size=MAX_BODY) if is_xml(answer) else read_json(answer)


def is_xml(text: bytes) -> bool:
    """Whether an answer is XML, whatever its header says: some examples carry the wrong one."""
    return text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def dumps(values: Mapping[str, object]) -> bytes:
    """Write an object, as UTF-8; what XML cannot say becomes a blank.

    Raises:
        ValueError: a key cannot be an element's name.
    """
    return f"{_HEAD}<xml>{_members(values)}</xml>".encode()


def _members(values: Mapping[str, object]) -> str:
    parts = []
    for key, value in values.items():
        if not _NAME.fullmatch(key):
            raise ValueError("no name of an element")
        parts.append(f"<{key}>{_content(value)}</{key}>")
    return "".join(parts)


def _content(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return _members(value)
    if isinstance(value, list | tuple):
        items = (f'<{ITEM} id="{at}">{_content(each)}</{ITEM}>' for at, each in enumerate(value))
        return "".join(items)
    return escape(_UNSAYABLE.sub(" ", str(value)))
