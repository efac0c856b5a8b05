"""Mailboxes: who is not answered leaves a message where the extension has one.

The handbook says of it that such a call has the status VOICEMAIL where there is a new message
(l. 13691, 17488), and no more. What it leaves open is decided like this: only a call that nobody
has answered yet is taken, so that what was passed on comes back instead; the mailbox answers the
caller, alone in the call as one who waits in a queue is; whoever hangs up before the tone has left
no message; no recording's name stands in the call's record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.facts import LegState

if TYPE_CHECKING:
    from ctiapp.simpbx.directory import Extension
    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.legs import Leg


class Mailboxes:
    """Takes messages."""

    def __init__(self, exchange: Exchange) -> None:
        """Work on ``exchange``."""
        self._exchange = exchange

    def takes(self, origin: Leg, extension: Extension) -> bool:
        """Say whether the mailbox of an extension would take the caller at ``origin``."""
        call = origin.call
        return (
            extension.voicemail
            and origin.alive
            and not call.over
            and call.fallback is None
            and call.answered_s is None
            and not call.transferor
        )

    def take(self, origin: Leg, extension: Extension) -> None:
        """Greet the caller at ``origin``, and take down what they say until time is up."""
        exchange, call, rules = self._exchange, origin.call, self._exchange.rules
        ringing = [each for each in call.legs if each.ringing and each is not origin]
        for leg in ringing:
            exchange.drop_leg(leg)
        call.waiting, call.to_number = True, extension.number
        origin.state = LegState.UP
        exchange.changed(call)
        exchange.tell_states(leg.extension for leg in ringing)

        def tone() -> None:
            call.mailbox_s = exchange.now_s
            extension.messages += 1
            call.timer = exchange.after(rules.message_s, lambda: exchange.end(call))

        call.timer = exchange.after(rules.greeting_s, tone)
