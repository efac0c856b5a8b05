"""The messages of a mailbox, as the handbook prints them and as strangers may write them."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import NotSupported, WireError
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail
from ctiapp.pbx import messages
from ctiapp.pbx.lenient import MAX_TEXT
from tests.conftest import ROOT

EAST = timezone(timedelta(hours=8))
ME = Number("305")
ROW: dict[str, object] = {
    "voicemailfile": "msg0000.wav",
    "messagefrom": "0301234567",
    "voicemailstatus": "unread",
    "voicemaildate": "2024-01-03 18:30:00",
    "voicemaillength": "42",
}
MESSAGE = Voicemail(
    "msg0000.wav",
    RecordParty(Number("0301234567")),
    datetime(2024, 1, 3, 10, 30, tzinfo=UTC),
    42,
    new=True,
)
HOSTILE: list[object] = json.loads(
    (ROOT / "tests" / "frames" / "hostile" / "values.json").read_text(encoding="utf-8")
)


def ignore(_: str) -> None:
    """What was left out is of no interest here."""


def box(*rows: object, owner: object = "305") -> list[object]:
    return [{"extid": owner, "voicemail": list(rows)}]


def read(boxes: object) -> tuple[Voicemail, ...]:
    return messages.listed(boxes, "extid", ME, EAST, pytest.fail)


def left_out(boxes: object) -> tuple[tuple[Voicemail, ...], list[str]]:
    """What is read where something cannot be, and what is said of that."""
    said: list[str] = []
    return messages.listed(boxes, "extid", ME, EAST, said.append), said


def test_a_message_is_read() -> None:
    assert read(box(ROW)) == (MESSAGE,)


@pytest.mark.parametrize(
    ("member", "value", "field", "meant"),
    [
        ("voicemailstatus", "Read", "new", False),
        ("voicemailstatus", "old", "new", None),
        ("voicemailstatus", None, "new", None),
        ("voicemaildate", "yesterday", "at", None),
        ("voicemaildate", "2024/01/03 18:30:00", "at", MESSAGE.at),
        ("voicemaillength", 42, "length_s", 42),
        ("voicemaillength", " ", "length_s", None),
        ("voicemaillength", "long", "length_s", None),
        ("messagefrom", "Ada<306>", "caller", RecordParty(Number("306"), "Ada")),
        ("messagefrom", '"Ada" <306>', "caller", RecordParty(Number("306"), "Ada")),
        ("messagefrom", "Unknown", "caller", RecordParty(Number(""))),
        ("messagefrom", " ", "caller", RecordParty(Number(""))),
        ("messagefrom", None, "caller", RecordParty(Number(""))),
    ],
)
def test_a_member_that_is_written_otherwise_costs_no_message(
    member: str, value: object, field: str, meant: object
) -> None:
    assert read(box({**ROW, member: value})) == (replace(MESSAGE, **{field: meant}),)


def test_its_length_is_read_as_the_example_spells_it_too() -> None:
    other = {key: value for key, value in ROW.items() if key != "voicemaillength"}
    assert read(box({**other, "voicemalllength": "42"})) == (MESSAGE,)
    assert read(box({**ROW, "voicemaillength": " ", "voicemalllength": "42"})) == (MESSAGE,)


@pytest.mark.parametrize("file", [None, "", "  ", ["msg0000.wav"], "x" * 500])
def test_one_without_a_name_costs_itself(file: object) -> None:
    found, said = left_out(box({**ROW, "voicemailfile": file}, ROW, "msg0000.wav"))
    assert found == (MESSAGE,)
    assert len(said) == 2


def test_newest_first_and_those_of_no_time_last() -> None:
    dates = ["2024-01-03 18:30:00", None, "2024-01-04 18:30:00", "2023-01-04 18:30:00", None]
    rows = [
        {**ROW, "voicemailfile": f"msg{at:04d}.wav", "voicemaildate": date}
        for at, date in enumerate(dates)
    ]
    assert [each.file[6:7] for each in read(box(*rows))] == ["2", "0", "3", "4", "1"]


def test_without_a_zone_nobody_knows_when() -> None:
    assert messages.listed(box(ROW), "extid", ME, None, pytest.fail)[0].at is None


@pytest.mark.parametrize("boxes", [None, "", " ", [], [{"extid": "305"}], box(), {}])
def test_an_empty_mailbox(boxes: object) -> None:
    assert read(boxes) == ()


def test_one_alone_is_a_list_of_one() -> None:
    assert read({"extid": 305, "voicemail": ROW}) == (MESSAGE,)


def test_only_one_s_own_are_told() -> None:
    others = box({**ROW, "voicemailfile": "theirs.wav"}, owner="3051")
    found, said = left_out([*others, *box(ROW), *others])
    assert found == (MESSAGE,)
    assert len(said) == 2
    assert left_out([{**ROW, "extid": "306"}])[0] == ()
    assert read([{"voicemail": [ROW]}]) == (MESSAGE,)  # it is what was asked for


def test_what_stands_beside_a_mailbox_is_of_the_one_before_it() -> None:
    """As the printed example has it."""
    second = {**ROW, "voicemailfile": "msg0001.wav"}
    assert [each.file for each in read([*box(ROW), second])] == ["msg0001.wav", "msg0000.wav"]
    assert left_out([*box(ROW, owner="306"), second])[0] == ()


@pytest.mark.parametrize("boxes", ["305", 305, True])
def test_what_is_no_list(boxes: object) -> None:
    with pytest.raises(WireError):
        read(boxes)
    found, said = left_out([boxes, {"extid": "305", "voicemail": boxes}, *box(ROW)])
    assert found == (MESSAGE,)
    assert len(said) == 2


def test_too_many_are_bounded() -> None:
    found, said = left_out(box(*[ROW] * (messages.MAX_MESSAGES + 1)))
    assert len(found) == messages.MAX_MESSAGES
    assert len(said) == 1
    assert len(left_out([ROW] * 100_000)[0]) == messages.MAX_MESSAGES


def test_one_is_named_as_the_pbx_has_it() -> None:
    assert messages.named(MESSAGE) == {
        "voicemailfile": "msg0000.wav",
        "voicemailstatus": "unread",
    }
    assert messages.named(replace(MESSAGE, new=False))["voicemailstatus"] == "read"


@pytest.mark.parametrize(
    "file",
    [
        *("", " ", "all", "ALL", "read", "unread", "msg0000.wav,msg0001.wav", "all,msg0000.wav"),
        *("../msg0000.wav", "a/b.wav", "a\\b.wav", ".wav", "..", "*", "msg000?.wav", "msg 1.wav"),
        *("msg0000.wav\n", "msg0000.wav;msg0001.wav", "msg&0.wav", "%2e%2e", "全部.wav"),
    ],
)
def test_what_could_mean_another_file_or_several_is_not_named(file: str) -> None:
    with pytest.raises(NotSupported):
        messages.named(replace(MESSAGE, file=file))


def test_one_of_which_nobody_knows_whether_it_is_new_is_not_named() -> None:
    """The PBX finds it in the folder of its status."""
    with pytest.raises(NotSupported):
        messages.named(replace(MESSAGE, new=None))


def tried(boxes: object) -> None:
    """Read; nothing but a `WireError` may come of it, and nothing that is not clean."""
    try:
        found = messages.listed(boxes, "extid", ME, EAST, ignore)
    except WireError:
        return
    for each in found:
        for text in (each.file, each.caller.number.text, each.caller.name):
            assert len(text) <= MAX_TEXT
            assert not any(char < " " or char == "\x7f" for char in text)
            text.encode("utf-8")
        assert each.at is None or each.at.tzinfo is UTC
        assert each.new in (True, False, None)


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_any_value_in_any_place(at: int) -> None:
    new = HOSTILE[at]
    whole: list[Any] = box(ROW, {**ROW, "voicemailfile": "msg0001.wav"})
    tried(new)
    tried([new])
    for key in whole[0]:
        changed = copy.deepcopy(whole)
        changed[0][key] = new
        tried(changed)
    for key in ROW:
        changed = copy.deepcopy(whole)
        changed[0]["voicemail"][0][key] = new
        tried(changed)


words = st.sampled_from([*ROW, "extid", "voicemail", "voicemalllength", "305"]) | st.text(
    max_size=4
)
values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(boxes=values | st.lists(values, max_size=3))
def test_anything_at_all(boxes: object) -> None:
    tried(boxes)
