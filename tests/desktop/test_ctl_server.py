"""The ctl socket, spoken to by hand."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.desktop import ctl_server
from ctiapp.desktop.ctl_server import MAX_CONNECTIONS, CtlServer
from ctiapp.desktop.instance import InstanceLock
from ctiapp.model.ctl import MAX_REQUEST_BYTES, CtlReply
from ctiapp.model.errors import NotPermitted, StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.desktop.ctl_application import Application, RawClient

    Connect = Callable[[], Awaitable[RawClient]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="speaks to a Unix socket by hand")


async def test_a_request_reaches_the_handler_and_its_reply_comes_back(
    application: Application, client: Connect
) -> None:
    one = await client()
    one.say("hold", args=["1.2"], cwd="/somewhere")

    assert await one.line() == {"exit": 0, "data": {"done": True}, "error": None}
    assert await one.rest() == b""
    request = application.requests[0]
    assert (request.verb, request.args, request.cwd) == ("hold", ("1.2",), "/somewhere")


async def test_a_request_may_come_in_pieces(application: Application, client: Connect) -> None:
    one = await client()
    for piece in (b'{"v":1,"ve', b'rb":"sta', b'tus"}\n'):
        one.send(piece)
        await one.writer.drain()
        await asyncio.sleep(0)

    assert (await one.line())["exit"] == 0


async def test_the_socket_is_the_users_alone(application: Application) -> None:
    mode = os.lstat(application.address).st_mode

    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) & 0o077 == 0


@pytest.mark.parametrize(
    "bad", [b"nonsense\n", b"[" * 50_000 + b"\n", b'{"v":1,"verb":"fly"}\n', b"\xff\n", b"\n"]
)
async def test_what_is_no_request_is_answered_as_usage(
    application: Application, client: Connect, bad: bytes
) -> None:
    one = await client()
    one.send(bad)
    reply = await one.line()

    assert reply["exit"] == 2
    assert reply["error"]["code"] == "usage"
    assert application.requests == []


async def test_a_line_without_end_is_refused_and_costs_no_memory(
    application: Application, client: Connect
) -> None:
    one = await client()
    one.send(b"x" * (MAX_REQUEST_BYTES + 1))

    assert "too long" in (await one.line())["error"]["text"]
    assert await one.rest() == b""


async def test_the_longest_request_is_taken(application: Application, client: Connect) -> None:
    one = await client()
    raw = b'{"v":1,"verb":"find","args":["x"]}'
    one.send(raw + b" " * (MAX_REQUEST_BYTES - len(raw)) + b"\n")

    assert (await one.line())["exit"] == 0


async def test_a_handler_that_takes_too_long_is_answered_for(
    application: Application, client: Connect, expected_log: Callable[..., None]
) -> None:
    expected_log("ctl status took longer")
    application.hold = asyncio.Event()
    one = await client()
    one.say("status")
    reply = await one.line()

    assert reply["exit"] == 1
    assert "did not answer in time" in reply["error"]["text"]


async def test_a_verb_that_takes_longer_is_waited_for(
    application: Application, client: Connect
) -> None:
    """``events`` rings a phone, and waits for what is told of it."""
    application.hold = hold = asyncio.Event()
    application.reply = lambda _: CtlReply(data={"took_s": 0.1})
    asyncio.get_running_loop().call_later(0.3, hold.set)  # later than others may answer
    one = await client()
    one.send(b'{"v":1,"verb":"events","args":["test"]}\n')
    assert (await one.line())["data"] == {"took_s": 0.1}


async def test_an_error_of_ours_is_a_failure_with_its_reason(
    application: Application, client: Connect
) -> None:
    def refuse(_: object) -> CtlReply:
        raise NotPermitted("you may not", code=70084)

    application.reply = refuse
    one = await client()
    one.say("status")

    assert await one.line() == {
        "exit": 1,
        "data": None,
        "error": {"code": "70084", "text": "you may not"},
    }


@pytest.mark.expected_log("ctl status failed")
async def test_a_bug_is_answered_for_and_logged(application: Application, client: Connect) -> None:
    def fail(_: object) -> CtlReply:
        raise ZeroDivisionError("secret detail")

    application.reply = fail
    one = await client()
    one.say("status")
    reply = await one.line()

    assert reply["error"]["code"] == "internal"
    assert "secret detail" not in str(reply)


@pytest.mark.expected_log("an answer is not JSON")
async def test_data_that_json_cannot_carry_is_answered_for(
    application: Application, client: Connect
) -> None:
    application.reply = lambda _: CtlReply(0, {"when": object()})
    one = await client()
    one.say("status")

    assert (await one.line())["exit"] == 1


async def test_a_client_that_leaves_does_not_undo_its_verb(
    application: Application, client: Connect
) -> None:
    application.hold = asyncio.Event()
    ended = asyncio.Event()

    def reply(_: object) -> CtlReply:
        ended.set()
        return CtlReply()

    application.reply = reply
    one = await client()
    one.say("dial", args=["1"])
    await asyncio.wait_for(application.received.wait(), 10)
    one.writer.close()
    application.hold.set()

    await asyncio.wait_for(ended.wait(), 10)


async def test_watch_streams_changes_until_the_client_leaves(
    application: Application, client: Connect
) -> None:
    one = await client()
    one.say("watch")
    for number in range(3):
        application.changes.put_nowait({"at": "t", "kind": "call", "data": number})

    assert [(await one.line())["data"] for _ in range(3)] == [0, 1, 2]

    one.writer.close()
    await asyncio.wait_for(application.left.wait(), 10)


async def test_a_stream_that_ends_ends_the_connection(
    application: Application, client: Connect
) -> None:
    one = await client()
    one.say("watch")
    application.changes.put_nowait({"n": 1})
    application.changes.put_nowait(None)

    assert await one.rest() == b'{"n":1}\n'


async def test_a_stream_that_is_refused_says_why(application: Application, client: Connect) -> None:
    one = await client()
    one.say("watch")
    application.changes.put_nowait(NotPermitted("not now"))

    assert (await one.line())["error"]["text"] == "not now"


@pytest.mark.expected_log("reads too slowly")
async def test_a_watcher_that_does_not_read_is_dropped(
    application: Application, client: Connect
) -> None:
    one = await client()
    one.say("watch")
    await asyncio.wait_for(application.watching.wait(), 10)
    for _ in range(40):
        application.changes.put_nowait({"data": "x" * 100_000})

    await asyncio.wait_for(application.left.wait(), 10)


async def test_too_many_connections_are_turned_away(
    application: Application, client: Connect
) -> None:
    application.greet = True
    watchers = [await client() for _ in range(MAX_CONNECTIONS)]
    for each in watchers:
        each.say("watch")
    for each in watchers:
        await each.line()
    one = await client()

    assert (await one.line())["error"]["code"] == "busy"

    watchers[0].writer.close()
    await asyncio.wait_for(application.left.wait(), 10)
    again = await client()
    again.say("status")
    assert (await again.line())["exit"] == 0


async def test_a_client_that_says_nothing_is_dropped(
    tmp_path: Path, lock: InstanceLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctl_server, "_PATIENCE_S", 0.05)
    server = CtlServer(no_handler, no_watcher)
    server.listen(str(tmp_path / "s"), lock)
    reader, writer = await asyncio.open_unix_connection(str(tmp_path / "s"))

    assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()
    await server.close()


async def no_handler(_: object) -> CtlReply:
    raise AssertionError("not to be called")


async def no_watcher(_: object) -> Any:
    if isinstance(_, CtlReply):
        yield
    raise AssertionError("not to be called")


def is_there(address: str) -> bool:
    return os.path.lexists(address)


async def test_closing_lets_due_answers_out_and_ends_the_streams(
    tmp_path: Path, lock: InstanceLock, application: Application
) -> None:
    application.hold = asyncio.Event()
    server = CtlServer(application.handle, application.watch)
    address = str(tmp_path / "s")
    server.listen(address, lock)
    reader, writer = await asyncio.open_unix_connection(address)
    writer.write(b'{"v":1,"verb":"quit"}\n')
    await asyncio.wait_for(application.received.wait(), 10)
    watch_reader, watch_writer = await asyncio.open_unix_connection(address)
    watch_writer.write(b'{"v":1,"verb":"watch"}\n')
    await asyncio.wait_for(application.watching.wait(), 10)

    closing = asyncio.ensure_future(server.close())
    application.hold.set()
    await closing

    assert b'"exit":0' in await asyncio.wait_for(reader.read(), 10)
    assert application.left.is_set()
    assert not is_there(address)
    for each in (writer, watch_writer):
        each.close()
    assert await watch_reader.read() == b""


async def test_whoever_was_told_that_it_quits_finds_nobody_there(
    application: Application, client: Connect
) -> None:
    """A start right after it must not raise a window that goes away."""
    one = await client()
    one.say("quit")

    assert (await one.line())["exit"] == 0
    with pytest.raises((FileNotFoundError, ConnectionRefusedError)):
        await client()


async def test_a_socket_left_by_a_dead_instance_is_replaced(
    tmp_path: Path, lock: InstanceLock
) -> None:
    import socket

    address = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address)
    server = CtlServer(no_handler, no_watcher)
    server.listen(address, lock)

    _, writer = await asyncio.open_unix_connection(address)
    writer.close()
    await server.close()


async def test_nobody_listens_without_the_lock(tmp_path: Path) -> None:
    server = CtlServer(no_handler, no_watcher)

    with pytest.raises(StorageError, match="lock"):
        server.listen(str(tmp_path / "s"), InstanceLock(tmp_path / "l"))


async def test_a_place_where_nobody_can_listen_is_an_error(
    tmp_path: Path, lock: InstanceLock
) -> None:
    server = CtlServer(no_handler, no_watcher)

    with pytest.raises(StorageError, match="no ctl socket"):
        server.listen(str(tmp_path / "nowhere" / "s"), lock)
