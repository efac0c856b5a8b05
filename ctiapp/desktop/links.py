"""``tel:``, ``callto:`` and ``sip:`` links: the number in them, to be shown, never to be dialled.

A link comes from any web page or mail. What is not plainly a number is refused; parameters
(extension, context, transport) are dropped; so are the marks that people put between digits.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from ctiapp.model.errors import UsageError

SCHEMES = ("tel", "callto", "sip", "sips")

MAX_LINK_CHARS = 512
MAX_NUMBER_CHARS = 64

_NUMBER = re.compile(r"\+?[0-9*#]+")
_SIP_USER = re.compile(r"[\w.+*#-]+", re.ASCII)
_VISUAL = str.maketrans("", "", " -.()")


def is_link(word: str) -> bool:
    """Whether a word of the command line is such a link."""
    return word.partition(":")[0].lower() in SCHEMES and ":" in word


def number_in(link: str) -> str:
    """Return the number to prefill: digits, ``*`` and ``#``, perhaps with a leading ``+``.

    A SIP user that is not a number is returned as it is, for the user to look up.

    Raises:
        UsageError: there is no number in it, or something that does not belong there.
    """
    if len(link) > MAX_LINK_CHARS:
        raise UsageError("the link is too long")
    scheme, colon, rest = link.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        raise UsageError(f"not a {', '.join(SCHEMES)} link")
    rest = rest.removeprefix("//").partition("?")[0]
    is_sip = scheme.lower().startswith("sip")
    subject = rest.partition("@")[0] if is_sip and "@" in rest else rest
    text = _decoded(subject.partition(";")[0].rstrip("/"))
    if is_sip:
        text = text.partition(":")[0]  # what follows would be a password
    bare = text.translate(_VISUAL)
    if _NUMBER.fullmatch(bare) and any(char.isdigit() for char in bare):
        found = bare
    elif is_sip and "@" in rest and _SIP_USER.fullmatch(text):
        found = text
    else:
        raise UsageError("the link holds no number")
    if len(found) > MAX_NUMBER_CHARS:
        raise UsageError("the number in the link is too long")
    return found


def _decoded(text: str) -> str:
    """Undo the percent signs; only plain ASCII can come out."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise UsageError("the link is broken")
    try:
        plain = unquote_to_bytes(text).decode("ascii")
    except UnicodeDecodeError:
        raise UsageError("the link holds more than a number") from None
    if not plain.isprintable():
        raise UsageError("the link holds control characters")
    return plain
