"""Receipts say what was read, and never that something is done that nobody could read."""

from __future__ import annotations

import pytest

from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.model.stays import Item, ItemState, Receipt, ReceiptItem
from ctiapp.ui import text
from ctiapp.ui.hotel.receipts import erased_lines, item_word, standing_lines, written_lines
from tests.ui.hotel.house import NOW, FakeCheckOuts

pytestmark = pytest.mark.usefixtures("english")

RECEIPT = Receipt(
    Number("105"),
    NOW,
    items=(
        ReceiptItem(Item.NAME, "Anna", "Anna", ItemState.DONE),
        ReceiptItem(Item.EMAIL, "", "", ItemState.DONE),
        ReceiptItem(Item.WAKE_UPS, "", "05:45", ItemState.FAILED, Notice.of("error.link_timeout")),
        ReceiptItem(Item.VOICEMAIL, "", None, ItemState.UNVERIFIED),
    ),
)


def test_a_check_in() -> None:
    said = [text.bare(line.said) for line in written_lines(RECEIPT)]
    assert said[:2] == ["Anna · confirmed", "none · confirmed"]
    assert said[2].startswith("still there: 05:45. The PBX does not answer in time")
    assert not any(line.again for line in written_lines(RECEIPT))


def test_a_check_out() -> None:
    lines = erased_lines(RECEIPT, again=True)
    assert [line.look.tone for line in lines] == ["go", "go", "stop", "hold"]
    assert lines[0].said == "erased, confirmed"
    assert "cannot be read" in lines[3].said
    assert [line.again for line in lines] == [False, False, True, False]
    assert len({line.look.shape for line in lines}) == 3


async def test_what_stands_there() -> None:
    shown = await FakeCheckOuts().preview(Number("105"))
    lines = standing_lines(shown)
    assert [text.bare(line.said) for line in lines] == [
        "Lukas Brandt",
        "nothing there",
        "the PBX does not tell",
    ]


@pytest.mark.parametrize("item", Item)
def test_every_item_has_a_word(item: Item) -> None:
    assert item_word(item)
