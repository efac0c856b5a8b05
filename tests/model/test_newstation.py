"""A new extension, and why one is refused."""

from __future__ import annotations

from ctiapp.model.newstation import FieldsRefused, NewStation

GOOD = NewStation("123", "Abcdefghi1", "123", "longlong")


def test_passwords_are_never_shown() -> None:
    assert "Abcdefghi1" not in repr(GOOD)
    assert "longlong" not in repr(GOOD)


def test_a_refusal_names_the_fields() -> None:
    refused = FieldsRefused("no", fields={"number": "station.taken"}, others=("vm_pin",), code=1)
    assert refused.fields == {"number": "station.taken"}
    assert refused.others == ("vm_pin",)
    assert refused.holders == {}
    taken = FieldsRefused("no", fields={"number": "station.taken"}, holders={"number": "2001"})
    assert taken.holders == {"number": "2001"}
