"""A relay before a PBX: what goes over the network, byte for byte, so that each token is known."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_CHUNK = 1 << 16
_TOKEN = re.compile(rb'"(?:access|refresh)_token"\s*:\s*"([^"]+)"')


class Relay:
    """Hands on every connection to a port of this machine, and keeps what was said."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.sent = bytearray()
        self.answered = bytearray()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for each in (self._server, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in list(self._threads):
            thread.join(10)

    @property
    def tokens(self) -> set[str]:
        """Every token that the PBX granted so far."""
        return {found.decode() for found in _TOKEN.findall(bytes(self.answered))}

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._server.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._open |= {near, far}
                for ends in ((near, far, self.sent), (far, near, self.answered)):
                    thread = threading.Thread(target=self._pass_on, args=ends, daemon=True)
                    self._threads.append(thread)
                    thread.start()

    def _pass_on(self, giver: socket.socket, taker: socket.socket, kept: bytearray) -> None:
        with contextlib.suppress(OSError):
            while raw := giver.recv(_CHUNK):
                with self._lock:
                    kept += raw
                taker.sendall(raw)
        with contextlib.suppress(OSError):
            taker.shutdown(socket.SHUT_WR)
