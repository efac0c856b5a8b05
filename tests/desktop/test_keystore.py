"""The key store: in a thread of its own, typed errors, nothing kept in plain files."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from ctiapp.desktop import keystore
from ctiapp.desktop.keystore import KeyringSecrets, MemorySecrets, is_trustworthy
from ctiapp.model.errors import SecretStoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "open-sesame"


class FakeBackend(KeyringBackend):
    """A keyring in memory that can be told to wait, and to fail."""

    priority = 1
    chosen: ClassVar[FakeBackend]

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.entered = threading.Event()
        self.threads: set[str] = set()

    def _enter(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.entered.set()
        if self.gate is not None:
            self.gate.wait(30)
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._enter()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._enter()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._enter()
        del self.kept[service, username]


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> FakeBackend:
    made = FakeBackend()

    def choose(limit: Callable[[KeyringBackend], bool]) -> None:
        assert limit is is_trustworthy
        assert made.priority > 0
        keyring.set_keyring(made)

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setattr(keyring.core, "init_backend", choose)
    return made


@pytest.fixture
def store(backend: FakeBackend) -> Iterator[KeyringSecrets]:
    made = KeyringSecrets()
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["keyring", "memory"])
async def test_a_secret_is_kept_replaced_and_forgotten(
    kind: str, store: KeyringSecrets, backend: FakeBackend
) -> None:
    secrets = store if kind == "keyring" else MemorySecrets()
    assert await secrets.get("k") is None
    await secrets.delete("k")
    await secrets.set("k", "old")
    await secrets.set("k", SECRET)
    await secrets.set("other", "x")

    assert await secrets.get("k") == SECRET

    await secrets.delete("k")
    assert await secrets.get("k") is None
    assert await secrets.get("other") == "x"
    if kind == "keyring":
        assert set(backend.kept) == {("ctiapp", "other")}


async def test_the_key_store_has_one_thread_of_its_own(
    store: KeyringSecrets, backend: FakeBackend
) -> None:
    await asyncio.gather(*(store.set(str(n), "x") for n in range(20)))

    assert backend.threads == {"key store"}


async def test_a_blocked_key_store_blocks_nothing_else(
    store: KeyringSecrets, backend: FakeBackend
) -> None:
    backend.gate = threading.Event()
    asked = asyncio.ensure_future(store.get("k"))
    await asyncio.to_thread(backend.entered.wait, 10)
    waiting = asyncio.ensure_future(store.set("k", SECRET))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    backend.gate.set()

    assert await asked is None
    assert await store.get("k") is None  # what was cancelled before it began never happened


async def test_a_key_store_that_does_not_answer_is_a_timeout(backend: FakeBackend) -> None:
    backend.gate = threading.Event()
    store = KeyringSecrets(timeout_s=0.05)
    with pytest.raises(SecretStoreError) as failed:
        await store.set("k", SECRET)
    backend.gate.set()
    store.close()

    assert failed.value.code == "timeout"
    assert SECRET not in str(failed.value)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (keyring.errors.KeyringLocked(f"cannot keep {SECRET}"), "denied"),
        (keyring.errors.InitError(f"cannot keep {SECRET}"), "missing"),
        (keyring.errors.NoKeyringError(f"cannot keep {SECRET}"), "missing"),
        (keyring.errors.PasswordSetError(f"cannot keep {SECRET}"), "failed"),
        (OSError(f"cannot keep {SECRET}"), "failed"),
    ],
)
async def test_failures_are_typed_and_never_quote_the_secret(
    store: KeyringSecrets, backend: FakeBackend, error: Exception, code: str
) -> None:
    backend.error = error
    with pytest.raises(SecretStoreError) as failed:
        await store.set("k", SECRET)

    assert failed.value.code == code
    assert SECRET not in str(failed.value)

    backend.error = None
    await store.set("k", SECRET)
    assert await store.get("k") == SECRET


async def test_nothing_is_taken_after_the_end(store: KeyringSecrets) -> None:
    store.close()

    with pytest.raises(SecretStoreError, match="closed"):
        await store.get("k")


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyrings.alt.file", "EncryptedKeyring"),
        ("keyrings.alt", "Keyring"),
        ("keyrings.cryptfile.cryptfile", "CryptFileKeyring"),
        ("keyring.backends.null", "Keyring"),
        ("keyring.backends.fail", "Keyring"),
        ("somebody.else", "PlaintextKeyring"),
    ],
)
def test_what_keeps_secrets_in_the_open_is_no_key_store(module: str, name: str) -> None:
    kind = type(name, (FakeBackend,), {"__module__": module})
    kind.__qualname__ = name

    assert not is_trustworthy(kind())
    assert is_trustworthy(FakeBackend())


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, **env},
    )


ASK = """
import asyncio, sys
from ctiapp.desktop.keystore import KeyringSecrets
from ctiapp.model.errors import SecretStoreError
print("imported", "keyring" in sys.modules)
try:
    asyncio.run(KeyringSecrets().get("k"))
except SecretStoreError as err:
    print(err.code)
"""


def test_without_any_key_store_that_is_what_is_said() -> None:
    done = run(ASK, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")

    assert done.stdout.split("\n")[:2] == ["imported False", "missing"], done.stderr


def test_a_key_store_that_cannot_be_loaded_is_missing() -> None:
    done = run(ASK, PYTHON_KEYRING_BACKEND="no.such.Backend")

    assert "missing" in done.stdout, done.stderr


def test_a_blocked_key_store_never_holds_up_the_end_of_the_program(tmp_path: Path) -> None:
    module = tmp_path / "slowring.py"
    module.write_text(
        "import threading\n"
        "from keyring.backend import KeyringBackend\n"
        "class Slow(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, username):\n"
        "        threading.Event().wait()\n"
        "    set_password = delete_password = get_password\n"
    )
    code = ASK.replace("KeyringSecrets()", "KeyringSecrets(timeout_s=0.2)")
    done = run(code, PYTHON_KEYRING_BACKEND="slowring.Slow", PYTHONPATH=str(tmp_path))

    assert "timeout" in done.stdout, done.stderr
    assert done.returncode == 0


REAL = """
import asyncio
from ctiapp.desktop.keystore import KeyringSecrets
async def main():
    store = KeyringSecrets(timeout_s=20)
    assert await store.get("a/b") is None
    await store.set("a/b", "öffne dich")
    assert await KeyringSecrets().get("a/b") == "öffne dich"
    await store.delete("a/b")
    await store.delete("a/b")
    assert await store.get("a/b") is None
    print("kept and forgotten")
asyncio.run(main())
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_a_real_key_store_keeps_and_forgets(tmp_path: Path) -> None:
    import os

    script = (
        "echo -n pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
        'exec "$0" -c "$1"'
    )
    env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    env["XDG_RUNTIME_DIR"] = str(tmp_path)
    env.pop("PYTHON_KEYRING_BACKEND", None)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, sys.executable, REAL],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        cwd=Path(__file__).parents[2],
        env=env,
    )

    assert "kept and forgotten" in done.stdout, done.stderr


def test_the_service_is_named_after_the_application() -> None:
    assert keystore.SERVICE == "ctiapp"
