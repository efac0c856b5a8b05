"""The control API puts messages into mailboxes, and hears and deletes them at the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simpbx.office import Client


async def box(client: Client, **body: object) -> list[dict[str, Any]]:
    answer = await client.control("message", extension="2000", **body)
    found: list[dict[str, Any]] = answer["messages"]
    return found


async def test_messages_are_left_heard_and_deleted(client: Client) -> None:
    await box(client, **{"from": "5503301", "seconds": 4})
    first, second = await box(client, ago_s=60)
    assert first == {"file": "msg0001.wav", "from": "", "seconds": 10, "read": False}
    assert second == {"file": "msg0000.wav", "from": "5503301", "seconds": 4, "read": False}
    first, _ = await box(client, file="msg0001.wav")
    assert first["read"]
    assert await box(client, file="msg0001.wav", read=True, remove=True) == [second]
    assert await box(client, file="msg0000.wav", remove=True) == []


async def test_what_is_not_there_is_said(client: Client) -> None:
    await box(client)
    for body in ({"file": "msg0009.wav"}, {"file": "msg0000.wav", "read": True}):
        assert "error" in await client.control("message", extension="2000", **body)
    assert "error" in await client.control("message", extension="9999")
