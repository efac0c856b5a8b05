"""What a message is known by, and which ones came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ctiapp.model.messagekeys import came_since, id_of, key_of
from ctiapp.model.number import Number
from ctiapp.model.records import RecordParty, Voicemail

AT = datetime(2026, 4, 27, 12, tzinfo=UTC)


def left(index: int, number: str = "5503301", *, new: bool | None = True) -> Voicemail:
    party = RecordParty(Number(number))
    return Voicemail(f"msg{index:04}.wav", party, AT + timedelta(minutes=index), 12, new)


def untimed(*messages: Voicemail) -> list[Voicemail]:
    return [replace(each, at=None) for each in messages]


def test_the_same_message_has_the_same_key_by_another_name() -> None:
    renamed = replace(left(1), file="msg0000.wav", new=False)
    assert left(1).is_same(renamed)
    assert key_of(left(1)) == key_of(renamed)
    assert id_of(left(1)) == id_of(renamed)
    for other in (left(2), left(1, "2003"), replace(left(1), length_s=13)):
        assert not left(1).is_same(other)
        assert id_of(left(1)) != id_of(other)


def test_what_bears_no_time_is_known_by_its_file_too() -> None:
    (one,) = untimed(left(1))
    other = replace(one, file="msg0009.wav")
    assert not one.is_same(other)
    assert key_of(one) != key_of(other)
    assert key_of(one) == key_of(replace(one, new=False))


def test_what_is_more_than_before_came() -> None:
    before = [left(2), left(1)]
    assert came_since(before, before) == ()
    assert came_since(before, [left(4), left(3, new=None), *before]) == (left(4), left(3, new=None))
    assert came_since(before, [left(3, new=False), *before]) == ()
    renamed = [replace(left(2), file="msg0000.wav")]
    assert came_since(before, renamed) == ()


def test_without_times_a_message_that_is_counted_anew_did_not_come() -> None:
    before = untimed(left(2), left(1))
    assert came_since(before, [replace(before[0], file="msg0001.wav")]) == ()
    more = [replace(before[0], file="msg0003.wav"), *before]
    assert len(came_since(before, more)) == 1
    other = untimed(left(3, "2003"))
    assert came_since(before, [*other, *before]) == tuple(other)


def test_where_times_are_told_only_now_nothing_came() -> None:
    messages = [left(2), left(1)]
    assert came_since(untimed(*messages), messages) == ()
    assert came_since(messages, untimed(*messages)) == ()


@pytest.mark.parametrize("new", [True, None])
def test_where_the_clock_was_put_forward_nothing_came_but_what_is_more(new: bool | None) -> None:
    before = [left(3, new=new), left(2, "2003", new=new), left(1, new=new)]
    moved = [replace(each, at=AT + timedelta(hours=1)) for each in before]
    assert came_since(before, moved) == ()
    other = left(90, "2004", new=new)
    assert came_since(before, [other, *moved]) == (other,)
    assert came_since(before, [other]) == (other,)
    assert came_since([], moved) == tuple(moved)
