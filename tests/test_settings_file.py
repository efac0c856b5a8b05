"""The settings file loses nothing that the user has."""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp import settings_file
from ctiapp.model.errors import SettingsError
from ctiapp.model.logintries import LOCK, FailedLogIns
from ctiapp.model.popactions import PopAction, What, When, Which
from ctiapp.settings import Corner, Language, Profile, Settings, Theme
from ctiapp.settings_file import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Callable

AT = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
DESK = Profile(
    "前台",
    "p-series",
    "https://pbx.example.com",
    "id",
    "2000",
    remember=True,
    certificate_sha256="ab" * 32,
    proxy="http://proxy:3128",
)
FULL = Settings(
    profiles=(DESK, Profile("B", "k2", "http://b", "i", "7", ca_path="ca.pem")),
    last_profile="B",
    language=Language.CHINESE,
    theme=Theme.DARK,
    card_corner=Corner.TOP_LEFT,
    auto_answer=True,
    safe_transfer_s=40,
    keys=MappingProxyType({"answer": "F4"}),
    country="CN",
    outside_prefix="9",
    number_rewrites=MappingProxyType({"+0": "+", "000": "00"}),
    premium_prefixes=("900", "+4990"),
    presence_rules=MappingProxyType({"lunch": True, "available": False}),
    pop_actions=(
        PopAction("CRM", url="https://crm.example.com/{number}"),
        PopAction(
            *("Note", False, When.END, Which.QUEUE, "6400", What.PROGRAM, "", False),
            ("notify", "{name}"),
        ),
    ),
    no_pause_reasons=MappingProxyType({"3631A2082": "2026-03-02T09:30:00+00:00"}),
    greetings=MappingProxyType({"6402": "Support", "+498912340": "王氏牙科诊所"}),
    consent_text="我想录音，您同意吗？",
    keep_calls_days=30,
    keep_notes_days=0,
    keep_deeds_days=90,
    keep_contacts_days=7,
    hotel=True,
    hotel_rooms="101-119, Rooms",
    night_desk=True,
    pbx_zone="Europe/Berlin",
    night_sheet_at="22:00",
    night_sheet_dir="sheets",
    geometry=MappingProxyType({"main": "AAEC"}),
).with_failed(FailedLogIns("https://pbx.example.com", "id", 5, AT, AT + LOCK, told=True))


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


def written(file: SettingsFile) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(file.path.read_bytes())
    return document


def test_what_is_saved_is_what_is_loaded(file: SettingsFile) -> None:
    file.save(FULL)

    loaded = SettingsFile(file.path).load()

    assert loaded.settings == FULL
    assert loaded.problem is None


def test_a_row_of_refusals_without_a_lock_is_read_as_it_was_written_before(
    file: SettingsFile,
) -> None:
    row = {"url": "https://a", "client_id": "id", "count": 3, "last_at": AT.isoformat()}
    file.path.write_text(json.dumps({"version": 1, "failed_log_ins": [row]}))

    assert file.load().settings.failed_log_ins == (FailedLogIns("https://a", "id", 3, AT),)


def test_a_first_start_has_defaults_and_no_complaint(file: SettingsFile) -> None:
    assert file.load() == settings_file.Loaded(Settings())
    assert not file.path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are Unix's")
def test_the_file_is_its_owners_alone_and_no_other_stays(file: SettingsFile) -> None:
    file.save(FULL)
    file.save(Settings())

    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert list(file.path.parent.iterdir()) == [file.path]


def test_a_write_that_fails_leaves_the_old_file_whole(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(FULL)

    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(SettingsError, match="No space left"):
        file.save(Settings())
    monkeypatch.undo()

    assert file.load().settings == FULL
    assert list(file.path.parent.iterdir()) == [file.path]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"version": 1' + b" " * 5_000_000 + b"}"],
    ids=["empty", "cut", "list", "not text", "deep", "huge"],
)
def test_a_broken_file_is_moved_aside_and_reported(
    file: SettingsFile, content: bytes, expected_log: Callable[..., None]
) -> None:
    file.path.write_bytes(content)
    expected_log(r"settings\.json: not a JSON object; the file is kept as settings.json.broken-1")

    loaded = file.load()

    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert "broken-1" in loaded.problem.detail
    assert file.path.with_name("settings.json.broken-1").read_bytes() == content
    file.save(FULL)
    assert file.load().settings == FULL


@pytest.mark.expected_log("broken-1", "broken-2")
def test_no_broken_file_replaces_an_earlier_one(file: SettingsFile) -> None:
    for content in ("one", "two"):
        file.path.write_text(content)
        file.load()

    kept = [file.path.with_name(f"settings.json.broken-{n}").read_text() for n in (1, 2)]
    assert kept == ["one", "two"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "klingon"),
        ("theme", 3),
        ("auto_answer", "yes"),
        ("safe_transfer_s", 0),
        ("safe_transfer_s", "25"),
        ("keys", ["F4"]),
        ("keys", {"answer": 4}),
        ("country", "china"),
        ("number_rewrites", {"0": "x"}),
        ("pop_actions", {}),
        ("pop_actions", [{"url": "https://a/"}]),
        ("pop_actions", [{"name": "A", "url": "file:///etc/passwd"}]),
        ("pop_actions", [{"name": "A", "when": "never"}]),
        ("profiles", {}),
        ("profiles", [7]),
        ("profiles", [{"name": "x"}]),
        ("profiles", [{**dict.fromkeys(("name", "url", "client_id", "extension"), "x")}]),
        ("failed_log_ins", [{"url": "a", "client_id": "b", "count": 0, "last_at": "2030-01-01"}]),
        ("failed_log_ins", [{"url": "a", "client_id": "b", "count": True, "last_at": "x"}]),
        (
            "failed_log_ins",
            [{"url": "a", "client_id": "b", "count": 5, "last_at": f"{AT}", "locked_until": 1}],
        ),
    ],
)
def test_a_wrong_value_costs_no_other(
    file: SettingsFile, name: str, value: object, expected_log: Callable[..., None]
) -> None:
    file.save(FULL)
    broken = written(file) | {name: value}
    file.path.write_text(json.dumps(broken))
    expected_log(rf"settings\.json: {name}: ")

    loaded = file.load()

    assert loaded.problem is not None
    assert loaded.settings == replace(FULL, **{name: getattr(Settings(), name)})
    assert json.loads(file.path.with_name("settings.json.broken-1").read_text()) == broken


@pytest.mark.expected_log("same name")
def test_of_two_profiles_with_one_name_the_first_holds(file: SettingsFile) -> None:
    file.save(FULL)
    document = written(file)
    document["profiles"].append(document["profiles"][0])
    file.path.write_text(json.dumps(document))

    assert file.load().settings.profiles == FULL.profiles


def test_what_a_later_version_wrote_survives_a_visit(file: SettingsFile) -> None:
    file.save(FULL)
    document = written(file)
    document |= {"version": 9, "skin": {"a": [1]}, "theme": "sepia"}
    document["profiles"][0]["avatar"] = "cat.png"
    document["profiles"].append({"name": "new", "kind": "pigeon"})
    file.path.write_text(json.dumps(document))

    loaded = file.load()
    assert loaded.problem is None
    assert loaded.settings.theme is Theme.SYSTEM
    file.save(replace(loaded.settings, auto_answer=False))

    assert written(file) == document | {"auto_answer": False}


def test_a_value_set_here_replaces_a_later_versions(file: SettingsFile) -> None:
    file.path.write_text('{"version": 2, "theme": "sepia"}')

    file.save(replace(file.load().settings, theme=Theme.DARK))

    assert written(file)["theme"] == "dark"


@pytest.mark.expected_log("cannot be put aside")
def test_a_file_that_can_neither_be_read_nor_put_aside_is_never_overwritten(
    file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.path.write_text("{")

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", forbidden)
    assert file.load().problem is not None
    monkeypatch.undo()

    with pytest.raises(SettingsError, match="left as it is"):
        file.save(FULL)
    assert file.path.read_text() == "{"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    ["version", "profiles", "last_profile", "theme", "keys", "country", "failed_log_ins", "x"]
)


@given(st.dictionaries(names, json_values))
def test_no_json_object_breaks_loading_and_saving_again(document: dict[str, object]) -> None:
    newer = document.get("version")
    settings, wrong = settings_file._decode(document, newer=isinstance(newer, int) and newer > 1)
    once = settings_file._encode(settings)
    again, _ = settings_file._decode(once, newer=True)

    assert isinstance(wrong, list)
    assert settings_file._encode(again) == once


def test_every_setting_is_read_and_written() -> None:
    from dataclasses import fields

    names = {field.name for field in fields(Settings)} - {"kept"}

    assert set(settings_file._encode(FULL)) == names
    assert set(settings_file._PROFILE_READERS) == {f.name for f in fields(Profile)} - {"kept"}
