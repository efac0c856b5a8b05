"""What is done by itself when a call comes: what is refused, and how hostile values stay values."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctiapp.model.errors import UsageError
from ctiapp.model.popactions import (
    MAX_VALUE,
    PLACEHOLDERS,
    PopAction,
    What,
    Which,
    checked,
    cleaned,
    filled_command,
    filled_url,
    runs_batch,
)

PAGE = PopAction("CRM", url="https://crm.example.com/find?number={number}&name={name}")
VALUES = {
    "number": "+49891234567",
    "name": "Weber & Söhne",
    "did": "",
    "queue": "6400",
    "call_id": "1650012665.266",
}


def page(url: str, *, http: bool = False) -> PopAction:
    return replace(PAGE, url=url, http=http)


def program(*command: str) -> PopAction:
    return PopAction("Notify", what=What.PROGRAM, command=command)


@pytest.mark.parametrize(
    "action",
    [
        PAGE,
        page("HTTPS://crm.example.com:8443/{did}/{queue}#{call_id}"),
        page("https://[2001:db8::1]:8443/?q={number}"),
        page("https://例子.example/?q={number}"),
        page("http://10.0.0.5/?q={number}", http=True),
        replace(PAGE, which=Which.QUEUE, queue="6400"),
        program("/usr/bin/notify-send", "Call", "{name} {number}"),
        program(r"C:\Program Files\CRM\crm.exe", "/number:{number}", "--name={name}"),
        program("notify-send", "--", "{name}"),
        program("notify-send", "-ce", "{name}"),
        program("python3", "-c", "import sys; print(sys.argv)", "{name}"),
        program("python3", "-E", "/opt/crm.py", "{number}"),
        program("/usr/bin/env", "python3.11", "-u", "/opt/crm.py", "{number}"),
    ],
)
def test_what_makes_sense_is_let_through(action: PopAction) -> None:
    assert checked(action) is action


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (replace(PAGE, name=" "), "name"),
        (replace(PAGE, name="two\nlines"), "name"),
        (replace(PAGE, queue="sales"), "queue"),
        (page(""), "no_url"),
        (page("https://crm.example.com/?q={who}"), "placeholder"),
        (page("https://crm.example.com/?q={}"), "placeholder"),
        (page("https://crm.example.com/?q={number"), "braces"),
        (page("https://crm.example.com/?q={{number}}"), "braces"),
        (page("http://crm.example.com/"), "http"),
        (page("crm.example.com/?q={number}"), "scheme"),
        (page("javascript://crm.example.com/%0aalert(1)"), "scheme"),
        (page("file:///etc/passwd", http=True), "scheme"),
        (page("{name}://crm.example.com/"), "scheme"),
        (page("https://{name}/"), "host_placeholder"),
        (page("https://crm.example.com{name}/"), "host_placeholder"),
        (page("https://crm.example.com:{number}/"), "host_placeholder"),
        (page("https://crm.example.com{name}"), "host_placeholder"),
        (page("https://user:pw@crm.example.com/"), "host"),
        (page("https:///path"), "host"),
        (page("https://-crm/"), "host"),
        (page("https://crm.example.com\\@evil.example/"), "url"),
        (page("https://crm.example.com/ x"), "url"),
        (page("https://crm.example.com/\x07"), "url"),
        (page("https://crm.example.com/a/../{name}"), "steps"),
        (page("https://crm.example.com/%2e%2E/{name}"), "steps"),
        (page("https://crm.example.com/" + "x" * 2000), "url"),
        (program(), "no_program"),
        (program(" "), "no_program"),
        (program("{name}"), "program_placeholder"),
        (program("/opt/{name}"), "program_placeholder"),
        (program("bin/notify"), "relative"),
        (program("..\\notify.exe"), "relative"),
        (program("-x"), "relative"),
        (program("notify", "{who}"), "placeholder"),
        (program("notify", "a\nb"), "characters"),
        (program("notify.bat", "{name}"), "batch"),
        (program("C:\\crm\\NOTIFY.CMD. "), "batch"),
        (program("/bin/sh", "-c", "echo"), "shell"),
        (program("bash"), "shell"),
        (program("C:\\Windows\\System32\\cmd.exe", "/c", "dir"), "shell"),
        (program("python3", "-c", "print('{name}')"), "code"),
        (program("perl", "-ne", "print '{name}'"), "code"),
        (program("/usr/bin/perl5.36", "-we", "{name}"), "code"),
        (program("perl", "-E", "say '{name}'"), "code"),
        (program("php8.2", "-r", "echo '{name}';"), "code"),
        (program("node", "-p", "'{name}'"), "code"),
        (program("node", "--print", "'{name}'"), "code"),
        (program("node", "--eval=f('{name}')"), "code"),
        (program("perl", "-eprint ':{name}'"), "code"),
        (program("C:\\Ruby\\Ruby.exe", "-rjson", "-we", "p '{name}'"), "code"),
        (program("env", "bash", "-lc", "echo {name}"), "code"),
        (program("env", "X=1", "/bin/bash", "-c", "-x", "echo {name}"), "code"),
        (program("env", "-S", "perl {name}"), "code"),
        (program("nice", "-n5", "python3.11", "-Ic", "print('{name}')"), "code"),
        (program("notify", "-{name}"), "option"),
        (program("notify", "-n{number}"), "option"),
        (program("notify", "@{name}"), "option"),
        (program("notify", *["x"] * 50), "too_long"),
        (program("notify", "x" * 2000), "too_long"),
    ],
)
def test_what_could_do_harm_is_refused_with_the_reason(action: PopAction, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(action)

    assert refused.value.key == f"popaction.{why}"


def test_values_are_encoded_whole() -> None:
    assert filled_url(PAGE, VALUES) == (
        "https://crm.example.com/find?number=%2B49891234567&name=Weber%20%26%20S%C3%B6hne"
    )


def test_what_is_not_known_is_left_empty() -> None:
    assert filled_url(page("https://a/?d={did}&q={queue}"), {"queue": "6400"}) == (
        "https://a/?d=&q=6400"
    )


def test_a_value_is_one_short_line() -> None:
    """No control character, no mark that turns text round, no surrogate; blanks run together."""
    assert cleaned(" A\r\nHost:\tx \x00\x1b[31m\u202eB\ud800\u2028C ") == "A Host: x [31mB C"
    assert len(cleaned("x" * 10_000)) == MAX_VALUE
    assert cleaned("陈 伟") == "陈 伟"


@pytest.mark.parametrize("name", [".", "..", " .. ", "\x00.."])
def test_no_value_steps_up_the_path(name: str) -> None:
    """Browsers take ``/a/..`` away, and with percent signs as well."""
    with pytest.raises(UsageError) as refused:
        filled_url(page("https://crm.example.com/people/{name}/x"), {**VALUES, "name": name})

    assert refused.value.key == "popaction.steps"


@given(st.dictionaries(st.sampled_from(PLACEHOLDERS), st.text(max_size=300)))
def test_no_value_leaves_its_place_in_an_address(values: dict[str, str]) -> None:
    """Whatever the caller's name is: the same host, the same path, the same questions."""
    template = "https://crm.example.com/find?" + "&".join(f"{p}={{{p}}}" for p in PLACEHOLDERS)

    parts = urlsplit(filled_url(page(template), values))

    assert (parts.scheme, parts.netloc, parts.path) == ("https", "crm.example.com", "/find")
    assert parts.fragment == ""
    asked = parse_qs(parts.query, keep_blank_values=True)
    assert asked == {name: [cleaned(values.get(name, ""))] for name in PLACEHOLDERS}


def test_each_argument_stays_one() -> None:
    action = program("notify", "--title={name}", "{name} {number}", "plain")

    command = filled_command(action, {**VALUES, "name": "x; rm -rf $HOME `id` \"'"})

    assert command == (
        "notify",
        "--title=x; rm -rf $HOME `id` \"'",
        "x; rm -rf $HOME `id` \"' +49891234567",
        "plain",
    )


@pytest.mark.parametrize(
    "name", ["-rf", "--help", "- -x", "/c", "@file", "\u2212x", " --x", "-@/-"]
)
def test_no_value_becomes_an_option(name: str) -> None:
    """What begins an argument loses what would make an option of it."""
    command = filled_command(program("notify", "{name}", "{did}{name}--force"), {"name": name})

    assert all(argument[:1] not in tuple("-/@\u2212") for argument in command[1:])


@given(st.text(max_size=300))
def test_no_name_at_all_becomes_an_option_or_two_arguments(name: str) -> None:
    command = filled_command(program("notify", "{name}", "{name}{number}"), {"name": name})

    assert len(command) == 3
    for argument in command[1:]:
        assert not argument.startswith(("-", "/", "@"))
        assert argument.isprintable()


def test_a_batch_file_is_known_however_it_is_written() -> None:
    """Windows drops dots and blanks at the end of a name."""
    assert [runs_batch(each) for each in ("a.bat", "A.CMD", "a.cmd. .", "a.bat.exe", "batch")] == [
        *(True, True, True),
        *(False, False),
    ]
