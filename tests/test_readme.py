"""The README says what there is: the simulated PBX's verbs, the keys, the make targets."""

from __future__ import annotations

import re

import pytest

from ctiapp.model.ctl_verbs import public_verbs
from ctiapp.simpbx.control_verbs import VERBS
from ctiapp.simpbx.options import SCENARIOS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_of_the_control_api_stands_there_as_the_server_lists_it(name: str) -> None:
    assert f"| `{name}` | {VERBS[name].help} |" in README


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_stands_there(name: str) -> None:
    assert f"`{name}` (" in README


def test_every_ctl_verb_of_the_examples_exists() -> None:
    named = set(re.findall(r"^    ctiapp ctl ([a-z|-]+)", README, re.MULTILINE))
    words = {word for group in named for word in group.split("|")}

    assert words
    assert words <= {verb.name for verb in public_verbs()}


def test_every_picture_and_file_that_it_names_exists() -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / path).is_file(), path


def test_every_make_target_that_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {
        word
        for line in re.findall(r"^    make ([a-z ]+?)\s*(?:#.*)?$", README, re.MULTILINE)
        for word in line.split()
    }

    assert {"demo", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
