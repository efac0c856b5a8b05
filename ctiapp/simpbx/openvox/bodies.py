"""Bodies of requests and answers, in JSON and in XML (fact sheet, section 1).

XML: the root is ``<xml>``, each key an element, each entry of a list an ``<item id="0">`` within
the element of its key, nothing an empty element. The one exception is printed for
``outbound/query``: its single call stands straight under the key (:data:`BARE`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal
from xml.parsers import expat
from xml.sax.saxutils import escape

from ctiapp.simpbx.openvox.inferred import NOT_READABLE, UNSUPPORTED
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.simpbx.pushparams import JsonObject

Form = Literal["json", "xml"]

BARE = {"outbound/query": "outbound"}
"""Endpoint to the key whose only entry is written without an ``<item>``."""

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_MAX_DEPTH = 16
_MAX_ELEMENTS = 20_000
_ITEM = "item"


def form_of(word: str | None) -> Form:
    """Return the form that the URL's ``type`` names; without one it is JSON (inferred)."""
    if word in (None, "", "json"):
        return "json"
    if word == "xml":
        return "xml"
    raise RefusedError(UNSUPPORTED)


def content_type(form: Form) -> str:
    """Return the content type of an answer."""
    return f"application/{form}"


def read(body: bytes, form: Form) -> JsonObject:
    """Return the object in a request's body; an empty body is an empty object.

    The content type is not looked at: printed examples carry the wrong one. Raises
    ``RefusedError`` for a body of another form, and for one that is none.
    """
    if not body.strip():
        return {}
    if form == "xml":
        return _Reader().read(body)
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(NOT_READABLE) from error
    if not isinstance(value, dict):
        raise RefusedError(NOT_READABLE)
    return value


def write(answer: Mapping[str, Any], form: Form, endpoint: str = "") -> str:
    """Return an answer as it is sent."""
    if form == "json":
        return json.dumps(answer, ensure_ascii=False)
    return f"{_DECLARATION}<xml>{_elements(answer, BARE.get(endpoint))}</xml>"


# Writing


def _elements(values: Mapping[str, Any], bare: str | None = None) -> str:
    parts = []
    for key, value in values.items():
        single = key == bare and isinstance(value, list) and len(value) == 1
        content = value[0] if single else value
        parts.append(f"<{key}>{_content(content)}</{key}>")
    return "".join(parts)


def _content(value: Any) -> str:
    if isinstance(value, dict):
        return _elements(value)
    if isinstance(value, list | tuple):
        items = (f'<item id="{at}">{_content(each)}</item>' for at, each in enumerate(value))
        return "".join(items)
    return "" if value is None else escape(_sendable(str(value)))


def _sendable(text: str) -> str:
    """Leave out what XML cannot say at all."""
    return "".join(char for char in text if _can_be_said(char))


def _can_be_said(char: str) -> bool:
    if char < " ":
        return char in "\t\n\r"
    return not ("\ud800" <= char <= "\udfff" or char in "\ufffe\uffff")


# Reading


class _Reader:
    """Reads one XML body: elements to keys, items to entries of a list. No document type."""

    def __init__(self) -> None:
        self._open: list[tuple[str, JsonObject, list[str]]] = []
        """The elements that are open: name, what is in it, its text."""
        self._root: JsonObject | None = None
        self._count = 0

    def read(self, body: bytes) -> JsonObject:
        """Return what is in the root. Raises ``RefusedError`` for a body that is no such XML."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(body, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise RefusedError(NOT_READABLE) from error
        if self._root is None:
            raise RefusedError(NOT_READABLE)
        return self._root

    def _refuse(self, *_: object) -> None:
        raise RefusedError(NOT_READABLE)

    def _start(self, name: str, _: object) -> None:
        self._count += 1
        strange = not self._open and name != "xml"
        if strange or len(self._open) >= _MAX_DEPTH or self._count > _MAX_ELEMENTS:
            raise RefusedError(NOT_READABLE)
        self._open.append((name, {}, []))

    def _text(self, text: str) -> None:
        self._open[-1][2].append(text)

    def _end(self, _: str) -> None:
        name, members, text = self._open.pop()
        if not self._open:
            self._root = members
            return
        value: Any = "".join(text).strip()
        if members:
            value = members[_ITEM] if set(members) == {_ITEM} else members
        above = self._open[-1][1]
        if name == _ITEM:
            above.setdefault(_ITEM, []).append(value)
        else:
            above[name] = value
