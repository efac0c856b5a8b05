"""The Cloud PBX's face of an exchange: its endpoints, and its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ctiapp.simpbx.cloud import alarms, calls, extensions, files, menus, queues, reports
from ctiapp.simpbx.cloud.shared import Shared
from ctiapp.simpbx.pushface import PushFace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctiapp.simpbx.face import Behind
    from ctiapp.simpbx.facts import Fact
    from ctiapp.simpbx.pushparams import Download, JsonObject, Params

HANDLERS: dict[str, Callable[[Shared, Params], JsonObject]] = {
    "deviceinfo/query": extensions.information,
    "extensionlist/query": extensions.list_all,
    "extension/query": extensions.query,
    "extension/update": extensions.update,
    "trunklist/query": extensions.list_trunks,
    "ivr/query": menus.query,
    "queue/query": queues.query,
    "queuestatus/query": queues.status,
    "queue/add_dynamicagent": queues.log_in,
    "queue/del_dynamicagent": queues.log_out,
    "queue/pause_agent": queues.pause,
    "queue/unpause_agent": queues.unpause,
    "inbound/query": calls.query_inbound,
    "outbound/query": calls.query_outbound,
    "extension/dial_extension": calls.dial_extension,
    "extension/dial_outbound": calls.dial_outbound,
    "extension/hangup": calls.hang_up,
    "inbound/hangup": calls.hang_up_inbound,
    "outbound/hangup": calls.hang_up_outbound,
    "extension/hold": calls.hold,
    "extension/unhold": calls.unhold,
    "extension/mute": calls.mute,
    "extension/unmute": calls.unmute,
    "extension/listen": calls.listen,
    "extension/whisper": calls.whisper,
    "extension/barge": calls.barge,
    "calltransfer": calls.transfer,
    "inbound/transfer_number": calls.transfer_inbound,
    "outbound/transfer_number": calls.transfer_outbound,
    "inbound/accept": calls.accept,
    "inbound/refuse": calls.refuse,
    "extension/playprompt": calls.play_to_extension,
    "outbound/playprompt": calls.play_outside,
    "voicemail/query": files.query_messages,
    "voicemail/delete": files.delete_messages,
    "voicemail/get_random": files.permit_message,
    "recording/get_random": files.permit_recording,
    "cdr/get_random": files.permit_records,
    "wakeupcall/create": alarms.create,
    "wakeupcall/query": alarms.query,
    "wakeupcall/update": alarms.update,
    "wakeupcall/delete": alarms.delete,
}
"""Every endpoint that needs a token and is simulated (handbook, l. 205-400)."""

FILES: dict[str, Callable[[Shared, Params], Download]] = {
    "voicemail/download": files.fetch_message,
    "recording/download": files.fetch_recording,
    "cdr/download": files.fetch_records,
}
"""What is fetched by GET."""


class Cloud(PushFace):
    """Answers the API of one simulated Cloud PBX, and posts its reports."""

    KIND: ClassVar[str] = "cloud"
    PREFIX: ClassVar[str] = "/api/v1.1.0/"
    SESSION: ClassVar[frozenset[str]] = frozenset({"login", "token/refresh", "logout"})

    def __init__(self, behind: Behind) -> None:
        """Stand in front of what is ``behind``."""
        super().__init__(behind)
        self.shared = Shared(self.exchange, self.monitoring)
        self.endpoints.add(self.shared, HANDLERS, FILES)

    def frames(self, fact: Fact) -> list[str]:
        """Return the reports that tell of a fact."""
        return [reports.frame(each) for each in self.shared.reports.of(fact)]

    def booted(self) -> list[str]:
        """Return the report of a restart."""
        return [reports.frame(each) for each in self.shared.reports.booted()]

    def written(self, text: str, version: str) -> str:
        """Return a report as the version of a log-in wants it."""
        return reports.written(text, version)
