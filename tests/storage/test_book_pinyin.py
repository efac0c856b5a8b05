"""Chinese names as they are typed: in full, by initials, in each way to read them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ctiapp.model.errors import StorageError
from ctiapp.storage import book_pinyin
from ctiapp.storage.book_pinyin import MOST_WAYS, is_han, readings, spelled
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("char", "found"), [("王", True), ("𠮷", True), ("ア", False), ("a", False)]
)
def test_what_is_a_chinese_character(char: str, found: bool) -> None:
    """Those of the rare planes as well."""
    assert is_han(char) is found


def test_a_reading_has_no_tone_and_both_ways_to_type_its_dots() -> None:
    """What no table knows has none."""
    assert readings("小") == ("xiao",)
    assert set(readings("吕")) == {"lv", "lu"}
    assert readings("x") == ()


@pytest.mark.parametrize("typed", ["wangxiaoming", "wang", "xiaoming", "ming", "wxm", "xm"])
def test_a_name_is_spelled_from_each_of_its_characters(typed: str) -> None:
    """In full and by initials."""
    assert any(way.startswith(typed) for way in spelled("王小明"))


def test_a_surname_is_found_in_its_rarer_reading() -> None:
    """Each reading of the first character counts."""
    assert {"shanliwen", "danliwen", "slw", "dlw"} <= set(spelled("单立文"))


def test_the_ways_have_an_end() -> None:
    """However many readings there are, and however long it is."""
    assert len(spelled("单单单单")) <= MOST_WAYS * 7
    assert len(spelled("单" * 200)) <= 2 * 16
    assert spelled("") == []


def test_the_librarys_code_is_not_loaded() -> None:
    """It makes objects of a table of which a few hundred lines are needed."""
    script = (
        "import sys; from ctiapp.storage.book_pinyin import readings; assert readings('王');"
        "assert not [name for name in sys.modules if name.startswith('pypinyin')]"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_table_is_read_as_the_library_reads_it() -> None:
    """Every character of it, by the library itself in a program of its own."""
    script = (
        "from pypinyin.constants import PINYIN_DICT;"
        "from ctiapp.storage.book_pinyin import _toned;"
        "some = sorted(PINYIN_DICT)[::97];"
        "assert len(some) > 400;"
        "assert all(_toned(chr(code)) == PINYIN_DICT[code] for code in some)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


def test_without_the_table_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel that lacks it, or a later version that has another."""
    book_pinyin._table.cache_clear()
    monkeypatch.setattr(book_pinyin, "TABLE", "gone.json")
    with pytest.raises(StorageError, match="gone"):
        book_pinyin._toned("王")
    monkeypatch.setattr(book_pinyin, "find_spec", lambda _: None)
    with pytest.raises(StorageError, match="missing"):
        book_pinyin._toned("王")
