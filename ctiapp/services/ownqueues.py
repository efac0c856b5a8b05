"""Which queues are one's own where the PBX does not say: the user does.

Three of the four families name no managers of a queue, and of its agents only those that are logged
in: nobody could log in to a queue, or see after one, that the PBX leaves out. So the settings can
name them. Where a PBX names any manager at all, its word alone holds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctiapp.model.agents import Member
from ctiapp.settings import queues_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.agents import Queue
    from ctiapp.model.directory import Extension
    from ctiapp.settings import Settings


def with_own(
    queues: Sequence[Queue], me: Extension | None, settings: Settings
) -> tuple[Queue, ...]:
    """The queues as the PBX tells them, with oneself where only the user knows it.

    Args:
        queues: all of them.
        me: one's own extension; None: nobody is signed in.
        settings: ``my_queues`` and ``managed_queues``.
    """
    if me is None or any(queue.managers for queue in queues):
        return tuple(queues)
    mine, managed = queues_in(settings.my_queues), queues_in(settings.managed_queues)
    oneself = Member(me.ext_id, me.number, me.name)
    found = []
    for queue in queues:
        shown = queue
        if queue.number.text in mine and queue.kind_of(me.number) is None:
            shown = replace(shown, dynamic=(*queue.dynamic, oneself))
        if queue.number.text in managed:
            shown = replace(shown, managers=(oneself,))
        found.append(shown)
    return tuple(found)
