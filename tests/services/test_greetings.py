"""As whom to greet, by the number that was called."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.services.greetings import MAX_GREETING, MAX_GREETINGS, Greetings
from ctiapp.services.notices import Notices
from ctiapp.services.preferences import Preferences
from ctiapp.settings import Settings
from tests.services.fakes import Keeper


class Desk:
    """A list in Germany."""

    def __init__(self) -> None:
        self.keeper = Keeper()
        self.plan = NumberPlan("DE", "0")
        self.preferences = Preferences(Settings(), self.keeper, Notices())
        self.greetings = Greetings(self.preferences, lambda: self.plan)

    def said(self, did: str | None, via: str | None = None) -> str | None:
        """As whom to greet."""
        return self.greetings.greet(
            None if did is None else Number(did), None if via is None else Number(via)
        )


@pytest.fixture
def desk() -> Desk:
    """Two companies behind one PBX."""
    made = Desk()
    made.greetings.set("+49 89 1234-0", "Acme Dental")
    made.greetings.set("6402", "Support")
    return made


@pytest.mark.parametrize("did", ["+498912340", "08912340", "00498912340", "008912340"])
def test_the_called_number_however_it_is_written(desk: Desk, did: str) -> None:
    """Whatever the trunk tells."""
    assert desk.said(did) == "Acme Dental"


def test_another_number_is_another_company(desk: Desk) -> None:
    """However much they look alike."""
    assert desk.said("+498912341") is None
    assert desk.said("+491898912340") is None
    assert desk.said(None) is None


def test_the_queue_where_no_number_is_known(desk: Desk) -> None:
    """Or where the number has no greeting of its own; the number comes first."""
    assert desk.said(None, "6402") == "Support"
    assert desk.said("+498999999", "6402") == "Support"
    assert desk.said("+498912340", "6402") == "Acme Dental"


def test_what_is_changed_holds_at_once_and_is_saved(desk: Desk) -> None:
    """A line that is edited keeps its place."""
    desk.greetings.set("6402", "Service", instead_of="6402")
    desk.greetings.set("089 55", "Third")
    desk.greetings.set("+49 89 77", "First", instead_of="+498912340")

    assert dict(desk.keeper.saved[-1].greetings) == {
        "+498977": "First",
        "6402": "Service",
        "08955": "Third",
    }
    assert list(desk.greetings.all) == ["+498977", "6402", "08955"]
    assert (desk.said("+498912340"), desk.said(None, "6402")) == (None, "Service")
    desk.greetings.remove("6402")
    assert desk.said(None, "6402") is None


def test_another_plan_reads_numbers_anew(desk: Desk) -> None:
    """What was not found before may be found now."""
    assert desk.said("0018912340") is None
    desk.plan = NumberPlan("DE", "0", internal=())
    assert desk.said("08912340") == "Acme Dental"


@pytest.mark.parametrize(
    ("number", "said", "key"),
    [
        ("", "x", "dial.empty"),
        ("abc", "x", "dial.letters"),
        ("1", " \u202e ", "greet.empty"),
        ("1", "x" * (MAX_GREETING + 1), "greet.too_long"),
        ("6402", "x", "greet.twice"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, number: str, said: str, key: str) -> None:
    """And nothing is changed."""
    before = dict(desk.greetings.all)
    with pytest.raises(UsageError) as refused:
        desk.greetings.set(number, said)
    assert refused.value.key == key
    assert dict(desk.greetings.all) == before


def test_the_list_has_an_end(desk: Desk) -> None:
    """One more is refused, an edited one is not."""
    for number in range(7000, 7000 + MAX_GREETINGS - 2):
        desk.greetings.set(str(number), "x")
    with pytest.raises(UsageError) as refused:
        desk.greetings.set("9999", "x")
    assert refused.value.key == "greet.full"
    desk.greetings.set("9999", "x", instead_of="6402")
