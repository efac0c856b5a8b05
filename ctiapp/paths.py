"""Where things lie: the user's files, the ctl socket, the resources that ship with the application.

Nothing else in the package spells out a file name of the user's or opens a resource. The module
imports only the standard library; ``platformdirs`` is loaded when no directory was given, so that
the ctl client stays quick.

**The ctl socket's address** must be the same for the server and for a client that knows nothing but
the data directory. On Unix it is a file in that directory, unless its path would be too long for a
socket address (a little over a hundred bytes, depending on the system): then it is a short name,
derived from a hash of the directory, in the user's runtime directory. On Windows it is a pipe's
name with that hash.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ctiapp.model.errors import StorageError

APP_NAME = "ctiapp"

MAX_SOCKET_PATH_BYTES = 100
"""Longest path used for a socket: Linux takes 107 bytes, macOS 103."""

_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The places of one instance of the application; one instance a data directory.

    Attributes:
        data_dir: journal, contacts, lock and socket. Its real path names the instance.
        config_dir: the settings file.
        log_dir: log files and the crash file.
    """

    data_dir: Path
    config_dir: Path
    log_dir: Path

    @staticmethod
    def of(data_dir: Path | None = None) -> AppPaths:
        """Everything below ``data_dir``, or in the platform's own places where it is ``None``."""
        if data_dir is not None:
            top = _real(data_dir)
            return AppPaths(data_dir=top, config_dir=top, log_dir=top / "logs")
        import platformdirs

        return AppPaths(
            data_dir=_real(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))),
            config_dir=_real(
                Path(platformdirs.user_config_dir(APP_NAME, appauthor=False, roaming=True))
            ),
            log_dir=_real(Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))),
        )

    @property
    def settings_file(self) -> Path:
        """The one settings file (JSON)."""
        return self.config_dir / "settings.json"

    @property
    def journal_file(self) -> Path:
        """The call journal (SQLite)."""
        return self.data_dir / "journal.sqlite"

    @property
    def history_file(self) -> Path:
        """The calls of the past (SQLite)."""
        return self.data_dir / "history.sqlite"

    @property
    def hotel_file(self) -> Path:
        """What a hotel's front desk keeps (SQLite)."""
        return self.data_dir / "hotel.sqlite"

    @property
    def contacts_file(self) -> Path:
        """The contacts and their search index (SQLite)."""
        return self.data_dir / "contacts.sqlite"

    @property
    def recordings_dir(self) -> Path:
        """Where recordings lie while somebody listens to them; emptied at each start and end."""
        return self.data_dir / "recordings"

    @property
    def crash_file(self) -> Path:
        """Where the interpreter writes its last words after a crash in native code."""
        return self.log_dir / "crash.txt"

    @property
    def last_crash_file(self) -> Path:
        """The last words of the newest run that crashed."""
        return self.crash_file.with_name(f"{self.crash_file.name}.last")

    @property
    def run_mark(self) -> Path:
        """Says at a start how the run before ended."""
        return self.data_dir / "run.json"

    @property
    def lock_file(self) -> Path:
        """Held while an instance lives."""
        return self.data_dir / "instance.lock"

    @property
    def ctl_address(self) -> str:
        """The ctl socket's path, or the pipe's name on Windows. Creates nothing."""
        return _address(self.data_dir)

    def create(self) -> None:
        """Make the directories, readable by their owner alone; those that exist stay as they are.

        Raises:
            StorageError: one cannot be made, or the socket's place belongs to somebody else.
        """
        for directory in (self.data_dir, self.config_dir, self.log_dir):
            _make_private(directory)
        if sys.platform != "win32":
            socket_dir = Path(self.ctl_address).parent
            if socket_dir != self.data_dir:
                _make_private(socket_dir)
                _check_owned(socket_dir)


def documents_dir(data_dir: Path | None) -> Path:
    """Where papers go that the user did not say a folder for: their documents.

    An instance that lives below a directory of its own keeps them there as well.
    """
    if data_dir is not None:
        return _real(data_dir) / "documents"
    import platformdirs

    return Path(platformdirs.user_documents_dir())


def ctl_address(data_dir: Path | None = None) -> str:
    """Where the instance in ``data_dir`` listens (``None``: the platform's place)."""
    return AppPaths.of(data_dir).ctl_address


@lru_cache(maxsize=1)
def resources() -> Path:
    """The directory of icons, sounds, styles, translations and demo data.

    Raises:
        StorageError: this installation has none.
    """
    package = Path(__file__).resolve().parent
    places = [package / "_resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        places.insert(0, Path(frozen) / "ctiapp" / "_resources")
    for place in places:
        if place.is_dir():
            return place
    raise StorageError("this installation lacks its resources; install it again")


def resource(*parts: str) -> Path:
    """The path of one resource, e.g. ``resource("icons", "phone.svg")``.

    Raises:
        StorageError: there is no such resource.
    """
    path = resources().joinpath(*parts)
    if not path.exists():
        raise StorageError(f"no resource {'/'.join(parts)}")
    return path


def _real(path: Path) -> Path:
    """One spelling for one directory: absolute, no links, whether or not it exists yet."""
    return Path(os.path.realpath(path.expanduser()))


def _address(data_dir: Path) -> str:
    name = hashlib.sha256(os.fsencode(os.path.normcase(data_dir))).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\{APP_NAME}-{name}"
    path = data_dir / "ctl.sock"
    if len(os.fsencode(path)) <= MAX_SOCKET_PATH_BYTES:
        return str(path)
    return str(_runtime_dir() / f"{name}.sock")


def _runtime_dir() -> Path:
    """A short directory of this user's own for sockets."""
    if sys.platform == "win32":
        raise AssertionError("pipes have no directory")
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    usual = Path("/run/user") / str(os.getuid())
    if (
        given
        and Path(given).is_absolute()
        and len(os.fsencode(given)) <= MAX_SOCKET_PATH_BYTES // 2
    ):
        return Path(given) / APP_NAME
    if usual.is_dir():
        return usual / APP_NAME
    return Path(tempfile.gettempdir()) / f"{APP_NAME}-{os.getuid()}"


def _make_private(directory: Path) -> None:
    try:
        directory.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except OSError as err:
        raise StorageError(f"cannot make {directory}: {err.strerror}") from err


def _check_owned(directory: Path) -> None:
    """Refuse a socket directory that somebody else planted in a shared place."""
    if sys.platform == "win32":
        return
    found = directory.lstat()
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    if not mine or stat.S_IMODE(found.st_mode) & 0o077:
        raise StorageError(f"{directory} is not a private directory of this user's")
