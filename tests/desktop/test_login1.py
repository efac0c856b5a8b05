"""The word of login1, on a bus of our own: a fake login1 speaks, the real watch listens."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop import login1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A bus on which one may take any name; its address."""
    config = tmp_path / "bus.conf"
    config.write_text(_BUS.format(socket=tmp_path / "bus"), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        assert address
        yield address
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


async def _until_subscribed(address: str) -> None:
    """Wait until somebody listens for sleep: the bus knows its rules by their number alone."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.asyncio import DBusRouter, open_dbus_connection

    stats = DBusAddress(
        "/org/freedesktop/DBus",
        bus_name="org.freedesktop.DBus",
        interface="org.freedesktop.DBus.Debug.Stats",
    )
    connection = await open_dbus_connection(address)
    async with DBusRouter(connection) as router:
        while True:
            reply = await router.send_and_get_reply(new_method_call(stats, "GetStats"))
            if reply.body[0].get("MatchRules", ("u", 0))[1] >= 1:
                break
    connection.writer.close()


async def test_being_back_is_told_and_going_to_sleep_is_not(bus: str) -> None:
    woken: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.timeout(20):
        fake = await FakeLogin1.on(bus)
        watching = asyncio.create_task(login1.watch_sleep(lambda: woken.put_nowait("back"), bus))
        await _until_subscribed(bus)
        await fake.say(sleeping=True)
        await fake.say(sleeping=False, member="PrepareForShutdown")
        await fake.say(sleeping=False)
        assert await woken.get() == "back"
        await fake.say(sleeping=True)
        await fake.say(sleeping=False)
        assert await woken.get() == "back"
    assert woken.empty()
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    fake.close()


async def test_another_program_that_says_so_is_not_believed(bus: str) -> None:
    woken: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.timeout(20):
        other = await FakeLogin1.on(bus, "org.example.Prankster")
        fake = await FakeLogin1.on(bus)
        watching = asyncio.create_task(login1.watch_sleep(lambda: woken.put_nowait("back"), bus))
        await _until_subscribed(bus)
        await other.say(sleeping=False)
        await fake.say(sleeping=False)
        await woken.get()
    assert woken.empty()
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    fake.close()
    other.close()


async def test_where_there_is_no_bus_it_returns(tmp_path: Path) -> None:
    async with asyncio.timeout(20):
        await login1.watch_sleep(lambda: pytest.fail("told"), f"unix:path={tmp_path / 'none'}")


async def test_a_bus_that_hangs_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login1, "ANSWER_S", 0.1)

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(100):
            pass
        writer.close()

    server = await asyncio.start_unix_server(hang, tmp_path / "hangs")
    async with asyncio.timeout(20), server:
        await login1.watch_sleep(lambda: pytest.fail("told"), f"unix:path={tmp_path / 'hangs'}")


async def test_the_end_of_the_bus_ends_it_quietly(tmp_path: Path) -> None:
    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.close()

    server = await asyncio.start_unix_server(welcome, tmp_path / "ends")
    async with asyncio.timeout(20), server:
        await login1.watch_sleep(lambda: pytest.fail("told"), f"unix:path={tmp_path / 'ends'}")
