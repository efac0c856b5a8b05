"""Who calls, however the trunk writes the number: seen in the running application."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.conftest import _apps, as_options
from tests.e2e.simulated import Pbx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.e2e.application import App
    from tests.e2e.screen import Display

CONTACTS = {
    "Lin": ["business_number=0592-5503388"],
    "Shared One": ["business_number=+86 592 5503399"],
    "Shared Two": ["mobile_number=0592 5503399"],
    "Trap": ["business_number=+86 592 5502001"],
}


@pytest.fixture(scope="module")
def office(display: Display, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pbx, App]]:
    """A PBX in China, where a nought gets one outside."""
    place: Path = tmp_path_factory.mktemp("identity")
    with Pbx() as pbx, _apps(display) as start:
        for name, numbers in CONTACTS.items():
            pbx.do("contact", first_name=name, numbers=numbers)
        (place / "data").mkdir()
        settings = {"version": 1, "country": "CN", "outside_prefix": "0"}
        (place / "data" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        app = start(place / "data", *as_options(pbx, place / "secret"))
        app.online()
        app.knows("Trap")
        yield pbx, app


def remote(office: tuple[Pbx, App], number: str) -> dict[str, Any]:
    """Who a call from that number is shown to be from."""
    pbx, app = office
    pbx.clear()
    app.quiet()
    call_id = pbx.call(number)
    app.pops(call_id)
    return dict(app.call(call_id)["remote"])


@pytest.mark.parametrize(
    "number",
    [
        *("+865925503388", "00865925503388", "05925503388", "005925503388"),
        *("000865925503388", "865925503388", "5503388"),
    ],
)
def test_a_contact_is_known_however_the_trunk_writes_the_number(
    office: tuple[Pbx, App], number: str
) -> None:
    assert remote(office, number) == {"number": number, "name": "Lin"}


@pytest.mark.parametrize("number", ["+865915503388", "05915503388", "+491235503388", "Unknown"])
def test_another_line_with_the_same_end_is_nobody(office: tuple[Pbx, App], number: str) -> None:
    """Another city, another country, and nobody at all."""
    assert remote(office, number)["name"] is None


def test_who_share_a_number_are_all_named(office: tuple[Pbx, App]) -> None:
    """No single name is better than a wrong one."""
    name = remote(office, "005925503399")["name"]

    assert name in {"Shared One / Shared Two", "Shared Two / Shared One"}


def test_an_extension_is_itself_and_not_the_end_of_another(office: tuple[Pbx, App]) -> None:
    pbx, app = office
    pbx.clear()
    app.quiet()

    pbx.do("dial", extension="2001", number="2000")

    shown = app.until(
        "the colleague",
        lambda now: any(
            call["state"] == "ringing" and call["remote"]["number"] == "2001"
            for call in now["calls"]
        ),
    )
    ringing = next(call for call in shown["calls"] if call["state"] == "ringing")
    assert ringing["remote"]["name"] == "Leo Ball"


def test_what_the_pbx_shows_of_itself_is_enough_to_know_who_calls(
    start_pbx: Callable[..., Pbx], start_app: Callable[..., App], tmp_path: Path
) -> None:
    """Nothing is set: what most contacts have tells the country, for names alone."""
    pbx = start_pbx()
    for last in range(300, 396):  # it knows people all over the world as well
        numbers = [f"business_number=+86 592 5503{last}"]
        pbx.do("contact", first_name=f"Lin {last}", numbers=numbers)
    app = start_app(*as_options(pbx, tmp_path / "secret"))
    app.online()
    app.knows("Lin 395")

    call_id = pbx.call("5503388")

    # Only who knows the country knows that seven digits are a whole number in its area.
    app.until(
        "Lin",
        lambda now: any(
            call["id"] == call_id and call["remote"]["name"] == "Lin 388" for call in now["calls"]
        ),
    )
    settings = json.loads((tmp_path / "data" / "settings.json").read_text(encoding="utf-8"))
    assert settings["country"] is None
