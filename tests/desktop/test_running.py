"""Opening a page and running a program: with real ones, written here."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import pytest

from ctiapp.desktop.running import Starter, _environment
from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts")


def script(path: Path, out: Path) -> Path:
    """A program that writes its arguments, one a line, and where it stands."""
    path.write_text(
        f"#!{sys.executable}\n"
        "import os, sys\n"
        f"with open({str(out)!r}, 'w') as file:\n"
        "    file.write('\\n'.join([*sys.argv[1:], os.getcwd()]))\n"
    )
    path.chmod(0o755)
    return path


def heard(path: Path, out: Path) -> Path:
    """The same, and what it writes can be waited for."""
    os.mkfifo(out)
    return script(path, out)


async def written(out: Path) -> list[str]:
    """What it wrote, as soon as it has."""
    return (await asyncio.to_thread(out.read_text)).splitlines()


async def test_a_program_gets_each_argument_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No shell stands between: nothing is split, looked up or carried out."""
    monkeypatch.setenv("HOME", str(tmp_path))
    program = heard(tmp_path / "notify", tmp_path / "out")
    nasty = ["a b", "$HOME", "`id`", "; touch x", "*", "'\"", "", "陈伟", "-x"]

    await Starter().run([str(program), *nasty])

    assert await written(tmp_path / "out") == [*nasty, str(tmp_path)]


async def test_a_program_is_found_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(tmp_path / "ctiapp-test-notify", tmp_path / "out")
    monkeypatch.setenv("PATH", str(tmp_path))

    await Starter().run(["ctiapp-test-notify", "x"])

    assert (await written(tmp_path / "out"))[0] == "x"


@pytest.mark.parametrize("name", ["missing", "plain"])
async def test_what_cannot_be_run_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is not there, or is no program."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "plain").write_text("#!/bin/true\n")

    with pytest.raises(UsageError) as refused:
        await Starter().run([name])

    assert refused.value.key == "popaction.not_found"
    assert refused.value.params == {"program": name}


async def test_a_program_that_lies_where_we_stand_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever can write a file there would be run instead of what was meant."""
    script(tmp_path / "notify", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")

    with pytest.raises(UsageError) as refused:
        await Starter().run(["notify"])

    assert refused.value.key == "popaction.not_found"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("before", ["", "/opt/mine"])
def test_a_program_gets_the_users_libraries_and_not_those_of_a_frozen_build(
    monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    """A browser that loads ours does not start."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/ctiapp/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)

    assert _environment().value("LD_LIBRARY_PATH", "") == before


async def test_a_program_that_does_not_start_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/does/not/exist\n")
    broken.chmod(0o755)

    with pytest.raises(UsageError) as refused:
        await Starter().run([str(broken)])

    assert refused.value.key == "popaction.not_started"


async def test_a_batch_file_is_not_run_even_where_it_is_found_under_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows finds ``notify.bat`` for ``notify``."""
    found = script(tmp_path / "notify.bat", tmp_path / "out")
    monkeypatch.setattr("shutil.which", lambda _: str(found))

    with pytest.raises(UsageError) as refused:
        await Starter().run(["notify"])

    assert refused.value.key == "popaction.batch"
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "darwin", reason="there is no xdg-open")
async def test_a_page_goes_to_the_desktops_own_opener(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one argument, encoded as it came."""
    heard(tmp_path / "xdg-open", tmp_path / "out")
    monkeypatch.setenv("PATH", str(tmp_path))
    url = "https://crm.example.com/?n=%2B49&m=A%20%26%20B"

    await Starter().open_page(url)

    assert (await written(tmp_path / "out"))[0] == url


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "--help", ""])
async def test_what_is_no_page_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Whoever asks for it."""
    script(tmp_path / "xdg-open", tmp_path / "out")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UsageError) as refused:
        await Starter().open_page(url)

    assert refused.value.key == "popaction.scheme"
    assert not (tmp_path / "out").exists()


async def test_where_nothing_opens_pages_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setenv("PATH", str(tmp_path))

    def show(url: str) -> bool:
        shown.append(url)
        return False

    monkeypatch.setattr("ctiapp.desktop.running._show", show)

    with pytest.raises(UsageError) as refused:
        await Starter().open_page("https://crm.example.com/")

    assert refused.value.key == "popaction.no_browser"
    assert shown == ["https://crm.example.com/"]
