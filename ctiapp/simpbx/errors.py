"""What can be wrong with what is asked of the exchange."""

from __future__ import annotations


class ExchangeError(Exception):
    """Something was asked of the exchange that it cannot do; the text says what."""


class NoSuchChannelError(ExchangeError):
    """The channel is gone, or never was."""


class WrongStateError(ExchangeError):
    """The channel, or the agent, is in no state for that."""


class ForbiddenError(ExchangeError):
    """Somebody has not allowed that."""


class FullError(ExchangeError):
    """There is no room left for one more."""


class SlotError(ExchangeError):
    """There is no such parking slot, or a call stands in it."""
