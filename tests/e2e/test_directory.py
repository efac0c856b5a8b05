"""The directory in the real window: names of the last time, edits as they are told, and search."""

from __future__ import annotations

import stat
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import as_options
from tests.e2e.programs import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.conftest import Office
    from tests.e2e.simulated import Pbx


def found(app: App, text: str) -> list[tuple[str, str]]:
    """Who is found, and by which number."""
    return [(hit["name"], hit["number"]) for hit in app.ask("find", text)]


def until_found(app: App, text: str, *people: tuple[str, str]) -> None:
    """Wait until exactly these are found: asking is quick, and nothing else tells it."""
    deadline = time.monotonic() + PATIENCE_S
    while found(app, text) != list(people):
        if time.monotonic() > deadline:
            app.fail(f"{text!r} finds {found(app, text)}")


def test_the_next_start_knows_everybody_before_the_pbx_has_told(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Its lists hang; the pop of the first call has its name all the same."""
    options = as_options(pbx, tmp_path / "secret")
    app = start_app(*options)
    app.online()
    app.knows("Goffin")
    number = app.ask("find", "Goffin")[0]["number"]
    app.close()
    kept = app.data_dir / "contacts.sqlite"
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o077
    for endpoint in ("extension/list", "company_contact/list", "queue/list"):
        pbx.do("fail", endpoint=endpoint, hang_s=60, times=9)

    app = start_app(*options)
    app.fine.append("directory")  # what hangs is given up, and said
    app.online()
    app.knows("Goffin")
    assert found(app, "leo ball") == [("Leo Ball", "2001")]
    call = pbx.call(number)
    app.pops(call)
    assert app.call(call)["remote"]["name"].endswith("Goffin")


def test_a_damaged_file_is_put_aside_and_costs_no_name(
    pbx: Pbx, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """It is said, kept under another name, and everybody is loaded into a new one."""
    kept = tmp_path / "data" / "contacts.sqlite"
    kept.parent.mkdir()
    kept.write_bytes(b"this is no database, and much too long to be taken for an empty one " * 99)
    was = kept.read_bytes()

    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.fine.append("contacts: book.damaged")
    app.online()
    app.knows("Goffin")

    (aside,) = kept.parent.glob("contacts.sqlite.broken-*")
    assert aside.read_bytes() == was
    assert kept.read_bytes().startswith(b"SQLite format 3")
    assert "book.damaged" in app.log_text


def test_an_edited_extension_is_known_as_it_is_now(office: Office) -> None:
    """Renamed, created, removed: each is told by an event, and no list is asked for again."""
    asked = len(office.pbx.asked("extension/list"))
    office.pbx.do("extension", extension="2001", first_name="Rosa", last_name="Quince")
    until_found(office.app, "quince", ("Rosa Quince", "2001"))
    assert found(office.app, "leo ball") == []
    office.pbx.do("extension", extension="2099", first_name="Zora", last_name="Quill")
    until_found(office.app, "quill", ("Zora Quill", "2099"))
    office.pbx.do("extension", extension="2099", remove=True)
    until_found(office.app, "quill")
    office.pbx.do("extension", extension="2001", first_name="Leo", last_name="Ball")
    until_found(office.app, "leo ball", ("Leo Ball", "2001"))
    assert len(office.pbx.asked("extension/list")) == asked


@pytest.mark.parametrize(
    ("typed", "name", "callee"),
    [
        ("wxm", "王晓明", "2005"),
        ("wangxiao", "王晓明", "2005"),
        ("mueller", "Zoë Müller-Lüdenscheidt", "2004"),
        ("phillpi huf", "Phillip Huff", "2002"),
        ("ball le", "Leo Ball", "2001"),
        ("halle kristin", "Kristin Hale", "2000"),
    ],
)
def test_whoever_is_meant_is_found_in_the_window(
    office: Office, typed: str, name: str, callee: str
) -> None:
    """By pinyin and its initials, without dots, with slips, in any order; Enter calls them."""
    hits = office.app.ask("find", typed)
    assert (hits[0]["name"], hits[0]["number"]) == (name, callee)
    if callee == "2000":
        return  # nobody calls themselves
    office.display.key("F2")
    office.display.type(typed)
    if len(hits) > 1:
        office.display.key("Down")
    office.display.key("Return")
    status = office.app.until("dialling", lambda now: bool(living(now)))
    assert living(status)[0]["remote"]["number"] == callee
    assert ("POST", "call/dial", {"caller": "2000", "callee": callee}) in office.pbx.commanded()


def living(status: dict[str, Any]) -> list[dict[str, Any]]:
    """The calls that are not over."""
    return [call for call in status["calls"] if call["state"] != "ended"]


def test_a_part_of_a_number_names_its_owner(office: Office) -> None:
    """Any part of it, from three digits on the right one first."""
    joe = office.app.ask("find", "Goffin")[0]
    digits = joe["number"].lstrip("+")
    assert (joe["name"], joe["number"]) in found(office.app, digits[-5:])
    assert (joe["name"], joe["number"]) in found(office.app, digits[2:7])
    assert (joe["origin"], joe["kind"]) == ("company", "contact")
