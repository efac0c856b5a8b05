"""The catalogues hold what the handbooks name, and say what reads, what writes, what destroys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.ctl_verbs import PBX_KINDS
from ctiapp.model.errors import StorageError
from ctiapp.simpbx.p_series import facade
from ctiapp.tools import catalogue
from ctiapp.tools.catalogue import KINDS, Access, Danger, load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HOW_MANY = {"p-series": 123, "cloud": 67, "k2": 89, "openvox": 40}


def named(kind: str) -> set[str]:
    """What the handbook names: looked for in another way than the catalogue's, then by hand."""
    file = ROOT / "tests" / "frames" / kind.replace("-", "_") / "endpoints.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    names = {line for line in lines if line[0] not in "#+-"}
    return names | {line.split()[1] for line in lines if line.startswith("+ ")}


def test_every_kind_has_a_catalogue() -> None:
    assert KINDS == PBX_KINDS
    assert set(HOW_MANY) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_catalogue_has_every_endpoint_that_its_handbook_names_and_no_other(kind: str) -> None:
    found = load(kind)

    assert set(found.endpoints) == named(kind)
    assert len(found.endpoints) == HOW_MANY[kind]
    assert found.kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_catalogue_makes_sense(kind: str) -> None:
    found = load(kind)

    for endpoint in found:
        assert endpoint.method in {"GET", "POST"}, endpoint
        assert endpoint.section
        assert endpoint.where
        assert set(endpoint.types.values()) <= {"integer", "json"}, endpoint
        if kind != "p-series":
            assert (endpoint.method == "GET") == (endpoint.access is Access.FILE), endpoint
        if endpoint.file is not None and not endpoint.file.startswith("@"):
            assert found.endpoints[endpoint.file].access is Access.FILE
        if endpoint.danger is not None:
            assert endpoint.access is Access.WRITE, endpoint


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_changes_something_counts_as_a_write(kind: str) -> None:
    changing = ("create", "add", "update", "delete", "login", "pause", "dial", "hangup", "hold")
    for endpoint in load(kind):
        last = endpoint.name.rpartition("/")[2]
        if "/" in endpoint.name and last.startswith(changing):
            assert endpoint.access is Access.WRITE, endpoint


def test_the_simulated_pbx_takes_each_by_the_method_of_the_catalogue() -> None:
    """The simulated PBX was written from the handbook, too, and knows nothing of the catalogue."""
    found = load("p-series").endpoints

    for name, endpoint in facade.ENDPOINTS.items():
        assert found[name].method == endpoint.method, name


def test_what_only_stands_to_reason_is_marked() -> None:
    inferred = {kind: [each.name for each in load(kind) if each.inferred] for kind in KINDS}

    assert inferred == {
        "p-series": [],
        "cloud": [],
        "k2": ["voicemail/download", "cdr/download"],
        "openvox": [
            *("extension/unhold", "extension/listen", "queue/pause_agent"),
            *("recording/download", "cdr/download"),
        ],
    }


@pytest.mark.parametrize(
    ("kind", "name", "harmless", "harmful"),
    [
        (
            "p-series",
            "wakeupcall/delete",
            [{"ext_id": "39", "wakeup_call_id": "15"}],
            [{"ext_id": "39"}, {"ext_id": "39", "wakeup_call_id": " "}],
        ),
        ("p-series", "hotel/checkout", [], [{}, {"ext_id": 39}]),
        ("p-series", "agent/pause", [{"queue_ids": "3"}], [{"ext_id": "85"}]),
        (
            "p-series",
            "inbound_route/update",
            [{"id": 3, "name": "b"}],
            [{"id": 3, "did_pattern_list": []}],
        ),
        ("cloud", "wakeupcall/delete", [{"wakeupid": "1"}], [{"extid": "1000"}]),
        ("cloud", "siptrunk/delete", [{"trunkname": "a,b"}], [{"trunkname": "a, ALL"}]),
        ("k2", "wakeupcall/delete", [{"wakeupid": "1"}], [{}, {"wakeupid": "all"}]),
        ("k2", "extension/delete", [{"number": "305"}], [{"number": ["all"]}]),
        ("k2", "inroute/delete", [], [{"name": "x"}]),
        ("openvox", "wakeupcall/delete", [{"wakeupid": "4"}], [{}, {"number": "305"}]),
    ],
)
def test_what_is_destroyed_by_default_is_known(
    kind: str, name: str, harmless: list[dict[str, object]], harmful: list[dict[str, object]]
) -> None:
    danger = load(kind).endpoints[name].danger

    assert danger is not None
    assert not any(danger.threatens(values) for values in harmless)
    assert all(danger.threatens(values) for values in harmful)


def test_any_of_several_conditions_is_enough() -> None:
    danger = Danger("x", without="id", equals=("name",), given=("list",))

    assert not danger.threatens({"id": 0, "name": "small"})
    assert danger.threatens({"id": None})
    assert danger.threatens({"id": []})
    assert danger.threatens({"id": 1, "name": "all"})
    assert danger.threatens({"id": 1, "list": None})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"kind":"k2"}',
        '{"kind":"k2","path":"/","endpoints":[{"name":"a"}]}',
        '{"kind":"k2","path":"/","endpoints":[null]}',
    ],
)
def test_a_catalogue_that_cannot_be_read_is_said(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "k2.json"
    broken.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "resource", lambda *_: broken)

    with pytest.raises(StorageError, match="catalogue of k2"):
        load("k2")


def test_one_endpoint_stands_on_one_line() -> None:
    """So that a change of a catalogue can be read."""
    for kind in KINDS:
        file = ROOT / "resources" / "api" / f"{kind}.json"
        rows = [
            json.loads(line.strip().rstrip(","))
            for line in file.read_text(encoding="utf-8").splitlines()
            if line.startswith("  {")
        ]

        assert [row["name"] for row in rows] == list(load(kind).endpoints)
