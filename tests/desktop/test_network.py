"""Changes of the network, told by a witness that a test plays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from ctiapp.desktop import network
from ctiapp.desktop.network import NetworkWatch, Reachability, system_reach
from tests.desktop.login1_bus import system_bus
from tests.desktop.network_bus import network_manager

if TYPE_CHECKING:
    from pathlib import Path


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


def test_where_qt_has_no_backend_there_is_no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system whose Qt was built without any."""

    class Without(QNetworkInformation):
        @staticmethod
        def loadBackendByFeatures(_features: object) -> bool:
            return False

    monkeypatch.setattr(network, "QNetworkInformation", Without)
    assert system_reach() is None


LISTENING = """\
import sys
from PySide6.QtCore import QCoreApplication
from ctiapp.desktop.network import NetworkWatch, system_reach

app = QCoreApplication([])
reach = system_reach()
print(None if reach is None else reach.backendName(), flush=True)
told = []

def on_change(there):
    print(there, flush=True)
    told.append(there)
    if len(told) == 2:
        app.quit()

watch = NetworkWatch(on_change, reach)
sys.exit(app.exec() if reach is not None else 1)
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)
def test_networkmanagers_own_word_is_heard_through_qt(tmp_path: Path) -> None:
    """Qt's real backend, loaded by the real call, on a bus where NetworkManager speaks."""
    with system_bus(tmp_path) as address, network_manager(address) as net:
        env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address}
        command = [sys.executable, "-c", LISTENING]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as listening:
            assert listening.stdout is not None
            try:
                backend = listening.stdout.readline().strip()
                if backend != "networkmanager":
                    pytest.skip(f"Qt has another backend here: {backend}")
                net.becomes(there=False)
                assert listening.stdout.readline() == "False\n"
                net.becomes(there=True)
                assert listening.stdout.readline() == "True\n"
                assert listening.wait(10) == 0
            finally:
                listening.kill()
