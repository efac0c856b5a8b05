"""The directory: loaded part by part, kept when a load fails, searched, and resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.model import events
from ctiapp.model.directory import LineState, Presence
from ctiapp.model.errors import LinkTimeout, NotPermitted, UsageError
from ctiapp.model.events import DirectoryChanged, DirectoryPart, LinkState
from ctiapp.model.number import Number
from ctiapp.pbx.interface import Account, Page
from ctiapp.services import directory_load
from ctiapp.services.directory import RELOAD_AFTER_S, Directory
from ctiapp.services.lookup import DirectoryProgress
from ctiapp.services.notices import Notices
from ctiapp.state.store import Store
from tests.model.said import ME
from tests.services.fakes import LEO, Clock, FakePbx, contact, extension, pages, place, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ctiapp.model.notice import Notice

EDITED = DirectoryChanged(DirectoryPart.EXTENSION, "2001", "update")


class Office:
    """A directory over a PBX with a few people."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = Store()
        self.told: list[Notice] = []
        notices = Notices()
        notices.subscribe(self.told.append)
        self.directory = Directory(self.store, notices, clock=self.clock)
        self.steps: list[DirectoryProgress] = []
        self.directory.subscribe(self.steps.append)
        self.pbx = FakePbx(Account("p-series", "pbx", "client", ME))
        people = [extension("2001", "Ann Lee"), extension("2002", "Bob Ray"), LEO]
        self.pbx.extension_pages = list(pages(*people))
        self.pbx.contact_pages = list(pages(contact("Joe Goffin", "+12354978652", company="Acme")))
        self.pbx.place_list = (place("6402", "Support"),)

    def names(self, text: str) -> list[str]:
        """Who is found."""
        return [match.name for match in self.directory.search(text)]

    async def loaded(self) -> None:
        """Attach, and let it load."""
        self.directory.attach(self.pbx, LEO)
        await settle()


@pytest.fixture
async def office(time_flies: None) -> AsyncIterator[Office]:
    """Not loaded yet."""
    made = Office()
    yield made
    made.pbx.gate.open()
    made.directory.detach()
    await settle()


# --- loading -------------------------------------------------------------------------------------


async def test_it_loads_page_by_page_and_says_how_far_it_is(office: Office) -> None:
    """Oneself is known from the beginning; the end says so, and when that was."""
    office.directory.attach(office.pbx, LEO)
    assert office.directory.extensions == (LEO,)
    assert office.directory.progress == DirectoryProgress()
    await settle()
    assert list(dict.fromkeys(office.steps)) == [
        DirectoryProgress(),
        DirectoryProgress(2, 3),
        DirectoryProgress(3, 3),
        DirectoryProgress(4, 4),
        DirectoryProgress(4, 4, done=True, as_of=office.clock().at),
    ]
    assert [ext.number.text for ext in office.directory.extensions] == ["2001", "2002", "2000"]
    assert office.directory.place_name(Number("6402")) == "Support"
    assert office.directory.place_name(Number("1")) is None
    assert office.directory.place_name(None) is None
    assert office.directory.identify(None) is None
    assert office.told == []


@pytest.mark.parametrize("part", ["places", "extensions", "contacts"])
async def test_what_one_part_lacks_costs_the_others_nothing(office: Office, part: str) -> None:
    """Each part is loaded by itself; what could not be had is said once."""
    error = NotPermitted("no right", code=10005)
    if part == "places":
        office.pbx.place_list = error
    elif part == "extensions":
        office.pbx.extension_pages[1] = error
    else:
        office.pbx.contact_pages = [error]
    await office.loaded()
    assert office.names("ann") == ["Ann Lee"]
    assert office.names("joe") == ([] if part == "contacts" else ["Joe Goffin"])
    assert office.names("support") == ([] if part == "places" else ["Support"])
    assert (office.directory.progress.done, office.directory.progress.failed) == (True, True)
    assert [(notice.key, notice.code) for notice in office.told] == [("directory.partial", "10005")]


@pytest.mark.expected_log("a part of the directory failed")
async def test_a_part_that_breaks_does_not_hang_the_rest(office: Office) -> None:
    """It is logged, and loading ends."""
    office.pbx.contact_pages = [ZeroDivisionError()]
    await office.loaded()
    assert office.directory.progress.failed
    assert office.names("ann") == ["Ann Lee"]


async def test_a_reload_that_fails_leaves_what_was_there(office: Office) -> None:
    """Better an old name than none."""
    await office.loaded()
    office.pbx.extension_pages = [LinkTimeout("late")]
    office.pbx.contact_pages = [LinkTimeout("late")]
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("bob") == ["Bob Ray"]
    assert office.names("joe") == ["Joe Goffin"]


async def test_what_failed_is_loaded_again_when_the_link_is_back(office: Office) -> None:
    """And only then; what was loaded whole stays."""
    office.pbx.contact_pages.insert(0, LinkTimeout("lost"))
    await office.loaded()
    assert office.directory.progress.failed
    del office.pbx.contact_pages[0]
    office.store.apply(events.LinkChanged(LinkState.DOWN), office.clock())
    await settle()
    assert office.pbx.loads == 1
    for state in (LinkState.UP, LinkState.DOWN, LinkState.UP):
        office.store.apply(events.LinkChanged(state), office.clock())
        await settle()
    assert office.pbx.loads == 2
    assert office.names("joe") == ["Joe Goffin"]


async def test_a_deleted_extension_is_gone_after_the_reload(office: Office) -> None:
    """A whole load replaces."""
    await office.loaded()
    office.pbx.extension_pages = list(pages(extension("2001", "Ann Lee-Moor"), LEO))
    office.directory.on_event(EDITED)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.names("bob") == []
    assert office.names("ann") == ["Ann Lee-Moor"]


# --- edits ---------------------------------------------------------------------------------------


async def test_many_edits_are_one_reload(office: Office) -> None:
    """They gather for a moment."""
    await office.loaded()
    for _ in range(50):
        office.directory.on_event(EDITED)
        await office.clock.pass_s(0.01)
    await office.clock.pass_s(60)
    assert office.pbx.loads == 2


async def test_edits_that_never_end_do_not_keep_it_from_loading(office: Office) -> None:
    """An import of a thousand extensions on the PBX: every now and then it is loaded."""
    await office.loaded()
    for _ in range(40):
        office.directory.on_event(EDITED)
        await office.clock.pass_s(0.5)
    assert office.pbx.loads >= 5


async def test_an_edit_during_a_load_is_loaded_after_it(office: Office) -> None:
    """The load that runs goes on; it may have passed the edited page already."""
    office.pbx.gate.shut()
    office.directory.attach(office.pbx, LEO)
    await settle()
    office.directory.on_event(EDITED)
    office.pbx.gate.open()
    await settle()
    assert (office.pbx.loads, office.directory.progress.done) == (1, True)
    await office.clock.pass_s(RELOAD_AFTER_S + 1)
    assert office.pbx.loads == 2


async def test_a_trunk_is_nobody(office: Office) -> None:
    """Its edit loads nothing; neither does any while signed out."""
    await office.loaded()
    office.directory.on_event(DirectoryChanged(DirectoryPart.TRUNK, "main", "update"))
    await office.clock.pass_s(60)
    assert office.pbx.loads == 1
    office.directory.detach()
    office.directory.on_event(EDITED)
    await office.clock.pass_s(60)
    assert office.pbx.loads == 1


async def test_another_pbx_knows_other_people(office: Office) -> None:
    """Names of the one before are forgotten at once, and its load ends."""
    office.pbx.gate.shut()
    office.directory.attach(office.pbx, LEO)
    await settle()
    other = FakePbx(Account("p-series", "other", "client", ME))
    other.extension_pages = list(pages(extension("3001", "Zoe")))
    office.directory.attach(other, LEO)
    office.pbx.gate.open()
    await settle()
    assert office.names("ann") == []
    assert office.names("zoe") == ["Zoe"]
    assert office.pbx.gate.waiting == 0


async def test_detaching_forgets_everybody(office: Office) -> None:
    """The answer is done when loading has ended."""
    office.pbx.gate.shut()
    office.directory.attach(office.pbx, LEO)
    await settle()
    task = office.directory.detach()
    assert task is not None
    await settle()
    assert task.done()
    assert office.directory.extensions == ()
    assert office.directory.progress == DirectoryProgress()
    assert office.directory.detach() is None


@pytest.mark.expected_log("more than 5 entries")
async def test_a_pbx_that_never_stops_sending_pages_is_stopped(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directory has an end."""
    monkeypatch.setattr(directory_load, "MAX_ENTRIES", 5)
    office.pbx.extension_pages = [
        Page((extension(str(n), f"Name {n}"),), 10**9) for n in range(3000, 3020)
    ]
    await office.loaded()
    assert len(office.directory.extensions) == 5
    assert office.directory.progress.done


async def test_a_large_directory_lets_calls_be_shown_while_it_is_indexed(office: Office) -> None:
    """It is built beside the old one, in slices."""
    people = [extension(str(10_000 + n), f"Person {n}") for n in range(3000)]
    office.pbx.extension_pages = list(pages(*people, size=3000))
    office.directory.attach(office.pbx, LEO)
    turns = 0
    while not office.directory.progress.done:
        await office.clock.pass_s(0)
        turns += 1
        assert len(office.names("leo ball")) <= 1
    assert turns > 6
    assert office.names("person 2999") == ["Person 2999"]


# --- searching -----------------------------------------------------------------------------------


async def test_a_match_says_what_kind_it_is_and_shows_the_lamp(office: Office) -> None:
    """An event's word outranks the list's."""
    await office.loaded()
    (me,) = office.directory.search("leo")
    assert (me.kind, me.presence, me.line) == ("extension", "available", None)
    office.store.apply(events.PresenceChanged(ME, Presence.LUNCH), office.clock())
    office.store.apply(events.LineChanged(ME, LineState.BUSY), office.clock())
    (me,) = office.directory.search("leo")
    assert (me.presence, me.line) == ("lunch", "busy")
    (queue,) = office.directory.search("6402")
    assert (queue.kind, queue.detail, queue.presence) == ("place", "queue", None)
    (joe,) = office.directory.search("goffin")
    assert (joe.kind, joe.detail, joe.number_text) == ("contact", "Acme", "+1 235-497-8652")


async def test_only_so_many_are_answered(office: Office) -> None:
    """The best of them."""
    people = [extension(str(n), f"Ann {n}") for n in range(3000, 3050)]
    office.pbx.extension_pages = list(pages(*people, size=50))
    await office.loaded()
    assert len(office.directory.search("ann")) == 8
    assert [match.name for match in office.directory.search("ann", 2)] == ["Ann 3000", "Ann 3001"]


# --- what Enter calls ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2001", "2001"),
        ("555-3301", "5553301"),
        ("ann", "2001"),
        ("Ray Bob", "2002"),
        ("goffin", "+12354978652"),
        ("support", "6402"),
    ],
)
async def test_what_is_clear_is_called(office: Office, text: str, number: str) -> None:
    """A number as typed, or the only one who fits."""
    await office.loaded()
    assert office.directory.resolve(text) == Number(number)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dial.empty"),
        ("  ", "dial.empty"),
        ("--", "dial.empty"),
        ("nobody", "dial.nobody"),
        ("l", "dial.several"),
        ("++", "dial.plus"),
        ("!", "dial.characters"),
    ],
)
async def test_what_is_not_clear_says_why(office: Office, text: str, key: str) -> None:
    """Letters never become digits."""
    await office.loaded()
    with pytest.raises(UsageError) as caught:
        office.directory.resolve(text)
    assert caught.value.key == key


async def test_an_exact_name_is_clear_among_many_that_begin_so(office: Office) -> None:
    """Wherever it stands in the list."""
    names = ["Ann Leeson", "Ann Leeds", "Ann Leek", "Ann Lee"]
    people = [extension(str(3000 + n), name) for n, name in enumerate(names)]
    office.pbx.extension_pages = list(pages(*people, size=50))
    await office.loaded()
    assert office.directory.resolve("ann lee") == Number("3003")
    with pytest.raises(UsageError):
        office.directory.resolve("ann leed ann x")
