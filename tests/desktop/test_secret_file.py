"""A secret from a file or from standard input."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop.secret_file import MAX_SECRET_BYTES, read_secret
from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def silent(text: str) -> None:
    raise AssertionError(text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "secret"
    made.touch(0o600)
    return made


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n"])
def test_the_end_of_the_line_is_no_part_of_the_secret(file: Path, end: bytes) -> None:
    file.write_bytes(b"open sesame" + end)

    assert read_secret(str(file), silent) == "open sesame"


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"open sesame\n")))

    assert read_secret("-", silent) == "open sesame"


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"two\nlines", b"\xff\xfe", b"x" * (MAX_SECRET_BYTES + 1), b"a\x00b"]
)
def test_what_is_no_secret_is_refused_without_showing_it(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    with pytest.raises(UsageError) as refused:
        read_secret(str(file), silent)
    assert "two" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read_secret(str(tmp_path / "nowhere"), silent)


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are Unix's")
def test_a_file_that_others_can_read_is_remarked_upon(file: Path) -> None:
    file.write_bytes(b"open sesame")
    file.chmod(0o644)
    told: list[str] = []

    assert read_secret(str(file), told.append) == "open sesame"
    assert len(told) == 1
    assert "chmod 600" in told[0]
    assert "sesame" not in told[0]
