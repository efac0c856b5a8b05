"""The handbook's own requests: the simulated PBX takes each of them for what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pbx.printed import printed

if TYPE_CHECKING:
    from tests.simpbx.office import Client

OTHERWISE = {
    *("get_token l. 1132-1139", "refresh_token l. 1188-1194", "del_token l. 1236-1237"),
    *("subscribe l. 937", "recording/download l. 13628-13631"),  # not asked in this way
    *("system/get_menuoptions l. 1438-1441", "system/get_menuoptions l. 1497-1501"),  # no such menu
    "call/dial l. 15827-15836",  # nobody has the caller's number
}

MALFORMED = {10001, 40002}
"""No such endpoint, something missing or of another shape: not that nobody has that id."""


async def test_a_printed_request_is_understood(client: Client) -> None:
    requests = {one.name: one for one in printed("p_series", "requests")}
    assert set(requests) > OTHERWISE
    refused = {}
    for name in set(requests) - OTHERWISE:
        one = requests[name]
        if one.text.startswith("GET"):
            answer = await client.get(one.endpoint, **one.query)
        else:
            answer = await client.post(one.endpoint, **one.values)
        if answer["errcode"] in MALFORMED:
            refused[name] = answer

    assert refused == {}
