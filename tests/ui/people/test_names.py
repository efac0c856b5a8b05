"""Who has a number, and where somebody works: looked up once, until names change."""

from __future__ import annotations

import pytest

from ctiapp.model.directory import Department, Extension
from ctiapp.model.ids import ExtensionId
from ctiapp.model.number import Number
from ctiapp.ui.people.names import Names
from tests.ui.fakes import World, online

pytestmark = pytest.mark.usefixtures("english")
ANNA = Number("2008")


@pytest.fixture
def world() -> World:
    made = World()
    made.session.status = online()
    made.directory.put(("Anna Simmons", "2008"))
    return made


def test_a_name_holds_until_names_change(world: World) -> None:
    names = Names(world.services)
    assert names.name_of(ANNA, True) == "Anna Simmons"
    world.directory.put(("Anna Bell", "2008"))
    assert names.name_of(ANNA, True) == "Anna Simmons"
    names.forget()
    assert names.name_of(ANNA, True) == "Anna Bell"


def test_oneself_and_who_is_not_known(world: World) -> None:
    """Inside a number stands as it is dialled, outside as people write it."""
    names = Names(world.services)
    assert names.name_of(Number("2000"), True) == "you"
    assert names.name_of(Number(""), False) == "Number withheld"
    assert names.name_of(Number("+493055501701"), False) == "+49 30 55501701"
    assert names.name_of(Number("2099"), True) == "2099"


def test_where_somebody_works_follows_the_departments(world: World) -> None:
    names, anna = Names(world.services), Extension(ExtensionId("7"), ANNA, "Anna")
    assert names.department_of(anna) == ""
    members = frozenset({ExtensionId("7")})
    world.directory.departments = (Department("1", "Sales", None, members),)
    assert names.department_of(anna) == "Sales"
    world.directory.departments = ()
    assert names.department_of(anna) == ""
