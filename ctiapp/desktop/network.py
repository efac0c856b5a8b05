"""The network: Qt tells when the way out changes, by whatever the system has for it.

Backends are Windows' network list manager, macOS' reachability, and NetworkManager or GLib on
Linux. Where none can be loaded nothing is told; the heartbeat of the link sees the rest.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from PySide6.QtNetwork import QNetworkInformation

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

log = logging.getLogger("ctiapp.app")

Reachability = QNetworkInformation.Reachability


class Reach(Protocol):
    """What of `QNetworkInformation` is listened to."""

    @property
    def reachabilityChanged(self) -> SignalInstance:
        """Told with each other `Reachability`."""


def system_reach() -> Reach | None:
    """The system's own witness; None where Qt has no backend for it."""
    feature = QNetworkInformation.Feature.Reachability
    if not QNetworkInformation.loadBackendByFeatures(feature):
        return None
    found: Reach | None = QNetworkInformation.instance()
    return found


class NetworkWatch:
    """Tells of each change of the network: away, back, or another one.

    Going away is told, too: a link over it is asked at once whether it lives, and one that does not
    (a cable was pulled) is said to be down before its next heartbeat.

    Args:
        changed: called, on the loop, with whether anything can be reached now.
        reach: the witness.
    """

    def __init__(self, changed: Callable[[bool], None], reach: Reach | None) -> None:
        self._changed = changed
        self._reach = reach
        if reach is None:
            log.info("nobody tells of changes of the network")
        else:
            reach.reachabilityChanged.connect(self._on_reachability)

    def stop(self) -> None:
        """Tell no more."""
        if self._reach is not None:
            self._reach.reachabilityChanged.disconnect(self._on_reachability)
            self._reach = None

    def _on_reachability(self, reachability: QNetworkInformation.Reachability) -> None:
        log.info("network: %s", reachability.name)
        self._changed(reachability is not Reachability.Disconnected)
