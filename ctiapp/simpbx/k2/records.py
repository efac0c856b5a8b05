"""The records of ended calls, as ``NewCdr`` tells them and a file of records lists them.

From the fact sheet, section 4, with the vendor's misspellings. What it leaves open: blanks are left
in, as empty texts; a call that failed, and one whose caller gave up in a queue, count as not
answered, as there is no status of their own for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctiapp.simpbx.archive import PastCall
    from ctiapp.simpbx.facts import Cdr, CdrStatus
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject

COLUMNS = (
    *("callid", "timestart", "callfrom", "callto", "callduraction", "talkduraction"),
    *("srctrunkname", "dsttrcunkname", "pincode", "status", "type", "recording"),
    *("didnumber", "agentringtime"),
)
"""The fields of a record in their order."""


def record(site: Site, cdr: Cdr) -> JsonObject:
    """Return the record of a call that has just ended."""
    return {
        "callid": cdr.call_id,
        "timestart": site.written(cdr.started_s),
        "callfrom": cdr.from_number,
        "callto": cdr.to_number,
        "callduraction": str(cdr.duration_s),
        "talkduraction": str(cdr.talk_s),
        "srctrunkname": cdr.source_trunk,
        "dsttrcunkname": cdr.target_trunk,
        "pincode": "",
        "status": _status(site, cdr.status),
        "type": cdr.direction.capitalize(),
        "recording": cdr.recording,
        "didnumber": cdr.did,
        "agentringtime": str(cdr.agent_ring_s),
    }


def row(site: Site, line: PastCall, call_id: str) -> JsonObject:
    """Return a line of the list of past calls; ``call_id`` is empty where nobody knows it."""
    return {
        "callid": call_id,
        "timestart": site.written(line.started_s),
        "callfrom": line.from_number,
        "callto": line.to_number,
        "callduraction": str(line.duration_s),
        "talkduraction": str(line.talk_s),
        "srctrunkname": line.source_trunk,
        "dsttrcunkname": line.target_trunk,
        "pincode": "",
        "status": _status(site, line.status),
        "type": line.direction.capitalize(),
        "recording": line.recording,
        "didnumber": line.did,
        "agentringtime": "0",
    }


def _status(site: Site, status: CdrStatus) -> str:
    words = {"answered": "ANSWERED", "busy": "BUSY", "voicemail": "VOICEMAIL"}
    return words.get(status, site.inferred.no_answer)
