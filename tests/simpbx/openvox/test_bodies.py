"""JSON and XML, to and fro."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.simpbx.openvox.bodies import Form, content_type, form_of, read, write
from ctiapp.simpbx.pushparams import RefusedError

if TYPE_CHECKING:
    from typing import Any

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("a", "b")), inner),
    max_leaves=12,
)


def test_the_form_is_named_by_the_url() -> None:
    assert [form_of(word) for word in (None, "", "json", "xml")] == ["json", "json", "json", "xml"]
    assert content_type("xml") == "application/xml"
    with pytest.raises(RefusedError, match="10003"):
        form_of("yaml")


def test_xml_as_the_pages_print_it() -> None:
    assert read(b"<xml><extid>305</extid></xml>", "xml") == {"extid": "305"}
    assert write({"status": "Success"}, "xml") == HEAD + "<xml><status>Success</status></xml>"
    menus = {"ivr": [{"ivrid": "7", "did": ""}, {"ivrid": "8", "did": None}]}
    assert write(menus, "xml") == (
        HEAD + '<xml><ivr><item id="0"><ivrid>7</ivrid><did></did></item>'
        '<item id="1"><ivrid>8</ivrid><did></did></item></ivr></xml>'
    )


def test_the_one_outbound_call_stands_bare() -> None:
    calls: dict[str, Any] = {"outbound": [{"outboundid": "1.2"}]}
    assert "<outbound><outboundid>" in write(calls, "xml", "outbound/query")
    assert '<outbound><item id="0">' in write(calls, "xml", "elsewhere")
    calls["outbound"].append({"outboundid": "1.3"})
    assert '<outbound><item id="0">' in write(calls, "xml", "outbound/query")
    assert '"outbound": [{' in write(calls, "json", "outbound/query")


def test_lists_objects_and_blanks_are_read() -> None:
    body = b"""<?xml version="1.0"?><xml><member><item id="0">305</item><item id="1"> 306 </item>
        </member><who><number>1</number></who><name></name><note>a &amp; b</note></xml>"""
    assert read(body, "xml") == {
        "member": ["305", "306"],
        "who": {"number": "1"},
        "name": "",
        "note": "a & b",
    }


@pytest.mark.parametrize(
    "body",
    [
        b"<json></json>",
        b"<xml><a></xml>",
        b"<xml/><xml/>",
        b"no xml",
        b'<!DOCTYPE xml [<!ENTITY a "aa">]><xml><b>&a;</b></xml>',
        b'<?xml version="1.0" encoding="klingon"?><xml/>',
        b"<xml>" + b"<a>" * 40 + b"</a>" * 40 + b"</xml>",
        b"<xml>" + b"<a/>" * 30_000 + b"</xml>",
        b"\xff\xfe",
    ],
)
def test_xml_that_is_refused(body: bytes) -> None:
    with pytest.raises(RefusedError, match="20000"):
        read(body, "xml")


@pytest.mark.parametrize("body", [b"[]", b"7", b"{", b'{"a":', b"[" * 200_000, b"\xff"])
def test_json_that_is_refused(body: bytes) -> None:
    with pytest.raises(RefusedError, match="20000"):
        read(body, "json")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_no_body_is_an_empty_one(form: Form) -> None:
    assert read(b" \n", form) == {}


@given(st.dictionaries(st.sampled_from(("status", "name", "rows")), JSON_VALUES))
def test_whatever_is_answered_can_be_read(answer: dict[str, Any]) -> None:
    """Both forms are well-formed, in XML whatever XML cannot say left out."""
    assert json.loads(write(answer, "json")) == answer
    root = ET.fromstring(write(answer, "xml"))  # noqa: S314 - our own writer's
    assert [child.tag for child in root] == list(answer)


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<xml>{text}</xml>".encode())
)
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    for form in ("json", "xml"):
        try:
            assert isinstance(read(body, form_of(form)), dict)
        except RefusedError as error:
            assert error.code == "20000"  # noqa: PT017 - both ends are fine
