"""Which kind of PBX answers at an address, found out without a log-in.

Each family is asked for something by its own path and without a token. It refuses that in its own
words, by which it is known, and no refused log-in is counted: a PBX locks out who fails five times,
but counts log-ins alone. Nothing that is secret is sent.

    P-Series    GET /openapi/v1.0/system/information     {"errcode": ..., "errmsg": ...}
    K2          POST /api/v2.0.0/extension/query         {"status": "Failed", "errno": ...}
    Cloud PBX   POST /api/v1.1.0/extension/query         {"status": "Failed", "errno": ...}
    OpenVox UC  POST /api/v0.0.1/extension/query?type=json    the same, or in XML; on port 9011

All four are asked, and the one whose words fit best is it: an ``errno`` of the token (20000 to
20006) comes before another one (an API that does not run refuses everybody), that before none at
all, which the sheet of OpenVox alone leaves room for. 10003 says that there is no such thing. That
a path of another family is refused otherwise than one's own is inferred, as is that a K2 may answer
the older one as well: among equals it comes first. A family whose probe gets no answer is left out.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from ctiapp.model.errors import (
    CannotConnect,
    CertificateRejected,
    LinkError,
    NotAPbx,
    NotReady,
    PbxError,
    UsageError,
    WireError,
)
from ctiapp.pbx import address, xmltext
from ctiapp.pbx.lenient import text_of
from ctiapp.pbx.rest import Rest, Timing, read_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.interface import Account

WEB_PORTS = (8088, 443)
"""Where the web interface, and with it the API of three families, listens for HTTPS."""
OPENVOX_PORT = 9011
"""Where OpenVox' API listens (fact sheet, section 1)."""

_TOKEN_ERRORS = range(20_000, 20_007)
_UNSUPPORTED = 10_003
_P_REFUSALS = (range(-2, 0), range(10_000, 100_000))
"""What an ``errcode`` of the P handbook is that says no (l. 18516): not HTTP's own 404."""
_QUICK = Timing(read_s=3.0, total_s=5.0)


class _Fit(IntEnum):
    """How well an answer fits a family."""

    NOT = 0
    VAGUE = 1
    REFUSED = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class _Probe:
    """What one family is asked, and is known by.

    Attributes:
        kind: the family.
        method, path, params: the request.
        read: makes of an answer what it says.
    """

    kind: str
    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    read: Callable[[bytes], object] = read_json

    def fit(self, answer: Mapping[str, object]) -> _Fit:
        """How well that is this family's refusal."""
        if self.method == "GET":
            code = _number(text_of(answer.get("errcode")))
            return _Fit.SURE if any(code in those for those in _P_REFUSALS) else _Fit.NOT
        if text_of(answer.get("status")).casefold() != "failed":
            return _Fit.NOT
        errno = text_of(answer.get("errno"))
        if not errno:
            return _Fit.VAGUE
        code = _number(errno)
        if code is None or code == _UNSUPPORTED:
            return _Fit.NOT
        return _Fit.SURE if code in _TOKEN_ERRORS else _Fit.REFUSED


def _number(text: str) -> int | None:
    """A code of at most five digits; None where it is none."""
    digits = text.removeprefix("-")
    known = digits.isascii() and digits.isdigit() and len(digits) <= len("20000")
    return int(text) if known else None


_PROBES = (
    _Probe("p-series", "GET", "/openapi/v1.0/system/information"),
    _Probe("k2", "POST", "/api/v2.0.0/extension/query"),
    _Probe("cloud", "POST", "/api/v1.1.0/extension/query"),
    _Probe("openvox", "POST", "/api/v0.0.1/extension/query", {"type": "json"}, xmltext.read),
)
_PATHS = frozenset({"/openapi", *(probe.path.rpartition("/")[0] for probe in _PROBES)})


async def find_kind(account: Account, timing: Timing = _QUICK) -> str:
    """Which kind of PBX answers at the address of an account.

    Raises:
        UsageError: key ``address.invalid``; or ``signin.only_plain``: an OpenVox answers there
            without encryption alone, and nobody said that this is agreed to.
        CertificateRejected: it is not trusted: only the user can change that.
        CannotConnect, LinkTimeout, LinkLost: nobody answers.
        NotReady: somebody does, who cannot say it now.
        NotAPbx: something else does.
    """
    places = address.candidates(account.address, ports=WEB_PORTS, paths=_PATHS)
    reasons: list[PbxError] = []
    for origin in places:
        try:
            return await _kind_at(account, origin, timing)
        except CertificateRejected:
            raise
        except (LinkError, NotAPbx) as error:
            reasons.append(error)
    if not _names_port(account.address) and await _is_openvox(account, places[0], timing):
        return "openvox"
    for kind in (NotReady, NotAPbx):
        for reason in reasons:
            if isinstance(reason, kind):
                raise reason
    raise reasons[0]


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
        except (LinkError, NotAPbx):
            continue
        if found == "openvox":
            if secure is not origin.secure:
                raise UsageError(
                    "an OpenVox without TLS", key="signin.only_plain", address=place.authority
                )
            return True
    return False


async def _kind_at(account: Account, origin: Origin, timing: Timing) -> str:
    """The kind that answers there.

    One that does not know a path may cut the connection, or leave it hanging: that ends the search
    only where every family is answered so.

    Raises:
        CertificateRejected, CannotConnect, LinkTimeout, LinkLost: nobody could be asked.
        NotReady: none that could say it, and one could not now.
        NotAPbx: none of ours; code ``TLS``: no TLS is spoken there, and plain text was not meant.
    """
    rest = await Rest.open(account, origin, timing)
    try:
        first, *others = _PROBES
        found = [await _asked(rest, first)]
        if isinstance(found[0], CannotConnect | CertificateRejected):
            raise found[0]
        if found[0] is not _Fit.SURE:
            found += await asyncio.gather(*(_asked(rest, probe) for probe in others))
    finally:
        await rest.aclose()
    silent = [each for each in found if isinstance(each, LinkError)]
    if len(silent) == len(found):
        raise silent[0]
    fits = {
        probe.kind: fit for probe, fit in zip(_PROBES, found, strict=False) if isinstance(fit, _Fit)
    }

    def rank(kind: str) -> tuple[_Fit, bool]:
        likely = fits[kind] is _Fit.VAGUE or origin.port == OPENVOX_PORT
        return fits[kind], likely and kind == "openvox"

    best = max(fits, key=rank)
    if fits[best] is _Fit.NOT:
        for starting in silent:  # it may be any of those who could not say
            if isinstance(starting, NotReady):
                raise starting
        raise NotAPbx("none of the kinds that are known")
    return best


async def _asked(rest: Rest, probe: _Probe) -> _Fit | LinkError:
    """How well the answer to a probe fits; or why there is none.

    Raises:
        NotAPbx: code ``TLS``.
    """
    body: dict[str, object] | None = {} if probe.method == "POST" else None
    try:
        answer = await rest.ask(
            probe.method, probe.path, params=probe.params, body=body, read=probe.read
        )
    except LinkError as error:
        return error
    except WireError as error:  # a page, or what is no JSON: somebody else's
        if error.code == "TLS":
            raise
        return _Fit.NOT
    return probe.fit(answer)
