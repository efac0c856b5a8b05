"""What is said once."""

from __future__ import annotations

from ctiapp.pbx.remarks import MOST, Once


def test_each_thing_is_said_once_and_so_many_at_most() -> None:
    said: list[str] = []
    once = Once(lambda form, words: said.append(form % words))
    for number in (*range(2), *range(2), *range(1000)):
        once(f"{number} %s")
    assert said == [f"{number} %s" for number in range(MOST)]
