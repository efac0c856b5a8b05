"""Whatever a request says, the API answers or refuses; the exchange goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.face import Behind
from ctiapp.simpbx.openvox.bodies import write
from ctiapp.simpbx.openvox.facade import OpenVox
from ctiapp.simpbx.pushparams import RefusedError
from tests.simpbx.openvox.house import QuickOffice

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = (
    *("caller", "callee", "extid", "outto", "autoanswer", "inboundid", "outboundid", "whisperer"),
    *("whisperedext", "bargein", "bargedext", "listener", "listenedext", "prompt", "number"),
    *("username", "callerid", "registerpassword", "loginpassword", "email", "dnd", "extnumber"),
    *("alwaysforward", "atransferto", "atransferext", "monitormode", "queueid", "password"),
    *("recording", "starttime", "endtime", "allowedip", "time", "type", "weekdays", "wakeupid"),
    *("name", "member", "hasvoicemail", "allowbeingmonitored", "ringtimeout"),
)

LIKELY = (
    *(
        "2000",
        "2001",
        "2001,2002",
        "2999",
        "6402",
        "6300",
        "6200",
        "6500",
        "6250",
        "5503301",
        "all",
    ),
    *("all", "on", "off", "yes", "no", "onetime", "custom", "paging", "07:00", "0,1", "1"),
    *(
        "2023-11-14 00:00:00",
        "9999-12-31 23:59:59",
        "0001-01-01 00:00:00",
        "fire_drill",
        "Extension",
        "",
        ",",
    ),
)

VALUES = st.sampled_from(LIKELY) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)

REQUESTS = st.tuples(
    st.sampled_from(sorted(OpenVox.ENDPOINTS)),
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8),
)


def ask(face: OpenVox, endpoint: str, values: Mapping[str, Any]) -> None:
    try:
        answer = face.call(endpoint, values, "192.0.2.1")
    except (RefusedError, ExchangeError):
        return
    assert write(answer, "json", endpoint)
    assert write(answer, "xml", endpoint)


@given(st.lists(REQUESTS, max_size=12))
@settings(max_examples=25, deadline=None)
def test_any_requests_in_any_order(requests: list[tuple[str, dict[str, Any]]]) -> None:
    office = QuickOffice()
    face = OpenVox(Behind(office.exchange, 1, lambda: None, lambda: office.exchange.now_s))
    bodies: list[str] = []
    office.exchange.listen(lambda fact: bodies.extend(face.frames(fact)))
    office.talk()
    for endpoint, values in requests:
        ask(face, endpoint, values)
        office.wait(3)
    office.wait(3600)
    assert len(bodies) > 2
