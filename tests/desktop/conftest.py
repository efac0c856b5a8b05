"""A real ctl server on a real socket, with a handler that the test writes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.desktop.ctl_server import CtlServer
from ctiapp.desktop.instance import InstanceLock
from ctiapp.paths import AppPaths
from tests.desktop.ctl_application import Application, RawClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[InstanceLock]:
    paths = AppPaths.of(tmp_path / "data")
    paths.create()
    with InstanceLock(paths.lock_file) as held:
        yield held


@pytest.fixture
async def application(tmp_path: Path, lock: InstanceLock) -> AsyncIterator[Application]:
    """An application that listens."""
    served = Application(AppPaths.of(tmp_path / "data"))
    server = CtlServer(served.handle, served.watch, limit_s=0.2)
    server.listen(served.address, lock)
    yield served
    await server.close()


@pytest.fixture
async def client(application: Application) -> AsyncIterator[Callable[[], Any]]:
    made: list[RawClient] = []

    async def connect() -> RawClient:
        made.append(RawClient(*await asyncio.open_unix_connection(application.address)))
        return made[-1]

    yield connect
    for each in made:
        each.writer.close()
