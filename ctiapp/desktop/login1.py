"""systemd's login1: it tells when the computer goes to sleep and when it is back.

``org.freedesktop.login1.Manager.PrepareForSleep(b)`` on the system bus: true before sleep, false
after it. Where there is no such bus (containers, other systems) nothing is told, and nothing is
lost but a moment: see `ctiapp.desktop.wake`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection

log = logging.getLogger("ctiapp.app")

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
INTERFACE = "org.freedesktop.login1.Manager"
SIGNAL = "PrepareForSleep"

ANSWER_S = 5.0
"""How long the bus may take to let us in; one that hangs is none."""


async def watch_sleep(woke: Callable[[], None], bus: str = "SYSTEM") -> None:
    """Tell of each resume until cancelled; returns where there is no login1 to hear.

    Args:
        woke: called, on the loop, when the computer is back.
        bus: the bus, or its address.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        async with asyncio.timeout(ANSWER_S):
            connection = await _subscribed(bus)
    except Exception as error:  # noqa: BLE001 - any bus, in any way; the clocks see a sleep, too
        log.info("no login1 to tell of sleep: %s", type(error).__name__)
        return
    try:
        while True:
            _hear(await connection.receive(), woke)
    except Exception as error:  # noqa: BLE001 - as above
        log.info("login1 tells of sleep no more: %s", type(error).__name__)
    finally:
        connection.writer.close()


async def _subscribed(bus: str) -> DBusConnection:
    """Open a connection and ask for the signal; whatever fails, the socket is closed."""
    from jeepney import MatchRule, message_bus
    from jeepney.auth import BEGIN, Authenticator
    from jeepney.bus import get_bus
    from jeepney.io.asyncio import DBusConnection

    reader, writer = await asyncio.open_unix_connection(get_bus(bus))
    try:
        authenticator = Authenticator()
        for said in authenticator:
            writer.write(said)
            authenticator.feed(await reader.readuntil(b"\r\n"))
        writer.write(BEGIN)
        connection = DBusConnection(reader, writer)
        rule = MatchRule(type="signal", sender=NAME, interface=INTERFACE, member=SIGNAL, path=PATH)
        await connection.send(message_bus.Hello())
        await connection.send(message_bus.AddMatch(rule))
    except BaseException:
        writer.close()
        raise
    return connection


def _hear(message: Message, woke: Callable[[], None]) -> None:
    """Tell where a message is the word that the computer is back."""
    from jeepney import HeaderFields, MessageType

    kind, fields = message.header.message_type, message.header.fields
    if kind is MessageType.method_return:
        log.debug("the system bus listens for login1")  # whether login1 runs it does not tell
    elif (
        kind is MessageType.signal
        and fields.get(HeaderFields.interface) == INTERFACE
        and fields.get(HeaderFields.member) == SIGNAL
        and message.body == (False,)
    ):
        log.info("login1: the computer is back")
        woke()
