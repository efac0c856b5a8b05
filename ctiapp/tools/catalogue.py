"""Which endpoints each kind of PBX has: the catalogue that ``ctiapp api`` goes by.

It is data, ``resources/api/<kind>.json``, made from the handbooks by
`ctiapp.tools.catalogue_build` and never edited by hand. Importing this loads nothing heavy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ctiapp.model.errors import StorageError
from ctiapp.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS = ("p-series", "cloud", "k2", "openvox")
"""The kinds of PBX that have a catalogue."""


class Access(StrEnum):
    """What a call of an endpoint does.

    ``READ`` asks; ``WRITE`` changes something, or may; ``SESSION`` gets, renews or ends a token,
    which ``ctiapp api`` does by itself; ``FILE`` answers a file instead of words.
    """

    READ = "read"
    WRITE = "write"
    SESSION = "session"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Danger:
    """What a write destroys. Where none of the three conditions is named it always does.

    Attributes:
        words: what happens, as a sentence without its end.
        without: it happens where this parameter is left out or empty.
        equals: it happens where one of these says ``all``.
        given: it happens where one of these is there.
    """

    words: str
    without: str | None = None
    equals: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    def threatens(self, values: Mapping[str, object]) -> bool:
        """Whether a call with these parameters does that."""
        if self.without is None and not self.equals and not self.given:
            return True
        if self.without is not None and _blank(values.get(self.without)):
            return True
        return any(_is_all(values.get(name)) for name in self.equals) or any(
            name in values for name in self.given
        )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint.

    Attributes:
        name: as the handbook has it, e.g. ``extension/list``.
        method: ``GET`` or ``POST``.
        access: what a call does.
        section: the chapter, in plain words.
        where: the place in the handbook.
        inferred: no handbook has it: it stands to reason.
        types: parameters that are no text: ``integer``, or ``json`` for lists and objects.
        danger: what it destroys; None where nothing more than it is asked to.
        file: where a file lies that the answer leads to: the endpoint of its download, or
            ``@member`` for the member of the answer that holds its path.
    """

    name: str
    method: str
    access: Access
    section: str
    where: str
    inferred: bool = False
    types: Mapping[str, str] = field(default_factory=dict)
    danger: Danger | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All endpoints of one kind of PBX, in the handbook's order.

    Attributes:
        kind: the dialect.
        path: stands before every endpoint.
        endpoints: by name.
    """

    kind: str
    path: str
    endpoints: Mapping[str, Endpoint]

    def __iter__(self) -> Iterator[Endpoint]:
        """Walk through the endpoints in order."""
        return iter(self.endpoints.values())


def load(kind: str) -> Catalogue:
    """Read the catalogue of a kind.

    Raises:
        StorageError: this installation lacks it, or it cannot be read.
    """
    path = resource("api", f"{kind}.json")
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        endpoints = [_endpoint(entry) for entry in document["endpoints"]]
        return Catalogue(
            document["kind"], document["path"], {each.name: each for each in endpoints}
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as err:
        raise StorageError(f"the catalogue of {kind} cannot be read: {type(err).__name__}") from err


def _endpoint(entry: Mapping[str, Any]) -> Endpoint:
    danger = entry.get("danger")
    return Endpoint(
        name=entry["name"],
        method=entry["method"],
        access=Access(entry["access"]),
        section=entry["section"],
        where=entry["where"],
        inferred=entry.get("inferred", False),
        types=entry.get("types", {}),
        danger=None
        if danger is None
        else Danger(
            danger["words"],
            danger.get("without"),
            tuple(danger.get("equals", ())),
            tuple(danger.get("given", ())),
        ),
        file=entry.get("file"),
    )


def _blank(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _is_all(value: object) -> bool:
    """Whether ``all`` stands there, alone or in a list."""
    parts = value if isinstance(value, list) else str(value).split(",")
    return any(str(part).strip().casefold() == "all" for part in parts)
