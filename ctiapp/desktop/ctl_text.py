"""What ``ctiapp ctl`` prints for people: plain tables, and nothing that a terminal would obey."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from ctiapp.desktop.ctl_hotel_text import rooms, wake_ups
from ctiapp.desktop.ctl_table import (
    anything,
    cell,
    clock,
    day_and_clock,
    flat,
    plain,
    short,
    table,
)
from ctiapp.model.ctl_verbs import public_verbs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.ctl import CtlError
    from ctiapp.model.ctl_verbs import CtlVerb

_HELP_COLUMN = 34

_EXITS = """\
Exit codes: 0 done, confirmed by the PBX; 1 refused or failed; 2 usage;
3 no running application; 4 sent, but not confirmed by the PBX yet."""


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
    return known(data) if known is not None else anything(data)


def change_text(change: object) -> str:
    """One line of ``watch``."""
    if not isinstance(change, dict):
        return plain(change)
    kind, data = str(change.get("kind", "")), change.get("data")
    at = clock(change.get("at"))
    cells = {"call": _call_cells, "queue": _queue_cells}.get(kind)
    told = flat(data) if cells is None else "  ".join(filter(None, cells(data)))
    return plain(f"{at}  {kind:<6} {told}")


_CALL_HEAD = ("call", "state", "direction", "with", "via", "since", "notes")


def _call_cells(call: object) -> tuple[str, ...]:
    if not isinstance(call, dict):
        return (cell(call), *[""] * (len(_CALL_HEAD) - 1))
    notes = [
        "muted" if call.get("muted") else "",
        f"recording {call['recording']}" if call.get("recording") in {"on", "paused"} else "",
        f"{call['pending']} pending" if call.get("pending") else "",
        str(call.get("reason") or ""),
    ]
    return (
        cell(call.get("id")),
        cell(call.get("state")),
        cell(call.get("direction")),
        cell(call.get("remote")),
        cell(call.get("via")),
        clock(call.get("since")),
        plain(", ".join(note for note in notes if note)),
    )


def _calls(data: object) -> str:
    calls = data.get("calls") if isinstance(data, dict) else data
    if not isinstance(calls, list):
        return anything(data)
    return table([_CALL_HEAD, *map(_call_cells, calls)]) if calls else "no calls"


_PARKED_HEAD = ("slot", "party", "parker", "since")


def _parked_cells(one: object) -> tuple[str, ...]:
    if not isinstance(one, dict):
        return (cell(one), *[""] * (len(_PARKED_HEAD) - 1))
    return (
        cell(one.get("slot")),
        short(cell(one.get("party"))),
        cell(one.get("parker")),
        clock(one.get("since")),
    )


def _parked(data: object) -> str:
    if not isinstance(data, list):
        return anything(data)
    return table([_PARKED_HEAD, *map(_parked_cells, data)]) if data else "nobody is parked"


_PAST_HEAD = ("when", "what", "with", "answered by", "talk", "rang", "queue", "parts", "note")


def _past_cells(call: object) -> tuple[str, ...]:
    if not isinstance(call, dict):
        return (cell(call), *[""] * (len(_PAST_HEAD) - 1))
    talk_s, parts = call.get("talk_s"), call.get("parts")
    way = "from" if call.get("incoming") else "to"
    return (
        day_and_clock(call.get("at")),
        cell(call.get("fate")).replace("_", " "),
        short(f"{way} {cell({'number': call.get('number'), 'name': call.get('name')})}"),
        short(cell(call.get("taken_by"))),
        f"{cell(talk_s)} s" if talk_s else "",
        f"{cell(call.get('ring_s'))} s",
        cell(call.get("queue")),
        cell(parts) if isinstance(parts, int) and parts > 1 else "",
        short(cell(call.get("note"))),
    )


def _history(data: object) -> str:
    calls = data.get("calls") if isinstance(data, dict) else data
    if not isinstance(calls, list):
        return anything(data)
    return table([_PAST_HEAD, *map(_past_cells, calls)]) if calls else "no calls"


_OPEN_HEAD = ("who", "id", "tries", "last", "what", "queue", "waited", "put off until", "reason")


def _open_cells(one: object) -> tuple[str, ...]:
    if not isinstance(one, dict):
        return (cell(one), *[""] * (len(_OPEN_HEAD) - 1))
    waited_s = one.get("waited_s")
    who = cell({"number": one.get("number"), "name": one.get("name")}) or "number withheld"
    return (
        short(who),
        cell(one.get("id")),
        cell(one.get("tries")),
        day_and_clock(one.get("last")),
        cell(one.get("fate")).replace("_", " "),
        cell(one.get("queue")),
        "" if waited_s is None else f"{cell(waited_s)} s",
        day_and_clock(one.get("until")),
        short(cell(one.get("reason"))),
    )


def _follow_ups(data: object) -> str:
    people = data.get("people") if isinstance(data, dict) else data
    if not isinstance(people, list):
        return anything(data)
    return table([_OPEN_HEAD, *map(_open_cells, people)]) if people else "nobody to call back"


_MESSAGE_HEAD = ("message", "when", "from", "length", "new")


def _message_cells(one: object) -> tuple[str, ...]:
    if not isinstance(one, dict):
        return (cell(one), *[""] * (len(_MESSAGE_HEAD) - 1))
    length_s = one.get("length_s")
    who = cell({"number": one.get("number"), "name": one.get("name")}) or "number withheld"
    return (
        cell(one.get("id")),
        day_and_clock(one.get("at")),
        short(who),
        "" if length_s is None else f"{cell(length_s)} s",
        "new" if one.get("new") else "",
    )


def _messages(data: object) -> str:
    messages = data.get("messages") if isinstance(data, dict) else None
    if not isinstance(messages, list):
        return anything(data)
    return table([_MESSAGE_HEAD, *map(_message_cells, messages)]) if messages else "no messages"


_QUEUE_HEAD = ("queue", "type", "me", "since", "waiting", "longest", "ready", "notes")


def _queue_cells(queue: object) -> tuple[str, ...]:
    if not isinstance(queue, dict):
        return (cell(queue), *[""] * (len(_QUEUE_HEAD) - 1))
    agents, ready = queue.get("agents"), queue.get("ready")
    longest = queue.get("longest_s") if queue.get("waiting") else None
    return (
        short(cell({"number": queue.get("number"), "name": queue.get("name")})),
        cell(queue.get("type")) or ("manager" if queue.get("managed") else ""),
        short(_standing(queue)),
        clock(queue.get("since")),
        cell(queue.get("waiting")),
        "" if longest is None else f"{cell(longest)} s",
        f"{cell(ready)}/{len(agents)}" if ready is not None and isinstance(agents, list) else "",
        plain(", ".join(note for note in _coming(queue) if note)),
    )


def _standing(one: Mapping[str, Any]) -> str:
    """How one stands, and why."""
    reason = cell(one.get("reason"))
    return cell(one.get("standing")) + (f": {reason}" if reason else "")


def _coming(one: Mapping[str, Any]) -> list[str]:
    """What was asked for and is not so yet."""
    pending = one.get("pending")
    verbs = pending if isinstance(pending, list) else []
    after = one.get("after_call")
    return [
        *(f"{cell(verb)} pending" for verb in verbs),
        f"{after} after this call" if after else "",
    ]


def _queues(data: object) -> str:
    if not isinstance(data, list):
        return anything(data)
    return table([_QUEUE_HEAD, *map(_queue_cells, data)]) if data else "no queues"


def _presence(data: object) -> str:
    if not isinstance(data, dict):
        return anything(data)
    asked = f" ({cell(data['pending'])} pending)" if data.get("pending") else ""
    return f"{cell(data.get('presence')) or 'unknown'}{asked}"


def _status(data: object) -> str:
    if not isinstance(data, dict):
        return anything(data)
    return "\n".join(_status_lines(data))


def _status_lines(data: Mapping[str, Any]) -> list[str]:
    detail = f": {cell(data['detail'])}" if data.get("detail") else ""
    lines = [f"{cell(data.get('connection'))}{detail}"]
    pbx = data.get("pbx")
    if isinstance(pbx, dict):
        told = [pbx.get("url"), pbx.get("kind"), pbx.get("firmware")]
        lines.append("PBX        " + ", ".join(cell(value) for value in told if value))
    if data.get("extension"):
        lines.append(f"extension  {cell(data['extension'])}")
    agent = data.get("agent")
    if isinstance(agent, dict):
        lines.append("agent      " + ", ".join(_agent_words(agent)))
    if data.get("presence"):
        lines.append(f"presence   {cell(data['presence'])}")
    calls, queues = data.get("calls"), data.get("queues")
    if calls:
        lines += ["", _calls(calls)]
    if isinstance(queues, list) and queues:
        lines += ["", _queues(queues)]
    return lines


def _agent_words(agent: Mapping[str, Any]) -> list[str]:
    since = clock(agent.get("since"))
    found = [_standing(agent) + (f" since {since}" if since else "")]
    found.append(f"logged in to {cell(agent.get('logged_in'))} of {cell(agent.get('total'))}")
    found += [note for note in _coming(agent) if note]
    paused = agent.get("auto_pause")
    if isinstance(paused, dict):
        missed = paused.get("calls")
        count = len(missed) if isinstance(missed, list) else 0
        where, at = cell(paused.get("queue")), clock(paused.get("at"))
        found.append(f"paused by {where} at {at} after {count} missed")
    return found


def _tried(data: object) -> str:
    took_s = data.get("took_s") if isinstance(data, dict) else None
    return f"the PBX's events reach this computer (after {cell(took_s)} s)"


_RENDERERS: Mapping[str, Callable[[object], str]] = {
    "status": _status,
    "calls": _calls,
    "parked": _parked,
    "queue": _queues,
    "history": _history,
    "followups": _follow_ups,
    "presence": _presence,
    "voicemail": _messages,
    "events": _tried,
    "room": rooms,
    "wakeup": wake_ups,
}
