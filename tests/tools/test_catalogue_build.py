"""What makes the catalogues, over handbooks of a few lines: it reads them, or says where not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ctiapp.tools import catalogue_build, catalogue_words
from ctiapp.tools.catalogue_build import HandbookError, main, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

P_HEAD = "HTTP 请求方式\tAPI endpoint\t说明"

P_SERIES = f"""\
分机

表 3.

{P_HEAD}
GET\textension/list\tx
POST\textension/send_welcome_email\tx

表 3. (续)

{P_HEAD}
GET\trecording/download\tx

酒店应用

{P_HEAD}
POST\thotel/checkout\tx

请求 URL

```
GET {{base_url}}/{{api_path}}/extension/list?access_token={{access_token}}
```

请求参数

参数\t是否必填\t类型\t说明
page\t否\tInteger\tx
<code>sort_by</code>\t否\tString\tx

响应参数

total_number\t否\tInteger\tno parameter

请求 URL

```
POST {{base\\_url}}/{{api path}}/
extension/send_welcome_email?access_token={{access\\_token}}
```

请求参数

id_list\t是\tArray<Integer>\tx
type\tonly for some\t是\tString\tx
id_list\t是\tInteger\tthe same name further in

请求 URL

```
wss://{{base_url}}/{{api_path}}/subscribe
```
"""

CLOUD = """\
API 接口概览

分机

功能\tEndpoint
x\t/api/v1.1.0/extension/query?token={token}

功能\tEndpoint
x\t/api/v1.1.0/cdr/get_random?token={token}

API 验证

Endpoint

POST /api/v1.1.0/login

请求参数

wakeup\t是\tObject\tx
username\t是\tString\tx

Endpoint

```
POST /api/v1.1.0/extension/query?token={token}
```

link: https://{domain}/api/v1.1.0/cdr/download?extid={extid}
"""

K2_OVERVIEW = """\
API 认证

API Endpoint 描述
login x
logout x

分机接口

API Endpoint 描述
extension/list x
call/hold x

事件报告类型

事件 描述
BootUp x
"""

K2_FACTS = """\
## 1. Transport
| `not/one` | x |
## 2. Session
| `login` (no token) | x |
## 5. Requests: calls
| `call/hold`, `call/unhold` | `channelid` R | - | D |
| `call/mute_member`, `unmute_member` | `wakeup` R {`time`} | - | D |
| `call/a_b`, `/refuse` | x | D |
GET /api/v2.0.0/recording/download?recording=.. ; I: `cdr/download?x`
## 8. Error codes
| `no/more` | x |
"""

OPENVOX_FACTS = """\
## 2. Session
| `login?type=` | x | DOC |
## 3. Requests: calls
| `extension/hold` | `extid` R | `extension/unhold` {extid} is INFERRED from v1.1 | DOC [hold] |
## 4. Requests: the rest
| `queue/pause_agent` | x | `status` | INFERRED |
| `extension/add` | x | `status` | DOC |
| `cdr/get_random` | x | `random` | DOC + INFERRED |
Yeastar's is `/api/v1.1.0/recording/download?recording=..`
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Handbooks of a few lines."""
    for name, content in {
        "p-series-openapi-v1.0-handbook.zh.txt": P_SERIES,
        "cloud-pbx-api-v1.1.0-handbook.zh.txt": CLOUD,
        "k2-ippbx-api-overview.zh.txt": K2_OVERVIEW,
        "k2-v2.0.0-facts.md": K2_FACTS,
        "openvox-uc-v0.0.1-facts.md": OPENVOX_FACTS,
        "api-v0.0.1-extension-add.en.txt": "POST /api/v0.0.1/extension/add?token=x\n",
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    none: dict[str, Any] = {kind: {} for kind in catalogue_build.READERS}
    monkeypatch.setattr(catalogue_words, "DANGERS", none)
    return tmp_path


def entries(kind: str, folder: Path) -> dict[str, dict[str, Any]]:
    """What is made of a handbook, by endpoint."""
    document = json.loads(text(kind, folder))
    assert document["kind"] == kind
    return {entry.pop("name"): entry for entry in document["endpoints"]}


def edited(folder: Path, name: str, change: Callable[[str], str]) -> None:
    """Change the one handbook whose name begins so."""
    (file,) = folder.glob(f"{name}*")
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_p_series_is_read_from_overview_and_chapters(folder: Path) -> None:
    assert entries("p-series", folder) == {
        "extension/list": {
            "method": "GET",
            "access": "read",
            "section": "extensions",
            "where": "l. 6",
            "types": {"page": "integer"},
        },
        "extension/send_welcome_email": {
            "method": "POST",
            "access": "write",
            "section": "extensions",
            "where": "l. 7",
            "types": {"id_list": "json"},
        },
        "recording/download": {
            "method": "GET",
            "access": "read",
            "section": "extensions",
            "where": "l. 12",
            "file": "@download_resource_url",
        },
        "hotel/checkout": {
            "method": "POST",
            "access": "write",
            "section": "hotel",
            "where": "l. 17",
        },
    }


def test_the_cloud_is_read_from_overview_chapters_and_links(folder: Path) -> None:
    found = entries("cloud", folder)

    assert list(found) == ["extension/query", "cdr/get_random", "login", "cdr/download"]
    assert found["cdr/get_random"] == {
        "method": "POST",
        "access": "read",
        "section": "extensions",
        "where": "l. 9",
        "file": "cdr/download",
    }
    assert found["login"]["access"] == "session"
    assert found["login"]["types"] == {"wakeup": "json"}
    assert found["cdr/download"] == {
        "method": "GET",
        "access": "file",
        "section": "files",
        "where": "l. 28",
    }


def test_the_k2_is_read_from_overview_and_facts(folder: Path) -> None:
    found = entries("k2", folder)

    assert list(found) == [
        *("login", "logout", "extension/list", "call/hold"),
        *("call/unhold", "call/mute_member", "call/unmute_member", "call/a_b", "call/refuse"),
        *("recording/download", "cdr/download"),
    ]
    assert found["call/hold"]["where"] == "overview l. 11"
    assert found["call/unhold"]["where"] == "facts l. 6"
    assert found["call/mute_member"]["types"] == {"wakeup": "json"}
    assert [name for name, each in found.items() if each.get("inferred")] == ["cdr/download"]


def test_openvox_is_read_from_its_facts(folder: Path) -> None:
    found = entries("openvox", folder)

    assert list(found) == [
        *("login", "extension/hold", "extension/unhold", "queue/pause_agent", "extension/add"),
        *("cdr/get_random", "recording/download", "cdr/download"),
    ]
    assert [name for name, each in found.items() if each.get("inferred")] == [
        *("extension/unhold", "queue/pause_agent", "recording/download", "cdr/download"),
    ]
    assert found["extension/hold"]["section"] == "calls"
    assert found["extension/add"]["section"] == "extensions"


def test_what_was_not_expected_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(folder, "p-series-open", lambda old: old.replace("GET\textension", "POST\textension"))
    with pytest.raises(HandbookError, match="extension/list: POST in the overview, GET in"):
        text("p-series", folder)

    edited(folder, "p-series-open", lambda old: old.replace("POST\textension/list\tx\n", ""))
    with pytest.raises(HandbookError, match="what the overview lacks: extension/list"):
        text("p-series", folder)

    edited(folder, "p-series-open", lambda old: old.replace("{base_url}/", "base/"))
    with pytest.raises(HandbookError, match="no endpoint in"):
        text("p-series", folder)

    edited(folder, "cloud", lambda old: old.replace("v1.1.0/login", "v2.0.0/login"))
    with pytest.raises(HandbookError, match="no endpoint in"):
        text("cloud", folder)

    edited(folder, "k2-ippbx", lambda old: old.replace("logout", "login"))
    with pytest.raises(HandbookError, match="k2: twice login"):
        text("k2", folder)

    edited(folder, "api", lambda old: old.replace("add", "create"))
    with pytest.raises(HandbookError, match="extension/create: on a page, and not in"):
        text("openvox", folder)

    edited(folder, "k2-ippbx", lambda _: K2_OVERVIEW)
    monkeypatch.setitem(catalogue_words.DANGERS, "k2", {"gone/by": {"words": "x"}})
    with pytest.raises(HandbookError, match="words for nothing: gone/by"):
        text("k2", folder)


def test_the_files_are_written_where_the_resources_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue_build, "resources", lambda: folder)

    assert main([str(folder)]) == 0
    assert sorted(path.name for path in (folder / "api").iterdir()) == [
        *("cloud.json", "k2.json", "openvox.json", "p-series.json"),
    ]
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
    assert main([str(folder / "nowhere")]) == 1
    assert "p-series" in capsys.readouterr().err
