"""Where files, socket and resources lie."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ctiapp import paths
from ctiapp.model.errors import StorageError
from ctiapp.paths import MAX_SOCKET_PATH_BYTES, AppPaths, ctl_address

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and sockets are Unix's")


def test_everything_lies_below_the_given_directory(tmp_path: Path) -> None:
    places = AppPaths.of(tmp_path)
    files = [
        places.settings_file,
        places.journal_file,
        places.contacts_file,
        places.crash_file,
        places.lock_file,
        places.log_dir,
    ]

    assert all(file.is_relative_to(tmp_path) for file in files)
    assert len(set(files)) == len(files)


def test_one_directory_is_one_instance_however_it_is_spelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    monkeypatch.chdir(tmp_path)

    addresses = {
        ctl_address(spelling)
        for spelling in (real, Path("real"), tmp_path / "link", tmp_path / "x" / ".." / "real")
    }

    assert len(addresses) == 1
    assert ctl_address(tmp_path / "other") not in addresses


@posix
def test_a_long_directory_gets_a_short_socket_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setattr(paths, "MAX_SOCKET_PATH_BYTES", 2 * len(os.fsencode(runtime)) + 2)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    deep = tmp_path / ("目录" * 40)
    other = tmp_path / ("目录" * 40 + "x")

    assert Path(ctl_address(deep)).parent == runtime / "ctiapp"
    assert ctl_address(deep) != ctl_address(other)

    AppPaths.of(deep).create()

    assert stat.S_IMODE((runtime / "ctiapp").stat().st_mode) == 0o700


@posix
def test_no_socket_path_is_too_long_for_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("r" * 90)))

    address = ctl_address(tmp_path / ("d" * 120))

    assert len(os.fsencode(address)) <= MAX_SOCKET_PATH_BYTES


@posix
def test_a_socket_directory_open_to_others_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = Path(os.path.realpath(tmp_path)) / "run"
    (runtime / "ctiapp").mkdir(parents=True)
    (runtime / "ctiapp").chmod(0o755)
    monkeypatch.setattr(paths, "_runtime_dir", lambda: runtime / "ctiapp")

    with pytest.raises(StorageError, match="private"):
        AppPaths.of(tmp_path / ("d" * 120)).create()


@posix
def test_directories_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    places = AppPaths.of(tmp_path / "new")
    places.create()
    places.create()

    modes = {stat.S_IMODE(p.stat().st_mode) for p in (places.data_dir, places.log_dir)}
    assert modes == {0o700}


@posix
def test_a_place_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError, match="cannot make"):
        AppPaths.of(tmp_path / "file" / "below").create()


def test_without_a_directory_the_platform_says_where() -> None:
    places = AppPaths.of()

    assert "ctiapp" in places.data_dir.parts
    assert places.data_dir == AppPaths.of().data_dir


def test_a_given_directory_needs_no_platformdirs(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from ctiapp.paths import ctl_address; "
        f"ctl_address(pathlib.Path({str(tmp_path)!r})); print('platformdirs' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.fixture
def resources_in(monkeypatch: pytest.MonkeyPatch) -> object:
    def use(module_file: Path) -> None:
        paths.resources.cache_clear()
        monkeypatch.setattr(paths, "__file__", str(module_file))

    yield use
    paths.resources.cache_clear()


@pytest.mark.parametrize("place", ["resources", "ctiapp/_resources"])
def test_resources_are_found_in_a_checkout_and_in_a_wheel(
    tmp_path: Path, place: str, resources_in: object
) -> None:
    (tmp_path / "ctiapp").mkdir()
    (tmp_path / place / "icons").mkdir(parents=True)
    icon = tmp_path / place / "icons" / "x.svg"
    icon.write_text("<svg/>")
    resources_in(tmp_path / "ctiapp" / "paths.py")  # type: ignore[operator]

    assert paths.resource("icons", "x.svg").samefile(icon)
    with pytest.raises(StorageError, match="icons/y"):
        paths.resource("icons", "y.svg")


def test_a_frozen_build_brings_its_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resources_in: object
) -> None:
    (tmp_path / "ctiapp" / "_resources").mkdir(parents=True)
    resources_in(tmp_path / "elsewhere" / "ctiapp" / "paths.py")  # type: ignore[operator]
    with pytest.raises(StorageError, match="install it again"):
        paths.resources()

    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "ctiapp" / "_resources"


def test_papers_of_an_instance_that_keeps_to_itself_lie_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "mine"))

    assert paths.documents_dir(tmp_path / "data") == tmp_path / "data" / "documents"
    assert not paths.documents_dir(None).is_relative_to(tmp_path / "data")
