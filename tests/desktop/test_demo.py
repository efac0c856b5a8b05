"""The demo's simulated PBX: a program that starts, does what it is asked, and dies with us."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.desktop import demo
from ctiapp.desktop.demo import RING_ME_FROM, DemoError, DemoPbx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def pbx() -> AsyncIterator[DemoPbx]:
    """One that runs."""
    running = await DemoPbx.start(("--extensions", "8"))
    yield running
    await running.stop()


async def legs(pbx: DemoPbx) -> list[dict[str, Any]]:
    """The legs of all calls there."""
    state = await pbx.control("state")
    return [leg for call in state["calls"] for leg in call["legs"] if leg["state"] != "gone"]


async def test_the_phone_on_the_screen(pbx: DemoPbx) -> None:
    """It rings, it is lifted, it is put down; what makes no sense there is refused; then all ends.

    One program for all of it: starting it is what takes time.
    """
    account = pbx.account
    assert account.url.startswith("http://127.0.0.1:")
    assert account.client_id
    assert account.client_secret not in repr(account)
    assert pbx.extension == account.extension == "2000"

    with pytest.raises(DemoError) as nothing_rings:
        await pbx.lift()
    assert "2000" in nothing_rings.value.detail
    await pbx.ring_me()
    caller, own = await legs(pbx)
    assert (caller["from"], own["number"], own["state"]) == (RING_ME_FROM, "2000", "ringing")
    await pbx.lift()
    assert [leg["state"] for leg in await legs(pbx)] == ["up", "up"]
    await pbx.put_down()
    assert await legs(pbx) == []

    await pbx.stop()
    with pytest.raises(DemoError) as gone:
        await pbx.control("state")
    assert "gone" in gone.value.detail


async def test_it_ends_when_nobody_holds_its_input(pbx: DemoPbx) -> None:
    """Should we die: its input ends, and so does it."""
    process = pbx._process
    assert process.stdin is not None
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), demo.ANSWER_S) == 0


async def test_it_does_not_start() -> None:
    """What it says on its own is for the log; here it is an error, and no program is left."""
    with pytest.raises(DemoError):
        await DemoPbx.start(("--no-such-option",))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"usage: ctiapp pbx",
        b"[]",
        b"null",
        json.dumps({"url": "http://127.0.0.1:1"}).encode(),
        json.dumps(
            {
                "url": "http://127.0.0.1:1",
                "client_id": "a",
                "client_secret": "b",
                "extensions": [],
                "control_url": "http://127.0.0.1:2",
            }
        ).encode(),
    ],
)
def test_what_is_no_account(line: bytes) -> None:
    """Whatever the first line is."""
    with pytest.raises(DemoError):
        demo._account(line)


async def test_one_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says nothing in time: an error, and it is not left behind."""
    made: list[asyncio.subprocess.Process] = []
    real = asyncio.create_subprocess_exec

    async def hang(*_: str, **how: Any) -> asyncio.subprocess.Process:
        silent = "import sys; sys.stdin.read()"
        made.append(await real(sys.executable, "-c", silent, **how))
        return made[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", hang)
    monkeypatch.setattr(demo, "START_S", 0.05)
    with pytest.raises(DemoError) as caught:
        await DemoPbx.start()
    assert "in time" in caught.value.detail
    assert made[0].returncode is not None
