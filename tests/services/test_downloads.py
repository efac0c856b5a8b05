"""A download that never began; the rest stands in test_soundfiles."""

from __future__ import annotations

import pytest

from ctiapp.model.errors import NotSupported
from ctiapp.services.downloads import Download, DownloadState


async def test_one_that_cannot_begin_says_why() -> None:
    download = Download("x.wav", lambda pbx: pbx.recording("x.wav"))
    download.cancel()
    download.refuse(NotSupported("nobody is signed in"))
    assert (download.state, download.share) == (DownloadState.FAILED, None)
    with pytest.raises(NotSupported):
        await download.wait()


def test_how_much_is_here_needs_to_be_known() -> None:
    download = Download("x.wav", lambda pbx: pbx.recording("x.wav"))
    assert download.share is None
    download.got, download.total = 30, 120
    assert download.share == 0.25
    download.got = 500
    assert download.share == 1.0
