"""What lives as long as a session is not searched for garbage again and again.

Python looks through all objects from time to time, at any moment: with ten thousand extensions in
memory that takes the window's thread 70 ms, in the middle of a key or a ring, and with the half
million rows of an import it takes seconds (measured). What has just been loaded to stay can be put
where it is not looked at: it is freed when nobody holds it any more, as everything is; only rings
of objects that hold each other would stay, and data have none.
"""

from __future__ import annotations

import gc


def settle() -> None:
    """Whatever is in memory now is here to stay; this takes no time.

    What is garbage among it, in rings and not collected yet, stays as well: it is for the few
    moments when much was loaded, and not for every day.
    """
    gc.freeze()
