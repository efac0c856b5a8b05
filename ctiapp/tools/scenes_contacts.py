"""What `pictures` takes pictures of: contacts, their sheet and editor, and the import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, ContactNumber, Origin, PersonKey
from ctiapp.model.errors import CertificateRejected, NotPermitted
from ctiapp.model.importing import Bad, Field, Row, Table, Why
from ctiapp.model.ldap import LdapDirectory, Security
from ctiapp.model.notice import Notice
from ctiapp.model.number import Number
from ctiapp.services.importing import Result
from ctiapp.services.importplan import Source, plan
from ctiapp.tools import samples
from ctiapp.tools.scenes_window import ONLINE, settled
from ctiapp.ui.contacts.editor import Editor
from ctiapp.ui.contacts.importpage import ImportPage
from ctiapp.ui.contacts.sheet import Sheet
from ctiapp.ui.contacts.view import ContactsPage
from ctiapp.ui.contacts.viewmodel import Form, Person, Scope, Sharer, age_text, key_of, scopes
from ctiapp.ui.mainwindow import DEFAULT_SIZE, LEAST_SIZE, MainWindow, Place
from ctiapp.ui.people.view import PeoplePlace
from ctiapp.ui.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

_AT = samples.moment(0).at


def _contact(at: int, name: str, company: str, *numbers: tuple[str, str], **more: str) -> Contact:
    return Contact(
        str(at),
        name,
        company,
        more.get("email", ""),
        tuple(ContactNumber(kind, Number(number)) for kind, number in numbers),
        more.get("department", ""),
        more.get("remark", ""),
        ("Suppliers", "Night desk") if at % 2 else (),
        Origin.COMPANY,
        name.partition(" ")[0],
        name.partition(" ")[2],
    )


PEOPLE = (
    _contact(0, "Anna Achterberg", "City Laundry", ("business", "+493055033010")),
    _contact(
        1,
        "Élodie Saint-Exupéry",
        "Transports de l'Aéropostale",
        ("business", "+33142685300"),
        ("mobile", "+33612345678"),
        ("home_fax", "+33142685399"),
        email="elodie.saint-exupery@aeropostale.example",
        department="Night flights",
        remark="Speaks English and Spanish.\nNot before nine.",
    ),
    _contact(2, "鈴木太郎", "鈴木商店", ("business", "+81312345678"), department="営業部"),
    _contact(3, "王小明", "北京四海贸易有限公司", ("mobile", "+8613900000002")),
    _contact(
        4,
        "Dr. Maximilian Freiherr von und zu Hohenstein-Wolkenkuckucksheim",
        "Gesellschaft für angewandte Überlängenforschung mit beschränkter Haftung",
        ("business", "+4989123456789"),
    ),
    _contact(5, "<b>Tom</b> & Söhne", "", ("other", "03055033")),
    _contact(6, "محمد الأحمد", "شركة الخليج", ("mobile", "+971501234567")),
    _contact(7, "Taxi 4711", "Taxi 4711", ("business", "0304711")),
)
ELODIE = PEOPLE[1]


def people(rows: Sequence[int]) -> tuple[Contact, ...]:
    """The sample's people, over and over."""
    return tuple(PEOPLE[row % len(PEOPLE)] for row in rows)


def _person(**more: object) -> Person:
    shown: dict[str, object] = {
        "favourite": True,
        "note": "Prefers to be called back after three.",
        "as_of": _AT - timedelta(hours=26),
        "editable": True,
        **more,
    }
    return Person(key_of(ELODIE), ELODIE, **shown)  # type: ignore[arg-type]


def _shared() -> Person:
    number = ELODIE.numbers[0]
    sharers = (
        Sharer(key_of(ELODIE), ELODIE.name, chosen=True),
        Sharer(PersonKey("own:7"), "Antoine"),
    )
    return _person(shared=((number, sharers),))


def _window(page: QWidget, side: QWidget | None, size: QSize) -> MainWindow:
    window = MainWindow()
    window.resize(size)
    window.search.set_key("F2")
    window.show_standing(standing(ONLINE, frozenset()))
    place = PeoplePlace()
    place.add_page("contacts", "", page)
    place.set_side(side)
    window.add_page(place)
    window.show_page(place, Place.PEOPLE)
    return window


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a window of contacts."""

    place: PeoplePlace
    page: ContactsPage


def contacts_window(size: QSize = DEFAULT_SIZE) -> tuple[MainWindow, Shown]:
    """The list of contacts, for a picture of what lies above it."""
    page = _page()
    window = _window(page, None, size)
    place = page.parentWidget()
    while place is not None and not isinstance(place, PeoplePlace):
        place = place.parentWidget()
    if place is None:
        raise RuntimeError("the page stands in its place")
    return window, Shown(place, page)


def _page(count: int = 4312) -> ContactsPage:
    page = ContactsPage(people)
    page.set_scopes(scopes(("Suppliers", "Night desk")))
    page.choose(Scope(Origin.COMPANY))
    page.set_editable(company=True)
    page.show_rows(range(count), age_text(_AT - timedelta(hours=26), _AT))
    if count:
        page.list.setCurrentIndex(page.list.contacts.index(1))
    return page


def _listed(
    side: Callable[[], QWidget | None], size: QSize = DEFAULT_SIZE, count: int = 4312
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        return settled(_window(_page(count), side(), size))

    return draw


def _sheet(person: Person, *, asking: bool = False) -> Callable[[], QWidget]:
    def make() -> QWidget:
        sheet = Sheet()
        sheet.show_person(person, _AT)
        if asking:
            sheet.ask_delete()
        return sheet

    return make


def _editor(form: Form, *, wrong: bool = False, refused: bool = False) -> Callable[[], QWidget]:
    def make() -> QWidget:
        editor = Editor()
        editor.show_form(form)
        if wrong:
            editor.submit()
        if refused:
            error = NotPermitted("no right", key="contacts.not_permitted", code=10005)
            editor.show_failure(error.notice(), offer_own=True)
        return editor

    return make


TABLE = Table(
    ("Name", "Firma", "Telefon", "Handy", "E-Mail", "Sternzeichen"),
    (
        Row(2, ("Anna Achterberg", "City Laundry", "+49 30 55033-01", "", "anna@cl.example", "")),
        Row(3, ("王小明", "北京四海贸易有限公司", "", "13900000002", "", "兔")),
        Row(4, ("=HYPERLINK(x)", "<b>Fett</b> GmbH", "089 / 1234", "+49 171 1", "", "Widder")),
        Row(5, ("", "", "030 4711", "", "", "")),
        Row(6, ("Élodie Saint-Exupéry", "Aéropostale", "call me", "", "", "")),
        Row(7, ("Freiherr von und zu Hohenstein-Wolkenkuckucksheim", "", "0301", "0302", "", "")),
    ),
    (Bad(8, Why.TOO_LONG, "Aaaaaaaaaaaaaaaaaaaaaaaaa"), Bad(9, Why.NOT_TEXT, "x")),
    2,
    encoding="utf-8-sig",
    delimiter=";",
    headings=True,
)
SOURCE = Source("Kontakte Frühjahr.csv", "csv", "csv:kontakte.csv", TABLE)
FIELDS = (*(Field.NAME, Field.COMPANY, Field.BUSINESS, Field.MOBILE, Field.EMAIL, Field.SKIP),)


def _import(
    show: Callable[[ImportPage], None], size: QSize = DEFAULT_SIZE
) -> Callable[[], QPixmap]:
    def draw() -> QPixmap:
        page = ImportPage()
        show(page)
        return settled(_window(page, None, size))

    return draw


def _preview(page: ImportPage) -> None:
    page.show_preview(SOURCE, plan(SOURCE, FIELDS, ()).preview)


def _ldap(page: ImportPage) -> None:
    directory = LdapDirectory("dc.example.com", 0, "ou=people,dc=example,dc=com", "cn=reader")
    page.form.fill(directory, kept=True)
    page.show_form()


def _ldap_wrong(page: ImportPage) -> None:
    page.form.fill(LdapDirectory("dc.example.com", security=Security.TLS))
    page.show_failure(
        CertificateRejected(
            "self-signed", host="dc.example.com", issuer="Nobody's CA", sha256="ab" * 32
        ).notice()
    )


def _done(page: ImportPage) -> None:
    preview = plan(SOURCE, FIELDS, ()).preview
    page.show_result(SOURCE.name, Result(4, 0, 0, preview.unreadable, preview.bad))


def _failed(page: ImportPage) -> None:
    page.show_start()
    page.show_failure(Notice.of("import.too_big", name="all.csv", megabytes=64))


SCENES: dict[str, Callable[[], QPixmap]] = {
    "contacts": _listed(_sheet(_person())),
    "contacts-small": _listed(_sheet(_shared(), asking=True), LEAST_SIZE),
    "contacts-shared": _listed(_sheet(_shared())),
    "contacts-empty": _listed(lambda: None, count=0),
    "contacts-editor": _listed(_editor(Form.of(ELODIE))),
    "contacts-editor-wrong": _listed(_editor(Form.unknown("call +49"), wrong=True), LEAST_SIZE),
    "contacts-editor-refused": _listed(_editor(Form.of(ELODIE), refused=True)),
    "import-start": _import(lambda page: page.show_start()),
    "import-ldap": _import(_ldap),
    "import-ldap-certificate": _import(_ldap_wrong, LEAST_SIZE),
    "import-busy": _import(lambda page: page.show_busy("Kontakte Frühjahr.csv: 42 %", 42, 100)),
    "import-preview": _import(_preview),
    "import-preview-small": _import(_preview, LEAST_SIZE),
    "import-done": _import(_done),
    "import-failed": _import(_failed),
}
