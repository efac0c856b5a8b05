"""The endpoints of recordings and the way to a file, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from ctiapp.simpbx.sound import size_of
from tests.simpbx.office import event

if TYPE_CHECKING:
    from tests.simpbx.office import Client

HEAD = {"User-Agent": "OpenAPI"}


@pytest.fixture
async def recorded(client: Client) -> Client:
    """A PBX with two recordings, an hour apart, the newer one last."""
    await client.control("settings", zone_min=480)
    await client.control(
        "record", **{"from": "5503301"}, to="2000", ago_s=3600, talk_s=3, recorded=True
    )
    await client.control("record", **{"from": ""}, to="2001", talk_s=0, recorded=True)
    return client


async def followed(client: Client, url: str, **params: str) -> tuple[int, str, bytes]:
    """Follow a link; returns the status, what it says it is, and what it is."""
    query = params or {"access_token": client.token}
    async with client.session.get(client.pbx.url + url, params=query, headers=HEAD) as response:
        return response.status, response.content_type, await response.read()


async def test_the_list_is_as_printed(recorded: Client) -> None:
    answer = await recorded.get("recording/list")
    calls = (await recorded.get("cdr/list"))["data"]

    assert (answer["errcode"], answer["total_number"]) == (0, 2)
    row = answer["data"][0]
    assert row == {
        "id": 1,
        "time": calls[0]["time"],
        "uid": calls[0]["uid"],
        "call_from": "5503301",
        "call_to": f"{recorded.pbx.exchange.directory.name_of('2000')}<2000>",
        "duration": 3,
        "size": size_of(3),
        "call_type": "Inbound",
        "file": calls[0]["record_file"],
    }
    assert row["file"].endswith("-5503301-2000-Inbound.wav")
    assert answer["data"][1]["call_from"] == "Unknown"


async def test_pages_and_orders(recorded: Client) -> None:
    async def ids(**params: str) -> list[int]:
        rows: list[dict[str, Any]] = (await recorded.get("recording/list", **params))["data"]
        return [row["id"] for row in rows]

    assert await ids(page="2", page_size="1") == [2]
    assert await ids(sort_by="time", order_by="desc") == [2, 1]
    assert await ids(sort_by="id", order_by="asc") == [1, 2]
    assert (await recorded.get("recording/list", sort_by="size"))["errcode"] == 40002


async def test_a_recording_is_fetched_in_two_steps(recorded: Client) -> None:
    row = (await recorded.get("recording/list"))["data"][0]
    for by in ({"id": "1"}, {"file": row["file"]}):
        answer = await recorded.get("recording/download", **by)
        assert answer["file"] == row["file"]
        url = answer["download_resource_url"]
        assert url.startswith("/api/download/Recording-")
        status, kind, body = await followed(recorded, url)
        assert (status, kind, body[:4]) == (200, "audio/x-wav", b"RIFF")
        assert len(body) == row["size"]


@pytest.mark.parametrize(
    ("params", "code"),
    [({}, 40002), ({"id": "99"}, 60001), ({"file": "none.wav"}, 60001), ({"id": "x"}, 40002)],
)
async def test_what_is_not_there_has_no_link(
    recorded: Client, params: dict[str, str], code: int
) -> None:
    assert (await recorded.get("recording/download", **params))["errcode"] == code


async def test_a_link_ends_and_wants_a_token(recorded: Client) -> None:
    url = (await recorded.get("recording/download", id="1"))["download_resource_url"]

    assert b"10005" in (await followed(recorded, url, other="x"))[2]
    assert b"10004" in (await followed(recorded, url, access_token="dead"))[2]
    assert b"60001" in (await followed(recorded, url.replace("-download-", "-")[:-9]))[2]
    await recorded.control("advance", seconds=1800)
    await recorded.log_in()
    assert b"60001" in (await followed(recorded, url))[2]


async def test_what_an_administrator_deletes_is_gone(recorded: Client) -> None:
    url = (await recorded.get("recording/download", id="1"))["download_resource_url"]
    first, second = (await recorded.control("recording"))["files"]
    assert (await recorded.control("recording", file=first, remove=True))["files"] == [second]

    assert b"60001" in (await followed(recorded, url))[2]
    assert (await recorded.get("cdr/list"))["data"][0]["record_file"] == first
    assert "error" in await recorded.control("recording", file=first, remove=True)


async def test_a_download_can_fail_on_order(recorded: Client) -> None:
    url = (await recorded.get("recording/download", id="1"))["download_resource_url"]
    await recorded.control("fail", endpoint="download", errcode=60001)
    assert b"60001" in (await followed(recorded, url))[2]
    await recorded.control("fail", endpoint="download", silent=True, times=2)  # aiohttp tries twice
    with pytest.raises(aiohttp.ClientConnectionError):
        await followed(recorded, url)
    assert (await followed(recorded, url))[2][:4] == b"RIFF"


@pytest.mark.parametrize("firmware", ["handbook", "later"])
async def test_a_file_that_has_to_be_made_ready_is_told_of_by_later_firmware(
    recorded: Client, firmware: str
) -> None:
    await recorded.control("settings", firmware=firmware, recording_ready_s=60)
    socket = await recorded.open(30009, 30033)
    assert (await recorded.get("recording/download", id="1"))["errcode"] == 2
    assert (await recorded.get("recording/download", id="1"))["errcode"] == 2
    await recorded.control("advance", seconds=60)
    await recorded.control("presence", extension="2005", status="lunch")
    told = [await event(socket)]
    if firmware == "later":
        told.append(await event(socket))

    answer = await recorded.get("recording/download", id="1")
    assert answer["errcode"] == 0
    assert told[-1] == (30009, {"extension": "2005", "status": "lunch"})
    if firmware == "later":
        topic, message = told[0]
        assert (topic, message["key"], message["result"]) == (
            30033,
            "recording_download",
            "success",
        )
        assert (message["file"], message["error"]) == (answer["file"], "")
        _, _, body = await followed(recorded, message["download_resource_url"])
        assert body[:4] == b"RIFF"
