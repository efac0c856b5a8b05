"""``python -m ctiapp``: the same as the command ``ctiapp``."""

from __future__ import annotations

import sys

from ctiapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
