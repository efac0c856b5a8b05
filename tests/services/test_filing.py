"""Under which number a call is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model.number import Number
from ctiapp.services.filing import Filing
from tests.model.said import call, ext, inbound, mine, outbound

if TYPE_CHECKING:
    from ctiapp.model.call import Call

COLLEAGUE = call(ext("1003", "ANSWERED"), mine("ANSWER"))
CALLER = call(inbound("ANSWERED"), mine("ANSWER"))


@pytest.mark.parametrize(
    ("seen", "number"),
    [
        ([CALLER], "5503301"),
        ([COLLEAGUE], "1003"),
        ([COLLEAGUE, CALLER], "5503301"),
        ([CALLER, COLLEAGUE], "5503301"),
        ([COLLEAGUE, call(ext("1004", "ANSWERED"), mine("ANSWER"))], "1004"),
        ([CALLER, call(inbound("ANSWERED", "5503302"), mine("ANSWER")), COLLEAGUE], "5503302"),
        ([call(mine("ANSWERED"), dialled="089123")], "089123"),
        ([call(ext("1003", "ALERT"), mine("RING"), outbound("RING"))], "1003"),
    ],
)
def test_the_party_outside_if_there_ever_was_one_else_the_last(
    seen: list[Call], number: str
) -> None:
    """The last one outside where there were several; who only rings beside one is no party."""
    filing = Filing()
    assert [filing.number(each) for each in seen][-1] == Number(number)


def test_nobody_is_remembered_beyond_the_call() -> None:
    """The id may come again."""
    filing = Filing()
    filing.number(CALLER)
    filing.drop(CALLER.call_id)
    assert filing.number(COLLEAGUE) == Number("1003")
