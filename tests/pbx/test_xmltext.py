"""XML from a stranger: read as JSON would be, bounded, and never more than it says itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctiapp.model.errors import WireError
from ctiapp.pbx import xmltext

MAX = 1_000_000


def read(text: str | bytes) -> dict[str, object]:
    return xmltext.loads(text.encode() if isinstance(text, str) else text, max_size=MAX)


def test_one_element_is_one_key() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>\n<xml>\n <status>Success</status>\n</xml>\n'
    assert read(text) == {"status": "Success"}


def test_what_is_not_escaped_does_not_cost_the_answer() -> None:
    text = b"<xml><a>Ann & Sons &amp; &#65; &c</a><b>x\x01\x1fy</b><c>1</c></xml>"
    assert read(text) == {"a": "Ann & Sons & A &c", "b": "x  y", "c": "1"}
    assert read("<xml><a><![CDATA[Ann & Sons]]></a></xml>") == {"a": "Ann & Sons"}
    for broken in ("<xml><a>&</xml>", "<!DOCTYPE xml [<!ENTITY x 'y'>]><xml>& &x;</xml>"):
        with pytest.raises(WireError):
            read(broken)


def test_an_answer_is_read_by_what_it_is() -> None:
    assert xmltext.read(b' {"status":"Success"}') == {"status": "Success"}
    assert xmltext.read(b"<xml><status>Success</status></xml>") == {"status": "Success"}
    for text in (b"", b"words", b"<html/>"):
        with pytest.raises(WireError):
            xmltext.read(text)


def test_items_are_a_list_and_other_children_one_record() -> None:
    text = """<xml><status>Success</status>
      <ivr><item id="0"><ivrid>7</ivrid></item><item id="1"><ivrid>8</ivrid></item></ivr>
      <outbound><outboundid>7.1</outboundid><to> 555 </to><did></did></outbound>
      <queue><queuestatus><members><item id="0"><agent>305</agent></item></members>
      <callercount>2</callercount></queuestatus></queue></xml>"""
    assert read(text) == {
        "status": "Success",
        "ivr": [{"ivrid": "7"}, {"ivrid": "8"}],
        "outbound": {"outboundid": "7.1", "to": "555", "did": ""},
        "queue": {"queuestatus": {"members": [{"agent": "305"}], "callercount": "2"}},
    }


def test_escapes_characters_and_encodings_are_read() -> None:
    assert read("<xml><a>R&amp;D &lt;1&gt; &#x674e;雷</a></xml>") == {"a": "R&D <1> 李雷"}
    latin = '<?xml version="1.0" encoding="iso-8859-1"?><xml><a>Käthe</a></xml>'
    assert read(latin.encode("latin-1")) == {"a": "Käthe"}
    assert read(b"\xef\xbb\xbf<xml><a>1</a></xml>") == {"a": "1"}
    assert read("<xml><a><![CDATA[<b>]]></a></xml>") == {"a": "<b>"}


def test_an_empty_root_says_nothing() -> None:
    assert read("<xml/>") == {}
    assert read("<xml>words</xml>") == {}
    assert read("<xml><item id='0'>1</item></xml>") == {}


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;">]><xml><x>&c;</x></xml>'
)
FILE = '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml><x>&f;</x></xml>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        FILE,
        '<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd"><xml/>',
        "<!DOCTYPE xml><xml/>",
        "<!DOCTYPE xml [<!ENTITY % p 'x'> %p;]><xml/>",
        "<xml><x>&unknown;</x></xml>",
        "<html><body/></html>",
        "<xml><a></xml>",
        "<xml/><xml/>",
        "",
        "words",
        '{"status":"Success"}',
        '<?xml version="1.0" encoding="no-such"?><xml/>',
        "<xml>" + "<a>" * 100 + "</a>" * 100 + "</xml>",
        "<xml><a b='1' b='2'/></xml>",
        "<xml>\x00</xml>",
        "<xml xmlns:a='u'><a:b></xml>",
    ],
)
def test_what_is_no_such_xml_is_refused(text: str) -> None:
    with pytest.raises(WireError) as caught:
        read(text)
    assert "aaaa" not in caught.value.detail


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WireError, match="at most"):
        xmltext.loads(b"<xml/>", max_size=5)
    monkeypatch.setattr(xmltext, "MAX_ELEMENTS", 10)
    with pytest.raises(WireError, match="too many"):
        read("<xml>" + "<a/>" * 10 + "</xml>")


def test_xml_is_known_by_its_first_character() -> None:
    assert xmltext.is_xml(b"\xef\xbb\xbf \n<?xml?>")
    assert not xmltext.is_xml(b' {"a":"<"}')
    assert not xmltext.is_xml(b"")


def test_a_key_that_is_no_name_is_not_written() -> None:
    for key in ("", "a b", "a><b", "1a", "a" * 65):
        with pytest.raises(ValueError, match="name"):
            xmltext.dumps({key: "1"})


def test_what_xml_cannot_say_is_a_blank() -> None:
    assert read(xmltext.dumps({"a": "x\x00\x1f\ud800\ufffey"})) == {"a": "x    y"}


_WORDS = st.text(max_size=20).map(lambda text: xmltext._UNSAYABLE.sub(" ", text))
_NAMES = st.from_regex(r"\A[a-z][a-z0-9]{0,8}\Z").filter(lambda name: name != "item")
_VALUES = st.recursive(
    _WORDS.map(lambda text: " ".join(text.split())),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(_NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(_NAMES, _VALUES, max_size=5))
def test_what_is_written_is_read_as_it_was(values: dict[str, object]) -> None:
    assert read(xmltext.dumps(values)) == values


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(alphabet="<>/xmlitem &;!?\"'[]0=\x00ä\ud800", max_size=80).map(
        lambda text: b"<xml>" + text.encode("utf-8", "surrogatepass") + b"</xml>"
    )
)
def test_no_bytes_do_more_than_be_refused(text: bytes) -> None:
    try:
        value = xmltext.loads(text, max_size=MAX)
    except WireError:
        return
    assert isinstance(value, dict)


@given(st.integers(0, 200))
def test_a_text_that_is_cut_off_is_refused(length: int) -> None:
    whole = xmltext.dumps({"status": "Success", "inbound": [{"a": "1"}, {"b": "2"}]})
    cut = whole[: min(length, len(whole) - 1)]
    with pytest.raises(WireError):
        xmltext.loads(cut, max_size=MAX)
