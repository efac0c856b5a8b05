"""Notes: kept while they are typed, and there again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import LegState
from ctiapp.model.errors import StorageError, UsageError
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.journal import CALL, NOTE
from ctiapp.services.notes import MAX_NOTE, SPACING_S, plain_note
from tests.model.said import ext, inbound, mine
from tests.services.fakes import Clock, World, settle

if TYPE_CHECKING:
    from ctiapp.model.call import LegReport

FIRST = CallId("1.1")
TALK = (inbound("ANSWERED"), mine("ANSWER"))


@pytest.fixture
async def talking(world: World) -> World:
    """One talks to 5503301."""
    await world.sign_in()
    world.link.told(*TALK)
    await settle()
    return world


def kept(world: World) -> list[object]:
    """The texts that the journal has."""
    return [entry.data["text"] for entry in world.kept.of(NOTE)]


async def test_it_is_on_the_card_and_kept_at_once(talking: World) -> None:
    """The first keystroke does not wait."""
    talking.notes.write(FIRST, "w")
    card = talking.desk.card(FIRST)
    assert card is not None
    assert card.note == "w"
    await settle()
    assert kept(talking) == ["w"]


async def test_what_is_typed_on_is_kept_twice_a_second(talking: World) -> None:
    """One entry, and few writes, however fast somebody types."""
    writes: list[str] = []
    put = talking.kept.put

    async def counted(entry, **facts):  # type: ignore[no-untyped-def]
        writes.append(entry.data["text"])
        await put(entry, **facts)

    talking.kept.put = counted  # type: ignore[method-assign]
    for end in range(1, 21):
        talking.notes.write(FIRST, "wants the invoice again"[:end])
        await Clock.pass_s(SPACING_S / 5)
    await Clock.pass_s(SPACING_S)
    await settle()

    assert kept(talking) == ["wants the invoice ag"]
    assert 3 <= len(writes) <= 6


async def test_nothing_typed_last_is_lost_at_the_end(talking: World) -> None:
    """Neither when the call ends, nor when one signs out, nor when the application quits."""
    for text, ending in (("a", "call"), ("ab", "quit")):
        talking.notes.write(FIRST, text + "x")
        await settle()
        talking.notes.write(FIRST, text)
        if ending == "call":
            talking.link.told(inbound("BYE"), mine("ANSWER"))
        else:
            talking.notes.flush()
        await settle()
        assert kept(talking) == [text]


async def test_signing_out_writes_what_is_typed(talking: World) -> None:
    """The calls leave the screen; the note does not leave the journal."""
    talking.notes.write(FIRST, "a")
    await settle()
    talking.notes.write(FIRST, "ab")
    await talking.session.sign_out()
    await settle()
    assert kept(talking) == ["ab"]
    assert talking.notes.of(FIRST) == ""


async def test_a_call_that_is_over_can_be_noted_on(talking: World) -> None:
    """As long as it is shown; what belongs to no call any more is not taken."""
    talking.link.told(inbound("BYE"), mine("ANSWER"))
    talking.notes.write(FIRST, "sends it by post")
    await settle()
    assert kept(talking) == ["sends it by post"]

    talking.notes.write(CallId("9.9"), "nobody")
    await settle()
    assert kept(talking) == ["sends it by post"]


async def test_a_note_that_is_emptied_is_none(talking: World) -> None:
    """Nothing of it stays in the journal."""
    talking.notes.write(FIRST, "a")
    await settle()
    talking.notes.write(FIRST, "  ")
    await Clock.pass_s(SPACING_S)
    await settle()
    assert kept(talking) == []
    assert talking.notes.of(FIRST) == ""


async def test_what_the_journal_has_is_shown_unless_something_was_typed(talking: World) -> None:
    """A program that was started anew finds the note of the call that still goes on."""
    talking.notes.restore(FIRST, "from before")
    assert talking.notes.of(FIRST) == "from before"
    talking.notes.write(FIRST, "new")
    talking.notes.restore(FIRST, "from before")
    assert talking.notes.of(FIRST) == "new"
    await settle()


async def test_who_wants_to_know_hears_when_it_is_safe(talking: World) -> None:
    """Or that it is not."""
    await talking.notes.keep(FIRST, "safe")
    assert kept(talking) == ["safe"]

    talking.kept.refuses = True
    with pytest.raises(StorageError):
        await talking.notes.keep(FIRST, "unsafe")
    with pytest.raises(UsageError) as no_call:
        await talking.notes.keep(CallId("9.9"), "nobody")
    assert no_call.value.key == "call.gone"
    with pytest.raises(UsageError) as too_long:
        await talking.notes.keep(FIRST, "x" * (MAX_NOTE + 1))
    assert too_long.value.key == "note.too_long"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  wants\tthe\ninvoice ", "wants the invoice"),
        ("a\u202eb\u0000c\u200bd", "abcd"),
        ("<b>&amp;</b> =1+1", "<b>&amp;</b> =1+1"),
        ("王小明 👍", "王小明 👍"),
        ("x" * (MAX_NOTE + 50), "x" * MAX_NOTE),
        ("\u2066\u2069", ""),
    ],
)
def test_only_plain_text_is_kept(typed: str, plain: str) -> None:
    """One line, nothing that controls, bounded; no character that means something is lost."""
    assert plain_note(typed) == plain


@pytest.mark.parametrize(
    ("first", "then", "filed"),
    [
        (inbound("ANSWERED"), ext("1003", "ANSWERED"), Number("5503301")),
        (ext("1003", "ANSWERED"), inbound("ANSWERED"), Number("5503301")),
        (ext("1003", "ANSWERED"), ext("1004", "ANSWERED"), Number("1004")),
        (inbound("ANSWERED", "Unknown"), ext("1003", "ANSWERED"), None),
    ],
)
async def test_a_note_and_its_call_are_filed_under_one_number(
    world: World, first: LegReport, then: LegReport, filed: Number | None
) -> None:
    """Whoever is in the call when it is written: the party outside, else the last; once."""
    await world.sign_in()
    world.link.told(first, mine("ANSWER"))
    await settle()
    world.notes.write(FIRST, "wants the invoice")
    await Clock.pass_s(SPACING_S)
    world.link.told(then, mine("ANSWER"))
    await Clock.pass_s(SPACING_S)
    assert [entry.number for entry in world.kept.of(NOTE)] == [filed]

    world.link.told(replace(then, state=LegState.CLEARED), mine("ANSWER"))
    await settle()
    assert [(e.kind, e.number) for e in world.kept.kept] == [(NOTE, filed), (CALL, filed)]
    assert kept(world) == ["wants the invoice"]


async def test_whoever_writes_keeps_the_call_on_the_screen(talking: World) -> None:
    """An ended call does not go from under the hands of who writes on it; but not for ever."""
    talking.link.told(inbound("BYE"), mine("ANSWER"))
    talking.notes.writing(FIRST, on=True)
    await Clock.pass_s(60)
    talking.store.tick(talking.clock())
    assert talking.store.call(FIRST) is not None

    talking.notes.writing(FIRST, on=False)
    talking.store.tick(talking.clock())
    assert talking.store.call(FIRST) is None
    await asyncio.sleep(0)
