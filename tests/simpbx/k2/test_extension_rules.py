"""What the settings of an extension may be."""

from __future__ import annotations

import pytest

from ctiapp.simpbx.k2.extension_rules import check, is_number, is_strong
from ctiapp.simpbx.pushparams import RefusedError


@pytest.mark.parametrize(
    ("password", "does"),
    [
        ("Kolibri7-Wind4-Berg", True),
        ("Kolibri7~^*_?Wind4b", True),
        ("Kolibri7-Wind4", False),
        ("kolibri7-wind4-berg", False),
        ("Kolibri-Wind-Berg-A", False),
        ("Kolibri123-Wind-Berg", False),
        ("Kolibri987-Wind-Berg", False),
        ("Kolibri305-Wind4-Be", False),
        ("Guest7-Kolibri-Wind4", False),
        ("Kolibri7 Wind4 Berg!", False),
    ],
)
def test_a_password_is_strong(password: str, *, does: bool) -> None:
    assert is_strong(password, 16, "305", "guest") is does


@pytest.mark.parametrize(("number", "does"), [("305", True), ("", False), ("12345678", False)])
def test_a_number_has_seven_digits_at_most(number: str, *, does: bool) -> None:
    assert is_number(number) is does
    assert not is_number("٣٠٥")


def test_a_login_password_may_be_shorter() -> None:
    check({"loginpassword": "Kolibri7-W"}, "305", "Guest")
    with pytest.raises(RefusedError) as caught:
        check({"registerpassword": "Kolibri7-W"}, "305", "Guest")
    assert caught.value.code == "10017"
