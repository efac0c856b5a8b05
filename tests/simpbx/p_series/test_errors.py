"""Answers that say no."""

from __future__ import annotations

from ctiapp.simpbx.p_series.errors import ApiError, invalid, missing, success


def test_answers_have_the_handbooks_shape() -> None:
    assert success(call_id="1.2") == {"errcode": 0, "errmsg": "SUCCESS", "call_id": "1.2"}
    assert ApiError(70130).answer() == {"errcode": 70130, "errmsg": "CAHNNEL ID NOT FOUND"}
    assert missing("name").answer() == {
        "errcode": 40002,
        "errmsg": "PARAMETER ERROR",
        "invalid_param_list": [{"field": "name", "validation_type": "required"}],
    }
    assert invalid("page", "x").answer()["invalid_param_list"] == [{"field": "page", "value": "x"}]
