"""A fake NetworkManager on a bus of our own: as much of it as Qt's backend asks for."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection

NAME: Final = "org.freedesktop.NetworkManager"
PATH: Final = "/org/freedesktop/NetworkManager"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"

DISCONNECTED: Final = 20
"""NM_STATE_DISCONNECTED."""
CONNECTED: Final = 70
"""NM_STATE_CONNECTED_GLOBAL."""
NO_WAY: Final = 1
"""NM_CONNECTIVITY_NONE."""
FULL: Final = 4
"""NM_CONNECTIVITY_FULL."""


class FakeNetworkManager:
    """Says what NetworkManager would say.

    Args:
        connection: to the bus, with the name taken.
    """

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self.values: dict[str, tuple[str, object]] = {
            "State": ("u", CONNECTED),
            "Connectivity": ("u", FULL),
            "Metered": ("u", 4),
            "PrimaryConnection": ("o", "/"),
            "PrimaryConnectionType": ("s", "802-3-ethernet"),
            "ActiveConnections": ("ao", []),
            "Version": ("s", "1.42.0"),
        }
        self.asked = 0

    @classmethod
    async def on(cls, address: str) -> FakeNetworkManager:
        """Be NetworkManager on that bus."""
        from jeepney import message_bus
        from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection

        connection = await open_dbus_connection(address)
        async with DBusRouter(connection) as router:
            assert await Proxy(message_bus, router).RequestName(NAME) == (1,)
        return cls(connection)

    async def serve(self) -> None:
        """Answer whoever asks, until cancelled."""
        from jeepney import MessageType

        while True:
            message = await self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                await self._answer(message)

    async def _answer(self, message: Message) -> None:
        from jeepney import HeaderFields, new_error, new_method_return

        self.asked += 1
        fields = message.header.fields
        member = fields.get(HeaderFields.member)
        if fields.get(HeaderFields.interface) == PROPERTIES and member == "GetAll":
            mine = message.body[0] == NAME
            reply = new_method_return(message, "a{sv}", (self.values if mine else {},))
        elif fields.get(HeaderFields.interface) == PROPERTIES and member == "Get":
            reply = new_method_return(message, "v", (self.values[message.body[1]],))
        elif member == "Introspect":
            reply = new_method_return(message, "s", ("<node/>",))
        else:
            reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        await self._connection.send(reply)

    async def becomes(self, state: int, connectivity: int) -> None:
        """The network changes, and everybody is told."""
        from jeepney import DBusAddress, new_signal

        changed = {"State": ("u", state), "Connectivity": ("u", connectivity)}
        self.values |= changed
        emitter = DBusAddress(PATH, interface=PROPERTIES)
        body = (NAME, changed, [])
        await self._connection.send(new_signal(emitter, "PropertiesChanged", "sa{sv}as", body))

    def close(self) -> None:
        """Leave the bus."""
        self._connection.writer.close()


class Network:
    """A network that a test takes away and gives back, from outside any loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, manager: FakeNetworkManager) -> None:
        self._loop, self._manager = loop, manager

    def becomes(self, *, there: bool) -> None:
        """It goes away, or is back; told by the time this returns."""
        change = self._manager.becomes(*((CONNECTED, FULL) if there else (DISCONNECTED, NO_WAY)))
        asyncio.run_coroutine_threadsafe(change, self._loop).result(10)


@contextmanager
def network_manager(address: str) -> Iterator[Network]:
    """NetworkManager on that bus, in a thread of its own."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        manager = runner.run(FakeNetworkManager.on(address))
        serving = loop.create_task(manager.serve())
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            yield Network(loop, manager)
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)
            serving.cancel()
            manager.close()
