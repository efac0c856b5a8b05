"""The word of login1, on a bus of our own: a fake login1 speaks, the real watch listens."""

from __future__ import annotations

import asyncio
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop import login1
from tests.desktop.login1_bus import FakeLogin1, system_bus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A bus on which one may take any name; its address."""
    with system_bus(tmp_path) as address:
        yield address


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
