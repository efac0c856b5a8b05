"""``ctiapp api``: every endpoint of the PBX's own API, from the command line.

``list`` shows the catalogue; ``call`` logs in once, calls one endpoint, revokes the token and
prints the answer as JSON. Exit codes are those of ``ctl``: 0 done; 1 refused or failed, one line on
standard error says why; 2 usage; 4 a write was sent and nothing answered. Tokens are never
printed; passwords only with ``--show-passwords``.

Nothing heavy is loaded until something is called, and no Qt at all.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ctiapp.model.ctl import CtlExit
from ctiapp.model.ctl_verbs import ANY_KIND
from ctiapp.model.errors import CtiError, OutcomeUnknown, UsageError
from ctiapp.tools import api_values
from ctiapp.tools.api_words import error_text
from ctiapp.tools.catalogue import KINDS, Access, load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ctiapp.pbx.request import Request
    from ctiapp.tools.api_call import Outcome
    from ctiapp.tools.catalogue import Catalogue, Endpoint

MAX_PARAMETERS = 2**20
"""The most bytes of parameters that are read."""

_ABOUT_CALL = """\
Parameters are name=text, or name:=JSON for numbers, lists and objects; what the handbook has as a
number goes as one by itself. --json takes them all as one JSON object, from a file or (-) from
standard input: the place for passwords. Nothing is checked here: the PBX says what is missing.

What changes something needs --write and asks for the endpoint's name once more, on a terminal by
typing it, elsewhere by --confirm ENDPOINT. Some endpoints do more than one might think where a
parameter is left out; then that is said first.

Without --pbx the call is made as the profile that signed in last, with the secret that the key
store keeps. Each call logs in once and takes its token back.
"""


def run(argv: Sequence[str]) -> int:
    """Do what ``ctiapp api`` was asked to and return the exit code."""
    what, words = (argv[0], argv[1:]) if argv else ("", ())
    if what not in _COMMANDS:
        _parser().parse_args(argv)  # it says what is wrong, or prints the help
        return CtlExit.USAGE
    parser, do = _COMMANDS[what]
    given = parser().parse_intermixed_args(words)
    try:
        return do(given)
    except UsageError as err:
        return _fail(str(err) or err.key, CtlExit.USAGE)
    except CtiError as err:
        code = CtlExit.UNCONFIRMED if isinstance(err, OutcomeUnknown) else CtlExit.FAILED
        return _fail(f"{getattr(given, 'endpoint', 'the catalogue')}: {error_text(err)}", code)


# --- list ----------------------------------------------------------------------------------------


def _list(given: argparse.Namespace) -> int:
    """Print the catalogue of one kind, or of all."""
    catalogues = [load(kind) for kind in ([given.kind] if given.kind else KINDS)]
    wanted = given.text.casefold()
    rows = [
        (catalogue, endpoint)
        for catalogue in catalogues
        for endpoint in catalogue
        if wanted in endpoint.name.casefold() or wanted in endpoint.section.casefold()
    ]
    if given.as_json:
        print(json.dumps([_row(*row) for row in rows], ensure_ascii=False, indent=2))
        return CtlExit.CONFIRMED
    heading = None
    for catalogue, endpoint in rows:
        if heading != (heading := (catalogue.kind, endpoint.section)):
            print(f"\n{catalogue.kind}, {endpoint.section} ({catalogue.path})")
        marks = " (inferred)" if endpoint.inferred else ""
        print(f"  {endpoint.access:<8}{endpoint.method:<6}{endpoint.name}{marks}")
    if not rows:
        raise UsageError(f"no endpoint and no section has {given.text[:60]!r} in its name")
    return CtlExit.CONFIRMED


def _row(catalogue: Catalogue, endpoint: Endpoint) -> dict[str, object]:
    return {
        "kind": catalogue.kind,
        "endpoint": endpoint.name,
        "method": endpoint.method,
        "path": f"{catalogue.path}/{endpoint.name}",
        "access": endpoint.access.value,
        "section": endpoint.section,
        "inferred": endpoint.inferred,
        "warning": None if endpoint.danger is None else endpoint.danger.words,
        "handbook": endpoint.where,
    }


# --- call ----------------------------------------------------------------------------------------


def _call(given: argparse.Namespace) -> int:
    """Call one endpoint. What can be wrong here is found before anybody is asked for anything."""
    from ctiapp.tools.api_account import STDIN, caller, of_known_kind

    who = of_known_kind(caller(given))
    endpoint = _endpoint(who.account.kind, given.endpoint)
    if given.json_file == who.secret_file == STDIN:
        raise UsageError("standard input is either the secret or the parameters")
    values = _values(given, endpoint)
    _check_save(given, endpoint)
    if endpoint.access is Access.WRITE:
        _check_write(given, endpoint, values, who.account.address)
    from ctiapp.tools.api_call import Call

    call = Call(who.account, endpoint, _request(endpoint, values), given.save)
    import asyncio

    async def all_of_it() -> Outcome:
        from ctiapp.desktop.keystore import KeyringSecrets
        from ctiapp.tools.api_account import secret_of

        store = KeyringSecrets()
        try:
            return await call.run(await secret_of(who, store))
        finally:
            store.close()

    outcome = asyncio.run(all_of_it())
    if outcome.answer is not None:
        print(api_values.shown(outcome.answer, outcome.tokens, passwords=given.show_passwords))
    if outcome.saved is not None:
        _say(f"{outcome.saved} bytes saved in {given.save}")
    return CtlExit.CONFIRMED


def _endpoint(kind: str, name: str) -> Endpoint:
    known = load(kind).endpoints
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"; perhaps {', '.join(near)}" if near else f"; ctiapp api list --kind {kind}"
    raise UsageError(f"{kind} has no endpoint {name[:60]!r}{hint}")


def _values(given: argparse.Namespace, endpoint: Endpoint) -> dict[str, object]:
    """The parameters, from the command line or from one JSON object."""
    if given.json_file is not None and given.parameters:
        raise UsageError("parameters stand either in the JSON or on the command line")
    if given.json_file is None:
        values = api_values.from_words(given.parameters, endpoint)
        if seen := api_values.secrets_in(values):
            _say(f"others here can read {', '.join(seen)} from the command line; --json - hides it")
    else:
        values = api_values.from_json(_read(given.json_file))
    api_values.check_hidden(values)
    if values and endpoint.access is Access.SESSION:
        raise UsageError(f"{endpoint.name} takes the account's own, and no parameters")
    return values


def _read(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MAX_PARAMETERS + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as file:
                raw = file.read(MAX_PARAMETERS + 1)
        if len(raw) > MAX_PARAMETERS:
            raise UsageError(f"{name} has more than {MAX_PARAMETERS} bytes")
        return raw.decode("utf-8-sig")
    except OSError as err:
        raise UsageError(f"cannot read {name}: {err.strerror}") from err
    except UnicodeDecodeError:
        raise UsageError(f"{name} is no UTF-8 text") from None


def _check_save(given: argparse.Namespace, endpoint: Endpoint) -> None:
    if given.save is None:
        if endpoint.access is Access.FILE:
            raise UsageError(f"{endpoint.name} answers a file: --save FILE says where to")
        return
    if endpoint.file is None and endpoint.access is not Access.FILE:
        raise UsageError(f"{endpoint.name} leads to no file that could be saved")
    if not given.save.parent.is_dir():
        raise UsageError(f"no folder {given.save.parent}")


def _check_write(
    given: argparse.Namespace, endpoint: Endpoint, values: dict[str, object], address: str
) -> None:
    """Let a write pass only where it is meant: ``--write``, and its name once more."""
    danger = endpoint.danger
    warning = ""
    if danger is not None and danger.threatens(values):
        left_out = danger.without is not None and danger.without not in values
        warning = f"without {danger.without} " if left_out else ""
        warning += danger.words
    said = f" ({warning})" if warning else ""
    if not given.write:
        raise UsageError(f"{endpoint.name} changes something{said}: --write says that it is meant")
    if given.confirm is not None:
        if given.confirm != endpoint.name:
            raise UsageError(f"--confirm must name {endpoint.name} once more")
        if warning:
            _say(f"{endpoint.name}: {warning}")
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            f"{endpoint.name} changes something{said}: --confirm {endpoint.name} is needed"
        )
    _say(f"{endpoint.name} at {address} changes something{said}.")
    print("Type its name to go on: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip() != endpoint.name:
        raise CtiError("that is not its name: nothing was sent")


def _request(endpoint: Endpoint, values: dict[str, object]) -> Request:
    from ctiapp.pbx.request import Request

    if endpoint.method == "GET":
        return Request("GET", endpoint.name, api_values.query(values))
    return Request("POST", endpoint.name, body=values)


# --- the command line ----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """Says a usage error in one line."""

    def error(self, message: str) -> NoReturn:
        _say(f"{message}; {self.prog} --help says more")
        raise SystemExit(CtlExit.USAGE)


def _parser() -> _Parser:
    parser = _Parser(
        prog="ctiapp api",
        description="Every endpoint of the PBX's own API: list them, call one.",
        epilog="Each has its own help: ctiapp api call --help",
        allow_abbrev=False,
    )
    parser.add_argument("what", choices=tuple(_COMMANDS), help="the catalogue, or one call")
    return parser


def _list_parser() -> _Parser:
    parser = _Parser(
        prog="ctiapp api list",
        description="The endpoints of each kind of PBX: what each does, its method, its name.",
        allow_abbrev=False,
    )
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="only those with it")
    parser.add_argument("--kind", choices=KINDS, help="default: all")
    parser.add_argument("--json", action="store_true", dest="as_json")
    return parser


def _call_parser() -> _Parser:
    parser = _Parser(
        prog="ctiapp api call",
        description="Call one endpoint and print the answer as JSON.",
        epilog=_ABOUT_CALL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("endpoint", metavar="ENDPOINT", help="as ctiapp api list has it")
    parser.add_argument("parameters", nargs="*", metavar="NAME=TEXT")
    parser.add_argument("--json", metavar="FILE|-", dest="json_file", help="the parameters")
    parser.add_argument("--write", action="store_true", help="yes, it is to change something")
    parser.add_argument("--confirm", metavar="ENDPOINT", help="its name, where nobody can type it")
    parser.add_argument("--save", metavar="FILE", type=Path, help="fetch the file that it leads to")
    parser.add_argument("--show-passwords", action="store_true", help="print them as they come")
    account = parser.add_argument_group("the account; without it, the profile that signed in last")
    account.add_argument("--pbx", metavar="URL", help="an explicit http:// is accepted")
    account.add_argument("--client-id", metavar="ID")
    account.add_argument("--client-secret-file", metavar="FILE|-", help="- is standard input")
    kinds = (*KINDS, ANY_KIND)
    account.add_argument(
        "--kind", choices=kinds, help=f"default: {KINDS[0]}; {ANY_KIND}: found out"
    )
    account.add_argument("--extension", help=argparse.SUPPRESS)  # as for signing in; not needed
    trust = account.add_mutually_exclusive_group()
    trust.add_argument("--ca", metavar="FILE", type=Path, help="trust this CA")
    trust.add_argument("--trust", metavar="SHA256", help="trust this certificate")
    account.add_argument("--data-dir", metavar="DIR", type=Path, help="whose profile")
    return parser


_COMMANDS: Mapping[str, tuple[Callable[[], _Parser], Callable[[argparse.Namespace], int]]] = {
    "list": (_list_parser, _list),
    "call": (_call_parser, _call),
}


def _say(text: str) -> None:
    if sys.stderr is not None:
        print(f"ctiapp: {text}", file=sys.stderr)


def _fail(text: str, code: CtlExit) -> int:
    _say(text)
    return int(code)
