"""What is asked of a P-Series PBX, and what its answers mean. Pure: no I/O.

Only the ``wire*.py`` modules know the vendor's words. Line numbers are of the OpenAPI v1.0
handbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from ctiapp.model.directory import (
    CONTACT_KINDS,
    Contact,
    ContactNumber,
    Extension,
    Place,
    PlaceKind,
)
from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    CommandError,
    CredentialsRejected,
    InvalidState,
    NoSuchApi,
    NoSuchTarget,
    NotAPbx,
    NotPermitted,
    NotSupported,
    SeatLimit,
    TokenExpired,
    WireError,
)
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Page, TokenPair
from ctiapp.pbx.lenient import count_of, id_of, items_of, object_of, text_of
from ctiapp.pbx.p_series import wire_refusals
from ctiapp.pbx.p_series.wire import presence_of
from ctiapp.pbx.p_series.wire_refusals import FieldsNamed
from ctiapp.pbx.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.errors import PbxError
    from ctiapp.pbx.p_series.wire import Remark

T = TypeVar("T")

API_PATH: Final = "/openapi/v1.0"
"""Before every endpoint (l. 562)."""

PORTS: Final = (8088, 443)
"""Where it listens for HTTPS: its own port (l. 450), and that of its public name (l. 551)."""

PAGE_SIZE: Final = 500
"""How much to ask for at once: some 250 kB, and a good step for a progress bar."""

MAX_ITEMS: Final = 1_000_000
"""The most that is read of one list, whatever the PBX says its length is."""

_MAX_BOOKS: Final = 64
"""The most phonebooks of one contact that are read."""

_TOKEN_LIFE_S: Final = {"access_token": 1800, "refresh_token": 86_400}  # l. 1084-1086


def plain_id(value: str) -> int | str:
    """An id in a body is a number, by the tables (l. 3710, 6821)."""
    return int(value) if value.isascii() and value.isdigit() else value


# --- errors --------------------------------------------------------------------------------------

_ERRORS: Final[Mapping[int, type[PbxError]]] = {
    # l. 18516-18557; what is not named here is a CommandError
    10001: NotSupported,  # no such endpoint
    10002: NotSupported,  # this version is no longer maintained
    10003: NotSupported,  # this version is not known
    10004: TokenExpired,
    10005: NotPermitted,
    60001: NoSuchTarget,  # no such data
    60101: NoSuchTarget,  # no such role
    70004: AddressBlocked,
    70084: NotPermitted,
    70087: AddressForbidden,
    70120: NotSupported,  # departments are switched off
    70123: ApiDisabled,
    70128: NoSuchTarget,  # no such contact
    70130: NoSuchTarget,  # the channel is gone
    70132: InvalidState,  # the channel cannot do that
    70516: NoSuchTarget,  # no such wake-up call
}

_KEYS: Final[Mapping[int, str]] = {
    70524: "checkout.pms",  # a hotel's own system checks out
    70525: "error.pms",  # and has all else in its hand as well
}
"""What is to be said of a refusal whose code tells more than that it is one."""

_LOG_IN_KEYS: Final[Mapping[int, str]] = dict.fromkeys((10001, 10002, 10003), NoSuchApi.key)
"""The same of a log-in: whether this phone can do that is not what was asked."""

_LOG_IN_ERRORS: Final[Mapping[int, type[PbxError]]] = {
    **_ERRORS,
    -1: CredentialsRejected,  # l. 608-624
    60002: SeatLimit,  # field reports: eight live tokens a client
}


def checked(answer: Mapping[str, object], *, log_in: bool = False) -> Mapping[str, object]:
    """Return an answer that says success.

    Args:
        answer: as it came.
        log_in: it answers ``get_token``, where some codes mean something else.

    Raises:
        NotAPbx: it has no ``errcode``.
        FieldsNamed: refused, and the answer names the fields.
        PbxError: what its ``errcode`` means. Partial success (1) and "processing" (2) failed, too:
            the endpoints' tables call every code but 0 a failure.
    """
    code = text_of(answer.get("errcode"))
    try:
        number = int(code)
    except ValueError:
        raise NotAPbx("an answer without errcode") from None
    if number == 0:
        return answer
    kind = (_LOG_IN_ERRORS if log_in else _ERRORS).get(number, CommandError)
    if kind is CommandError and (named := wire_refusals.named_fields(answer)) is not None:
        raise FieldsNamed(_said(answer), named, code=number)
    keys = _LOG_IN_KEYS if log_in else _KEYS
    raise kind(_said(answer), key=keys.get(number), code=number)


def created_id(answer: Mapping[str, object]) -> str:
    """Read which id something new got (l. 3628, 6735, 15413).

    Raises:
        WireError: none is told.
    """
    return id_of(answer.get("id"), "id")


def _said(answer: Mapping[str, object]) -> str:
    """Repeat the PBX's own words and the names of the fields it names, never their values."""
    words = [text_of(answer.get("errmsg"))[:100], text_of(answer.get("submsg"))[:200]]
    for key in ("invalid_param_list", "duplicate_field_list"):
        named = answer.get(key)
        if isinstance(named, list):
            words += [
                text_of(item.get("field"))[:60] for item in named[:8] if isinstance(item, dict)
            ]
    return "; ".join(word for word in words if word)


# --- tokens --------------------------------------------------------------------------------------


def log_in(client_id: str, secret: str) -> Request:
    """Ask for a token pair (l. 1099)."""
    return Request("POST", "get_token", body={"username": client_id, "password": secret})


def refresh(token: str) -> Request:
    """Ask for the next pair (l. 1163)."""
    return Request("POST", "refresh_token", body={"refresh_token": token})


REVOKE: Final = Request("GET", "del_token")  # l. 1218


def token_pair(answer: Mapping[str, object], asked_at: datetime) -> TokenPair:
    """Read a token pair; its lives count from the moment when it was asked for.

    Raises:
        WireError: a token is missing.
    """

    def ends_at(name: str) -> datetime:
        life = text_of(answer.get(f"{name}_expire_time"))
        seconds = int(life) if life.isascii() and life.isdigit() and len(life) < 9 else 0
        return asked_at + timedelta(seconds=seconds or _TOKEN_LIFE_S[name])

    return TokenPair(
        access=id_of(answer.get("access_token"), "access_token"),
        refresh=id_of(answer.get("refresh_token"), "refresh_token"),
        access_ends_at=ends_at("access_token"),
        refresh_ends_at=ends_at("refresh_token"),
    )


# --- the directory -------------------------------------------------------------------------------


def extension_search(number: Number, page: int) -> Request:
    """Search for an extension (l. 1781): a keyword search, so the caller compares."""
    return Request("GET", "extension/search", {**_page(page), "search_value": number.text})


def extension_list(page: int) -> Request:
    """Ask for a page of the extensions (l. 1545)."""
    return Request("GET", "extension/list", _page(page))


def contact_list(page: int) -> Request:
    """Ask for a page of the company contacts (l. 6178)."""
    return Request("GET", "company_contact/list", _page(page))


INFORMATION: Final = Request("GET", "system/information")  # l. 1262
SYSTEM_TIME: Final = "%Y/%m/%d %H:%M:%S"
"""How the example of l. 1312 prints the PBX's clock; no table says it."""


def _page(page: int) -> dict[str, str | int]:
    return {"page": page, "page_size": PAGE_SIZE, "sort_by": "id", "order_by": "asc"}


def extension_page(answer: Mapping[str, object], remark: Remark) -> Page[Extension]:
    """Read a page of extensions (l. 1578)."""
    return page_of(answer, "data", _extension, remark)


def contact_page(answer: Mapping[str, object], remark: Remark) -> Page[Contact]:
    """Read a page of company contacts (l. 6211)."""
    return page_of(answer, "data", lambda item: _contact(item, remark), remark)


def information(
    answer: Mapping[str, object],
) -> tuple[str | None, str | None, datetime | None]:
    """Read serial number, firmware version and system time (l. 1285); None where not told.

    The time is the PBX's own, without a zone; a format other than the handbook's is not guessed at.
    """
    data = object_of(answer.get("data"), "data")
    try:
        shown = datetime.strptime(text_of(data.get("system_time")), SYSTEM_TIME)  # noqa: DTZ007
    except ValueError:
        shown = None
    return text_of(data.get("sn")) or None, text_of(data.get("firmware_version")) or None, shown


def _extension(item: dict[str, object]) -> Extension:
    return Extension(
        ext_id=ExtensionId(id_of(item.get("id"), "id")),
        number=Number(id_of(item.get("number"), "number")),
        name=text_of(item.get("caller_id_name")),
        presence=presence_of(item.get("presence_status")),
        email=text_of(item.get("email_addr")),
        mobile=text_of(item.get("mobile_number")),
        registered=_registered(item.get("online_status")),
    )


def _registered(status: object) -> bool | None:
    """Whether any device is there. A SIP phone's own status stays 0: its list tells (l. 1597)."""
    if not isinstance(status, dict):
        return None
    devices = [device for device in status.values() if isinstance(device, dict)]
    listed = [
        entry
        for device in devices
        if isinstance(entries := device.get("status_list"), list)
        for entry in entries
        if isinstance(entry, dict)
    ]
    return any(text_of(each.get("status")) == "1" for each in devices + listed)


def _contact(item: dict[str, object], remark: Remark) -> Contact:
    numbers = ((kind, text_of(item.get(kind))) for kind in CONTACT_KINDS)  # l. 6217-6229
    return Contact(
        contact_id=id_of(item.get("id"), "id"),
        name=text_of(item.get("contact_name")),
        company=text_of(item.get("company")),
        email=text_of(item.get("email")),
        numbers=tuple(ContactNumber(kind, Number.of(text)) for kind, text in numbers if text),
        remark=text_of(item.get("remark")),
        phonebooks=phonebook_names(item.get("phonebook_list"), remark),
    )


def phonebook_names(value: object, remark: Remark) -> tuple[str, ...]:
    """Read the names of the phonebooks that a contact is in (l. 6236); blank ones are none."""
    if not isinstance(value, list):
        return ()
    names = (
        text_of(entry.get("name")) if isinstance(entry, dict) else ""
        for entry in value[:_MAX_BOOKS]
    )
    if len(value) > _MAX_BOOKS:
        remark("phonebooks of a contact left out: too many")
    return tuple(name for name in names if name)


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A list of places.

    Attributes:
        kind: what they are.
        request: asks for a page, from 1.
        key: where the answer has them.
        paged: whether there are pages.
    """

    kind: PlaceKind
    request: Callable[[int], Request]
    key: str = "data"
    paged: bool = True


def queue_list(page: int) -> Request:
    """Ask for a page of the queues (l. 11160)."""
    return Request("GET", "queue/list", _page(page))


QUEUE_LIST: Final = "queue_list"
"""Where the answer has the queues: not in ``data``."""

PLACE_LISTS: Final = (
    PlaceList(PlaceKind.QUEUE, queue_list, QUEUE_LIST),
    PlaceList(PlaceKind.IVR, lambda page: Request("GET", "ivr/list", _page(page))),  # l. 10073
    PlaceList(
        PlaceKind.RING_GROUP,
        lambda _: Request("GET", "system/get_menuoptions", {"menu": "ring_group"}),
        paged=False,
    ),  # l. 1388
    PlaceList(
        PlaceKind.CONFERENCE,
        lambda _: Request("GET", "system/get_menuoptions", {"menu": "conference"}),
        paged=False,
    ),
)


def place_page(places: PlaceList, answer: Mapping[str, object], remark: Remark) -> Page[Place]:
    """Read a page of places. A menu's entries have a number only where ``text2`` gives one."""

    def place(item: dict[str, object]) -> Place:
        if places.paged:
            number, name = item.get("number"), item.get("name")
        else:
            number, name = item.get("text2"), item.get("text")
        return Place(
            places.kind, Number(id_of(number, f"{places.kind.value} number")), text_of(name)
        )

    return page_of(answer, places.key, place, remark)


def page_of(
    answer: Mapping[str, object], key: str, read: Callable[[dict[str, object]], T], remark: Remark
) -> Page[T]:
    """Read a page of the list that the answer has under ``key``.

    Raises:
        WireError: there is something else.
    """
    items = items_of(answer.get(key), key)
    total = count_of(answer.get("total_number"), MAX_ITEMS)
    return Page(tuple(each(items, read, remark)), len(items) if total is None else total)


def each(items: object, read: Callable[[dict[str, object]], T], remark: Remark) -> list[T]:
    """Read each item of a list; one that cannot be read costs only itself."""
    found = []
    for item in items_of(items, "list"):
        try:
            found.append(read(object_of(item, "item")))
        except WireError as err:
            remark(f"item left out: {err.detail}")
    return found
