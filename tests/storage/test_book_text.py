"""What is found by what: both sides are taken apart alike."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.folding import fold
from ctiapp.storage.book_text import (
    MOST_WORDS,
    digits_of,
    grams,
    guessable,
    searched,
    wanted,
    words_of,
)
from ctiapp.storage.cleaning import clean


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ann   LEE ", "ann lee"),
        ("Müller", "muller"),
        ("Søren Ågård", "soren agard"),
        ("Weiß", "weiss"),
        ("Łukasz Ðorđe", "lukasz dorde"),
        ("ＷＡＮＧ", "wang"),
        ("王小明", "王小明"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """No case, no accents, one blank."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Müller", "muller"),
        ("Müller", "mueller"),
        ("Söhne", "soehne"),
        ("Ågård", "aagaard"),
        ("Søren", "soeren"),
        ("O'Brien", "obrien"),
        ("O’Brien", "brien"),
        ("Lee-Moor", "moor"),
        ("王小明", "小"),
        ("王小明", "wxm"),
        ("晓明 王", "wxm"),
        ("晓明 王", "wangxiaoming"),
        ("晓明 王", "xiaomingwang"),
        ("张Anna", "anna"),
        ("ひらがな", "ら"),
    ],
)
def test_by_which_words_a_name_is_found(text: str, word: str) -> None:
    """In each way that people write it."""
    assert word in searched(text)


def test_what_was_typed_is_found_in_either_way() -> None:
    """Whoever types the dots finds those who are kept without."""
    assert wanted("Müller Ann").words == (("muller", "mueller"), ("ann",))
    assert wanted("+49 (0)89 12-34").digits == "49891234"
    assert wanted("ann 2").digits == ""
    assert len(wanted("a " * 100).words) == MOST_WORDS


@given(st.text(max_size=40))
def test_no_text_divides_further_in_the_database(text: str) -> None:
    """Each word is one word of SQLite's tokenizer, so that it can be quoted and never be syntax."""
    words = words_of(fold(clean(text)))
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5 (w, tokenize='unicode61', detail=column)")
        for word in words:
            db.execute("INSERT INTO t VALUES (?)", (word,))
            found = db.execute("SELECT w FROM t WHERE t MATCH ?", (f'"{word}"*',)).fetchall()
            assert (word,) in found


@given(st.text())
def test_what_is_kept_can_be_written(text: str) -> None:
    """No NUL, no half of a character."""
    kept = clean(text + "\0\ud800")
    assert "\0" not in kept
    assert kept.encode().decode() == kept


def test_a_part_of_a_number_is_a_phrase() -> None:
    """Every place of it begins a word, the last one, too."""
    assert grams("2001") == "200 001 01e 1ee"
    assert grams("2") == "2ee"
    assert grams("") == ""
    assert digits_of("+49 89x") == "4989"


def test_only_words_are_guessed_at() -> None:
    """Nothing short, nothing with a digit."""
    assert guessable("Ann Schmidt 2nd4u", "Bär GmbH") == {"schmidt", "gmbh"}
