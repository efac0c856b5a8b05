"""``ctiapp api`` against the simulated P-Series, over real sockets: list, read, write, refuse."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend

from ctiapp.desktop.keystore import SERVICE
from ctiapp.settings import Profile, Settings
from ctiapp.settings_file import SettingsFile
from ctiapp.tools.catalogue import KINDS, load
from tests.conftest import ROOT
from tests.e2e.simulated import Pbx
from tests.tools.calling import Api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAKEUP = ("ext_id=41", "alarm_time=06:30")


@pytest.fixture(scope="module")
def pbx() -> Iterator[Pbx]:
    """A simulated PBX for all tests here; each leaves it as it was."""
    with Pbx() as started:
        yield started


@pytest.fixture
def api(pbx: Pbx, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Api:
    """The command line, with that PBX's account."""
    pbx.do("requests", clear=True)
    return Api(pbx, tmp_path, capsys)


def asked(pbx: Pbx) -> list[str]:
    """Which endpoints were called, in order."""
    return [each["endpoint"] for each in pbx.do("requests")["requests"]]


class Terminal(io.StringIO):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


# --- list ----------------------------------------------------------------------------------------


def test_the_list_shows_every_endpoint_of_every_kind(api: Api) -> None:
    code, out = api.run("list", "--json")
    rows = json.loads(out)

    assert code == 0
    assert len(rows) == sum(len(load(kind).endpoints) for kind in KINDS)
    (row,) = (
        row for row in rows if (row["kind"], row["endpoint"]) == ("p-series", "wakeupcall/delete")
    )
    assert row == {
        "kind": "p-series",
        "endpoint": "wakeupcall/delete",
        "method": "GET",
        "path": "/openapi/v1.0/wakeupcall/delete",
        "access": "write",
        "section": "hotel",
        "inferred": False,
        "warning": "every wake-up call of those extensions is deleted",
        "handbook": "l. 356",
    }


def test_the_list_is_read_by_people_too(api: Api) -> None:
    code, out = api.run("list", "--kind", "openvox", "hold")

    assert code == 0
    assert out.splitlines() == [
        "",
        "openvox, calls (/api/v0.0.1)",
        "  write   POST  extension/hold",
        "  write   POST  extension/unhold (inferred)",
    ]
    assert api.run("list", "nothing-like-that")[0] == 2
    assert "no endpoint and no section" in api.errors


def test_configuration_is_among_it(api: Api) -> None:
    _, out = api.run("list", "--kind", "p-series")

    for name in ("trunk/create", "ivr/update", "pin_list/get", "organization/delete"):
        assert f" {name}\n" in out
    for section in ("trunks", "inbound routes", "PIN lists", "departments", "call reports"):
        assert f"p-series, {section} (/openapi/v1.0)" in out


# --- calls that read -----------------------------------------------------------------------------


def test_a_read_logs_in_once_asks_and_takes_its_token_back(api: Api, pbx: Pbx) -> None:
    answer = api.answer("extension/search", "search_value=2000")

    assert [each["number"] for each in answer["data"]] == ["2000"]
    assert asked(pbx) == ["get_token", "extension/search", "del_token"]
    assert api.errors == ""


def test_ten_calls_leave_no_token_behind(api: Api) -> None:
    """A PBX grants eight to one client."""
    for _ in range(10):
        assert api.answer("system/information")["errcode"] == 0


def test_options_stand_anywhere_and_parameters_may_be_json(api: Api, tmp_path: Path) -> None:
    file = tmp_path / "wanted.json"
    file.write_text('{"ids": [39, 40]}', encoding="utf-8")

    words = ["extension/query", "--json", str(file), *api.account]
    code, out = api.run("call", *words)

    assert code == 0
    assert [each["id"] for each in json.loads(out)["data"]] == [39, 40]


def test_passwords_are_printed_only_when_that_is_wanted(api: Api) -> None:
    assert api.answer("extension/get", "id=39")["data"]["reg_password"] == "***"
    told = api.answer("extension/get", "id=39", "--show-passwords")
    assert told["data"]["reg_password"] not in ("", "***")


@pytest.mark.parametrize("name", ["get_token", "refresh_token", "del_token"])
def test_the_session_can_be_called_and_tells_no_token(name: str, api: Api, pbx: Pbx) -> None:
    answer = api.answer(name)

    assert answer["errcode"] == 0
    assert {str(answer.get(key, "***")) for key in ("access_token", "refresh_token")} == {"***"}
    want = ["get_token", "refresh_token", "del_token"]
    assert asked(pbx) == [each for each in want if each in ("get_token", name, "del_token")]
    assert api.call(name, "username=x")[0] == 2


# --- calls that write ----------------------------------------------------------------------------


def test_a_write_needs_two_words(api: Api, pbx: Pbx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("wakeupcall/create\n"))
    name = "wakeupcall/create"

    assert api.call(name, *WAKEUP)[0] == 2
    assert "--write says that it is meant" in api.errors
    assert api.call(name, *WAKEUP, "--write")[0] == 2
    assert f"--confirm {name} is needed" in api.errors
    assert api.call(name, *WAKEUP, "--write", "--confirm", "wakeupcall/delete")[0] == 2
    assert f"--confirm must name {name} once more" in api.errors
    assert asked(pbx) == []


def test_a_write_is_done_and_what_it_destroys_is_said_before(api: Api, pbx: Pbx) -> None:
    create = ("wakeupcall/create", *WAKEUP, "--write", "--confirm", "wakeupcall/create")
    first, second = api.answer(*create)["id"], api.answer(*create)["id"]
    assert first != second
    assert api.errors == ""

    delete = ("wakeupcall/delete", "ext_id=41", "--write", "--confirm", "wakeupcall/delete")
    api.answer(*delete, f"wakeup_call_id={first}")
    assert api.errors == ""
    kept = api.answer("wakeupcall/get", "ext_id=41")["data"]["wakeup_call"]
    assert [each["id"] for each in kept] == [second]

    api.answer(*delete)
    assert api.errors == (
        "ctiapp: wakeupcall/delete: without wakeup_call_id every wake-up call of those "
        "extensions is deleted\n"
    )
    body = {"ext_id": 41, "alarm_time": "06:30"}
    assert [each["body"] for each in pbx.asked("wakeupcall/create")] == [body, body]


def test_at_a_terminal_the_name_is_typed(
    api: Api, pbx: Pbx, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("hotel/checkout", "ext_id=41", "--write")

    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    assert api.call(*words)[0] == 1
    assert "wake-up calls are wiped, for good" in api.errors
    assert "nothing was sent" in api.errors
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert api.call(*words)[0] == 1
    assert asked(pbx) == []

    monkeypatch.setattr("sys.stdin", Terminal("hotel/checkout\n"))
    assert api.answer(*words)["errcode"] == 0
    assert asked(pbx) == ["get_token", "hotel/checkout", "del_token"]


def test_a_write_is_sent_once_and_unknown_where_nothing_answers(api: Api, pbx: Pbx) -> None:
    pbx.do("fail", endpoint="call/dial", silent=True)
    dial = ("call/dial", "caller=2000", "callee=2001", "--write", "--confirm", "call/dial")

    assert api.call(*dial)[0] == 4
    assert "no answer says whether it was done" in api.errors
    assert asked(pbx) == ["get_token", "call/dial", "del_token"]


# --- refusals ------------------------------------------------------------------------------------


def test_a_refusal_is_one_line_with_code_and_words(api: Api, pbx: Pbx) -> None:
    assert api.call("extension/get", "id=999999") == (1, "")
    assert api.errors == "ctiapp: extension/get: the PBX refused (60001 DATA NOT FOUND)\n"
    assert asked(pbx)[-1] == "del_token"
    assert api.call("trunk/list")[0] == 1
    assert "this PBX does not have it (10001" in api.errors
    pbx.do("fail", endpoint="cdr/list", errcode=40002, field="page")
    assert api.call("cdr/list", "page=x")[0] == 1
    assert "40002" in api.errors
    assert "page" in api.errors


def test_a_wrong_secret_is_sent_once(api: Api, pbx: Pbx) -> None:
    api.secret_file.write_text("wrong-secret", encoding="utf-8")

    assert api.call("system/information")[0] == 1
    assert "client ID or secret is wrong; five times" in api.errors
    assert "wrong-secret" not in api.errors
    assert asked(pbx) == ["get_token"]
    pbx.do("unblock")


def test_nobody_there_is_said(api: Api, unused_tcp_port: int) -> None:
    account = [*api.account[2:], "--pbx", f"http://127.0.0.1:{unused_tcp_port}"]

    assert api.run("call", "system/information", *account)[0] == 1
    assert "nothing answers at that address" in api.errors


def test_a_certificate_is_trusted_by_its_fingerprint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Pbx("--tls") as pbx:
        api = Api(pbx, tmp_path, capsys)
        assert api.call("system/information")[0] == 1
        assert asked(pbx) == []
        found = re.search("--trust ([0-9a-f]{64}) would trust it", api.errors)
        assert found is not None, api.errors

        assert api.answer("system/information", "--trust", found[1])["errcode"] == 0


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["extension/gett"], "perhaps extension/get"),
        (["completely.different"], "ctiapp api list --kind p-series"),
        (["extension/get", "id"], "no parameter: 'id'"),
        (["extension/get", "id=1", "--json", "-"], "either in the JSON or on the command line"),
        (["extension/get", "--json", "/does/not/exist"], "cannot read /does/not/exist"),
        (["extension/get", "id:={}"], "id must be a text or a number"),
        (["extension/get", "--save", "x"], "leads to no file"),
        (["recording/download", "--save", "/does/not/exist"], "no folder /does/not"),
        (["extension/update", "reg_password=***"], "that hid a password"),
        (["extension/get", "--nonsense"], "unrecognized arguments: --nonsense"),
        ([], "the following arguments are required: ENDPOINT"),
    ],
)
def test_what_makes_no_sense_asks_nobody(
    words: list[str], complaint: str, api: Api, pbx: Pbx
) -> None:
    code, out = api.call(*words)

    assert (code, out) == (2, "")
    assert complaint in api.errors
    assert api.errors.splitlines()[-1].startswith("ctiapp: ")
    assert asked(pbx) == []


def test_standard_input_is_one_thing(
    api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    account = ["--pbx", api.pbx.url, "--client-id", "x", "--client-secret-file", "-"]
    assert api.run("call", "extension/get", "--json", "-", *account)[0] == 2
    assert "either the secret or the parameters" in api.errors

    def stdin(raw: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))

    stdin(b'\xef\xbb\xbf{"id": "39"}')
    assert api.answer("extension/get", "--json", "-")["data"]["number"] == "2000"
    stdin(b"\xff")
    assert api.call("extension/get", "--json", "-")[0] == 2
    assert "- is no UTF-8 text" in api.errors
    stdin(b" " * (2**20 + 1))
    assert api.call("extension/get", "--json", "-")[0] == 2
    assert "more than 1048576 bytes" in api.errors


def test_passwords_on_the_command_line_are_warned_of(api: Api) -> None:
    write = ("--write", "--confirm", "extension/update")
    api.answer("extension/update", "id=41", "user_password=Sup3rS3cret!x", *write)

    assert "others here can read user_password from the command line" in api.errors


# --- the profile that is kept --------------------------------------------------------------------


class Keys(KeyringBackend):
    """A key store with one secret in it."""

    priority = 1

    def __init__(self, key: str, secret: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._kept = {(SERVICE, key): secret}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError

    def delete_password(self, service: str, username: str) -> None:
        raise AssertionError


def test_the_profile_that_signed_in_last_is_called_as(
    api: Api, pbx: Pbx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = Profile("Desk", "p-series", pbx.url, pbx.client_id, "2000", remember=True)
    SettingsFile(tmp_path / "settings.json").save(Settings().with_profile(profile))
    keys = Keys(profile.secret_key("client_secret"), pbx.client_secret)

    def choose(limit: Callable[[KeyringBackend], bool]) -> None:
        assert limit(keys)
        keyring.set_keyring(keys)

    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    monkeypatch.setattr(keyring.core, "init_backend", choose)

    code, out = api.run("call", "system/information", "--data-dir", str(tmp_path))

    assert code == 0, api.errors
    assert json.loads(out)["errcode"] == 0
    assert asked(pbx) == ["get_token", "system/information", "del_token"]


# --- what is loaded ------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["--help"], ["call", "--help"], ["list", "--json"]])
def test_help_and_list_load_nothing_heavy_and_no_qt(words: list[str]) -> None:
    code = (
        "import sys; from ctiapp.cli import main\n"
        "try: main(['api', *sys.argv[1:]])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'PySide6', 'asyncio', 'httpx', 'msgspec', 'keyring', 'phonenumbers'}\n"
        "print(sorted(heavy & {n.partition('.')[0] for n in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_command_that_is_none_is_named(api: Api) -> None:
    assert api.run()[0] == 2
    assert api.run("ask")[0] == 2
    assert "invalid choice: 'ask'" in api.errors
