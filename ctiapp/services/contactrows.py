"""Rows of an address book on their way to contacts: which column means what, and what it becomes.

Pure: no file, no thread. What is guessed can be said otherwise by whoever sees the preview.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctiapp.model.directory import Contact, ContactNumber, Origin, full_name
from ctiapp.model.errors import UsageError
from ctiapp.model.importing import NUMBERS, Field, Why, clean, clean_lines
from ctiapp.model.number import Number, parse_dialable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctiapp.model.importing import Table

MAX_NAME = 200
MAX_REMARK = 2000
SAMPLE = 200
"""Rows that are looked at to guess what a column without a heading means."""

_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.UID: ("uid", "id", "guid", "uuid", "contactid", "entryuuid", "编号"),
    Field.NAME: (
        *("name", "fullname", "displayname", "contactname", "contact", "cn", "fileas", "nom"),
        *("nombre", "vollername", "ansprechpartner", "姓名", "名称", "联系人", "全名", "显示名称"),
    ),
    Field.FIRST_NAME: (*("firstname", "givenname", "vorname", "prénom", "prenom", "名", "名字"),),
    Field.LAST_NAME: (
        *("lastname", "surname", "familyname", "sn", "nachname", "familienname", "apellidos"),
        *("nomdefamille", "姓", "姓氏"),
    ),
    Field.COMPANY: (
        *("company", "companyname", "organization", "organisation", "organizationname", "org", "o"),
        *("firma", "unternehmen", "société", "societe", "entreprise", "empresa", "公司", "单位"),
        *("公司名称", "企业"),
    ),
    Field.DEPARTMENT: (
        *("department", "organizationdepartment", "abteilung", "service", "ou", "部门"),
    ),
    Field.EMAIL: (
        *("email", "emailaddress", "email1value", "email1", "mail", "emailadresse", "courriel"),
        *("correo", "电子邮件", "邮箱", "邮件", "电子邮箱", "电子邮件地址"),
    ),
    Field.REMARK: (
        *("remark", "remarks", "note", "notes", "comment", "comments", "notiz", "notizen"),
        *("bemerkung", "bemerkungen", "备注", "附注", "注释", "说明"),
    ),
    Field.BUSINESS: (
        *("phone", "telephone", "tel", "number", "phonenumber", "telephonenumber", "business"),
        *("businessphone", "businessnumber", "work", "workphone", "officephone", "phone1value"),
        *("telefon", "telefonnummer", "rufnummer", "telefongeschäftlich", "téléphone", "teléfono"),
        *("telefono", "电话", "号码", "电话号码", "办公电话", "办公号码", "商务电话", "单位电话"),
        *("工作电话", "座机"),
    ),
    Field.BUSINESS2: (
        *("business2", "businessphone2", "businessnumber2", "phone2value", "phone2", "tel2"),
        *("telefongeschäftlich2", "办公号码2", "办公电话2", "商务电话2"),
    ),
    Field.MOBILE: (
        *("mobile", "mobilephone", "mobilenumber", "cell", "cellphone", "cellular", "handy"),
        *("mobil", "mobiltelefon", "mobilnummer", "portable", "móvil", "movil"),
        *("手机", "手机号", "手机号码", "移动电话"),
    ),
    Field.MOBILE2: ("mobile2", "mobilephone2", "mobilenumber2", "手机2", "手机号码2", "移动电话2"),
    Field.HOME: (
        *("home", "homephone", "homenumber", "private", "privat", "telefonprivat", "domicile"),
        *("家庭电话", "家庭号码", "住宅电话", "住宅"),
    ),
    Field.HOME2: ("home2", "homephone2", "homenumber2", "telefonprivat2", "家庭号码2", "住宅电话2"),
    Field.BUSINESS_FAX: (
        *("fax", "businessfax", "workfax", "faxgeschäftlich", "facsimiletelephonenumber"),
        *("传真", "公司传真", "办公传真", "商务传真"),
    ),
    Field.HOME_FAX: ("homefax", "faxprivat", "家庭传真", "住宅传真"),
    Field.OTHER: (
        *("other", "otherphone", "othernumber", "phone3value", "ipphone", "weitere", "其他"),
        *("其他号码", "其他电话"),
    ),
}
"""How spreadsheets, phones and mail programs call their columns, without blanks and signs."""

_KNOWN = {name: field for field, names in _HEADINGS.items() for name in names}
_SEPARATORS = re.compile(r"[;,\n]|:::")
_EXTENSION = re.compile(r"\s*(?:;?ext\.?|x|durchwahl|分机)[ =.:]*\d*$", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_NUMBER = re.compile(r"[+(]?[\d\s()./\-+#*]{3,}$")


def heading_field(heading: str) -> Field:
    """What a heading means; `Field.SKIP` where it says nothing that a contact has."""
    return _KNOWN.get(re.sub(r"[\W_]+", "", heading.casefold()), Field.SKIP)


def guess_fields(table: Table) -> tuple[Field, ...]:
    """What each column means: as the source says, by its heading, else by what stands in it.

    No meaning but that of numbers is given twice; a second business number is a business number.
    """
    if table.fields:
        return table.fields
    width = len(table.columns)
    fields = [heading_field(name) for name in table.columns]
    taken: set[Field] = set()
    for at, field in enumerate(fields):
        if field in taken and not field.is_number:
            fields[at] = Field.SKIP
        taken.add(field)
    if any(table.columns):
        return tuple(fields)
    sample = [row.values for row in table.rows[:SAMPLE]]
    texts = [Field.NAME, Field.COMPANY]
    numbers = [Field.BUSINESS, Field.MOBILE, Field.OTHER]
    for at in range(width):
        values = [row[at] for row in sample if at < len(row) and row[at]]
        if not values:
            continue
        if _most(values, _EMAIL):
            fields[at] = Field.EMAIL if Field.EMAIL not in fields else Field.SKIP
        elif _most(values, _NUMBER):
            fields[at] = numbers.pop(0) if numbers else Field.SKIP
        elif texts:
            fields[at] = texts.pop(0)
    return tuple(fields)


def _most(values: Sequence[str], form: re.Pattern[str]) -> bool:
    return sum(bool(form.match(value)) for value in values) > 0.6 * len(values)


def contact_of(values: Sequence[str], fields: Sequence[Field], source: str = "") -> Contact | Why:
    """What a row becomes, or why it becomes nothing.

    A person without a name bears their company's. A number that cannot be dialled is left out
    where another one can; where none can, so is the row.

    Args:
        values: the row.
        fields: what its columns mean.
        source: what names the source; goes into the contact's ``uid`` where the row has an id.
    """
    found: dict[Field, str] = {}
    raw_numbers: list[tuple[Field, str]] = []
    for field, value in zip(fields, values, strict=False):
        if field is Field.SKIP or not value:
            continue
        if field.is_number:
            raw_numbers += [(field, part.strip()) for part in _SEPARATORS.split(value)]
        elif not found.get(field):
            found[field] = clean_lines(value) if field is Field.REMARK else clean(value)
    if any(len(value) > MAX_NAME for field, value in found.items() if field is not Field.REMARK):
        return Why.TOO_LONG
    if len(found.get(Field.REMARK, "")) > MAX_REMARK:
        return Why.TOO_LONG
    first, last = found.get(Field.FIRST_NAME, ""), found.get(Field.LAST_NAME, "")
    company = found.get(Field.COMPANY, "")
    name = found.get(Field.NAME) or full_name(first, last) or company
    if not name:
        return Why.NO_NAME
    numbers = _numbers(raw_numbers)
    if not numbers:
        return Why.BAD_NUMBER if any(text for _, text in raw_numbers) else Why.NO_NUMBER
    uid = found.get(Field.UID, "")
    return Contact(
        contact_id="",
        name=name,
        company=company,
        email=found.get(Field.EMAIL, ""),
        numbers=numbers,
        department=found.get(Field.DEPARTMENT, ""),
        remark=found.get(Field.REMARK, ""),
        origin=Origin.OWN,
        first_name=first,
        last_name=last,
        uid=f"{source}#{uid}" if uid and source else "",
    )


_FAMILIES = (
    (Field.BUSINESS, Field.BUSINESS2),
    (Field.MOBILE, Field.MOBILE2),
    (Field.HOME, Field.HOME2),
)


def _numbers(raw: Sequence[tuple[Field, str]]) -> tuple[ContactNumber, ...]:
    """Each number once, each kind once: what its own kind has no room for goes to the next."""
    put: dict[Field, Number] = {}
    for field, text in raw:
        number = _dialable(text)
        if number is None or number in put.values():
            continue
        family = next((both for both in _FAMILIES if field in both), ())
        for place in (field, *family, Field.OTHER, *NUMBERS[:6]):
            if place not in put:
                put[place] = number
                break
    return tuple(ContactNumber(field.value, put[field]) for field in NUMBERS if field in put)


def _dialable(text: str) -> Number | None:
    """The number, less an extension behind it, which nobody could dial in one go."""
    for shown in (text, _EXTENSION.sub("", text)):
        try:
            return parse_dialable(shown)
        except UsageError:
            continue
    return None


def problem_of_number(text: str) -> str | None:
    """Why that cannot be dialled, as a key of the word list; None where it can."""
    try:
        parse_dialable(text)
    except UsageError as error:
        return error.key
    return None


def is_email(text: str) -> bool:
    """Whether that could be an e-mail address. Loosely: only its server knows."""
    return bool(_EMAIL.fullmatch(text.strip())) and len(text) <= MAX_NAME


EXPORTED = (
    Field.NAME,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.COMPANY,
    Field.DEPARTMENT,
    Field.EMAIL,
    *NUMBERS,
    Field.REMARK,
)
"""What is written of one's own contacts, in this order."""


def exported(contact: Contact) -> tuple[str, ...]:
    """A contact as a row of `EXPORTED`; `contact_of` reads it back."""
    numbers = {each.kind: each.number.text for each in contact.numbers}
    said = {
        Field.NAME: contact.name,
        Field.FIRST_NAME: contact.first_name,
        Field.LAST_NAME: contact.last_name,
        Field.COMPANY: contact.company,
        Field.DEPARTMENT: contact.department,
        Field.EMAIL: contact.email,
        Field.REMARK: contact.remark,
    }
    return tuple(said.get(field) or numbers.get(field.value, "") for field in EXPORTED)
