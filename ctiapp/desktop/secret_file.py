"""A secret that a command line names by its file, or gives on standard input."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_SECRET_BYTES = 4096


def read_secret(name: str, warn: Callable[[str], None]) -> str:
    """Read a secret from the file of that name, or from standard input where it is ``-``.

    Ends of line at the end are no part of it. ``warn`` is told when others could read the file.

    Raises:
        UsageError: it cannot be read, is empty, too long, or not one line of text.
    """
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MAX_SECRET_BYTES + 1) if sys.stdin else b""
        else:
            with open(name, "rb") as file:  # noqa: PTH123 - pathlib is not needed for more
                mode = os.fstat(file.fileno()).st_mode
                raw = file.read(MAX_SECRET_BYTES + 1)
            if (
                sys.platform != "win32"
                and stat.S_ISREG(mode)
                and mode & (stat.S_IRGRP | stat.S_IROTH)
            ):
                warn(f"others can read {name}; chmod 600 would keep the secret to yourself")
    except OSError as err:
        raise UsageError(f"cannot read the secret from {name}: {err.strerror}") from err
    where = "standard input" if name == "-" else name
    if len(raw) > MAX_SECRET_BYTES:
        raise UsageError(f"{where} is too long for a secret")
    try:
        secret = raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError(f"{where} holds no text") from None
    if not secret or not secret.isprintable():
        raise UsageError(f"{where} must hold one line: the secret")
    return secret
