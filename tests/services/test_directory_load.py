"""Loading part by part: what is told meanwhile, and what a part that fails leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.directory import Department
from ctiapp.model.errors import LinkTimeout, StorageError
from ctiapp.model.ids import ExtensionId
from ctiapp.pbx.interface import Account, Page
from ctiapp.services import directory_load
from ctiapp.services.directory_load import Known, Loader, Part, all_extensions
from ctiapp.storage.book import ContactBook
from ctiapp.storage.book_rows import of_contact
from tests.model.said import ME
from tests.services.fakes import LEO, START, FakePbx, contact, extension, pages, place

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ctiapp.model.directory import Contact, Extension

ALL = frozenset(Part)


class Bench:
    """A loader over a PBX with a few people."""

    def __init__(self) -> None:
        self.pbx = FakePbx(Account("p-series", "pbx", "client", ME))
        self.pbx.extension_pages = list(pages(extension("2001", "Ann Lee"), LEO))
        self.pbx.contact_pages = list(pages(contact("Joe Goffin", "+12354978652")))
        self.pbx.place_list = (place("6402", "Support"),)
        self.book = ContactBook(None)
        self.known = Known()
        self.steps: list[tuple[int, int]] = []

    @property
    def loader(self) -> Loader:
        """A new one: it counts from nothing."""
        return Loader(self.pbx, self.book, self.known, lambda *step: self.steps.append(step))

    def names(self, text: str) -> list[str]:
        return [hit.name for hit in self.book.search(text, 8)]


@pytest.fixture
async def bench() -> Bench:
    """With the book open."""
    made = Bench()
    await made.book.serve("SN1", START)
    return made


async def test_all_parts_are_loaded_and_counted(bench: Bench) -> None:
    """Pages of extensions and contacts are what a user waits for."""
    assert await bench.loader.load(ALL) == []
    assert bench.steps == [(2, 2), (3, 3)]
    assert (bench.names("ann"), bench.names("joe"), bench.names("support")) == (
        ["Ann Lee"],
        ["Joe Goffin"],
        ["Support"],
    )
    assert list(bench.known.extensions.values()) == [extension("2001", "Ann Lee"), LEO]


async def test_one_part_alone_leaves_the_others(bench: Bench) -> None:
    """Nothing else is asked for, and nobody else goes."""
    await bench.loader.load(ALL)
    bench.pbx.extension_pages = list(pages(LEO))
    bench.pbx.contact_pages = []
    assert await bench.loader.load({Part.EXTENSIONS}) == []
    assert bench.names("ann") == []
    assert bench.names("joe") == ["Joe Goffin"]


async def test_each_part_that_fails_is_one_failure(bench: Bench) -> None:
    """And what it had brought by then stays."""
    bench.pbx.extension_pages.append(LinkTimeout("late"))
    bench.pbx.contact_pages = [LinkTimeout("late")]
    assert len(await bench.loader.load(ALL)) == 2
    assert bench.names("ann") == ["Ann Lee"]


async def test_what_the_book_refuses_ends_the_load(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is no matter of one part."""

    async def full(*_: object) -> None:
        raise StorageError("full")

    monkeypatch.setattr(bench.book, "put", full)
    with pytest.raises(StorageError):
        await bench.loader.load(ALL)


async def test_an_extension_works_in_its_smallest_department(bench: Bench) -> None:
    """The company has everybody in it."""
    ann = ExtensionId("1")
    company = Department("1", "Company", None, frozenset({ann, ExtensionId("2")}))
    bench.known.departments = (Department("2", "Sales", "1", frozenset({ann})), company)
    assert bench.known.department_names() == {ann: "Sales", ExtensionId("2"): "Company"}


async def test_a_large_page_is_written_in_slices(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop may do something else in between."""
    monkeypatch.setattr(directory_load, "SLICE", 10)
    people = [extension(str(3000 + n), f"Person {n}") for n in range(25)]
    bench.pbx.extension_pages = list(pages(*people, size=25))
    written: list[int] = []
    real = bench.book.put

    async def put(*args: object) -> object:
        written.append(len(args[1]))  # type: ignore[arg-type]
        return await real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.book, "put", put)
    await bench.loader.load({Part.EXTENSIONS})
    assert written == [10, 10, 5]


@pytest.mark.expected_log("more than 3 entries")
async def test_a_load_that_was_cut_short_takes_nobody_away(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who came after the last that was taken may well be there."""
    await bench.loader.load(ALL)
    monkeypatch.setattr(directory_load, "MAX_ENTRIES", 3)
    many = [extension(str(3000 + n), f"Person {n}") for n in range(9)]
    bench.pbx.extension_pages = list(pages(*many, size=2))
    await bench.loader.load({Part.EXTENSIONS})
    assert bench.names("ann") == ["Ann Lee"]
    assert bench.names("person 1") == ["Person 1"]


@pytest.mark.parametrize("part", [Part.EXTENSIONS, Part.CONTACTS])
async def test_who_slipped_between_two_pages_stays(bench: Bench, part: Part) -> None:
    """Somebody was deleted after the first page: the second began one too late."""
    people = [extension(str(3000 + n), f"Person {n}") for n in range(6)]
    outside = [contact(f"Guest {n}", f"+4930555{n}") for n in range(6)]
    bench.pbx.extension_pages, bench.pbx.contact_pages = list(pages(*people)), list(pages(*outside))
    await bench.loader.load(ALL)
    torn_people: list[Page[Extension]] = [Page(tuple(people[:2]), 6), Page(tuple(people[3:]), 5)]
    torn_outside: list[Page[Contact]] = [Page(tuple(outside[:2]), 6), Page(tuple(outside[3:]), 5)]
    bench.pbx.extension_pages, bench.pbx.contact_pages = list(torn_people), list(torn_outside)
    bench.pbx.loads = bench.pbx.contact_loads = 0

    await bench.loader.load({part})

    assert bench.names("person 2") == ["Person 2"]
    assert bench.names("guest 2") == ["Guest 2"]
    assert bench.pbx.loads + bench.pbx.contact_loads == directory_load.MOST_TRIES
    assert len(bench.known.extensions) == 6


@pytest.mark.parametrize("part", [Part.EXTENSIONS, Part.CONTACTS])
async def test_who_slipped_while_somebody_was_added_stays_as_well(bench: Bench, part: Part) -> None:
    """The count is what it was; but the pages do not fit together, and it is read again."""
    people = [extension(str(3000 + n), f"Person {n}") for n in range(6)]
    outside = [contact(f"Guest {n}", f"+4930555{n}") for n in range(6)]
    bench.pbx.extension_pages, bench.pbx.contact_pages = list(pages(*people)), list(pages(*outside))
    await bench.loader.load(ALL)
    newer, guest = extension("3009", "Newer"), contact("Newest", "+49305559")
    bench.pbx.extension_pages = [
        *(Page(tuple(people[:2]), 6), Page((*people[3:], newer), 6)),
        Page((), 6, moved=True),
    ]
    bench.pbx.contact_pages = [
        *(Page(tuple(outside[:2]), 6), Page((*outside[3:], guest), 6)),
        Page((), 6, moved=True),
    ]
    bench.pbx.loads = bench.pbx.contact_loads = 0

    await bench.loader.load({part})

    assert bench.names("person 2") == ["Person 2"]
    assert bench.names("guest 2") == ["Guest 2"]
    assert bench.pbx.loads + bench.pbx.contact_loads == directory_load.MOST_TRIES


async def test_a_count_that_holds_still_the_second_time_is_whole(bench: Bench) -> None:
    """Then who is gone is taken out, and nobody is counted twice."""
    people = [extension(str(3000 + n), f"Person {n}") for n in range(6)]
    bench.pbx.extension_pages = list(pages(*people))
    await bench.loader.load({Part.EXTENSIONS})
    whole = list(pages(*people[:1], *people[2:]))
    bench.pbx.extension_pages = [Page(tuple(people[:2]), 6), Page(tuple(people[3:]), 5)]
    loader = Loader(bench.pbx, bench.book, bench.known, lambda *_: None)
    read = bench.pbx.extensions

    def then_whole() -> AsyncGenerator[Page[Extension], None]:
        reading = read()
        if bench.pbx.loads:
            bench.pbx.extension_pages = list(whole)
        return reading

    bench.pbx.loads = 0
    bench.pbx.extensions = then_whole  # type: ignore[method-assign]
    await loader.load({Part.EXTENSIONS})

    assert bench.pbx.loads == 2
    assert bench.names("person 1") == []
    assert bench.names("person 2") == ["Person 2"]
    assert loader.loaded == 5


async def test_what_was_kept_or_deleted_here_meanwhile_is_newer_than_a_page(bench: Bench) -> None:
    """A page that was asked for before it says what was; and its end takes nobody new out."""
    joe, eve = contact("Joe Goffin", "+12354978652"), contact("Eve Moss", "+12354978653")
    bench.pbx.contact_pages = list(pages(joe, eve))
    loader = bench.loader
    for row in (replace(joe, name="Joe Gone"), contact("Ada King", "+441234567")):
        loader.edit(row.contact_id, of_contact(row))
    loader.edit(eve.contact_id, None)

    await loader.load({Part.CONTACTS})

    assert bench.names("joe") == ["Joe Gone"]
    assert bench.names("ada") == ["Ada King"]
    assert bench.names("eve") == []


async def test_all_who_were_seen_are_told_where_the_count_never_holds_still(bench: Bench) -> None:
    one, two = extension("2001", "Ann Lee"), extension("2002", "Bob Ray")
    bench.pbx.extension_pages = [Page((one,), 3), Page((two,), 2)]

    assert len(await all_extensions(bench.pbx, 0.0)) == 2
    assert bench.pbx.loads == directory_load.MOST_TRIES


async def test_all_extensions_are_read_with_breaks(bench: Bench) -> None:
    """By number, page by page."""
    found = await all_extensions(bench.pbx, 0.0)
    assert [number.text for number in found] == ["2001", "2000"]
