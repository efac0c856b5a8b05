"""How each kind of PBX is called: what its dialect is, where it may answer, how its files are got.

A dialect is imported when a call asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import UsageError
from ctiapp.pbx import address
from ctiapp.pbx.talk import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.pbx.address import Origin
    from ctiapp.pbx.request import Request, Speech

NOWHERE: Final = 9
"""The port that a log-in names where it must name one for events: *discard*. Nobody listens there,
so that no event of a call's short session reaches an application that runs on this computer."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of PBX is called.

    Attributes:
        speech: the dialect's own, new for each call.
        origins: where it may answer, by the address that a person wrote.
        file: reads from an answer where the file lies that it leads to; None: that is fetched by
            the random string in it.
        forms: in what forms the bodies may be: a ``type`` that names one of them is no parameter
            of an endpoint, it goes in the query.
        written: what is sent of a request's body.
    """

    speech: Speech
    origins: Callable[[str], tuple[Origin, ...]]
    file: Callable[[Mapping[str, object]], str] | None = None
    forms: frozenset[str] = frozenset()
    written: Callable[[Request], Mapping[str, object] | bytes | None] = plain

    def asked(self, request: Request) -> Request:
        """The request with the form of the bodies, where its parameters name one, in the query."""
        body = dict(request.body or {})
        form = body.get("type")
        if not isinstance(form, str) or form not in self.forms:
            return request
        del body["type"]
        return replace(request, params={**request.params, "type": form}, body=body)


def way(kind: str) -> Way:
    """How this kind is called.

    Raises:
        UsageError: nobody here speaks that dialect.
    """
    match kind:
        case "p-series":
            return _p_series()
        case "cloud":
            return _cloud()
        case "k2":
            return _k2()
        case "openvox":
            return _openvox()
        case _:
            raise UsageError(f"{kind} can be listed, not called yet")


def _p_series() -> Way:
    from ctiapp.pbx.p_series import speech, wire_recordings, wire_rest

    paths = frozenset({"/openapi", wire_rest.API_PATH})
    return Way(speech.Speech(), _at(wire_rest.PORTS, paths), wire_recordings.resource_path)


def _cloud() -> Way:
    from ctiapp.pbx.cloud import speech, wire_rest

    made = speech.Speech()
    made.port = NOWHERE
    return Way(made, _at(wire_rest.PORTS, frozenset({"/api", wire_rest.API_PATH})))


def _k2() -> Way:
    from ctiapp.pbx.k2 import speech, wire_rest

    # Its log-in names no address where it is told none.
    paths = frozenset({"/api", wire_rest.API_PATH})
    return Way(speech.K2Speech(), _at(wire_rest.PORTS, paths))


def _openvox() -> Way:
    from ctiapp.pbx.openvox import client, speech, wire_rest

    made = speech.Speech()
    made.told = speech.Told("", NOWHERE, "")
    forms = frozenset({wire_rest.JSON, wire_rest.XML})
    return Way(made, client.origins, forms=forms, written=made.written)


def _at(ports: tuple[int, ...], paths: frozenset[str]) -> Callable[[str], tuple[Origin, ...]]:
    return lambda text: address.candidates(text, ports=ports, paths=paths)
