"""The P-Series face of an exchange: requests in, answers and event frames out. No sockets here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ctiapp.simpbx.facts import (
    CallChanged,
    ExtensionParty,
    ExtensionStateChanged,
    PresenceChanged,
    RegistrationChanged,
    TrunkChanged,
)
from ctiapp.simpbx.monitoring import Monitoring
from ctiapp.simpbx.p_series import (
    agents,
    calls,
    contacts,
    control,
    csta,
    directory,
    extensions,
    hotel,
    organization,
    queues,
    recordings,
    records,
    reports,
    routes,
)
from ctiapp.simpbx.p_series.errors import ApiError, success
from ctiapp.simpbx.p_series.params import Params
from ctiapp.simpbx.p_series.render import events, frame
from ctiapp.simpbx.p_series.settings import Settings
from ctiapp.simpbx.p_series.tokens import ACCESS_LIFE_S, REFRESH_LIFE_S, TokenBook
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.simpbx.exchange import Exchange
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.p_series.errors import JsonObject
    from ctiapp.simpbx.p_series.tokens import TokenPair


@dataclass(frozen=True, slots=True)
class ApiRequest:
    """One HTTP request to the API."""

    method: str
    endpoint: str
    query: Mapping[str, str]
    body: bytes
    address: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How an endpoint is called."""

    method: str
    handler: Callable[[Exchange, Params], JsonObject]


ENDPOINTS = {
    "system/information": Endpoint("GET", directory.information),
    "system/capacity": Endpoint("GET", directory.capacity),
    "system/get_menuoptions": Endpoint("GET", directory.menu_options),
    "extension/list": Endpoint("GET", directory.list_extensions),
    "extension/search": Endpoint("GET", directory.search_extensions),
    "extension/get": Endpoint("GET", extensions.get_extension),
    "extension/query": Endpoint("GET", extensions.query_extensions),
    "extension/create": Endpoint("POST", extensions.create_extension),
    "extension/update": Endpoint("POST", extensions.update_extension),
    "extension/delete": Endpoint("GET", extensions.delete_extension),
    "organization/list": Endpoint("GET", organization.list_departments),
    "organization/search": Endpoint("GET", organization.search_departments),
    "organization/get": Endpoint("GET", organization.get_department),
    "organization/query": Endpoint("GET", organization.query_departments),
    "company_contact/list": Endpoint("GET", contacts.list_contacts),
    "company_contact/search": Endpoint("GET", contacts.search_contacts),
    "company_contact/get": Endpoint("GET", contacts.get_contact),
    "company_contact/query": Endpoint("GET", contacts.query_contacts),
    "company_contact/create": Endpoint("POST", contacts.create_contact),
    "company_contact/update": Endpoint("POST", contacts.update_contact),
    "company_contact/delete": Endpoint("GET", contacts.delete_contact),
    "phonebook/list": Endpoint("GET", contacts.list_phonebooks),
    "phonebook/search": Endpoint("GET", contacts.search_phonebooks),
    "phonebook/get": Endpoint("GET", contacts.get_phonebook),
    "outbound_route/list": Endpoint("GET", routes.list_routes),
    "outbound_route/search": Endpoint("GET", routes.search_routes),
    "outbound_route/get": Endpoint("GET", routes.get_route),
    "outbound_route/query": Endpoint("GET", routes.query_routes),
    "wakeupcall/list": Endpoint("GET", hotel.list_wakeups),
    "wakeupcall/get": Endpoint("GET", hotel.get_wakeups),
    "wakeupcall/query": Endpoint("GET", hotel.query_wakeups),
    "wakeupcall/create": Endpoint("POST", hotel.create_wakeup),
    "wakeupcall/update": Endpoint("POST", hotel.update_wakeup),
    "wakeupcall/delete": Endpoint("GET", hotel.delete_wakeups),
    "hotel/checkout": Endpoint("POST", hotel.check_out),
    "cdr/list": Endpoint("GET", records.list_records),
    "cdr/search": Endpoint("GET", records.search_records),
    "call_report/list": Endpoint("GET", reports.list_report),
    "recording/list": Endpoint("GET", recordings.list_recordings),
    "recording/download": Endpoint("GET", recordings.download_recording),
    "ivr/list": Endpoint("GET", queues.list_ivrs),
    "queue/list": Endpoint("GET", queues.list_queues),
    "queue/search": Endpoint("GET", queues.search_queues),
    "queue/get": Endpoint("GET", queues.get_queue),
    "queue/query": Endpoint("GET", queues.query_queues),
    "queue/call_status": Endpoint("GET", queues.call_status),
    "queue/agent_status": Endpoint("GET", queues.agent_status),
    "queue/agent_login": Endpoint("GET", agents.log_many_in),
    "queue/agent_pause": Endpoint("GET", agents.pause_many),
    "queue_pause_reason/list": Endpoint("GET", agents.list_reasons),
    "queue_pause_reason/update": Endpoint("POST", agents.update_reasons),
    "agent/login": Endpoint("GET", agents.log_in),
    "agent/pause": Endpoint("GET", agents.pause),
    "call/query": Endpoint("GET", calls.query),
    "call/dial": Endpoint("POST", calls.dial),
    "call/accept_inbound": Endpoint("POST", control.accept_inbound),
    "call/refuse_inbound": Endpoint("POST", control.refuse_inbound),
    "call/listen": Endpoint("POST", control.listen),
    "call/hold": Endpoint("POST", control.hold),
    "call/unhold": Endpoint("POST", control.unhold),
    "call/mute": Endpoint("POST", control.mute),
    "call/unmute": Endpoint("POST", control.unmute),
    "call/park": Endpoint("POST", control.park),
    "call/park_status": Endpoint("GET", control.park_status),
    "call/transfer": Endpoint("POST", control.transfer),
    "call/add_member": Endpoint("POST", control.add_member),
    "call/play_prompt": Endpoint("POST", calls.play_prompt),
    "call/hangup": Endpoint("POST", control.hang_up),
    "call/record_start": Endpoint("POST", control.record_start),
    "call/record_pause": Endpoint("POST", control.record_pause),
    "call/record_unpause": Endpoint("POST", control.record_unpause),
    "uacsta_call/accept": Endpoint("POST", csta.accept),
    "uacsta_call/refuse": Endpoint("POST", csta.refuse),
    "uacsta_call/hangup": Endpoint("POST", csta.hang_up),
}
"""Every endpoint that needs a token, with its method (P handbook, l. 200-430)."""

_OPEN = {"get_token": "POST", "refresh_token": "POST", "del_token": "GET"}


class PSeries:
    """Answers the API of one simulated PBX."""

    def __init__(self, exchange: Exchange, *, seed: int) -> None:
        """Stand in front of ``exchange``; ``seed`` makes the credentials."""
        self.exchange = exchange
        self.tokens = TokenBook(seed=seed)
        self.settings = Settings(wall=exchange.wall)
        self.monitoring = Monitoring()
        self.token_now_s: Callable[[], float] = lambda: exchange.now_s
        """The clock that tokens live by, in epoch seconds: the exchange's, until it is set."""

    def answer(self, request: ApiRequest) -> JsonObject:
        """Return the answer to a request; a failure is an answer, too."""
        try:
            self.admit(request.address)
            return self._answer(request)
        except ApiError as error:
            return error.answer()

    def admit(self, address: str) -> None:
        """Raise ``ApiError`` where the API is off (70123) or an address shut out (70087, 70004)."""
        if not self.settings.api_enabled:
            raise ApiError(70123)
        if not self.settings.allow_address:
            raise ApiError(70087)
        if self.tokens.blocked(address):
            raise ApiError(70004)

    def subscribe(self, text: str) -> tuple[JsonObject, frozenset[int] | None]:
        """Answer a subscription (l. 806-850).

        Returns the answer and the topics; None for the topics means: refused, all stays as it was.
        """
        wanted = _json_object(text)
        topics = wanted.get("topic_list") if wanted is not None else None
        if not isinstance(topics, list):
            return ApiError(40001).answer(), None
        numbers = []
        for topic in topics:
            if isinstance(topic, bool) or not str(topic).isascii() or not str(topic).isdigit():
                return ApiError(40002).answer(), None
            numbers.append(int(topic))
        if self.settings.refused_topics.intersection(numbers):
            return ApiError(40002).answer(), None
        return success(), frozenset(numbers)

    def frames(self, fact: Fact) -> list[tuple[int, str]]:
        """Return the event frames that tell of a fact, as (topic, text)."""
        if not self._monitored(fact):
            return []
        return [
            (topic, frame(topic, body, SERIAL_NUMBER))
            for topic, body in events(fact)
            if self.settings.sends(topic)
        ]

    def _monitored(self, fact: Fact) -> bool:
        watched = self.monitoring.watched
        match fact:
            case RegistrationChanged():
                return watched("registration", fact.extension)
            case ExtensionStateChanged():
                return watched("call_state", fact.extension)
            case PresenceChanged():
                return watched("presence", fact.extension)
            case TrunkChanged():
                return watched("trunk")
            case CallChanged():
                return all(
                    watched("call_state", entry.party.number)
                    if isinstance(entry.party, ExtensionParty)
                    else watched("trunk")
                    for entry in fact.call.members
                )
            case _:
                return True

    def _answer(self, request: ApiRequest) -> JsonObject:
        name = request.endpoint
        endpoint = ENDPOINTS.get(name)
        method = endpoint.method if endpoint is not None else _OPEN.get(name)
        if method != request.method:
            raise ApiError(10001)
        if name in ("get_token", "refresh_token"):
            return self._authenticate(request)
        self.tokens.check(request.query.get("access_token"), self.token_now_s())
        if endpoint is None:
            self.tokens.revoke(request.query["access_token"])
            return success()
        return endpoint.handler(self.exchange, self._params(request))

    def _authenticate(self, request: ApiRequest) -> JsonObject:
        params, now_s = self._params(request), self.token_now_s()
        if request.endpoint == "refresh_token":
            return _pair_answer(self.tokens.refresh(params.text("refresh_token"), now_s))
        username, password = params.text("username"), params.text("password")
        return _pair_answer(self.tokens.log_in(username, password, request.address, now_s))

    def _params(self, request: ApiRequest) -> Params:
        if request.method == "GET":
            return Params(request.query, self.settings)
        body = _json_object(request.body)
        if body is None:
            raise ApiError(40001)
        return Params(body, self.settings)


def _json_object(text: str | bytes) -> dict[str, Any] | None:
    """Return the JSON object in a text, or None where there is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _pair_answer(pair: TokenPair) -> JsonObject:
    return success(
        access_token_expire_time=ACCESS_LIFE_S,
        access_token=pair.access,
        refresh_token_expire_time=REFRESH_LIFE_S,
        refresh_token=pair.refresh,
    )
