"""What is said of queues that want their password.

A part of `ctiapp.ui.words`, which takes these tables into its own; nobody else imports it.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "queue.password_wanted": QT_TRANSLATE_NOOP(
        "words",
        "{queue} wants the queue’s password, and the PBX does not tell it. Nothing was changed"
        " there. Your administrator knows it: it stands in the PBX’s settings of the queue.",
    ),
    "queue.password_wrong": QT_TRANSLATE_NOOP(
        "words",
        "The PBX refused this password of {queue}. Nothing was changed there. Type it again, or ask"
        " your administrator: it stands in the PBX’s settings of the queue.",
    ),
    "queue.password_changed": QT_TRANSLATE_NOOP(
        "words",
        "The PBX refused the remembered password of {queue}, so it was forgotten. Nothing was"
        " changed there. Ask your administrator for the new one: it stands in the PBX’s settings of"
        " the queue.",
    ),
    "queue.password_other": QT_TRANSLATE_NOOP(
        "words",
        "{queue} wants the queue’s password, and the PBX does not tell it. Nothing was changed."
        " Log in there yourself once, in “My queues”, or have the agent do it: there it is asked"
        " for.",
    ),
    "queue.password_once": QT_TRANSLATE_NOOP(
        "words",
        "The password of {queue} was used and is not kept, as this sign-in is not remembered"
        " either. You will be asked for it again.",
    ),
    "queue.password_not_kept": QT_TRANSLATE_NOOP(
        "words",
        "The password of {queue} was used, but could not be kept: the system’s key store is missing"
        " or locked. You will be asked for it again.",
    ),
    "queue.password_stdin": QT_TRANSLATE_NOOP(
        "words", "{why} Give it on standard input: --queue NUMBER --password-stdin"
    ),
    "queue.password_which": QT_TRANSLATE_NOOP(
        "words", "A password is of one queue. Name that one: --queue NUMBER"
    ),
}

WORDS: dict[str, str] = {
    "queuepassword.title": QT_TRANSLATE_NOOP("words", "Password of {queue}"),
    "queuepassword.show": QT_TRANSLATE_NOOP("words", "Show"),
    "queuepassword.hide": QT_TRANSLATE_NOOP("words", "Hide"),
    "queuepassword.show_spoken": QT_TRANSLATE_NOOP("words", "Show the queue’s password"),
    "queuepassword.hide_spoken": QT_TRANSLATE_NOOP("words", "Hide the queue’s password"),
    "queuepassword.log_in": QT_TRANSLATE_NOOP("words", "Log in"),
    "queuepassword.log_out": QT_TRANSLATE_NOOP("words", "Log out"),
    "queuepassword.cancel": QT_TRANSLATE_NOOP("words", "Cancel"),
    "queuepassword.empty": QT_TRANSLATE_NOOP("words", "Type the queue’s password."),
    "queuepassword.sending": QT_TRANSLATE_NOOP("words", "Sent to the PBX …"),
}
