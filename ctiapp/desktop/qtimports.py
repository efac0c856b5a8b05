"""Keep PySide6 from reading the source of every module that is imported after it.

It looks into each one for its own name, to know whether the module may switch ``__feature__``
(snake_case, true_property). Nobody here does; but Python keeps what was read for tracebacks: half a
thousand files, 17 MB in the signed-in application, and a part of each start. So it is told that no
module uses them: what it assumes of the standard library anyway.

It is done as this module is imported, at a place that PySide6 has not promised to keep: a later
version may have none, then nothing is done, and ``tests/desktop/test_qtimports.py`` says so.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - brings the hook with it


def read_no_sources() -> bool:
    """Tell PySide6 that no module uses its features; whether there was a place to do so."""
    features = sys.modules.get("shibokensupport.feature")
    if not hasattr(features, "_mod_uses_pyside"):
        return False
    features.__dict__["_mod_uses_pyside"] = _uses_none
    return True


def _uses_none(_: object) -> bool:
    return False


read_no_sources()
