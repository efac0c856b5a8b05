"""The verbs and how their command lines are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ctiapp.model.ctl_verbs import CtlUsageError, parse_words, public_verbs


def parse(*words: str) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    verb, args, options = parse_words(words, lambda name: f"content of {name}")
    return verb.name, args, options


@pytest.mark.parametrize(
    ("words", "args", "options"),
    [
        ("status", (), {}),
        ("dial 123", ("123",), {}),
        ("dial --yes *45", ("*45",), {"yes": True}),
        ("dial *45 --yes", ("*45",), {"yes": True}),
        ("dial -- --123", ("--123",), {}),
        ("dial -5", ("-5",), {}),
        ("transfer 123 --consult 1.2", ("123", "1.2"), {"consult": True}),
        ("park --slot 6000 1.2", ("1.2",), {"slot": "6000"}),
        ("park --slot=6000", (), {"slot": "6000"}),
        ("record pause", ("pause",), {}),
        ("record start 1.2", ("start", "1.2"), {}),
        ("queue list", ("list",), {}),
        ("queue --queue 1 pause --queue=2", ("pause",), {"queue": ("1", "2")}),
        ("queue pause --reason lunch", ("pause",), {"reason": "lunch"}),
        (
            "queue login --password-stdin --queue 1",
            ("login",),
            {"password": "content of -", "queue": ("1",)},
        ),
        ("presence", (), {}),
        ("presence away", ("away",), {}),
        ("note hello 1.2", ("hello", "1.2"), {}),
        ("history", (), {}),
        ("capture start f", ("start", "f"), {}),
        ("capture stop", ("stop",), {}),
        ("signin", (), {}),
        (
            "signin --pbx u --client-id i --client-secret-file - --extension 1 --kind k2",
            (),
            {
                "pbx": "u",
                "client_id": "i",
                "client_secret": "content of -",
                "extension": "1",
                "kind": "k2",
            },
        ),
    ],
)
def test_command_lines_are_read(
    words: str, args: tuple[str, ...], options: dict[str, object]
) -> None:
    assert parse(*words.split()) == (words.partition(" ")[0], args, options)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "fly",
        "raise",
        "prefill 1",
        "status now",
        "dial",
        "dial 1 2",
        "dial 1 --no",
        "dial 1 --yes=1",
        "park --slot",
        "park --slot --yes",
        "park --slot 1 --slot 2",
        "transfer",
        "record",
        "record stop",
        "accept-inbound",
        "queue",
        "queue login --reason x",
        "queue login --password-stdin=word",
        "queue pause --password-stdin",
        "queue list --queue 1",
        "capture start",
        "capture stop f",
        "signin --pbx u",
        "signin --pbx u --client-id i --client-secret-file f --extension 1 --kind pigeon",
        "signin --pbx u --client-id i --client-secret-file f --extension 1 --ca c --trust t",
    ],
)
def test_wrong_command_lines_are_refused_before_a_file_is_read(words: str) -> None:
    def no_file(name: str) -> str:
        raise AssertionError(name)

    with pytest.raises(CtlUsageError):
        parse_words(words.split(), no_file)


def test_a_missing_argument_is_answered_with_the_usage() -> None:
    with pytest.raises(CtlUsageError, match=r"transfer NUMBER \[CALL\] \[--consult\]"):
        parse("transfer")


def test_a_text_may_be_empty_only_where_that_means_something() -> None:
    """A note is taken away by none; a number that is blank is a script's mistake."""
    assert parse("note", "")[1] == ("",)
    assert parse("note", "", "1.1")[1] == ("", "1.1")
    for words in (("note", "", " "), ("dial", ""), ("find", " "), ("history", ""), ("record", "")):
        with pytest.raises(CtlUsageError):
            parse(*words)
    with pytest.raises(CtlUsageError, match="an argument is missing: transfer"):
        parse("transfer", "")


def test_every_verb_of_the_documented_command_line_is_there() -> None:
    documented = (
        "status calls watch dial answer reject hangup hold resume mute unmute transfer complete"
        " abort swap conference park parked retrieve record add accept-inbound refuse-inbound"
        " queue presence find note history followups followup voicemail room wakeup events signin"
        " signout capture screenshot quit"
    )

    assert [verb.name for verb in public_verbs()] == documented.split()


def test_every_usage_line_can_be_typed() -> None:
    for verb in public_verbs():
        for usage in verb.usages():
            bare = usage.replace("…", "").replace("[", "").replace("]", "")
            if verb.name == "signin":
                bare = bare.replace("KIND", "k2").replace(" --trust SHA256", "")
            bare = bare.replace("WHEN", "tomorrow").replace("HOW", "called")
            if verb.name == "transfer":
                assert parse(*bare.replace(" --consult", "").split())[0] == verb.name
                bare = bare.replace(" --safe", "")
            assert parse(*bare.split())[0] == verb.name


def test_the_table_needs_only_a_little_of_the_standard_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys, ctiapp.model.ctl\n"
        "print(sorted({n.partition('.')[0] for n in sys.modules} & "
        "{'PySide6', 'asyncio', 'platformdirs', 'phonenumbers', 'httpx', 'argparse'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.strip() == "[]"
