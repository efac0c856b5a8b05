"""What one simulated OpenVox UC keeps for itself, its paging groups, and what lies in mailboxes.

What the fact sheet (section 4) leaves open: where there are no messages, the status alone is
answered, as for alarms. There is one paging group at first, of the first extensions; no call
depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctiapp.simpbx.openvox.files import SHOWN
from ctiapp.simpbx.openvox.finding import extensions_in, extensions_or_all
from ctiapp.simpbx.openvox.inferred import BAD_VALUE
from ctiapp.simpbx.openvox.services import chosen
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.pushparams import JsonObject, Params

_PAGING_KINDS = ("paging", "intercom")
_FIRST_MEMBERS = 4


@dataclass(slots=True)
class _PagingGroup:
    """Phones that can be spoken to all at once; the API can only look at it and change it."""

    number: str
    name: str
    kind: str
    members: list[str]

    def row(self) -> JsonObject:
        """Return the group as it is answered."""
        return {
            "number": self.number,
            "name": self.name,
            "type": self.kind,
            "member": ",".join(self.members),
        }


class Keeping:
    """Answers the endpoints that need more than the exchange knows."""

    def __init__(self, exchange: Exchange) -> None:
        """Look into the mailboxes of ``exchange``."""
        self._exchange = exchange
        members = list(exchange.directory.extensions)[:_FIRST_MEMBERS]
        group = _PagingGroup("6250", "Front desk", _PAGING_KINDS[0], members)
        self._groups = {group.number: group}

    def query_voicemails(self, params: Params) -> JsonObject:
        """Answer the messages in mailboxes; whether one was heard is not told."""
        rows = []
        for entry in extensions_or_all(self._exchange, params, "extid"):
            messages = [
                {
                    "voicemailfile": each.file,
                    "messagefrom": each.caller,
                    "voicemaildate": self._exchange.wall.local(each.at_s).strftime(SHOWN),
                    "voicemaillength": str(each.seconds),
                }
                for each in self._exchange.messages.of(entry.number)
            ]
            if messages:
                rows.append({"extid": entry.number, "voicemail": messages})
        return {"voicemails": rows} if rows else {}

    def query_groups(self, params: Params) -> JsonObject:
        """Answer paging groups by number, or ``all``."""
        wanted = chosen(self._groups, params, "number")
        return {"paginggroup": [self._groups[number].row() for number in wanted]}

    def update_group(self, params: Params) -> JsonObject:
        """Change a paging group: its kind must be given, its name and its members may."""
        group = self._groups.get(params.text("number"))
        kind = params.choice("type", _PAGING_KINDS)
        if group is None:
            raise RefusedError(BAD_VALUE)
        if "member" in params:
            members = extensions_in(self._exchange, params, "member")
            group.members = [each.number for each in members]
        group.kind, group.name = kind, params.optional("name", group.name)
        return {}
