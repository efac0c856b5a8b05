"""The application's end of the ctl socket: one request a connection, then the answer, then the end.

Only the user's own processes can connect (no bit for group or others; a pipe of the user's own on
Windows). Whatever comes in is bounded: the length of a line, the number of connections, the time
for a request, and what may wait for a reader that does not read.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ctiapp.log import topic
from ctiapp.model.ctl import (
    MAX_REQUEST_BYTES,
    SERVER_LIMIT_S,
    CtlExit,
    CtlReply,
    CtlRequest,
    read_request,
    write_change,
    write_reply,
)
from ctiapp.model.ctl_verbs import VERBS, CtlUsageError
from ctiapp.model.errors import CtiError, StorageError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping

    from ctiapp.desktop.instance import InstanceLock

    Handler = Callable[[CtlRequest], Awaitable[CtlReply]]
    Watcher = Callable[[CtlRequest], AsyncGenerator[Mapping[str, object], None]]

MAX_CONNECTIONS = 32
MAX_BACKLOG_BYTES = 1024 * 1024
"""What may wait for a client of ``watch`` that reads too slowly; beyond it, it is dropped."""

_PATIENCE_S = 5.0
_FAREWELL_S = 0.5

_log = topic("ctl")


class CtlServer:
    """Listens, reads requests, runs their handlers as tasks and writes the answers.

    Args:
        handler: answers one request. What it raises is answered for: a ``CtiError`` as a failure
            with its detail, anything else as an internal error.
        watcher: makes the stream of changes for ``watch``; closed when the client leaves.
        limit_s: how long a handler may take, but for verbs that may take longer.
    """

    def __init__(
        self, handler: Handler, watcher: Watcher, *, limit_s: float = SERVER_LIMIT_S
    ) -> None:
        self._handler = handler
        self._watcher = watcher
        self._limit_s = limit_s
        self._connections: set[_Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MAX_CONNECTIONS)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, address: str, lock: InstanceLock) -> None:
        """Listen at the address. A socket that a dead instance left there is removed.

        Raises:
            StorageError: the lock is not held, or nothing can listen there.
        """
        if not lock.held:
            raise StorageError("the ctl socket belongs to the instance that holds the lock")
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            raise StorageError(f"no ctl socket: {self._server.errorString()}")

    def leave(self) -> None:
        """Stop listening: a window that goes away is not raised, and takes no number."""
        self._server.close()

    async def close(self) -> None:
        """Stop listening, let the answers that are due go out, end everything else."""
        self.leave()
        for connection in list(self._connections):
            connection.stop_watching()
        if due := self._tasks - {asyncio.current_task()}:
            await asyncio.wait(due, timeout=_FAREWELL_S)
        late = self._tasks - {asyncio.current_task()}
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=_FAREWELL_S)
        for connection in list(self._connections):
            connection.drop()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            connection = _Connection(self, socket)
            self._connections.add(connection)
            if len(self._connections) > MAX_CONNECTIONS:
                connection.answer(CtlReply.failed("busy", "too many connections at once"))
            else:
                connection.begin()

    def forget(self, connection: _Connection) -> None:
        """Let go of a connection that has ended."""
        self._connections.discard(connection)

    def start(self, work: Coroutine[object, object, None], name: str) -> asyncio.Task[None]:
        """Run work as a task that is kept until it is done."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def reply_to(self, request: CtlRequest) -> CtlReply:
        """Run the handler, for no longer than it may take."""
        limit_s = self._limit_s + VERBS[request.verb].takes_s
        work = asyncio.ensure_future(self._handler(request))
        try:
            done, _ = await asyncio.wait({work}, timeout=limit_s)
        finally:
            if not work.done():
                work.cancel()
        if not done:
            _log.error("ctl %s took longer than %s s", request.verb, limit_s)
            return CtlReply.failed("timeout", "the application did not answer in time")
        try:
            return work.result()
        except CtiError as err:
            return CtlReply.failed(err.code or err.key, err.detail or err.key)
        except Exception:  # noqa: BLE001 - whatever it was, the client gets an answer
            _log.exception("ctl %s failed", request.verb)
            return CtlReply.failed("internal", "an internal error; the log says more")

    def changes_for(self, request: CtlRequest) -> AsyncGenerator[Mapping[str, object], None]:
        """Make the stream for one ``watch``."""
        return self._watcher(request)


class _Connection:
    """One client: reads its request, and writes what answers it.

    No QObject: deleting a Python subclass of one later, after its parent went, crashes (measured).
    The socket belongs to the server and is deleted later; the timer is Python's.
    """

    def __init__(self, server: CtlServer, socket: QLocalSocket) -> None:
        self._server = server
        self._socket = socket
        self._buffer = bytearray()
        self._task: asyncio.Task[None] | None = None
        self._watches = False
        self._over = False
        self._patience = QTimer()
        self._patience.setSingleShot(True)
        self._patience.setInterval(int(_PATIENCE_S * 1000))
        self._patience.timeout.connect(self.drop)
        socket.setReadBufferSize(MAX_REQUEST_BYTES + 1)
        socket.disconnected.connect(self._on_gone)

    def begin(self) -> None:
        """Wait for the request, but not for ever."""
        self._patience.start()
        self._socket.readyRead.connect(self._on_ready)
        self._on_ready()
        if self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._on_gone()  # it left before anybody listened to it

    def answer(self, reply: CtlReply) -> None:
        """Write the reply and end the connection as soon as it has been read."""
        if self._over:
            return
        try:
            raw = write_reply(reply)
        except (TypeError, ValueError, RecursionError):
            _log.exception("an answer is not JSON")
            raw = write_reply(CtlReply.failed("internal", "an internal error; the log says more"))
        self._socket.write(raw)
        self._socket.flush()
        self._end()

    def stop_watching(self) -> None:
        """End the stream, if this is one."""
        if self._watches and self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """End the connection at once."""
        if not self._over:
            self._socket.abort()
            self._on_gone()

    def _on_ready(self) -> None:
        if self._task is not None:
            self._socket.readAll()  # nothing more is expected; what comes is not kept
            return
        room = MAX_REQUEST_BYTES + 1 - len(self._buffer)
        self._buffer += self._socket.read(room).data()
        line, end, _ = self._buffer.partition(b"\n")
        if len(line) > MAX_REQUEST_BYTES:
            self._refuse("the request is too long")
        elif end:
            self._buffer = bytearray()
            self._accept(bytes(line))

    def _accept(self, line: bytes) -> None:
        try:
            request = read_request(line)
        except CtlUsageError as err:
            self._refuse(str(err))
            return
        self._patience.stop()
        self._watches = VERBS[request.verb].streams
        work = self._watch(request) if self._watches else self._handle(request)
        self._task = self._server.start(work, f"ctl {request.verb}")

    def _refuse(self, text: str) -> None:
        self._socket.readyRead.disconnect(self._on_ready)
        self.answer(CtlReply.failed("usage", text, CtlExit.USAGE))

    async def _handle(self, request: CtlRequest) -> None:
        reply = await self._server.reply_to(request)
        if request.verb == "quit" and reply.exit == CtlExit.CONFIRMED:
            self._server.leave()  # whoever has this answer may start the next one
        self.answer(reply)

    async def _watch(self, request: CtlRequest) -> None:
        try:
            async with contextlib.aclosing(self._server.changes_for(request)) as changes:
                async for change in changes:
                    if not self._send(write_change(change)):
                        return
        except CtiError as err:
            self.answer(CtlReply.failed(err.code or err.key, err.detail or err.key))
        except Exception:  # noqa: BLE001 - likewise
            _log.exception("ctl watch failed")
            self.answer(CtlReply.failed("internal", "an internal error; the log says more"))
        else:
            self._end()

    def _end(self) -> None:
        """Let what was written go out, then end."""
        if not self._over:
            self._patience.start()
            self._socket.disconnectFromServer()

    def _send(self, raw: bytes) -> bool:
        """Write one line of a stream, unless the client is too far behind."""
        if self._over:
            return False
        if self._socket.bytesToWrite() + len(raw) > MAX_BACKLOG_BYTES:
            _log.warning("a client of ctl watch reads too slowly and was dropped")
            self._task = None  # it ends by itself
            self.drop()
            return False
        self._socket.write(raw)
        return True

    def _on_gone(self) -> None:
        if self._over:
            return
        self._over = True
        self._patience.stop()
        self.stop_watching()  # a verb that was sent is not taken back because nobody listens
        self._server.forget(self)
        self._socket.deleteLater()
