"""What the catalogues say beyond the handbooks is about something, and errs on the safe side."""

from __future__ import annotations

from ctiapp.tools import catalogue_words
from ctiapp.tools.catalogue import KINDS, load


def test_what_nobody_knows_counts_as_a_write() -> None:
    assert catalogue_words.access("k2", "something/new") == "write"
    assert catalogue_words.access("k2", "call/query_everything") == "write"
    assert catalogue_words.access("k2", "call/query") == "read"


def test_a_download_is_a_file_but_for_the_p_series_which_answers_where_it_lies() -> None:
    assert catalogue_words.access("cloud", "cdr/download") == "file"
    assert catalogue_words.access("p-series", "cdr/download") == "read"


def test_every_danger_is_one_of_a_known_endpoint_and_reached_the_catalogue() -> None:
    for kind in KINDS:
        known = load(kind).endpoints
        for name, danger in catalogue_words.DANGERS[kind].items():
            found = known[name].danger
            assert found is not None
            assert found.words == danger["words"]


def test_every_chapter_is_named_in_plain_words() -> None:
    used = {endpoint.section for kind in KINDS for endpoint in load(kind)}

    assert used == set(catalogue_words.SECTIONS.values())
