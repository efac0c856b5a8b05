"""What is said of one's own voicemail.

A part of `ctiapp.ui.words`, which takes these tables into its own; nobody else imports it.
"""

from __future__ import annotations

from ctiapp.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "voicemail.came": QT_TRANSLATE_NOOP("words", "New message from {who}"),
    "voicemail.came_several": QT_TRANSLATE_NOOP("words", "{count} new messages"),
    "voicemail.deleted": QT_TRANSLATE_NOOP("words", "Deleted: the message from {who}"),
    "voicemail.gone": QT_TRANSLATE_NOOP(
        "words", "The PBX no longer has this message. It may have been deleted by phone."
    ),
    "voicemail.being_deleted": QT_TRANSLATE_NOOP(
        "words", "This message is being deleted already. Wait until the PBX has confirmed it."
    ),
    "voicemail.changed": QT_TRANSLATE_NOOP(
        "words",
        "The mailbox has changed, and this message could be taken for another. Nothing was done:"
        " read the list again.",
    ),
    "voicemail.still_there": QT_TRANSLATE_NOOP(
        "words",
        "The PBX said that the message was deleted, but still lists it. Look again in a minute"
        " before you repeat it.",
    ),
    "voicemail.not_had": QT_TRANSLATE_NOOP("words", "The message was not saved. {why}"),
    "voicemail.not_deleted": QT_TRANSLATE_NOOP("words", "The message was not deleted. {why}"),
    "voicemail.nobody": QT_TRANSLATE_NOOP(
        "words",
        "There is no message “{which}”. `ctiapp ctl voicemail list` prints those that there are.",
    ),
    "voicemail.several": QT_TRANSLATE_NOOP(
        "words", "Several messages are from {which}. Name one of them: {known}"
    ),
    "voicemail.say_yes": QT_TRANSLATE_NOOP(
        "words", "A deleted message cannot be had back. Nothing was deleted: say --yes to do it."
    ),
}

WORDS: dict[str, str] = {
    "voicemail.title": QT_TRANSLATE_NOOP("words", "Voicemail"),
    "voicemail.list": QT_TRANSLATE_NOOP("words", "Messages"),
    "voicemail.player": QT_TRANSLATE_NOOP("words", "Message"),
    "voicemail.new": QT_TRANSLATE_NOOP("words", "New message"),
    "voicemail.spoken": QT_TRANSLATE_NOOP("words", "Message from {who}"),
    "voicemail.spoken_new": QT_TRANSLATE_NOOP("words", "New message from {who}"),
    "voicemail.file": QT_TRANSLATE_NOOP("words", "Message from {who}, {time}"),
    "voicemail.loading": QT_TRANSLATE_NOOP("words", "Loading the messages…"),
    "voicemail.empty": QT_TRANSLATE_NOOP(
        "words", "No messages. Whoever cannot reach you and leaves one stands here."
    ),
    "voicemail.not_known": QT_TRANSLATE_NOOP(
        "words", "The messages are loaded as soon as the PBX is connected."
    ),
    "voicemail.refused": QT_TRANSLATE_NOOP(
        "words",
        "This PBX does not hand out messages, or not to this API user. Your administrator can"
        " allow it.",
    ),
    "voicemail.unreadable": QT_TRANSLATE_NOOP(
        "words", "What the PBX sent is no message. Try again later."
    ),
    "voicemail.delete": QT_TRANSLATE_NOOP("words", "Delete…"),
    "voicemail.delete_yes": QT_TRANSLATE_NOOP("words", "Delete for good"),
    "voicemail.delete_no": QT_TRANSLATE_NOOP("words", "Keep it"),
    "voicemail.delete_ask": QT_TRANSLATE_NOOP(
        "words", "Delete the message from {who}? It is deleted at the PBX and cannot be had back."
    ),
    "voicemail.deleting": QT_TRANSLATE_NOOP("words", "Deleting…"),
    "voicemail.save_title": QT_TRANSLATE_NOOP("words", "Save the message"),
}

PLURALS: dict[str, str] = {
    "messages": QT_TRANSLATE_NOOP("words", "%n messages", None, 1),
    "messages_new": QT_TRANSLATE_NOOP("words", "%n new", None, 1),
}
