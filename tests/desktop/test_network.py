"""Changes of the network, told by a witness that a test plays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from ctiapp.desktop.network import NetworkWatch, Reachability, system_reach


class PlayedReach(QObject):
    """A witness."""

    reachabilityChanged = Signal(QNetworkInformation.Reachability)  # noqa: N815 - Qt's name


@pytest.mark.parametrize(
    ("reachability", "there"),
    [
        (Reachability.Disconnected, False),
        (Reachability.Local, True),  # a PBX in the house needs no more
        (Reachability.Site, True),
        (Reachability.Online, True),
        (Reachability.Unknown, True),
    ],
)
def test_each_change_is_told(reachability: Reachability, there: bool) -> None:
    reach, told = PlayedReach(), []
    watch = NetworkWatch(told.append, reach)
    reach.reachabilityChanged.emit(reachability)
    assert told == [there]

    watch.stop()
    reach.reachabilityChanged.emit(reachability)
    assert told == [there]
    watch.stop()


def test_where_nobody_tells_nothing_breaks() -> None:
    NetworkWatch(lambda _: None, None).stop()


def test_the_systems_own_witness_can_be_listened_to(qapp: object) -> None:
    """Whichever backend there is, if any."""
    reach = system_reach()
    assert (reach is None) is (QNetworkInformation.instance() is None)
    NetworkWatch(lambda _: None, reach).stop()
