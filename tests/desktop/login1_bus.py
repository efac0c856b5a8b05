"""A system bus of our own, and a fake login1 on it."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ctiapp.desktop import login1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def system_bus(place: Path) -> Iterator[str]:
    """A bus on which one may take any name; its address."""
    config = place / "bus.conf"
    config.write_text(_BUS.format(socket=place / "bus"), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            address = daemon.stdout.readline().strip()
            assert address
            yield address
        finally:
            daemon.terminate()


class FakeLogin1:
    """Says what login1 would say.

    Args:
        connection: to the bus.
    """

    def __init__(self, connection: object) -> None:
        self._connection = connection

    @classmethod
    async def on(cls, address: str, name: str = login1.NAME) -> FakeLogin1:
        """Be login1 on that bus."""
        from jeepney import message_bus
        from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_connection

        connection = await open_dbus_connection(address)
        async with DBusRouter(connection) as router:
            assert await Proxy(message_bus, router).RequestName(name) == (1,)
        return cls(connection)

    async def say(self, *, sleeping: bool, member: str = login1.SIGNAL) -> None:
        """Going to sleep, or back."""
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(login1.PATH, interface=login1.INTERFACE)
        await self._connection.send(new_signal(emitter, member, "b", (sleeping,)))

    def close(self) -> None:
        """Leave the bus."""
        self._connection.writer.close()
