"""How a name is typed on a keyboard that has no such letters, for lists that filter by themselves.

The same rules make what the search finds people by (`ctiapp.storage.book_text`), so that one types
the same everywhere: pinyin, its initials, ``ue`` for ``ü``.
"""

from __future__ import annotations

from ctiapp.model.folding import fold


def spelled(text: str) -> str:
    """What may be typed for this text besides itself, a blank before each word; mostly nothing."""
    if text.isascii():
        return ""
    from ctiapp.storage.book_text import searched

    return "".join(f" {word}" for word in searched(text))


def typed_words(text: str) -> list[str]:
    """The words of what was typed; each Chinese character is one, so their order is no matter."""
    words = fold(text).split()
    if text.isascii():
        return words
    from ctiapp.storage.book_pinyin import is_han

    found: list[str] = []
    for word in words:
        if any(map(is_han, word)):
            parted = "".join(f" {char} " if is_han(char) else char for char in word)
            found += parted.split()
        else:
            found.append(word)
    return found
