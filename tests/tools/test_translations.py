"""The tool that brings the translations up to date tells what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ctiapp.tools import translations

ROOT = Path(__file__).resolve().parents[2]

CODE = """
def QT_TRANSLATE_NOOP(context, literal, comment=None, n=0):
    return literal
A = {"a": QT_TRANSLATE_NOOP("words", "Hang up"), "b": QT_TRANSLATE_NOOP("words", "%n x", None, 1)}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with two words, one of them with plural forms."""
    source = tmp_path / "checkout" / "ctiapp" / "ui"
    source.mkdir(parents=True)
    (source / "words.py").write_text(CODE, encoding="utf-8")
    return tmp_path / "checkout"


def test_the_words_of_one_place_are_found_behind_the_others(root: Path, tmp_path: Path) -> None:
    part = root / "ctiapp" / "ui" / "words_hotel.py"
    part.write_text('A = {"c": QT_TRANSLATE_NOOP("words", "Check out")}\n', encoding="utf-8")

    translations.update(tmp_path, root)

    found = translations.unfinished(tmp_path / "ctiapp_zh_CN.ts")
    assert found == ["Hang up", "%n x", "Check out"]


def test_what_is_not_translated_is_told(root: Path, tmp_path: Path) -> None:
    translations.update(tmp_path, root)

    assert translations.unfinished(tmp_path / "ctiapp_zh_CN.ts") == ["Hang up", "%n x"]
    assert translations.unfinished(tmp_path / "ctiapp_en.ts") == ["%n x"]


def test_what_is_translated_is_kept_and_what_is_gone_goes(root: Path, tmp_path: Path) -> None:
    translations.update(tmp_path, root)
    ts = tmp_path / "ctiapp_zh_CN.ts"
    empty = '<translation type="unfinished"></translation>'
    done = ts.read_text(encoding="utf-8").replace(empty, "<translation>挂断</translation>")
    ts.write_text(done, encoding="utf-8")
    words = root / "ctiapp" / "ui" / "words.py"
    words.write_text(CODE.replace("%n x", "%n y"), encoding="utf-8")

    translations.update(tmp_path, root)

    assert translations.unfinished(ts) == ["%n y"]
    assert "挂断" in ts.read_text(encoding="utf-8")
    assert "%n x" not in ts.read_text(encoding="utf-8")


def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations.shutil, "which", lambda _name: None)

    with pytest.raises(SystemExit, match="pyside6-lupdate is missing"):
        translations.update(ROOT, ROOT)


def test_main_is_content_with_what_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = tmp_path / "translations"
    shutil.copytree(ROOT / "resources" / "translations", copied)
    monkeypatch.setattr(translations, "resource", lambda _name: copied)

    assert translations.main() == 0
    assert capsys.readouterr().out == ""
