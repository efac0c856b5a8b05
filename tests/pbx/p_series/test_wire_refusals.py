"""The fields that a refusal names, by the handbook's examples."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import CommandError, CredentialsRejected
from ctiapp.pbx.p_series import wire_rest
from ctiapp.pbx.p_series.wire_refusals import FieldsNamed, NamedFields, named_fields
from tests.pbx.p_series.frames import answer


def test_the_printed_refusals() -> None:
    assert named_fields(answer("parameter-error")) == NamedFields(("name",), {})
    assert named_fields(answer("duplicate")) == NamedFields((), {"email_addr": "1011"})


def test_one_that_names_fields_is_told_from_one_that_names_none() -> None:
    with pytest.raises(FieldsNamed) as caught:
        wire_rest.checked(answer("duplicate"))
    assert caught.value.code == "40003"
    assert caught.value.named.duplicate == {"email_addr": "1011"}
    with pytest.raises(CommandError) as plain:
        wire_rest.checked({"errcode": 40002, "invalid_param_list": [{"value": "x"}, None]})
    assert not isinstance(plain.value, FieldsNamed)


def test_a_refused_log_in_stays_one() -> None:
    with pytest.raises(CredentialsRejected):
        wire_rest.checked(answer("get_token-refused"), log_in=True)


def test_what_was_in_the_fields_is_not_kept() -> None:
    body = {
        "errcode": 40002,
        "invalid_param_list": [{"field": "user_password", "value": "hunter2", "x": "hunter2"}],
        "duplicate_field_list": [{"field": "reg_password", "value": "hunter2"}],
    }
    with pytest.raises(FieldsNamed) as caught:
        wire_rest.checked(body)
    shown = f"{caught.value} {caught.value.named} {caught.value.notice()}"
    assert "user_password" in shown
    assert "hunter2" not in shown


def test_names_are_bounded() -> None:
    body = {"invalid_param_list": [{"field": f"{n:04}" + "x" * 100} for n in range(1000)]}
    named = named_fields(body)
    assert named is not None
    assert len(named.invalid) == 16
    assert all(len(name) <= 60 for name in named.invalid)
