"""What is typed for a name that no key has the letters of."""

from __future__ import annotations

import subprocess
import sys

from ctiapp.services.spelling import spelled, typed_words


def test_a_plain_name_is_typed_as_it_is() -> None:
    assert spelled("Ann Lee") == ""


def test_a_chinese_name_is_typed_by_sound_by_initials_and_by_character() -> None:
    """From each of its characters on, as in the search."""
    words = spelled("王小明").split(" ")
    assert words[0] == ""
    assert {"wangxiaoming", "wxm", "xiaoming", "xm", "ming", "王", "小", "明"} <= set(words)


def test_an_umlaut_is_typed_in_two_ways() -> None:
    assert {"muller", "mueller"} <= set(spelled("Müller").split())


def test_a_plain_name_costs_no_table() -> None:
    """What knows of pinyin is loaded for the first name that needs it."""
    script = (
        "import sys; from ctiapp.services.spelling import spelled; spelled('Ann');"
        "assert 'ctiapp.storage.book_text' not in sys.modules; spelled('王');"
        "assert 'ctiapp.storage.book_text' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_each_chinese_character_that_is_typed_is_a_word() -> None:
    assert typed_words("  Ann LEE ") == ["ann", "lee"]
    assert typed_words("小王 2001") == ["小", "王", "2001"]
    assert typed_words("Müller wang明") == ["muller", "wang", "明"]
