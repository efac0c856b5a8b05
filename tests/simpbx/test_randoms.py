"""Random strings: one download, one address, half a minute."""

from __future__ import annotations

from ctiapp.simpbx.randoms import LIFE_S, Randoms

HERE = "10.0.0.1"


def test_each_is_good_once_for_what_it_was_asked_for() -> None:
    randoms = Randoms(seed=1)
    text = randoms.issue(("cdr", "all"), HERE, 0.0)
    assert len(text) == 32
    assert not randoms.redeem(text, ("cdr", "2000"), HERE, 0.0)
    assert not randoms.redeem(text, ("cdr", "all"), "10.0.0.2", 0.0)
    assert randoms.redeem(text, ("cdr", "all"), HERE, LIFE_S - 1)
    assert not randoms.redeem(text, ("cdr", "all"), HERE, 0.0)


def test_it_is_too_late_after_half_a_minute() -> None:
    randoms = Randoms(seed=1)
    text = randoms.issue(("cdr",), HERE, 0.0)
    assert not randoms.redeem(text, ("cdr",), HERE, LIFE_S)


def test_the_newest_is_found() -> None:
    randoms = Randoms(seed=1)
    assert randoms.find(("cdr",), HERE) == ""
    randoms.issue(("cdr",), HERE, 0.0)
    text = randoms.issue(("cdr",), HERE, 1.0)
    assert randoms.find(("cdr",), HERE) == text
    assert randoms.find(("cdr",), "10.0.0.2") == ""


def test_so_many_are_out_at_once() -> None:
    randoms = Randoms(seed=1)
    first = randoms.issue(("cdr",), HERE, 0.0)
    for _ in range(1000):
        randoms.issue(("cdr",), HERE, 0.0)
    assert not randoms.redeem(first, ("cdr",), HERE, 0.0)
