"""CSV files as spreadsheets, phones and enemies write them."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import StorageError
from ctiapp.model.importing import Why
from ctiapp.storage.csvfile import guess_encoding, load, read_csv, write_csv

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = "姓名;手机\n李四;13900000002\n王小明;13900000003\n"
EUROPEAN = "Name;Telefon\nJürgen Müller;089 1234\nÉlodie;+33 1 23\n"


@pytest.mark.parametrize(
    ("text", "codec", "guessed"),
    [
        (EUROPEAN, "utf-8", "utf-8-sig"),
        (EUROPEAN, "utf-8-sig", "utf-8-sig"),
        (EUROPEAN, "utf-16", "utf-16"),
        (EUROPEAN, "utf-16-le", "utf-16-le"),
        (EUROPEAN, "utf-16-be", "utf-16-be"),
        (EUROPEAN, "cp1252", "cp1252"),
        (CHINESE, "utf-8", "utf-8-sig"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        ("Name,Tel\nAnna,12345\n", "ascii", "utf-8-sig"),
    ],
)
def test_the_encoding_is_found(text: str, codec: str, guessed: str) -> None:
    data = text.encode(codec)

    assert guess_encoding(data) == guessed
    table = read_csv(data)
    first = text.splitlines()
    between = ";" if ";" in text else ","
    assert table.headings
    assert table.columns == tuple(first[0].split(between))
    assert [row.values for row in table.rows] == [tuple(line.split(between)) for line in first[1:]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f'Name{delimiter}Tel\n"A{delimiter}B"{delimiter}12345\nC{delimiter}23456\n'

    table = read_csv(text.encode())

    assert table.delimiter == delimiter
    assert [row.values for row in table.rows] == [(f"A{delimiter}B", "12345"), ("C", "23456")]


def test_a_spreadsheet_may_say_what_stands_between() -> None:
    table = read_csv(b"sep=;\r\nName;Tel\r\nA,B;12345\r\n")

    assert (table.delimiter, table.columns) == (";", ("Name", "Tel"))
    assert [(row.line, row.values) for row in table.rows] == [(3, ("A,B", "12345"))]


def test_the_user_knows_better() -> None:
    table = read_csv(EUROPEAN.encode("cp1252"), encoding="latin-1", delimiter=",", headings=False)

    assert (table.encoding, table.delimiter, table.headings) == ("latin-1", ",", False)
    assert table.rows[0].values == ("Name;Telefon",)


def test_an_encoding_that_nobody_knows() -> None:
    with pytest.raises(StorageError) as raised:
        read_csv(b"a,b\n", encoding="klingon")

    assert raised.value.key == "import.encoding"


def test_a_file_without_headings_loses_no_row() -> None:
    table = read_csv(b"Anna,12345\nBob,23456\n")

    assert not table.headings
    assert len(table.rows) == 2


def test_a_wrong_encoding_is_seen_and_no_error() -> None:
    table = read_csv("Name;Tel\nMüller;12345\n".encode("cp1252"), encoding="utf-8-sig")

    assert "\N{REPLACEMENT CHARACTER}" in table.rows[0].values[0]


HOSTILE = [
    pytest.param(b'"' * 3_000_000, id="quotes"),
    pytest.param(b'a,"' + b"\n" * 400_000, id="a quote that never closes"),
    pytest.param(b'a,"\n' + b"A" * 300_000, id="a line without end below a quote"),
    pytest.param(b"a," * 1_500_000, id="columns"),
    pytest.param(b'"\n,,,,"' * 300_000 + b'"', id="columns over many lines"),
    pytest.param(b"A" * 1_000_000 + b",12345", id="a name of a megabyte"),
    pytest.param(b"\x00" * 1000 + b"a,b", id="nothing"),
    pytest.param(b"a\x00b,12345", id="a NUL"),
    pytest.param(b"\xff\xfe\xff" * 9999, id="no text"),
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_enemy_s_file_costs_its_own_row(hostile: bytes) -> None:
    """What is no row is told with its line; what comes after it is read."""
    begun = time.monotonic()

    table = read_csv(hostile + b"\nBob,23456\n", encoding="utf-8-sig", delimiter=",")

    assert time.monotonic() - begun < 10
    assert table.bad_count >= 1
    assert {bad.why for bad in table.bad} <= {Why.TOO_LONG, Why.TOO_WIDE, Why.NOT_TEXT}
    assert ("Bob", "23456") in [row.values[:2] for row in table.rows]


GOOD = [(f"Name {n}", f"030 {n}") for n in range(10, 2010)]


def lines(rows: list[tuple[str, str]], between: str = ",") -> str:
    """As a file has them."""
    return "".join(f"{name}{between}{number}\n" for name, number in rows)


@pytest.mark.parametrize("after", [20, 2000])
@pytest.mark.parametrize("between", [",", ";"])
def test_a_quote_that_never_closes_costs_its_own_line(after: int, between: str) -> None:
    """Few lines or many: those after it are read as if it were not there."""
    good = GOOD[:after]
    text = f'Name{between}Tel\n"Broken{between}030 1\n' + lines(good, between)

    table = read_csv(text.encode())

    assert table.columns == ("Name", "Tel")
    assert [(bad.line, bad.excerpt) for bad in table.bad] == [(2, f'"Broken{between}030 1')]
    assert [row.values for row in table.rows] == good
    assert [row.line for row in table.rows] == list(range(3, after + 3))


@pytest.mark.parametrize("before", [3, 300])
def test_a_quote_that_closes_where_another_opens_costs_its_own_line(before: int) -> None:
    text = "Name,Tel\n" + '"Broken,030 1\n' + lines(GOOD[:before]) + '"Lee, Ann",030 2\nBob,030 3\n'

    table = read_csv(text.encode())

    assert [bad.line for bad in table.bad] == [2]
    assert [row.values for row in table.rows] == [
        *GOOD[:before],
        ("Lee, Ann", "030 2"),
        ("Bob", "030 3"),
    ]


def test_a_value_that_is_too_long_costs_its_own_row_with_all_its_lines() -> None:
    """Its quote closes where it should: what stands in it are no rows."""
    text = 'Name,Tel\nAnn,"' + "a,030 9\n" * 1000 + '"\nBob,030 3\n'

    table = read_csv(text.encode())

    assert [(bad.line, bad.why) for bad in table.bad] == [(2, Why.TOO_LONG)]
    assert [row.values for row in table.rows] == [("Bob", "030 3")]


def test_lines_of_one_value_stay_one_row() -> None:
    table = read_csv(b'Name,Tel,Remark\nAnn,030 2,"one ""x""\ntwo"\nBob,030 3,""\n')

    assert table.bad_count == 0
    assert [row.values for row in table.rows] == [
        ("Ann", "030 2", 'one "x"\ntwo'),
        ("Bob", "030 3", ""),
    ]


def test_a_quote_on_each_line_that_never_closes_costs_a_bounded_time() -> None:
    """Read again from each of its lines, it would cost a million times what it holds."""
    begun = time.process_time()

    table = read_csv(b'b"b,"c\n' * 400_000)

    assert time.process_time() - begun < 10
    assert table.bad_count > 1
    assert not table.rows


@pytest.mark.parametrize("value", ["<b>x</b>", "=cmd|'/c calc'!A0", "\u202eannA", "' OR 1=1 --"])
def test_values_are_plain_text(value: str) -> None:
    table = read_csv(f'Name,Tel\n"{value}",12345\n'.encode())

    assert table.rows[0].values == (value, "12345")


@given(st.binary(max_size=600))
def test_no_bytes_are_an_error(data: bytes) -> None:
    table = read_csv(data)

    assert table.bad_count == len(table.bad)


def test_too_many_rows_are_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctiapp.model.importing.MAX_ROWS", 5)

    table = read_csv(b"Anna,12345\n" * 6)

    assert table.cut
    assert len(table.rows) == 5


def test_progress_is_told_and_can_stop() -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> None:
        told.append((done, whole))
        if len(told) == 3:
            raise KeyboardInterrupt

    data = b"Anna,12345\n" * 50_000
    with pytest.raises(KeyboardInterrupt):
        read_csv(data, progress=progress)
    assert all(0 < done <= whole == len(data) for done, whole in told)


def test_a_file_is_read_whole_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"12345")

    assert load(path) == b"12345"
    for content, key in ((b"123456", "import.too_big"), (b" \n", "import.empty")):
        path.write_bytes(content)
        with pytest.raises(StorageError) as raised:
            load(path, limit=5)
        assert raised.value.key == key
    with pytest.raises(StorageError) as raised:
        load(tmp_path / "none.csv")
    assert raised.value.key == "import.unreadable"


@pytest.mark.parametrize("parted_by", [",", ";", "\t", "|"])
@given(st.lists(st.text(";|,\t\r\n \"'=+@a", max_size=9), min_size=1, max_size=3))
def test_no_cell_is_a_formula_however_the_line_is_parted(parted_by: str, row: list[str]) -> None:
    """A spreadsheet parts by its country's sign, whatever the file was written with."""
    text = write_csv(["Name"], [("x", *row)]).decode("utf-8-sig")

    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=parted_by):
        assert not [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "@"))]


def test_numbers_with_a_plus_survive_a_round_trip() -> None:
    """Written with an apostrophe before them, against spreadsheets; read without it."""
    rows = [("Anna", "+49 89 1234"), ("=HYPERLINK()", "-1"), ('Quote "x", y', "'+1"), ("a\nb", "")]

    data = write_csv(("Name", "Tel"), rows)

    assert b"'+49 89 1234" in data
    assert b"'=HYPERLINK()" in data
    table = read_csv(data, headings=True)
    assert (table.encoding, table.columns) == ("utf-8-sig", ("Name", "Tel"))
    assert [row.values for row in table.rows] == rows
