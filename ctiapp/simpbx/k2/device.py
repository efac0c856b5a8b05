"""The endpoint ``deviceinfo/query`` (fact sheet, section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctiapp.simpbx.k2.errors import success
from ctiapp.simpbx.world import SERIAL_NUMBER

if TYPE_CHECKING:
    from ctiapp.simpbx.k2.k2site import Site
    from ctiapp.simpbx.pushparams import JsonObject, Params

_CAPACITY = 50_000
_HOUR_MIN = 60


def query(site: Site, _: Params) -> JsonObject:
    """Answer what kind of PBX this is and how long it has been up."""
    exchange = site.exchange
    up_min, up_s = divmod(max(0, round(exchange.now_s - exchange.started_s)), 60)
    hours, minutes = divmod(up_min, 60)
    count = len(exchange.directory.extensions)
    info = {
        "devicename": "K2",
        "sn": SERIAL_NUMBER,
        "hardwarever": "V1.00 0000-0000",
        "firmwarever": "80.13.0.30",
        "systemtime": f"{site.written(exchange.now_s)} UTC{_zone(exchange.wall.offset_min)}",
        "uptime": f"{hours:02d}:{minutes:02d}:{up_s:02d}",
        "extensionstatus": f"{count}/{_CAPACITY}",
    }
    return success(deviceinfo=info)


def _zone(offset_min: int) -> str:
    """Write how far the clock is ahead of UTC: ``+8``, ``-3:30``."""
    sign = "-" if offset_min < 0 else "+"
    hours, minutes = divmod(abs(offset_min), _HOUR_MIN)
    return f"{sign}{hours}:{minutes:02d}" if minutes else f"{sign}{hours}"
