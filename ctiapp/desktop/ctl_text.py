"""What ``ctiapp ctl`` prints for people: plain tables, and nothing that a terminal would obey."""

from __future__ import annotations

import textwrap
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ctiapp.model.ctl_verbs import public_verbs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ctiapp.model.ctl import CtlError
    from ctiapp.model.ctl_verbs import CtlVerb

_HELP_COLUMN = 34
_WIDEST = 40
_FIRST = ("number", "name")

_EXITS = """\
Exit codes: 0 done, confirmed by the PBX; 1 refused or failed; 2 usage;
3 no running application; 4 sent, but not confirmed by the PBX yet."""


def plain(text: object) -> str:
    """Text from outside on one line, without control and direction characters."""
    return "".join(
        " " if char in "\n\r\t" else char
        for char in str(text)
        if char in "\n\r\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )


def help_text(verb: CtlVerb | None) -> str:
    """The help for one verb, or for all of them."""
    if verb is not None:
        return "\n".join([*(f"ctiapp ctl {usage}" for usage in verb.usages()), f"  {verb.summary}"])
    lines = ["ctiapp ctl VERB …: speaks to the running application", ""]
    for each in public_verbs():
        usages = [_wrapped(usage) for usage in each.usages()]
        if len(usages) == 1 and len(usages[0]) <= _HELP_COLUMN:
            lines.append(f"  {usages[0]:<{_HELP_COLUMN}}  {each.summary}")
        else:
            lines += [f"  {usage}" for usage in usages]
            lines.append(f"  {'':<{_HELP_COLUMN}}  {each.summary}")
    lines += [
        "",
        "Before or after any verb: --json (the machine form), --data-dir DIR (which instance),",
        "--timeout SECONDS. CALL is an id that `ctl calls` prints; left out, it is the only call",
        "to which the verb applies.",
        "",
        _EXITS,
    ]
    return "\n".join(lines)


def _wrapped(usage: str) -> str:
    return textwrap.fill(usage, 90, subsequent_indent=" " * 9, break_on_hyphens=False)


def error_text(error: CtlError) -> str:
    """One line that says why."""
    return plain(error.text or error.code)


def reply_text(verb: str, data: object) -> str:
    """What a verb answered."""
    known = _RENDERERS.get(verb)
    return known(data) if known is not None else _anything(data)


def change_text(change: object) -> str:
    """One line of ``watch``."""
    if not isinstance(change, dict):
        return plain(change)
    kind, data = str(change.get("kind", "")), change.get("data")
    clock = _clock(change.get("at"))
    cells = {"call": _call_cells, "queue": _queue_cells}.get(kind)
    told = _flat(data) if cells is None else "  ".join(cell for cell in cells(data) if cell)
    return plain(f"{clock}  {kind:<6} {told}")


def _clock(moment: object) -> str:
    """The time of day here of an ISO 8601 moment; blank where it is none."""
    try:
        return datetime.fromisoformat(str(moment)).astimezone().strftime("%H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return ""


def _day_and_clock(moment: object) -> str:
    """Day and time here of an ISO 8601 moment; blank where it is none."""
    try:
        return datetime.fromisoformat(str(moment)).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return ""


def _flat(data: object) -> str:
    if isinstance(data, dict):
        return "  ".join(
            f"{name} {_cell(value)}" for name, value in data.items() if value is not None
        )
    return _cell(data)


def _cell(value: object) -> str:
    """One value in a table; not known and not there are both blank."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_cell(item) for item in value)
        case dict() if "number" in value or "name" in value:
            return " ".join(plain(value[k]) for k in ("number", "name") if value.get(k))
        case dict():
            return " ".join(f"{plain(k)}={_cell(v)}" for k, v in value.items() if v is not None)
        case _:
            return plain(value)


def _width(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; those without any content are left out."""
    columns = [column for column in zip(*rows, strict=True) if any(column[1:])]
    widths = [max(map(_width, column)) for column in columns]
    lines = []
    for cells in zip(*columns, strict=True):
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
        )
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def _records(data: Iterable[Any]) -> str:
    """A table of objects, one column a member, its number and its name first."""
    items = [item if isinstance(item, dict) else {"": item} for item in data]
    names = list(dict.fromkeys(name for item in items for name in item))
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    head = [plain(name).replace("_", " ") for name in names]
    return _table([head, *([_short(_cell(item.get(name))) for name in names] for item in items)])


def _short(text: str) -> str:
    """Cut a text so that a line of the table stays readable."""
    while _width(text) > _WIDEST:
        text = f"{text[:-2]}…" if text.endswith("…") else f"{text[:_WIDEST]}…"
    return text


def _anything(data: object) -> str:
    match data:
        case None:
            return ""
        case list() if data and all(isinstance(item, dict) for item in data):
            return _records(data)
        case list():
            return "\n".join(_cell(item) for item in data)
        case dict() if len(data) == 1 and isinstance(next(iter(data.values())), list):
            return _anything(next(iter(data.values())))
        case dict():
            return "\n".join(f"{plain(name)}: {_cell(value)}" for name, value in data.items())
        case _:
            return _cell(data)


_CALL_HEAD = ("call", "state", "direction", "with", "via", "since", "notes")


def _call_cells(call: object) -> tuple[str, ...]:
    if not isinstance(call, dict):
        return (_cell(call), *[""] * (len(_CALL_HEAD) - 1))
    notes = [
        "muted" if call.get("muted") else "",
        f"recording {call['recording']}" if call.get("recording") in {"on", "paused"} else "",
        f"{call['pending']} pending" if call.get("pending") else "",
        str(call.get("reason") or ""),
    ]
    return (
        _cell(call.get("id")),
        _cell(call.get("state")),
        _cell(call.get("direction")),
        _cell(call.get("remote")),
        _cell(call.get("via")),
        _clock(call.get("since")),
        plain(", ".join(note for note in notes if note)),
    )


def _calls(data: object) -> str:
    calls = data.get("calls") if isinstance(data, dict) else data
    if not isinstance(calls, list):
        return _anything(data)
    return _table([_CALL_HEAD, *map(_call_cells, calls)]) if calls else "no calls"


_PAST_HEAD = ("when", "what", "with", "answered by", "talk", "rang", "queue", "parts", "note")


def _past_cells(call: object) -> tuple[str, ...]:
    if not isinstance(call, dict):
        return (_cell(call), *[""] * (len(_PAST_HEAD) - 1))
    talk_s, parts = call.get("talk_s"), call.get("parts")
    way = "from" if call.get("incoming") else "to"
    return (
        _day_and_clock(call.get("at")),
        _cell(call.get("fate")).replace("_", " "),
        _short(f"{way} {_cell({'number': call.get('number'), 'name': call.get('name')})}"),
        _short(_cell(call.get("taken_by"))),
        f"{_cell(talk_s)} s" if talk_s else "",
        f"{_cell(call.get('ring_s'))} s",
        _cell(call.get("queue")),
        _cell(parts) if isinstance(parts, int) and parts > 1 else "",
        _short(_cell(call.get("note"))),
    )


def _history(data: object) -> str:
    calls = data.get("calls") if isinstance(data, dict) else data
    if not isinstance(calls, list):
        return _anything(data)
    return _table([_PAST_HEAD, *map(_past_cells, calls)]) if calls else "no calls"


_QUEUE_HEAD = ("queue", "type", "me", "since", "waiting", "longest", "ready", "notes")


def _queue_cells(queue: object) -> tuple[str, ...]:
    if not isinstance(queue, dict):
        return (_cell(queue), *[""] * (len(_QUEUE_HEAD) - 1))
    agents, ready = queue.get("agents"), queue.get("ready")
    longest = queue.get("longest_s") if queue.get("waiting") else None
    return (
        _short(_cell({"number": queue.get("number"), "name": queue.get("name")})),
        _cell(queue.get("type")) or ("manager" if queue.get("managed") else ""),
        _short(_standing(queue)),
        _clock(queue.get("since")),
        _cell(queue.get("waiting")),
        "" if longest is None else f"{_cell(longest)} s",
        f"{_cell(ready)}/{len(agents)}" if ready is not None and isinstance(agents, list) else "",
        plain(", ".join(note for note in _coming(queue) if note)),
    )


def _standing(one: Mapping[str, Any]) -> str:
    """How one stands, and why."""
    reason = _cell(one.get("reason"))
    return _cell(one.get("standing")) + (f": {reason}" if reason else "")


def _coming(one: Mapping[str, Any]) -> list[str]:
    """What was asked for and is not so yet."""
    pending = one.get("pending")
    verbs = pending if isinstance(pending, list) else []
    after = one.get("after_call")
    return [
        *(f"{_cell(verb)} pending" for verb in verbs),
        f"{after} after this call" if after else "",
    ]


def _queues(data: object) -> str:
    if not isinstance(data, list):
        return _anything(data)
    return _table([_QUEUE_HEAD, *map(_queue_cells, data)]) if data else "no queues"


def _presence(data: object) -> str:
    if not isinstance(data, dict):
        return _anything(data)
    asked = f" ({_cell(data['pending'])} pending)" if data.get("pending") else ""
    return f"{_cell(data.get('presence')) or 'unknown'}{asked}"


def _status(data: object) -> str:
    if not isinstance(data, dict):
        return _anything(data)
    return "\n".join(_status_lines(data))


def _status_lines(data: Mapping[str, Any]) -> list[str]:
    detail = f": {_cell(data['detail'])}" if data.get("detail") else ""
    lines = [f"{_cell(data.get('connection'))}{detail}"]
    pbx = data.get("pbx")
    if isinstance(pbx, dict):
        told = [pbx.get("url"), pbx.get("kind"), pbx.get("firmware")]
        lines.append("PBX        " + ", ".join(_cell(value) for value in told if value))
    if data.get("extension"):
        lines.append(f"extension  {_cell(data['extension'])}")
    agent = data.get("agent")
    if isinstance(agent, dict):
        lines.append("agent      " + ", ".join(_agent_words(agent)))
    if data.get("presence"):
        lines.append(f"presence   {_cell(data['presence'])}")
    calls, queues = data.get("calls"), data.get("queues")
    if calls:
        lines += ["", _calls(calls)]
    if isinstance(queues, list) and queues:
        lines += ["", _queues(queues)]
    return lines


def _agent_words(agent: Mapping[str, Any]) -> list[str]:
    since = _clock(agent.get("since"))
    found = [_standing(agent) + (f" since {since}" if since else "")]
    found.append(f"logged in to {_cell(agent.get('logged_in'))} of {_cell(agent.get('total'))}")
    found += [note for note in _coming(agent) if note]
    paused = agent.get("auto_pause")
    if isinstance(paused, dict):
        missed = paused.get("calls")
        count = len(missed) if isinstance(missed, list) else 0
        where, at = _cell(paused.get("queue")), _clock(paused.get("at"))
        found.append(f"paused by {where} at {at} after {count} missed")
    return found


_RENDERERS: Mapping[str, Callable[[object], str]] = {
    "status": _status,
    "calls": _calls,
    "queue": _queues,
    "history": _history,
    "presence": _presence,
}
