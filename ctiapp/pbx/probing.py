"""Which kind of PBX answers at an address, found out without a log-in.

Each family is asked for something by its own path and without a token. It refuses that in its own
words, by which it is known, and no refused log-in is counted: a PBX locks out who fails five times,
but counts log-ins alone. Nothing that is secret is sent.

    P-Series    GET /openapi/v1.0/system/information     {"errcode": ..., "errmsg": ...}
    K2          POST /api/v2.0.0/extension/query         {"status": "Failed", "errno": ...}
    Cloud PBX   POST /api/v1.1.0/extension/query         {"status": "Failed", "errno": ...}
    OpenVox UC  POST /api/v0.0.1/extension/query         the same; on port 9011

That an old path is refused otherwise than with an ``errno`` of the token (20000 to 20006) where a
firmware speaks only the newer one is inferred, as is that K2 may answer both: it is asked first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctiapp.model.errors import CertificateRejected, LinkError, UsageError, WireError
from ctiapp.pbx import address
from ctiapp.pbx.lenient import text_of
from ctiapp.pbx.rest import Rest, Timing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import Account

WEB_PORTS = (8088, 443)
"""Where the web interface, and with it the API of three families, listens for HTTPS."""
OPENVOX_PORT = 9011
"""Where OpenVox' API listens (fact sheet, section 1)."""

_TOKEN_ERRORS = range(20_000, 20_007)
_QUICK = Timing(read_s=3.0, total_s=5.0)


@dataclass(frozen=True, slots=True)
class _Probe:
    """What one family is asked, and is known by."""

    kind: str
    method: str
    path: str

    def fits(self, answer: Mapping[str, object]) -> bool:
        """Whether that is this family's refusal."""
        if self.method == "GET":
            return "errcode" in answer
        errno = text_of(answer.get("errno"))
        known = errno.isascii() and errno.isdigit() and len(errno) <= len("20000")
        return text_of(answer.get("status")).casefold() == "failed" and (
            not errno or (known and int(errno) in _TOKEN_ERRORS)
        )


_PROBES = (
    _Probe("p-series", "GET", "/openapi/v1.0/system/information"),
    _Probe("k2", "POST", "/api/v2.0.0/extension/query"),
    _Probe("cloud", "POST", "/api/v1.1.0/extension/query"),
    _Probe("openvox", "POST", "/api/v0.0.1/extension/query"),
)
_PATHS = frozenset({"/openapi", *(probe.path.rpartition("/")[0] for probe in _PROBES)})


async def find_kind(account: Account, timing: Timing = _QUICK) -> str | None:
    """Which kind of PBX answers at the address of an account; None: something else does.

    Raises:
        UsageError: key ``address.invalid``; or ``signin.only_plain``: an OpenVox answers there
            without encryption alone, and nobody said that this is agreed to.
        CertificateRejected: it is not trusted: only the user can change that.
        CannotConnect, LinkTimeout, LinkLost: nobody answers.
    """
    places = address.candidates(account.address, ports=WEB_PORTS, paths=_PATHS)
    nobody: LinkError | None = None
    silent = 0
    for origin in places:
        try:
            found = await _kind_at(account, origin, timing)
        except CertificateRejected:
            raise
        except LinkError as error:
            nobody = nobody or error
            silent += 1
            continue
        if found is not None:
            return found
    if not _names_port(account.address) and await _is_openvox(account, places[0], timing):
        return "openvox"
    if nobody is not None and silent == len(places):
        raise nobody
    return None


def _names_port(text: str) -> bool:
    """Whether an address names the port itself."""
    bare = text.strip().partition("://")
    host = (bare[2] if bare[1] else bare[0]).partition("/")[0]
    return host.rpartition("]")[2].count(":") == 1


async def _is_openvox(account: Account, origin: Origin, timing: Timing) -> bool:
    """Look for one on its own port; without encryption, too, since nothing secret is sent.

    Raises:
        UsageError: key ``signin.only_plain``: it is one, and encrypts nothing.
        CertificateRejected: it is not trusted.
    """
    for secure in (True, False) if origin.secure else (False,):
        place = replace(origin, secure=secure, port=OPENVOX_PORT)
        try:
            found = await _kind_at(account, place, timing)
        except CertificateRejected:
            raise
        except LinkError:
            continue
        if found == "openvox":
            if secure is not origin.secure:
                raise UsageError(
                    "an OpenVox without TLS", key="signin.only_plain", address=place.authority
                )
            return True
    return False


async def _kind_at(account: Account, origin: Origin, timing: Timing) -> str | None:
    """The kind that answers there; None: none of ours.

    Raises:
        CertificateRejected, CannotConnect, LinkTimeout, LinkLost: nobody could be asked.
    """
    rest = await Rest.open(account, origin, timing)
    try:
        for probe in _PROBES:
            if await _answers(rest, probe):
                return probe.kind
    except WireError:  # no TLS there: nobody can be asked, and it is not plain text that was meant
        return None
    finally:
        await rest.aclose()
    return None


async def _answers(rest: Rest, probe: _Probe) -> bool:
    body: dict[str, object] | None = {} if probe.method == "POST" else None
    try:
        return probe.fits(await rest.ask(probe.method, probe.path, params={}, body=body))
    except WireError as error:  # a page, or what is no JSON: somebody else's
        if error.code == "TLS":
            raise
        return False
