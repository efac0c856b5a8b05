"""An import in words."""

from __future__ import annotations

from ctiapp.model.importing import Bad, Why
from ctiapp.services.importing import Result
from ctiapp.ui import text
from ctiapp.ui.contacts.importtext import bad_lines, preview_lines, reason, summary
from tests.ui.contacts.people import COMPANY


def test_the_counts_stand_in_one_line() -> None:
    said = text.bare(summary(Result(3, 2, 1, 4, ())))

    assert said == "3 new · 2 changed · 1 the same · 4 left out"


def test_every_reason_has_words_of_its_own() -> None:
    said = [reason(Bad(1, why)) for why in Why]

    assert len(set(said)) == len(Why)


def test_rows_are_shown_as_they_would_become() -> None:
    good, bad = preview_lines((COMPANY[0], Bad(2, Why.NO_NUMBER, "Bob")))

    assert good == (
        "Anna Berg",
        "Laundry",
        "Business phone +49 30 1111, Mobile +49 1701111",
        "a@b.example",
    )
    assert bad[0] == "Bob"
    assert "no telephone number" in bad[3]
    assert bad_lines((Bad(2, Why.BROKEN, "x"),)) == [("2", "cannot be read as a card", "x")]
