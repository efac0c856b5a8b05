"""The options, and that naming nothing is said."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ctiapp.simpbx.options import SCENARIOS, OptionsError, PbxOptions
from ctiapp.simpbx.scenarios import SCENES


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (PbxOptions(kind="acme"), "valid: p-series"),
        (PbxOptions(scenario="war"), "valid: reception, queue, busy-morning, big, hotel"),
        (PbxOptions(extensions=0), "1 to 50000"),
        (PbxOptions(contacts=0), "1 to 1000000"),
        (PbxOptions(port=70_000), "0 to 65535"),
    ],
)
def test_options_that_name_nothing_are_refused_with_what_is_valid(
    options: PbxOptions, said: str
) -> None:
    with pytest.raises(OptionsError, match=said):
        options.check()


def test_every_scenario_that_is_named_can_be_played() -> None:
    assert tuple(SCENES) == SCENARIOS


def test_big_has_ten_thousand_extensions() -> None:
    assert PbxOptions(scenario="big").directory_size == 10_000
    assert PbxOptions(scenario="reception").directory_size == 24


def test_the_package_imports_no_web_framework() -> None:
    code = "import sys, ctiapp.simpbx; sys.exit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
