"""What the application ought to show, worked out from what the exchange itself says.

Written anew from the documents, with nothing of the application's: a misreading must not agree with
itself. What the exchange cannot tell (who moved a call, what the phone of this ring can do) is
noted by whoever plays the receptionist.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

Picture = dict[str, Any]
"""One call as ``ctl status`` prints it, as far as it is compared."""

NEXT = {
    "ringing": {"talking", "ended"},
    "dialing": {"talking", "held", "ended"},
    "talking": {"held", "parked", "ended"},
    "held": {"talking", "parked", "ended"},
    "parked": {"talking", "ringing", "ended"},
    "ended": {"ringing"},
}
"""What a call may become, seen from one extension; that it became talking again is no end."""

_STEPS = {"complete", "swap", "conference"}
_MOVES = {"transfer", "consult", "park", "add"}
_COMPARED = _STEPS | _MOVES | {
    "answer", "reject", "hold", "resume", "mute", "unmute", "record", "retrieve",
    "abort", "hangup",
}  # fmt: skip
"""The verbs that an hour like this needs; what else is offered is tried elsewhere."""


class Truth:
    """Compares the application's picture with the exchange.

    Args:
        me: the extension that is signed in.
        names: who is who, by number.
    """

    def __init__(self, me: str, names: dict[str, str]) -> None:
        self.me = me
        self.can_answer = False
        self.sent: set[str] = set()
        self.parked: set[str] = set()
        self.reasons: dict[str, str] = {}
        self._names = names
        self._slots: dict[str, str] = {}
        self._faces: dict[str, Picture] = {}
        self._ages: dict[str, tuple[str, object]] = {}
        self._states: dict[str, str] = {}

    # -- what is due -------------------------------------------------------------------------------

    def due(self, state: Picture) -> dict[str, Picture]:
        """The calls that must be shown as living, oldest first."""
        channels: dict[str, str] = {}
        found: dict[str, Picture] = {}
        for call in state["calls"]:
            legs = [leg for leg in call["legs"] if leg["state"] != "gone"]
            own = [leg for leg in legs if self._is_mine(leg)]
            others = [leg for leg in legs if not self._is_mine(leg)]
            if own:
                first = channels.setdefault(own[0]["channel"], call["call_id"])
                waiting = None if first == call["call_id"] else first
                found[call["call_id"]] = self._mine(call, own[0], others, waiting)
            elif call["slot"] and call["call_id"] in self.parked:
                found[call["call_id"]] = {
                    **self._common(call, others, None),
                    "state": "parked",
                    "slot": call["slot"],
                    "actions": {"retrieve"},
                }
        for call_id, picture in found.items():
            self._consulting(call_id, picture, found)
        return self._fetching(state, found)

    def _fetching(self, state: Picture, found: dict[str, Picture]) -> dict[str, Picture]:
        """Who dials a slot sees one call, of whom one fetches, until one has them."""
        slots = {call["slot"]: call for call in state["calls"] if call["slot"]}
        for call in state["calls"]:
            picture, theirs = found.get(call["call_id"], {}), slots.get(call["to"])
            if picture.get("state") == "dialing" and theirs is not None:
                number = _parked(theirs)
                picture["remote"] = {"number": number, "name": self._names.get(number)}
                picture["slot"] = call["to"]
                found.pop(theirs["call_id"], None)
        return found

    def _is_mine(self, leg: Picture) -> bool:
        return leg["kind"] == "extension" and leg["number"] == self.me

    def _mine(
        self, call: Picture, own: Picture, others: list[Picture], waiting: str | None
    ) -> Picture:
        common = self._common(call, others, own)
        state = self._state(own, others)
        slot = self._slots.get(call["call_id"]) if state == "ringing" else None
        return {
            **common,
            "state": state,
            "slot": slot,
            "muted": own["muted"],
            "recording": own["recording"],
            "consult_of": waiting,
            "actions": self._actions(state, own, others),
        }

    def _common(self, call: Picture, others: list[Picture], own: Picture | None) -> Picture:
        """What a call is whatever state it is in."""
        # Who calls before whom one reached; several who ring are one search for somebody.
        far = min(
            others,
            key=lambda leg: (leg["kind"] != "inbound", leg["role"] != "caller"),
            default=None,
        )
        number = call["to"] if far is None else _number(far)
        inside = [leg for leg in others if leg["state"] in ("up", "held")]
        trunks = [leg["trunk"] for leg in others if "trunk" in leg]
        paths = [leg["path"] for leg in ([own] if own else []) + others if leg["path"]]
        return {
            "direction": call["direction"],
            "remote": {"number": number, "name": self._names.get(number)},
            "parties": 1 + (len(inside) or bool(others)),
            "trunk": trunks[0] if trunks else None,
            "via": paths[0] if paths else None,
            "consult_of": None,
        }

    @staticmethod
    def _state(own: Picture, others: list[Picture]) -> str:
        if own["state"] == "ringing":
            return "dialing" if own["role"] == "caller" else "ringing"
        rung = bool(others) and all(leg["state"] in ("ringing", "progress") for leg in others)
        if own["state"] == "up":
            return "dialing" if rung else "talking"
        return {"held": "held", "dialling": "dialing"}[own["state"]]

    def _actions(self, state: str, own: Picture, others: list[Picture]) -> set[str]:
        moves = _MOVES if len(others) == 1 else {"add"}
        rung = any(leg["state"] in ("ringing", "progress") for leg in others)
        if rung or state == "held":
            moves = moves - {"add"}
        mute = "unmute" if own["muted"] else "mute"
        return {
            "ringing": {"answer", "reject"} if self.can_answer else {"reject"},
            "dialing": {"hangup"},
            "talking": {"hold", mute, *moves, "record", "hangup"},
            "held": {"resume", *moves, "hangup"},
        }[state]

    @staticmethod
    def _consulting(call_id: str, picture: Picture, found: dict[str, Picture]) -> None:
        """The steps of a consultation stand at the second call, the ways back at both."""
        if picture["consult_of"]:
            steps = set() if picture["state"] == "dialing" else _STEPS
            picture["actions"] = {"abort", "hangup", *steps}
        elif any(other["consult_of"] == call_id for other in found.values()):
            picture["actions"] = {"abort", "hangup"}

    def _on_its_way(self, state: Picture) -> set[str]:
        """The calls that were passed on from here and that nobody has answered yet."""
        found = set()
        for call in state["calls"]:
            legs = [leg for leg in call["legs"] if leg["state"] != "gone"]
            rung = [leg for leg in legs if leg["state"] in ("ringing", "progress")]
            if call["call_id"] in self.sent and rung and len(rung) < len(legs):
                found.add(call["call_id"])
        return found - set(self.due(state))

    # -- what is shown -----------------------------------------------------------------------------

    def differences(self, state: Picture, status: Picture, parked: list[Picture]) -> list[str]:
        """Where the picture is wrong, one line each; empty where it is true."""
        self._note(state)
        due = self.due(state)
        living = {call["id"]: call for call in status["calls"] if call["state"] != "ended"}
        wrong = [f"{call_id} is shown as {living[call_id]['state']}, and is not here"
                 for call_id in living if call_id not in due]  # fmt: skip
        for call_id, picture in due.items():
            shown = living.get(call_id)
            if shown is None:
                wrong.append(f"{call_id} is {picture['state']}, and is not shown")
                continue
            comparable = _comparable(shown)
            wrong += [
                f"{call_id}: {what} is {true!r}, shown is {comparable[what]!r}"
                for what, true in picture.items()
                if comparable[what] != true
            ]
            wrong += self._age(call_id, shown)
        wrong += self._ended(state, status)
        wrong += _pop(due, status["popup"])
        wrong += _slots(state, parked)
        order = [call["state"] == "ended" for call in status["calls"]]
        if order != sorted(order):
            wrong.append("an ended call stands above a living one")
        if status["connection"] != "online" or status["silent"]:
            wrong.append(f"{status['connection']}, silent: {status['silent']}")
        return wrong

    def _note(self, state: Picture) -> None:
        """Remember the slots: who comes back from one is shown with it until one talks."""
        due = self.due(state)
        for call_id, picture in due.items():
            self._faces[call_id] = picture["remote"]
            if picture["state"] == "parked":
                self._slots[call_id] = picture["slot"]
            elif picture["state"] in ("talking", "held"):
                self._slots.pop(call_id, None)

    def _age(self, call_id: str, shown: Picture) -> list[str]:
        """What a call is, it is since a moment that does not move."""
        now, since = shown["state"], shown["since"]
        if now == "parked":
            self._ages.pop(call_id, None)  # its age is the slot's
            return []
        before, once = self._ages.get(call_id, ("", None))
        if since is None:
            return [f"{call_id}: nobody knows since when it is {now}"]
        return [f"{call_id}: its age began anew"] if before == now and since != once else []

    def settled(self, status: Picture) -> None:
        """The picture was true: what follows is compared with it."""
        self._ages = {
            call["id"]: (call["state"], call["since"])
            for call in status["calls"]
            if call["state"] not in ("ended", "parked")
        }

    def _ended(self, state: Picture, status: Picture) -> list[str]:
        wrong = []
        back = self._on_its_way(state)
        shown = {call["id"]: call for call in status["calls"] if call["state"] == "ended"}
        wrong += [f"{call_id} cannot be taken back" for call_id in back - set(shown)]
        for call_id, call in shown.items():
            actions = ["abort"] if call_id in back else []
            if call["actions"] != actions or call["pending"]:
                wrong.append(f"{call_id} ended: {call['actions']}, pending {call['pending']}")
            face = self._faces.get(call_id, call["remote"])
            if call["remote"] != face:
                wrong.append(f"{call_id} ended: it was with {face}, shown is {call['remote']}")
            reason = self.reasons.get(call_id)
            if call["reason"] != reason:
                wrong.append(f"{call_id} ended: {reason}, shown is {call['reason']}")
        return wrong

    # -- what was shown in between -----------------------------------------------------------------

    def leaps(self, changes: list[Picture]) -> list[str]:
        """What a call cannot have become, by every change that was told."""
        wrong = []
        for change in changes:
            if change["kind"] != "call":
                continue
            call_id, now = change["data"]["id"], change["data"]["state"]
            before = self._states.get(call_id)
            self._states[call_id] = now
            if before not in (None, now) and now not in NEXT[before]:
                wrong.append(f"{call_id} was {before} and became {now}")
        return wrong

    @staticmethod
    def stirs(due: dict[str, Picture], at: datetime, changes: list[Picture]) -> list[str]:
        """What was told to have changed after all was as it is due, and nobody had done anything.

        Args:
            due: the picture, which was true.
            at: when that was seen.
            changes: what was told since the last look; some of it may be older.
        """
        wrong = []
        for change in changes:
            shown = change["data"]
            late = datetime.fromisoformat(change["at"]) > at
            if not late or change["kind"] != "call" or shown["state"] == "ended":
                continue
            picture = due.get(shown["id"], {"state": "gone"})
            comparable = _comparable(shown)
            wrong += [
                f"{shown['id']}: {what} was shown as {comparable[what]!r} for no reason"
                for what, true in picture.items()
                if comparable[what] != true
            ]
        return wrong


def _number(leg: Picture) -> str:
    """Who is at a leg."""
    return str(leg["from"] if leg["kind"] == "inbound" else leg["number"])


def _parked(call: Picture) -> str:
    """Who waits in a call's slot."""
    return next(_number(leg) for leg in call["legs"] if leg["state"] == "held")


def _comparable(shown: Picture) -> Picture:
    """A call of ``ctl status`` in the form of `Truth.due`; what is pending makes it differ."""
    via = shown["via"]
    state = f"{shown['state']}, pending {shown['pending']}" if shown["pending"] else shown["state"]
    return {
        **shown,
        "state": state,
        "via": None if via is None else via["number"],
        "actions": _COMPARED & set(shown["actions"]),
    }


def _pop(due: dict[str, Picture], popup: Picture) -> list[str]:
    """There is a pop as long as somebody rings, and it is of one of those."""
    rung = [call_id for call_id, picture in due.items() if picture["state"] == "ringing"]
    if popup["visible"] == bool(rung) and popup["call"] in (rung or [None]):
        return []
    return [f"{rung or 'nobody'} rings, the pop is {popup}"]


def _slots(state: Picture, parked: list[Picture]) -> list[str]:
    """The list of those who wait in the slots."""
    true = {call["slot"]: _parked(call) for call in state["calls"] if call["slot"]}
    shown = {one["slot"]: one["party"]["number"] for one in parked}
    return [] if true == shown else [f"parked are {true}, shown are {shown}"]
