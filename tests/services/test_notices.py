"""What is told to the user waits until somebody listens."""

from __future__ import annotations

from ctiapp.model.notice import Notice
from ctiapp.services.notices import Notices


def test_notices_wait_for_the_first_listener() -> None:
    """They come in their order, once."""
    notices = Notices()
    notices.post(Notice("a"))
    notices.post(Notice("b"))
    first: list[Notice] = []
    second: list[Notice] = []
    stop = notices.subscribe(first.append)
    notices.subscribe(second.append)
    notices.post(Notice("c"))
    stop()
    notices.post(Notice("d"))
    assert [notice.key for notice in first] == ["a", "b", "c"]
    assert [notice.key for notice in second] == ["c", "d"]


def test_only_the_newest_fifty_wait() -> None:
    """Nobody reads more."""
    notices = Notices()
    for number in range(80):
        notices.post(Notice(str(number)))
    heard: list[Notice] = []
    notices.subscribe(heard.append)
    assert [heard[0].key, heard[-1].key, len(heard)] == ["30", "79", 50]


def test_when_nobody_listens_any_more_they_wait_again() -> None:
    """The next view gets them."""
    notices = Notices()
    notices.subscribe(lambda _: None)()
    notices.post(Notice("a"))
    heard: list[Notice] = []
    notices.subscribe(heard.append)
    assert heard == [Notice("a")]
