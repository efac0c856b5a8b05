"""What is done by itself when a call comes: a web page opened, or a program run. Pure.

A rule holds a template; what stands in its placeholders comes from outside, from whoever calls, and
is hostile. Four things keep it a value. In an address each is percent-encoded whole, and neither
the scheme nor the host can come from one, nor a step up a path. A program gets its arguments as a
list; there is no shell, and none can be named. A value that begins an argument loses what would
make an option of it (``-``, ``/``, ``@``); behind an option it stands after a ``=`` or ``:`` alone.
And all are one short line without control characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import quote

from ctiapp.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACEHOLDERS: Final = ("number", "name", "did", "queue", "call_id")
"""What may stand in braces: who calls (as the PBX has the number), their name, the public number
that they called, the number of the queue, and the PBX's id of the call."""

MAX_VALUE: Final = 200
"""Characters of a value that are used."""
MAX_TEMPLATE: Final = 2000
"""Characters of an address, or of all arguments together."""
MAX_ARGUMENTS: Final = 50
MAX_NAME: Final = 60

_FIELD = re.compile(r"\{([^{}]*)\}")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w](?:[\w.-]*[\w])?\.?)(?::[0-9]{1,5})?")
_OPTION = "-/@\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FULLWIDTH HYPHEN-MINUS}"
_ABSOLUTE = re.compile(r"/|[A-Za-z]:[/\\]|\\\\")
_NUMBER = re.compile(r"[0-9*#]{1,32}", re.ASCII)
_BATCH: Final = (".bat", ".cmd")
_SHELLS: Final = frozenset(
    (
        *("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh", "busybox"),
        *("cmd", "command", "powershell", "pwsh", "wscript", "cscript", "mshta", "rundll32"),
    )
)

_CODE: Final = ("-c", "-e", "--eval", "--command", "-command", "-encodedcommand", "/c", "/k")
"""After these an interpreter takes its argument for a program: no value may stand in one."""
_LONG_CODE: Final = (
    *("--eval", "--print", "--command", "--execute", "--exec", "--expression", "--run"),
    "--split-string",
)
_INTERPRETERS: Final = _SHELLS | frozenset(
    (
        *("python", "pythonw", "py", "pypy", "perl", "ruby", "jruby", "php", "node", "nodejs"),
        *("deno", "bun", "lua", "luajit", "julia", "rscript", "r", "groovy", "scala", "elixir"),
        *("erl", "osascript", "sed", "env", "su", "runuser"),
    )
)
_CODE_LETTERS: Final = frozenset("cerps")
"""Options of those by one letter, whatever stands beside them (``perl -we``, ``bash -lc``, ``php
-r``, ``node -p``, ``env -S``): a program comes next. Of some the letter means something else;
then a rule is refused that would have done no harm."""


class When(StrEnum):
    """At what it is done."""

    RING = "ring"
    """A call begins to ring here; each ring of it counts."""
    ANSWER = "answer"
    """A call that rang here is answered here."""
    END = "end"
    """A call that was answered here is over."""


class Which(StrEnum):
    """For which calls it is done."""

    INBOUND = "inbound"
    """From outside, those that come by a queue among them."""
    INTERNAL = "internal"
    """From a colleague."""
    QUEUE = "queue"
    """By a queue, wherever from."""


class What(StrEnum):
    """What is done."""

    PAGE = "page"
    """A web page is opened."""
    PROGRAM = "program"
    """A program is run."""


@dataclass(frozen=True, slots=True)
class PopAction:
    """One rule. `checked` refuses what must not be.

    Attributes:
        name: what the user calls it.
        on: whether it holds.
        when: at what it is done.
        which: for which calls.
        queue: the number of the one queue that it is about; empty for all of them.
        what: what is done.
        url: the page's address, with placeholders.
        http: the user has said that it may be opened in the clear.
        command: the program and its arguments, with placeholders.
    """

    name: str
    on: bool = True
    when: When = When.RING
    which: Which = Which.INBOUND
    queue: str = ""
    what: What = What.PAGE
    url: str = ""
    http: bool = False
    command: tuple[str, ...] = ()


def checked(action: PopAction) -> PopAction:
    """Let through a rule that can do no harm and makes sense.

    Raises:
        UsageError: its key, ``popaction.…``, says what is wrong.
    """
    if not action.name.strip() or len(action.name) > MAX_NAME or not action.name.isprintable():
        _refuse("name")
    if action.queue and not _NUMBER.fullmatch(action.queue):
        _refuse("queue")
    if action.what is What.PAGE:
        _check_url(action.url, http=action.http)
    else:
        _check_command(action.command)
    return action


def cleaned(value: str) -> str:
    """A value from outside as one short line of printable characters."""
    shown = "".join(map(_printable, value[: MAX_VALUE * 4]))
    return " ".join(shown.split())[:MAX_VALUE].rstrip()


def filled_url(action: PopAction, values: Mapping[str, str]) -> str:
    """The address to open, each value percent-encoded whole.

    Raises:
        UsageError: a value would step up the path.
    """
    url = _filled(
        action.url, {name: quote(cleaned(held), safe="") for name, held in values.items()}
    )
    if _steps(url):
        _refuse("steps")
    return url


def filled_command(action: PopAction, values: Mapping[str, str]) -> tuple[str, ...]:
    """The program and its arguments; no value makes an option or another argument of itself."""
    clean = {name: cleaned(held) for name, held in values.items()}
    arguments = []
    for template in action.command[1:]:
        filled = _filled(template, clean)
        if template.startswith("{"):
            filled = filled.lstrip(_OPTION + " ")
        arguments.append(filled)
    return (action.command[0], *arguments)


def runs_batch(program: str) -> bool:
    """Whether a program is a batch file: Windows runs those in a shell, whoever starts them."""
    return program.rstrip(". ").lower().endswith(_BATCH)


# -- checking ------------------------------------------------------------------------------------


def _refuse(what: str, **params: str) -> NoReturn:
    raise UsageError(f"no such action: {what}", key=f"popaction.{what}", **params)


def _check_fields(template: str) -> None:
    for found in _FIELD.finditer(template):
        if found[1] not in PLACEHOLDERS:
            _refuse("placeholder", text=found[0][:40])
    if "{" in (rest := _FIELD.sub("", template)) or "}" in rest:
        _refuse("braces")


def _check_url(url: str, *, http: bool) -> None:
    if not url:
        _refuse("no_url")
    if len(url) > MAX_TEMPLATE or not url.isprintable() or any(char in url for char in ' \\"<>^`|'):
        _refuse("url")
    _check_fields(url)
    scheme, colon, rest = url.partition("://")
    if scheme.lower() == "http" and colon and not http:
        _refuse("http")
    if not colon or scheme.lower() not in ("https", "http"):
        _refuse("scheme")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "{" in host:
        _refuse("host_placeholder")
    if not _HOST.fullmatch(host):
        _refuse("host")
    if _steps(url):
        _refuse("steps")


def _steps(url: str) -> bool:
    """Whether the path has a part that stays or goes up: browsers take away what is before it."""
    path = re.split(r"[?#]", url.partition("://")[2], maxsplit=1)[0]
    parts = (part.lower().replace("%2e", ".") for part in path.split("/")[1:])
    return any(part in (".", "..") for part in parts)


def _check_command(command: tuple[str, ...]) -> None:
    if not command or not command[0].strip():
        _refuse("no_program")
    if len(command) > MAX_ARGUMENTS or sum(map(len, command)) > MAX_TEMPLATE:
        _refuse("too_long")
    if not all(argument.isprintable() for argument in command):
        _refuse("characters")
    _check_program(command[0])
    _check_code(command)
    for before, argument in pairwise(command):
        _check_fields(argument)
        if "{" not in argument:
            continue
        if before.lower() in _CODE:
            _refuse("code", text=before)
        fixed = argument.partition("{")[0]
        if fixed.startswith(tuple(_OPTION)) and not re.search(r"[=:]", fixed):
            _refuse("option", text=argument[:40])


def _check_program(program: str) -> None:
    if "{" in program or "}" in program:
        _refuse("program_placeholder")
    found_on_path = not program.startswith("-") and "/" not in program and "\\" not in program
    if not _ABSOLUTE.match(program) and not found_on_path:
        _refuse("relative")
    if runs_batch(program):
        _refuse("batch")
    stem = _stem(program)
    if stem in _SHELLS:
        _refuse("shell", text=stem)


def _stem(program: str) -> str:
    """The name of a program alone."""
    return re.split(r"[/\\]", program)[-1].rstrip(". ").lower().removesuffix(".exe")


def _check_code(command: tuple[str, ...]) -> None:
    """Refuse a placeholder in what an interpreter takes for a program.

    The interpreter need not be the first word: ``env``, ``nice`` and others run one that follows.
    Between the option and its program there may be more options (``bash -c -x …``).
    """
    interpreted, option = False, ""
    for argument in command:
        fixed, placed, _ = argument.partition("{")
        if option and placed:
            _refuse("code", text=option[:40])
        if interpreted and _announces_code(fixed):
            if placed:
                _refuse("code", text=fixed[:40])
            option = argument
        elif not argument.startswith("-"):
            option = ""
        # Their names often end in a version: python3.11, lua5.4, php8.
        if not placed and re.sub(r"[0-9.-]+$", "", _stem(argument)) in _INTERPRETERS:
            interpreted = True


def _announces_code(argument: str) -> bool:
    """Whether it is an option after which, or in which, a program stands."""
    if argument.startswith("--"):
        return argument.partition("=")[0].lower() in _LONG_CODE
    cluster = re.match(r"-([A-Za-z]+)", argument)
    return cluster is not None and not _CODE_LETTERS.isdisjoint(cluster[1].lower())


# -- filling -------------------------------------------------------------------------------------


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: values.get(found[1], ""), template)


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\n\r\v\f":
        return " "
    return "" if category[0] == "C" else char
