"""What an answer consists of."""

from __future__ import annotations

from ctiapp.simpbx.k2 import errors


def test_codes_are_texts_and_each_means_one_thing() -> None:
    codes = [value for name, value in vars(errors).items() if name.isupper() and name != "TYPE"]
    texts = [code for code in codes if isinstance(code, str)]
    assert len(texts) > 20
    assert len(set(texts)) == len(texts)
    assert all(code.isdigit() and len(code) == 5 for code in texts)


def test_a_list_without_rows_is_left_out() -> None:
    assert errors.success(calls=[], callid="1.1") == {"callid": "1.1"}
    assert errors.success(calls=[{}], note="") == {"calls": [{}], "note": ""}
