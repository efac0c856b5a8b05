"""Who calls: whom the command line names, or who signed in last; half a name is none."""

from __future__ import annotations

import contextlib
import socket
import threading
from argparse import Namespace
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.desktop.keystore import MemorySecrets
from ctiapp.model.errors import NotAPbx, SettingsError, UsageError
from ctiapp.pbx.interface import Trust
from ctiapp.settings import Profile, Settings
from ctiapp.settings_file import SettingsFile
from ctiapp.tools.api_account import Caller, caller, of_known_kind, secret_of

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = Profile(
    name="Desk",
    kind="k2",
    url="https://pbx.example.com:8088",
    client_id="ctiapp",
    extension="2000",
    certificate_sha256="ab" * 32,
    proxy="http://proxy.example.com:3128",
)


def given(**more: Any) -> Namespace:
    """The options of a command line."""
    names = ("pbx", "client_id", "client_secret_file", "kind", "ca", "trust", "data_dir")
    return Namespace(**(dict.fromkeys(names) | more))


def kept(folder: Path, settings: Settings) -> None:
    """Leave settings in a data directory."""
    SettingsFile(folder / "settings.json").save(settings)


def test_whom_the_command_line_names(tmp_path: Path) -> None:
    secret, ca = tmp_path / "secret", tmp_path / "ca.pem"
    secret.write_text("s3cret\n", encoding="utf-8")
    ca.write_text("", encoding="utf-8")
    named = {"pbx": "pbx.example.com", "client_id": "me", "client_secret_file": str(secret)}

    who = caller(given(**named, ca=ca))
    assert (who.account.kind, who.account.address) == ("p-series", "pbx.example.com")
    assert who.account.trust is Trust.CA
    pinned = caller(given(**named, kind="cloud", trust="AB:" * 31 + "AB"))
    assert pinned.account.kind == "cloud"
    assert pinned.account.pin == "ab" * 32

    with pytest.raises(UsageError, match="no CA file"):
        caller(given(**named, ca=tmp_path / "none"))
    with pytest.raises(SettingsError, match="64 hex digits"):
        caller(given(**named, trust="ab"))


def test_half_an_account_is_none() -> None:
    with pytest.raises(UsageError, match="--client-id, --client-secret-file must be given too"):
        caller(given(pbx="x"))
    with pytest.raises(UsageError, match="--kind, --trust belongs to --pbx"):
        caller(given(kind="k2", trust="ab"))


def test_who_signed_in_last(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nobody signed in here yet"):
        caller(given(data_dir=tmp_path))

    kept(tmp_path, Settings().with_profile(PROFILE))
    who = caller(given(data_dir=tmp_path))

    assert (who.account.kind, who.account.address) == ("k2", PROFILE.url)
    assert (who.account.pin, who.account.proxy) == (PROFILE.certificate_sha256, PROFILE.proxy)
    assert who.key == PROFILE.secret_key("client_secret")


async def test_the_secret_comes_from_where_it_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path, Settings().with_profile(PROFILE))
    who = caller(given(data_dir=tmp_path))
    store = MemorySecrets()
    with pytest.raises(UsageError, match="not kept here"):
        await secret_of(who, store)

    await store.set(who.key, "s3cret")
    assert await secret_of(who, store) == "s3cret"

    file = tmp_path / "secret"
    file.write_text("other\n", encoding="utf-8")
    file.chmod(0o644)
    assert await secret_of(Caller(who.account, secret_file=str(file)), store) == "other"
    assert "others can read" in capsys.readouterr().err


def test_a_kind_that_is_named_is_not_looked_for() -> None:
    who = caller(given(pbx="x.invalid", client_id="me", client_secret_file="-", kind="k2"))

    assert of_known_kind(who) is who


def test_what_is_none_of_ours_is_said() -> None:
    """Somebody listens there, and says good-bye to everybody."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        nobody.listen()
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        named = {"pbx": url, "client_id": "me", "client_secret_file": "-"}
        who = caller(given(**named, kind="auto"))

        def answer_all() -> None:
            with contextlib.suppress(OSError):
                while True:
                    there, _ = nobody.accept()
                    with there:
                        there.recv(65536)
                        there.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=answer_all, daemon=True)
        thread.start()
        with pytest.raises(NotAPbx, match="none of the kinds"):
            of_known_kind(who)
        nobody.shutdown(socket.SHUT_RDWR)
        thread.join()
