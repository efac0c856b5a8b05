"""Parameters of requests and pages of lists, with the PBX's own errors for bad ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ctiapp.simpbx.p_series.errors import invalid, missing, success
from ctiapp.simpbx.p_series.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.simpbx.p_series.errors import JsonObject

MAX_PAGE = 10_000
"""The largest page (P handbook, l. 6186); a bigger wish is cut to it."""

DEFAULT_PAGE = 20
"""The page size where the handbook names none: small, so that clients who forget paging notice."""

_MAX_TEXT = 1000

Entry = TypeVar("Entry")


class Params:
    """The parameters of one request: the query's for GET, the JSON body's for POST."""

    def __init__(self, values: Mapping[str, Any], settings: Settings | None = None) -> None:
        """Wrap what came in; ``settings`` are those of the PBX that it came in to."""
        self.values = values
        self.settings = settings if settings is not None else Settings()

    def __contains__(self, name: str) -> bool:
        """Whether the parameter is there and not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Return a mandatory text; a number will do. Raises 40002."""
        if name not in self:
            raise missing(name)
        value = self.values[name]
        usable = isinstance(value, str | int) and not isinstance(value, bool)
        # Half a surrogate pair is valid JSON, but could never be sent on in an event.
        broken = any("\ud800" <= char <= "\udfff" for char in str(value)[:_MAX_TEXT])
        if not usable or broken or len(str(value)) > _MAX_TEXT:
            raise invalid(name, str(value)[:_MAX_TEXT])
        return str(value)

    def optional(self, name: str, default: str = "") -> str:
        """Return a text or ``default``."""
        return self.text(name) if name in self else default

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number (text will do), mandatory without a default. Raises 40002."""
        if name not in self and default is not None:
            return default
        text = self.text(name)
        if not (text.isascii() and text.removeprefix("-").isdigit()):
            raise invalid(name, text)
        return int(text)

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """Return one of ``choices``. Raises 40002."""
        value = self.optional(name, default)
        if value not in choices:
            raise invalid(name, value)
        return value

    def ids(self, name: str) -> list[int]:
        """Return the ids of a list like ``39,223``. Raises 40002."""
        parts = self.text(name).split(",")
        if not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
            raise invalid(name, self.text(name))
        return [int(part) for part in parts]


Columns = Mapping[str, Callable[[Entry], object]]
"""The columns a list can be sorted by, in the handbook's words; the first is the default."""


def listing(
    params: Params,
    entries: Iterable[Entry],
    columns: Columns[Entry],
    row: Callable[[Entry], JsonObject],
    *,
    key: str = "data",
    page_size: int = DEFAULT_PAGE,
    sorted_already: bool = False,
) -> JsonObject:
    """Return one page of ``entries`` under ``key`` with ``total_number``; an empty page is null.

    Only the entries of the page are rendered by ``row``. Raises 40002 for a page, a column or an
    order that cannot be. ``sorted_already``: the entries stand by the first column as they come.
    """
    page = params.integer("page", 1)
    size = params.integer("page_size", page_size)
    if page < 1:
        raise invalid("page", str(page))
    if size < 1:
        raise invalid("page_size", str(size))
    size = min(size, MAX_PAGE)
    by = params.choice("sort_by", tuple(columns), next(iter(columns)))
    descending = params.choice("order_by", ("asc", "desc"), "asc") == "desc"

    def rank(entry: Entry) -> tuple[int, int, str]:
        value = columns[by](entry)
        if isinstance(value, int):
            return 0, value, ""
        return 1, 0, str(value).casefold()

    if sorted_already and by == next(iter(columns)):
        ordered = entries if isinstance(entries, list) else list(entries)
        if descending:
            ordered = ordered[::-1]
    else:
        ordered = sorted(entries, key=rank, reverse=descending)
    cut = [row(entry) for entry in ordered[(page - 1) * size : page * size]]
    return success(total_number=len(ordered), **{key: cut or None})


def matching(
    entries: Iterable[Entry], params: Params, texts: Callable[[Entry], Iterable[str]]
) -> list[Entry]:
    """Return the entries one of whose ``texts`` holds the keyword ``search_value``."""
    keyword = params.optional("search_value").casefold()
    return [entry for entry in entries if any(keyword in text.casefold() for text in texts(entry))]
