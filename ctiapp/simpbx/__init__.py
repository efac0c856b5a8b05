"""The simulated PBX: a real server around a pure exchange.

``exchange`` and its siblings are the telephone exchange: clock-driven, without I/O.
``p_series`` speaks the Yeastar P-Series OpenAPI for it, ``control`` is the remote control that
tests and demonstrations use, ``server`` puts both on sockets. The package is written from the
vendor's handbook alone and shares no code with the client: a misreading must not agree with itself.

Importing the package loads no web framework; only ``server`` does.
"""

from __future__ import annotations

from ctiapp.simpbx.options import KINDS, SCENARIOS, OptionsError, PbxOptions

__all__ = ["KINDS", "SCENARIOS", "OptionsError", "PbxOptions"]
