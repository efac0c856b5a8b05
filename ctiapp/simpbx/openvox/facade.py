"""The OpenVox UC face of an exchange (fact sheet, sections 1 and 2): JSON or XML, by the URL."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, ClassVar

from aiohttp import web

from ctiapp.simpbx.control_args import ControlError
from ctiapp.simpbx.openvox import (
    bodies,
    calls,
    extensions,
    files,
    hotel,
    inferred,
    queues,
    services,
)
from ctiapp.simpbx.openvox.events import Reports
from ctiapp.simpbx.openvox.keeping import Keeping
from ctiapp.simpbx.pushface import PushFace
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.simpbx.face import Behind
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.md5tokens import Session
    from ctiapp.simpbx.pushparams import JsonObject, Params


NO_PAGE = "<html><body><h1>404 Not Found</h1></body></html>"


class OpenVox(PushFace):
    """Answers the API of one simulated OpenVox UC."""

    KIND = "openvox"
    PREFIX = "/api/v0.0.1/"
    ENDPOINTS: ClassVar = {
        "extension/dial_extension": calls.dial_extension,
        "extension/dial_outbound": calls.dial_outbound,
        "extension/hangup": calls.hang_up,
        "extension/hold": calls.hold,
        "extension/unhold": calls.unhold,
        "extension/whisper": calls.whisper,
        "extension/barge": calls.barge,
        "extension/listen": calls.listen,
        "extension/playprompt": calls.play_prompt,
        "extension/query": extensions.query,
        "extension/add": extensions.add,
        "extension/update": extensions.update,
        "extension/delete": extensions.delete,
        "inbound/hangup": calls.hang_up_inbound,
        "inbound/query": calls.query_inbound,
        "outbound/query": calls.query_outbound,
        "queue/query": queues.query,
        "queue/add_dynamicagent": queues.add_dynamic_agent,
        "queue/del_dynamicagent": queues.del_dynamic_agent,
        "queue/pause_agent": queues.pause_agent,
        "queue/unpause_agent": queues.unpause_agent,
        "queuestatus/query": queues.query_status,
        "recording/get_random": files.issue_for_recording,
        "cdr/get_random": files.issue_for_records,
        "wakeupcall/create": hotel.create,
        "wakeupcall/query": hotel.query,
        "wakeupcall/update": hotel.update,
        "wakeupcall/delete": hotel.delete,
        "hotel/checkout": hotel.check_out,
        "conference/query_in_session": services.query_conferences,
        "ivr/query": services.query_ivrs,
        "inroute/query": services.query_inbound_routes,
        "outroute/query": services.query_outbound_routes,
    }
    DOWNLOADS: ClassVar = {
        "recording/download": files.fetch_recording,
        "cdr/download": files.fetch_records,
    }
    KEPT: ClassVar = {
        "voicemail/query": Keeping.query_voicemails,
        "paginggroup/query": Keeping.query_groups,
        "paginggroup/update": Keeping.update_group,
    }
    """What needs more than the exchange knows."""
    SESSION = frozenset({"login", "heartbeat"})
    SILENCE = True

    def __init__(self, behind: Behind) -> None:
        """Stand in front of what is ``behind``."""
        super().__init__(behind)
        self.missing: set[str] = set()
        """Endpoints that this firmware does not have; nobody knows of ``inferred.ENDPOINTS``."""
        self._reports = Reports(self.exchange, self.monitoring)
        self.endpoints.add(self.exchange, self.ENDPOINTS, self.DOWNLOADS)
        self.endpoints.add(Keeping(self.exchange), self.KEPT, {})

    @property
    def known(self) -> frozenset[str]:
        """Every endpoint that this API has."""
        return frozenset({*self.endpoints, *self.SESSION})

    @property
    def quirks(self) -> inferred.Quirks:
        """What devices may do one way or the other."""
        return self._reports.quirks

    def frames(self, fact: Fact) -> list[str]:
        """Return the bodies of the reports that tell of a fact, in order."""
        return self._reports.of(fact)

    def read(self, request: web.Request, body: bytes) -> dict[str, Any]:
        """Return the members of a body in the form that the URL names."""
        return bodies.read(body, bodies.form_of(request.query.get("type")))

    def write(self, request: web.Request, answer: JsonObject) -> web.Response:
        """Return an answer in the form that the URL names; in JSON where that is none."""
        try:
            form = bodies.form_of(request.query.get("type"))
        except RefusedError:
            form = "json"
        endpoint = request.match_info["endpoint"].strip("/")
        if endpoint in self.missing and self.quirks.missing_has_no_page:
            return web.Response(status=404, text=NO_PAGE, content_type="text/html")
        response = web.Response(
            text=bodies.write(answer, form, endpoint), content_type=bodies.content_type(form)
        )
        response.headers["Access-control-allow-origin"] = "*"
        return response

    def call(self, endpoint: str, values: Mapping[str, Any], address: str) -> JsonObject:
        """Return the answer to a request with a token."""
        if endpoint in self.missing:
            raise RefusedError(inferred.UNSUPPORTED)
        if endpoint == "outbound/query" and self.quirks.needs_line_id:
            self.params(values, address).text("outboundid")
        return super().call(endpoint, values, address)

    def pointed(self, session: Session, params: Params) -> None:
        """Refuse a heartbeat without a port, which is mandatory (section 2)."""
        del session
        params.text("port")

    def configure(self, name: str, value: object) -> dict[str, object]:
        """Set a quirk by its name, or what is ``missing``. Raises ``ControlError`` for others."""
        quirks = [each.name for each in fields(self.quirks)]
        if name in quirks and isinstance(value, bool):
            setattr(self.quirks, name, value)
        elif name == "missing" and isinstance(value, list) and self.known.issuperset(value):
            self.missing = set(value)
        elif name == "reachable":
            super().configure(name, value)
        else:
            message = f"no such {name}; valid: missing, reachable, {', '.join(quirks)}"
            raise ControlError(message)
        return {**asdict(self.quirks), "missing": sorted(self.missing)}
