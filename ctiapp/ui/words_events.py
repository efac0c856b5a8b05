"""What is said of a test of the PBX's events.

A part of `ctiapp.ui.words`, which takes these tables into its own; nobody else imports it.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "events.busy": QT_TRANSLATE_NOOP(
        "words", "You have a call. Test events when your phone is free: it rings for that."
    ),
    "events.running": QT_TRANSLATE_NOOP("words", "Events are being tested already."),
    "events.no_ring": QT_TRANSLATE_NOOP(
        "words",
        "Your phone did not ring, so that nothing was tested. See that it is connected to the PBX"
        " and takes calls, then test again.",
    ),
    "events.rings_on": QT_TRANSLATE_NOOP(
        "words", "The PBX did not end the ring of the test. Lift the handset and hang up."
    ),
    "events.not_posted": QT_TRANSLATE_NOOP(
        "words",
        "There is nothing to test: this computer fetches the events from the PBX by itself.",
    ),
}

WORDS: dict[str, str] = {
    "events.test": QT_TRANSLATE_NOOP("words", "Test events"),
    "events.lead": QT_TRANSLATE_NOOP(
        "words",
        "Calls are shown only if the PBX can reach this computer. For the test your phone rings"
        " for a moment, nobody else's; leave it on the hook.",
    ),
    "events.testing": QT_TRANSLATE_NOOP("words", "Testing: your phone rings for a moment…"),
    "events.reached": QT_TRANSLATE_NOOP(
        "words", "The PBX's events reach this computer, after {seconds} s."
    ),
    "events.missed": QT_TRANSLATE_NOOP(
        "words", "Your phone rang, and no event of the PBX came to this computer."
    ),
}
