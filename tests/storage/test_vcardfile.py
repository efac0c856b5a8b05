"""vCards as phones, mail programs and enemies write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.importing import Field, Row, Table, Why
from ctiapp.storage.vcardfile import is_vcard, read_vcards

OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCr=
=67en;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=BCller
TEL;CELL;PREF:+49 170 1234567
TEL;WORK;VOICE:089/1234-5
TEL;WORK;FAX:089/1234-6
PHOTO;JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD

NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=
two
END:VCARD
"""
COMMON = """BEGIN:VCARD
VERSION:3.0
UID:urn:uuid:1
FN:Anna Achterberg
N:Achterberg;Anna;Maria;Dr.;
ORG:City Laundry\\, Inc.;Washing
EMAIL;TYPE=INTERNET:anna@example.com
TEL;TYPE=WORK,VOICE:+49 30 1
TEL;TYPE=WORK:+49 30 2
TEL;TYPE=WORK:+49 30 3
item1.TEL:+49 30 4
item1.X-ABLabel:Summer house
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 AAAA
TEL;TYPE=HOME,FAX:+49 30 5
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Élodie Saint-Exupéry
TEL;VALUE=uri;TYPE="voice,home";PREF=1:tel:+33-01-23
TEL;VALUE=uri;TYPE=cell:tel:+33%206;ext=5
NOTE:one\\ntwo
END:VCARD
"""


def values(table: Table, row: Row) -> dict[Field, str]:
    """What a row says, by field."""
    return {field: value for field, value in zip(table.fields, row.values, strict=True) if value}


def test_version_2_1_with_quoted_printable() -> None:
    table = read_vcards(OLD.encode())

    assert values(table, table.rows[0]) == {
        Field.NAME: "Jürgen Müller",
        Field.FIRST_NAME: "Jürgen",
        Field.LAST_NAME: "Müller",
        Field.MOBILE: "+49 170 1234567",
        Field.BUSINESS: "089/1234-5",
        Field.BUSINESS_FAX: "089/1234-6",
        Field.REMARK: "one\r\ntwo",
    }


def test_version_3_with_more_numbers_than_kinds() -> None:
    table = read_vcards(COMMON.replace("\n", "\r\n").encode())

    assert values(table, table.rows[0]) == {
        Field.UID: "urn:uuid:1",
        Field.NAME: "Anna Achterberg",
        Field.FIRST_NAME: "Anna",
        Field.LAST_NAME: "Achterberg",
        Field.COMPANY: "City Laundry, Inc.",
        Field.DEPARTMENT: "Washing",
        Field.EMAIL: "anna@example.com",
        Field.BUSINESS: "+49 30 1",
        Field.BUSINESS2: "+49 30 2",
        Field.OTHER: "+49 30 3",
        Field.MOBILE2: "+49 30 4",
        Field.HOME_FAX: "+49 30 5",
    }


def test_version_4_with_uris() -> None:
    table = read_vcards(NEW.encode())

    assert values(table, table.rows[0]) == {
        Field.NAME: "Élodie Saint-Exupéry",
        Field.HOME: "+33-01-23",
        Field.MOBILE: "+33 6",
        Field.REMARK: "one\ntwo",
    }


def test_a_broken_card_is_counted_and_costs_nobody_else() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN:Broken\nTEL no colon\nEND:VCARD\n"
    endless = "BEGIN:VCARD\nFN:Endless\n"

    table = read_vcards((OLD + broken + endless + COMMON + NEW + endless).encode())

    assert [row.line for row in table.rows] == [1, 4, 5]
    assert [(bad.line, bad.why) for bad in table.bad] == [
        (2, Why.BROKEN),
        (3, Why.BROKEN),
        (6, Why.BROKEN),
    ]
    assert table.bad[0].excerpt == "Broken"


@pytest.mark.parametrize(
    ("codec", "charset", "name"),
    [
        ("cp1252", "", "Jürgen Müller"),
        ("gb18030", "", "鈴木李四王小明"),
        ("cp1251", ";CHARSET=windows-1251", "Ольга Смирнова"),
        ("utf-16", "", "鈴木"),
    ],
)
def test_other_encodings(codec: str, charset: str, name: str) -> None:
    card = f"BEGIN:VCARD\nVERSION:2.1\nFN{charset}:{name}\nTEL:12345\nEND:VCARD\n"

    table = read_vcards(card.encode(codec))

    assert values(table, table.rows[0])[Field.NAME] == name


def test_an_encoding_that_the_user_chose() -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nFN:Ольга\nTEL:12345\nEND:VCARD\n"

    table = read_vcards(card.encode("cp1251"), encoding="cp1251")

    assert values(table, table.rows[0])[Field.NAME] == "Ольга"


@pytest.mark.parametrize(
    "hostile",
    [
        "FN:" + "x" * 1_000_000,
        "FN:a\x00b",
        "TEL;" + "A=" * 20_000 + ":1",
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\n" * 20_000,
        "BEGIN:VCALENDAR\n" * 1000,
        "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=nonsense:=41",
        "FN;ENCODING=QUOTED-PRINTABLE:=FF=FE",
    ],
)
def test_an_enemy_s_card_costs_itself(hostile: str) -> None:
    data = f"BEGIN:VCARD\nVERSION:2.1\n{hostile}\nEND:VCARD\n{COMMON}".encode()

    table = read_vcards(data)

    assert table.rows[-1].values[1] == "Anna Achterberg"
    assert table.bad_count + len(table.rows) == 2


@given(st.text(max_size=300))
def test_no_text_is_an_error(text: str) -> None:
    data = f"BEGIN:VCARD\n{text}\nEND:VCARD\n".encode("utf-8", "replace")

    table = read_vcards(data)

    assert len(table.rows) + table.bad_count >= 1


def test_progress_can_stop_it() -> None:
    def stop(done: int, whole: int) -> None:
        assert 0 < done <= whole
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_vcards(NEW.encode() * 300, progress=stop)


def test_a_vcard_is_known_by_its_first_line() -> None:
    assert is_vcard(OLD.encode())
    assert is_vcard(NEW.lower().encode("utf-16"))
    assert not is_vcard(b"Name,Tel\n")
