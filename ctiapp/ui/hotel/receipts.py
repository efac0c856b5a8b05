"""Receipts in words: what was written or erased, read back from the PBX. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.model.stays import Item, ItemState, Receipt
from ctiapp.ui import text, words
from ctiapp.ui.hotel.faces import LineFace, Look
from ctiapp.ui.shapes import Shape

if TYPE_CHECKING:
    from ctiapp.model.stays import CheckOutPreview, ReceiptItem, Standing

LOOKS: dict[ItemState, tuple[str, Shape]] = {
    ItemState.DONE: ("go", Shape.DOT),
    ItemState.FAILED: ("stop", Shape.CROSS),
    ItemState.UNVERIFIED: ("hold", Shape.DASH),
}


def item_word(what: Item) -> str:
    """What a line is about."""
    return words.word(f"rooms.item_{what.value}")


def written_lines(receipt: Receipt) -> tuple[LineFace, ...]:
    """A receipt of a check-in."""
    return tuple(_line(item, _written(item)) for item in receipt.items)


def erased_lines(receipt: Receipt, *, again: bool) -> tuple[LineFace, ...]:
    """A receipt of a check-out; ``again``: what failed can be tried again."""
    return tuple(
        _line(item, _erased(item), again=again and item.state is ItemState.FAILED)
        for item in receipt.items
    )


def _line(item: ReceiptItem, said: str, *, again: bool = False) -> LineFace:
    tone, shape = LOOKS[item.state]
    look = Look(tone, shape, words.word(f"rooms.state_{item.state.value}"))
    return LineFace(item.what.value, item_word(item.what), said, look, again)


def _written(item: ReceiptItem) -> str:
    if item.state is ItemState.DONE:
        if item.found:
            return words.word("rooms.found_is", found=item.found)
        return words.word("rooms.none_confirmed")
    return _why(item)


def _erased(item: ReceiptItem) -> str:
    if item.state is ItemState.DONE:
        return words.word("rooms.erased")
    return _why(item)


def _why(item: ReceiptItem) -> str:
    parts = []
    if item.state is ItemState.FAILED and item.found:
        parts.append(words.word("rooms.still_there", found=item.found))
    if item.notice is not None:
        parts.append(words.say(item.notice))
    elif item.state is ItemState.UNVERIFIED:
        parts.append(words.word("rooms.unverified"))
    return ". ".join(part.rstrip(".") for part in parts) + ("." if parts else "")


def standing_lines(preview: CheckOutPreview) -> tuple[LineFace, ...]:
    """What check-out would erase."""
    return tuple(_standing(each) for each in preview.items)


def _standing(each: Standing) -> LineFace:
    if each.stands is None:
        look, said = Look("gone", Shape.DASH, ""), words.word("rooms.not_told")
    elif each.stands:
        look, said = Look("stop", Shape.CROSS, ""), text.isolate(each.stands)
    else:
        look, said = Look("gone", Shape.DASH, ""), words.word("rooms.nothing_there")
    return LineFace(each.what.value, item_word(each.what), said, look)
