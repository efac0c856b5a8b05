"""Each kind of PBX is called in its own dialect, over real sockets: list, read, write, refuse."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.pbx.request import Request
from ctiapp.tools.api_ways import NOWHERE, way
from tests.e2e.simulated import Pbx
from tests.tools.calling import Api

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """What one kind of PBX is asked.

    Attributes:
        name: the kind.
        success: the answer that says no more than that.
        session: the endpoints that get, renew and end its token, as far as there are any.
        read: an endpoint that only reads.
        tells: a member of its answer.
        room: how a wake-up call names the extension 2001.
        wake: the parameters of one at 06:30, less the room.
        alarm: the name of an alarm's id.
        refused: a call that is refused, and the code.
        all_calls: asks for the records of all calls, less when they were.
    """

    name: str
    success: dict[str, object]
    session: tuple[str, ...]
    read: str
    tells: str
    room: str
    wake: tuple[str, ...]
    alarm: str
    refused: tuple[str, ...]
    all_calls: str


MD5_SESSION = ("login", "token/refresh", "logout")

CLOUD = Kind(
    name="cloud",
    success={"status": "Success"},
    session=MD5_SESSION,
    read="deviceinfo/query",
    tells="deviceinfo",
    room="extid=2001",
    wake=('wakeup=[{"time":"06:30","type":"onetime","repeats":"1"}]',),
    alarm="wakeupid",
    refused=("extension/hangup", "extid=99999", "10006"),
    all_calls="extid=all",
)

K2 = Kind(
    name="k2",
    success={"status": "Success"},
    session=("login", "logout"),
    read="deviceinfo/query",
    tells="deviceinfo",
    room="number=2001",
    wake=CLOUD.wake,
    alarm="wakeupid",
    refused=("extension/delete", "number=99999", "10006"),
    all_calls="number=all",
)

OPENVOX = Kind(
    name="openvox",
    success={"status": "Success"},
    session=("login",),
    read="extension/query",
    tells="extinfos",
    room="number=2001",
    wake=("time=06:30", "type=onetime"),
    alarm="wakeupid",
    refused=("extension/delete", "number=99999", "10006"),
    all_calls="extid=all",
)

KINDS = (CLOUD, K2, OPENVOX)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_called_in_its_own_dialect(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Pbx("--kind", kind.name) as pbx:
        api = Api(pbx, tmp_path, capsys, "--kind", kind.name)

        code, out = api.run("list", kind.read, "--kind", kind.name, "--json")
        assert (code, [row["endpoint"] for row in json.loads(out)]) == (0, [kind.read])

        for name in kind.session:
            answer = api.answer(name)
            assert kind.success.items() <= answer.items()
            assert {str(answer.get(key, "***")) for key in ("token", "refreshtoken")} == {"***"}

        assert kind.tells in api.answer(kind.read)
        if kind is not OPENVOX:  # it is looked for at its own port
            assert kind.tells in api.answer(kind.read, "--kind", "auto")

        create = ("wakeupcall/create", kind.room, *kind.wake)
        assert api.call(*create)[0] == 2
        assert api.answer(*create, "--write", "--confirm", create[0]) == kind.success
        shown = json.dumps(api.answer("wakeupcall/query", kind.room))
        assert "06:30" in shown
        delete = ("wakeupcall/delete", kind.room, "--write", "--confirm", "wakeupcall/delete")
        assert api.answer(*delete) == kind.success
        assert f"without {kind.alarm} every wake-up call" in api.errors
        assert "06:30" not in json.dumps(api.answer("wakeupcall/query", kind.room))

        *words, errno = kind.refused
        assert api.call(*words, "--write", "--confirm", words[0])[0] == 1
        assert errno in api.errors


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_file_is_fetched_by_its_random_string(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Pbx("--kind", kind.name) as pbx:
        pbx.do("record", **{"from": "5503301", "to": "2000", "recorded": True, "talk_s": 3})
        api = Api(pbx, tmp_path, capsys, "--kind", kind.name)
        sound, table = tmp_path / "call.wav", tmp_path / "calls.csv"

        since, until = "starttime=2020-01-01 00:00:00", "endtime=2099-01-01 00:00:00"
        words = ("cdr/get_random", kind.all_calls, since, until, "allowedip=127.0.0.1")
        answer = api.answer(*words, "--save", str(table))

        (asked,) = pbx.asked("cdr/download")
        assert "allowedip" not in asked["params"]
        (row,) = table.read_text(encoding="utf-8").splitlines()[1:]
        assert "5503301" in row
        (file,) = (cell for cell in row.split(",") if cell.endswith(".wav"))
        api.answer("recording/get_random", f"recording={file}", "--save", str(sound))
        assert sound.read_bytes()[:4] == b"RIFF"
        used = f"random={answer['random']}"
        again = ("cdr/download", kind.all_calls, since, until, used)
        assert api.call(*again)[0] == 2
        assert "--save FILE says where to" in api.errors
        assert api.call(*again, "--save", str(tmp_path / "again.csv"))[0] == 1
        assert not (tmp_path / "again.csv").exists()


@pytest.mark.parametrize(
    ("kind", "port"), [("cloud", str(NOWHERE)), ("k2", None), ("openvox", str(NOWHERE))]
)
def test_a_log_in_leads_no_event_to_where_somebody_listens(kind: str, port: str | None) -> None:
    body = way(kind).speech.log_in("me", "s3cret").body

    assert body is not None
    assert body.get("port") == port
    assert not body.get("url")


@pytest.mark.parametrize("form", ["xml", "json"])
def test_the_form_that_is_asked_for_goes_in_the_query_and_its_answer_is_shown(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both bodies have it; a wake-up call's own type is a parameter as before."""
    with Pbx("--kind", "openvox") as pbx:
        api = Api(pbx, tmp_path, capsys, "--kind", "openvox")

        answer = api.answer("extension/query", "extid=2001", f"type={form}")

        (asked,) = pbx.asked("extension/query")
        assert asked["params"]["type"] == form
        assert asked["body"] == {"extid": "2001"}
        assert [each["extnumber"] for each in answer["extinfos"]] == ["2001"]
        create = ("wakeupcall/create", "number=2001", "time=06:30", "type=onetime")
        api.answer(*create, "--write", "--confirm", create[0])
        (asked,) = pbx.asked(create[0])
        assert (asked["params"]["type"], asked["body"]["type"]) == ("json", "onetime")


def test_a_type_is_the_form_only_where_it_can_be_one() -> None:
    asked = way("openvox").asked(Request("POST", "a/b", body={"type": "xml", "extid": "1"}))
    assert (asked.params, asked.body) == ({"type": "xml"}, {"extid": "1"})
    for kind, other in (("openvox", "onetime"), ("cloud", "xml"), ("openvox", ["xml"])):
        request = Request("POST", "a/b", body={"type": other})
        assert way(kind).asked(request) == request


def test_what_a_log_in_did_not_bring_cannot_be_renewed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Pbx("--kind", "k2") as pbx:
        api = Api(pbx, tmp_path, capsys, "--kind", "k2")

        assert api.call("token/refresh")[0] == 1
        assert "this log-in brought nothing to renew it with" in api.errors


def test_an_address_means_what_it_means_for_that_kind() -> None:
    assert [origin.url for origin in way("p-series").origins("pbx.example.com")] == [
        *("https://pbx.example.com:8088", "https://pbx.example.com"),
    ]
    assert [origin.url for origin in way("cloud").origins("https://x.example/api/v1.1.0")] == [
        *("https://x.example", "https://x.example:8088"),
    ]
    assert [origin.url for origin in way("k2").origins("10.0.0.1")] == [
        *("https://10.0.0.1:8088", "https://10.0.0.1"),
    ]
    assert [origin.url for origin in way("openvox").origins("http://10.0.0.1")] == [
        "http://10.0.0.1:9011",
    ]


def test_a_kind_that_nobody_speaks_is_not_called() -> None:
    with pytest.raises(UsageError, match="can be listed, not called yet"):
        way("other")
