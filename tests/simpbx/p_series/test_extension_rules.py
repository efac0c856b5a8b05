"""What the settings of an extension may be, by the handbook's tables."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.simpbx.directory import PRESENCES, Directory
from ctiapp.simpbx.p_series.errors import ApiError
from ctiapp.simpbx.p_series.extension_rules import (
    MANDATORY,
    check,
    department_ids,
    route_ids,
)
from ctiapp.simpbx.world import build
from tests.conftest import ROOT

WORLD = build(4, seed=1)
FOLDER = ROOT / "tests" / "frames" / "p_series_requests"

LEAST = {
    "type": "SIP",
    "user_password": "Userpwd1011",
    "number": "1000",
    "reg_name": "room",
    "reg_password": "Regpwd1011",
    "concurrent_registrations": 1,
    "presence_status": "available",
}
"""What is mandatory, and nothing else."""


def printed() -> dict[str, Any]:
    """Return the example body (l. 3339-3618), mended where page breaks have broken it."""
    text = (FOLDER / "extension-create.fixed.json").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(text)
    return value


def problems(
    values: dict[str, Any],
    *,
    creates: bool = True,
    needs: bool = False,
    directory: Directory = WORLD,
) -> list[dict[str, Any]]:
    """Return what is wrong, in the answer's words; nothing where all is fine."""
    refused = refusal(values, creates=creates, needs=needs, directory=directory)
    assert refused is None or refused.code == 40002
    return [] if refused is None else refused.invalid or [{"field": "?"}]


def refusal(
    values: dict[str, Any], *, creates: bool, needs: bool, directory: Directory = WORLD
) -> ApiError | None:
    try:
        check(values, directory, creates=creates, needs_organization=needs)
    except ApiError as error:
        return error
    return None


def test_the_example_is_taken_as_it_is_printed() -> None:
    assert problems(printed(), needs=True) == []


def test_what_is_mandatory_is_enough_and_all_of_it_is_missed() -> None:
    assert set(LEAST) == set(MANDATORY)
    assert problems(LEAST) == []
    assert problems({}) == [{"field": name, "validation_type": "required"} for name in MANDATORY]
    assert problems({}, creates=False) == []


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("type", ["SIP"], ["FXS", "sip", 1]),
        ("number", ["1", "1234567", 2001], ["12345678", "12a", "+49", "١٢٣", "1 2", True]),
        (
            "user_password",
            ["Userpwd101", "A1" + "b" * 61],
            ["Userpwd10", "userpwd1011", "USERPWD1011", "Userpasswd", "A1" + "b" * 62],
        ),
        ("reg_name", ["x", "x" * 63], ["x" * 64]),
        ("reg_password", ["x" * 8, "x" * 63], ["x" * 7, "x" * 64]),
        ("concurrent_registrations", [1, 3, "2"], [0, 4, "many"]),
        ("presence_status", list(PRESENCES), ["asleep", 7]),
        ("caller_id", ["5503301", "(030) 1.-+*#a"], ["ü", "1" * 32, "a;b"]),
        ("new_vm_notification", ["no", "without_attach"], ["yes"]),
        ("vm_after_notification", ["no", "mark_read", "delete"], ["keep"]),
        ("dtmf_mode", ["rfc4733", "auto"], ["rfc2833"]),
        ("transport", ["udp", "tls"], ["sctp"]),
        ("linkus_mobile_codec", ["g722"], ["mp3"]),
        ("enb_ice", ["yes", "no"], [1]),
        ("enb_vm", [0, 1, "1"], [2, True, "on"]),
        ("disable_outb_call", [0, 1], ["no"]),
        ("first_name", ["", "Ada", "陈"], [["Ada"], "\ud800", "x" * 1001]),
        ("outbound_route_permission", [[], [69, 70], "69,73", [" 69 "]], [[7], "x", 69, [True]]),
        ("organization_list", [[], [{"value": "1"}], [{"value": 2}]], [[1], [{}], [{"value": 99}]]),
    ],
)
def test_each_field(field: str, good: list[object], bad: list[object]) -> None:
    for value in good:
        assert problems({**LEAST, field: value}) == []
    for value in bad:
        assert [each["field"] for each in problems({**LEAST, field: value})] == [field]


def test_an_edit_needs_nothing_and_looks_at_what_there_is() -> None:
    assert problems({"number": "what it is not for"}, creates=False) == []
    assert problems({"first_name": "", "email_addr": ""}, creates=False) == []
    wrong = {"user_password": "short", "presence_status": "", "reg_name": ""}
    assert [each["field"] for each in problems(wrong, creates=False)] == [
        "user_password",
        "reg_name",
        "presence_status",
    ]


def test_departments_are_needed_where_they_are() -> None:
    for given_ in ({}, {"organization_list": []}, {"organization_list": None}):
        assert problems({**LEAST, **given_}, needs=True) == [
            {"field": "organization_list", "validation_type": "required"}
        ]


def test_messages_are_deleted_only_where_they_are_sent() -> None:
    values = {**LEAST, "vm_after_notification": "delete"}
    assert problems({**values, "new_vm_notification": "with_attach"}) == []
    assert problems({**values, "new_vm_notification": "no"}) == [
        {"field": "vm_after_notification", "value": "delete"}
    ]


def test_a_role_that_is_none() -> None:
    for role in (1, "2", "", None):
        assert problems({**LEAST, "role_id": role}) == []
    with pytest.raises(ApiError) as caught:
        check({**LEAST, "role_id": 9}, WORLD, creates=True, needs_organization=False)
    assert caught.value.code == 60101


ITEM = {"status": "away", "ring_timeout": 30}


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (ITEM, []),
        ({"status": "away", "ring_timeout": 5}, []),
        ({"status": "away", "ring_timeout": "300"}, []),
        ({"status": "away", "ring_timeout": 4}, ["ring_timeout"]),
        ({"status": "away", "ring_timeout": 301}, ["ring_timeout"]),
        ({"status": "away"}, ["ring_timeout"]),
        ({"ring_timeout": 30}, ["status"]),
        ({**ITEM, "status": "asleep"}, ["status"]),
        ({**ITEM, "enb_ring_mobile": 2}, ["enb_ring_mobile"]),
        ({**ITEM, "in_always_forward_dest": "moon"}, ["in_always_forward_dest"]),
        ({**ITEM, "in_busy_forward_dest": "queue"}, ["in_busy_forward_value"]),
        ({**ITEM, "in_busy_forward_dest": "queue", "in_busy_forward_value": "1"}, []),
        ({**ITEM, "ex_busy_forward_dest": "ext_vm", "ex_busy_forward_value": ""}, []),
        (
            {
                **ITEM,
                "ex_busy_forward_dest": "play_greeting",
                "ex_busy_forward_value": "demo.wav",
                "ex_busy_forward_prefix": "6",
            },
            ["ex_busy_forward_prefix"],
        ),
    ],
)
def test_each_presence(item: dict[str, Any], fields: list[str]) -> None:
    assert [each["field"] for each in problems({**LEAST, "presence_list": [item]})] == fields


def test_an_edited_presence_may_leave_out_how_long_it_rings() -> None:
    assert problems({"presence_list": [{"status": "away"}]}, creates=False) == []
    (wrong,) = problems({"presence_list": [{**ITEM, "ring_timeout": 4}]}, creates=False)
    assert wrong == {"field": "ring_timeout", "value": 4}
    (wrong,) = problems({"presence_list": "away"}, creates=False)
    assert wrong == {"field": "presence_list", "value": "away"}


def test_ids_are_read_from_lists_and_texts() -> None:
    assert route_ids({"outbound_route_permission": "69, 70"}) == [69, 70]
    assert route_ids({"outbound_route_permission": None}) == []
    assert route_ids({"outbound_route_permission": {}}) is None
    assert department_ids({"organization_list": [{"value": "1"}, {"value": 2}]}) == [1, 2]
    assert department_ids({}) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from([*printed(), "enb_nat", "role_id"])


@given(st.dictionaries(FIELDS, JSON), st.booleans())
def test_whatever_comes_is_taken_or_named(values: dict[str, Any], creates: bool) -> None:
    refused = refusal(values, creates=creates, needs=creates)

    assert refused is None or refused.code in (40002, 60101)
    assert refused is None or json.dumps(refused.answer())
