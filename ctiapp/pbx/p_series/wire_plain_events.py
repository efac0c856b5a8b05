"""What a P-Series PBX says on its event stream that takes no members of calls to understand. Pure.

Edits of its directory, and keys that are pressed. Beside ``wire.py``, which opens the frame and
hands over what is in it. Line numbers are of the OpenAPI v1.0 handbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import WireError
from ctiapp.model.events import DigitsPressed, DirectoryChanged, DirectoryPart
from ctiapp.model.ids import CallId
from ctiapp.pbx.lenient import MAX_FIELDS, count_of, id_of, items_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.events import PbxEvent
    from ctiapp.pbx.p_series.wire import Remark

MAX_KEYS: Final = 64
"""The most keys of one event that are read."""

_KEYS: Final = frozenset("0123456789*#ABCD")


def _organization(kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    if kind == 30005:
        action = "disabled" if text_of(body.get("org_status")) == "0" else "enabled"
        return DirectoryChanged(DirectoryPart.ORGANIZATION, "", action)
    ids = ",".join(text_of(item) for item in items_of(body.get("id_list"), "id_list")[:MAX_FIELDS])
    action = text_of(body.get("action")).casefold()
    return DirectoryChanged(DirectoryPart.ORGANIZATION, ids, action)


def _edited(kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    part, field = {
        30022: (DirectoryPart.EXTENSION, "ext_number"),
        30023: (DirectoryPart.TRUNK, "trunk_name"),
    }[kind]
    return DirectoryChanged(part, text_of(body.get(field)), text_of(body.get("option")).casefold())


def _digits(_kind: int, body: dict[str, object], _: Remark) -> PbxEvent:
    """Read 30017: all keys where ``infos`` has them, else one and which it is (l. 17953).

    Raises:
        WireError: there is no key, or it is not said which.
    """
    call_id = CallId(id_of(body.get("call_id"), "call_id"))
    pressed = _keys(body.get("infos"))
    if pressed:
        return DigitsPressed(call_id, pressed)
    pressed, index = _keys(body.get("info"))[:1], count_of(body.get("flag"))
    if not pressed or index is None:
        raise WireError("keys: none, or not said which")
    return DigitsPressed(call_id, pressed, index)


def _keys(value: object) -> str:
    """Take what stands on keys; separators and everything else are none."""
    return "".join(char for char in text_of(value).upper() if char in _KEYS)[:MAX_KEYS]


READERS: Final[Mapping[int, Callable[[int, dict[str, object], Remark], PbxEvent]]] = {
    30005: _organization,
    30006: _organization,
    30017: _digits,
    30022: _edited,
    30023: _edited,
}
"""Who reads which event. Each raises `WireError` where the event cannot be read."""
