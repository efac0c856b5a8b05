"""What lives as long as a session is not searched for garbage again and again.

Python looks through all objects from time to time, at any moment: with ten thousand extensions in
memory that takes the window's thread 70 ms, in the middle of a key or a ring, and with the half
million rows of an import it takes seconds (measured). What has just been loaded to stay can be put
where it is not looked at: it is freed when nobody holds it any more, as everything is; only rings
of objects that hold each other would stay, and data have none.
"""

from __future__ import annotations

import gc

_YOUNG = 1
"""What was made lately; looking through it takes no time."""


def settle() -> None:
    """Whatever is in memory now is here to stay.

    What is garbage among it, in rings and grown old before it was found, stays as well: it is for
    the few moments when much was loaded, and not for every day.
    """
    gc.collect(_YOUNG)
    gc.freeze()


def live_objects() -> int:
    """How many objects there are that could hold others, those put aside among them."""
    return len(gc.get_objects()) + gc.get_freeze_count()
