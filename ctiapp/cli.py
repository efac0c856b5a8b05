"""The command line: what ``ctiapp`` was asked for, and the exit code it ends with.

Nothing heavy stands at module level, and no Qt: ``--version``, ``--help`` and ``ctl`` are quick and
need no display. Exit codes: 0 done; 1 failed, one line on standard error says why; 2 usage, or no
display; 3 and 4 as ``ctl`` has them; 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ctiapp import __version__
from ctiapp.desktop.links import SCHEMES, is_link, number_in
from ctiapp.model.ctl import CtlExit, CtlRequest
from ctiapp.model.ctl_verbs import ANY_KIND, PBX_KINDS, missing_sign_in_options
from ctiapp.model.errors import CtiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence

    from ctiapp.settings import SignIn, StartOptions

FAILED = 1
USAGE = 2
INTERRUPTED = 130

LOG_LEVELS = ("debug", "info", "warning", "error")

_SIGN_IN = ("pbx", "client_id", "client_secret_file", "extension")

_SIGN_IN_EXTRAS = (
    *("kind", "listen", "listen_told", "event_port", "allow_clear_event_password"),
    *("ca", "trust", "remember"),
)

_WAYS_OF_EVENTS = {
    "signin.listen_invalid": "--listen",
    "signin.told_invalid": "--listen-told",
    "signin.event_port_invalid": "--event-port",
    "signin.clear_password": "--allow-clear-event-password",
}
"""Which option is about what is wrong with how events are to come."""

_COMMANDS = """\
commands:
  ctiapp pbx          the simulated PBX alone
  ctiapp tour         drive the real application through a working day, with pictures
  ctiapp replay FILE  feed a captured event stream to the application
  ctiapp bench        the benchmarks
  ctiapp ctl VERB     speak to the running application
  ctiapp api          every endpoint of the PBX's own API
  ctiapp pictures     render every view (for developers)
Each has its own --help.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _make_output_safe()
    try:
        if words and words[0] in _SUBCOMMANDS:
            return _SUBCOMMANDS[words[0]](words[1:])
        return _application(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return FAILED
    except UsageError as err:
        return _fail(str(err), USAGE)
    except CtiError as err:
        return _fail(str(err) or err.key, FAILED)


# --- the desktop application ---------------------------------------------------------------------


def _application_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "ctiapp",
        "A desktop call-control companion for PBXs. Without arguments: with the last profile.",
        epilog=_COMMANDS,
    )
    parser.add_argument("--version", action="version", version=f"ctiapp {__version__}")
    parser.add_argument(
        "link", nargs="?", metavar="LINK", help="tel:, callto: or sip:, to prefill, never to dial"
    )
    parser.add_argument("--demo", action="store_true", help="signed in to a simulated PBX")
    group = parser.add_argument_group("sign in without the dialog")
    group.add_argument("--pbx", metavar="URL", help="the PBX; an explicit http:// is accepted")
    group.add_argument("--client-id", metavar="ID")
    group.add_argument("--client-secret-file", metavar="FILE|-", help="- is standard input")
    group.add_argument("--extension", metavar="N", help="one's own extension")
    kinds = (*PBX_KINDS, ANY_KIND)
    help_ = f"default: {PBX_KINDS[0]}; {ANY_KIND}: it is found out"
    group.add_argument("--kind", choices=kinds, help=help_)
    help_ = "where the PBX posts its events (cloud, k2, openvox); default: 8260"
    group.add_argument("--listen", metavar="[HOST:]PORT", help=help_)
    help_ = "as what the PBX reaches that, where it is another address (NAT)"
    group.add_argument("--listen-told", metavar="HOST:PORT", help=help_)
    help_ = "k2: fetch events from this port of the PBX, where the password goes in clear"
    group.add_argument("--event-port", metavar="PORT", help=help_)
    help_ = "say yes to that"
    group.add_argument("--allow-clear-event-password", action="store_true", help=help_)
    group.add_argument("--remember", action="store_true", help="store all of it")
    trust = group.add_mutually_exclusive_group()
    trust.add_argument("--ca", metavar="FILE", type=Path, help="trust this CA")
    trust.add_argument("--trust", metavar="SHA256", help="trust the certificate of this SHA-256")
    _add_start_arguments(parser)
    return parser


def _add_start_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir", metavar="DIR", type=Path, help="settings, journal, logs and ctl socket"
    )
    parser.add_argument("--minimized", action="store_true", help="start without a window")
    parser.add_argument("--log-level", choices=LOG_LEVELS, default="info", metavar="LEVEL")


def _application(words: Sequence[str]) -> int:
    parser = _application_parser()
    given = parser.parse_args(words)
    prefill = None
    if given.link is not None:
        if not is_link(given.link):
            hint = " (a command stands first)" if given.link in _SUBCOMMANDS else ""
            parser.error(f"neither a command nor a {', '.join(SCHEMES)} link: {given.link!r}{hint}")
        prefill = number_in(given.link)
    _check_sign_in(parser, given)
    if prefill is not None:
        code = _to_running(CtlRequest("prefill", (prefill,)), given.data_dir)
        if code is not None:
            return code
    if not has_display(os.environ):
        return _without_display(demo=given.demo)
    code = None if given.demo and given.data_dir is None else _raise_running(given)
    if code is not None:
        return code
    sign_in = _sign_in(given)
    _prefer_x11(os.environ)
    return _start(given, sign_in, prefill)


def _check_sign_in(parser: argparse.ArgumentParser, given: argparse.Namespace) -> None:
    """Refuse sign-in arguments that make no sense together."""
    present = {name for name in _SIGN_IN if getattr(given, name) is not None}
    extra = [f"--{name}" for name in _SIGN_IN_EXTRAS if getattr(given, name)]
    if given.demo and (present or extra):
        parser.error("--demo signs in by itself")
    wire_names = {"client_secret" if name == "client_secret_file" else name for name in present}
    missing = missing_sign_in_options(wire_names)
    if (present or extra) and missing:
        parser.error(f"to sign in, {', '.join(missing)} must be given too")


def _sign_in(given: argparse.Namespace) -> SignIn | None:
    """Whom to sign in; reads the client secret. ``None``: nobody was named.

    Raises:
        UsageError: the secret's file or the CA's cannot be read.
        SettingsError: the fingerprint is none.
    """
    if given.pbx is None:
        return None
    from ctiapp.desktop.secret_file import read_secret
    from ctiapp.model.eventways import event_port_of, listen_of, refuse_unagreed, told_of
    from ctiapp.settings import SignIn, fingerprint

    try:
        event_port = event_port_of(given.event_port or "")
        refuse_unagreed(event_port, agreed=given.allow_clear_event_password)
        listen_of(given.listen or "")
        listen_told = told_of(given.listen_told or "")
    except UsageError as err:
        raise UsageError(_said(err)) from err
    if given.ca is not None and not given.ca.is_file():
        raise UsageError(f"no CA file {given.ca}")
    return SignIn(
        url=given.pbx,
        client_id=given.client_id,
        client_secret=read_secret(given.client_secret_file, _say),
        extension=given.extension,
        kind=given.kind or PBX_KINDS[0],
        listen=given.listen or "",
        listen_told=listen_told,
        event_port=event_port,
        clear_event_password=given.allow_clear_event_password,
        ca=None if given.ca is None else given.ca.resolve(),
        trust=None if given.trust is None else fingerprint(given.trust),
        remember=given.remember,
    )


def _said(error: UsageError) -> str:
    """What is wrong with how events are to come, in the window's words, and with which option."""
    from ctiapp.ui import words

    return f"{words.say_bare(error.notice())} ({_WAYS_OF_EVENTS[error.key]})"


def _start(given: argparse.Namespace, sign_in: SignIn | None, prefill: str | None) -> int:
    from ctiapp.settings import StartOptions

    def options_in(data_dir: Path | None) -> StartOptions:
        return StartOptions(
            data_dir=data_dir,
            demo=given.demo,
            sign_in=sign_in,
            minimized=given.minimized,
            log_level=given.log_level,
            prefill=prefill,
        )

    from ctiapp import app
    from ctiapp.desktop.instance import AlreadyRunning, InstanceLock, outwait
    from ctiapp.paths import AppPaths

    if given.demo and given.data_dir is None:
        return _in_own_dir(lambda own: app.run(options_in(own)))
    while True:
        try:
            return app.run(options_in(given.data_dir))
        except AlreadyRunning:  # it came up while we did, or has not ended yet
            lock = InstanceLock(AppPaths.of(given.data_dir).lock_file)
        try:
            code = outwait(lock, lambda: _raise_running(given))
        except AlreadyRunning:
            return _fail("ctiapp runs here, but neither answers nor ends", FAILED)
        if code is not None:
            return code


def _in_own_dir(run: Callable[[Path], int]) -> int:
    """Run with a data directory that lasts as long: the demo meets nothing of the user's."""
    own = Path(tempfile.mkdtemp(prefix="ctiapp-demo-"))
    _say(f"demo; ctiapp ctl --data-dir {own} speaks to it")
    try:
        return run(own)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _raise_running(given: argparse.Namespace) -> int | None:
    """Show the window of the instance that has this data directory; ``None``: there is none."""
    options: dict[str, object] = {
        name: value
        for name in ("pbx", "client_id", "extension", "kind")
        if (value := getattr(given, name)) is not None
    }
    if given.demo:
        options["demo"] = True
    return _to_running(CtlRequest("raise", (), options), given.data_dir)


def _to_running(request: CtlRequest, data_dir: Path | None) -> int | None:
    """Say something to the running instance; ``None``: there is none."""
    from ctiapp.desktop.ctl_ask import ask
    from ctiapp.paths import ctl_address

    reply = ask(request, ctl_address(data_dir))
    if reply.exit == CtlExit.NO_APPLICATION:
        return None
    if reply.exit == CtlExit.CONFIRMED:
        return 0
    return _fail(reply.error.text if reply.error else "the application refused", FAILED)


# --- displays ------------------------------------------------------------------------------------


def has_display(env: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether Qt can show a window; ``offscreen`` is a display too."""
    if platform in {"win32", "darwin"}:
        return True
    return any(env.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def _prefer_x11(env: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Choose XWayland where there is one: on Wayland no card can be placed or stay on top."""
    if platform in {"win32", "darwin"} or env.get("QT_QPA_PLATFORM"):
        return
    if env.get("DISPLAY") and env.get("WAYLAND_DISPLAY"):
        env["QT_QPA_PLATFORM"] = "xcb;wayland"


def _draw_in_memory() -> None:
    """For what only makes pictures: no windows on the user's screen, unless a platform was set."""
    if not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _without_display(*, demo: bool) -> int:
    if not demo:
        return _fail(
            "no display: neither DISPLAY, WAYLAND_DISPLAY nor QT_QPA_PLATFORM is set", USAGE
        )
    out = Path("tour")
    _say(f"no display: the demo's tour goes to {out.resolve()}")
    _draw_in_memory()
    from ctiapp.tools import tour

    return tour.main(out, None)


# --- the commands --------------------------------------------------------------------------------


def _ctl(words: Sequence[str]) -> int:
    from ctiapp.desktop import ctl_client
    from ctiapp.paths import ctl_address

    return ctl_client.run(words, ctl_address)


def _api(words: Sequence[str]) -> int:
    from ctiapp.tools import api

    return api.run(words)


def _pbx(words: Sequence[str]) -> int:
    from ctiapp.simpbx.options import KINDS, SCENARIOS, OptionsError, PbxOptions

    default = PbxOptions()
    parser = _parser("ctiapp pbx", "The simulated PBX alone. Its first line says how to reach it.")
    parser.add_argument("--kind", choices=KINDS, default=default.kind)
    parser.add_argument("--host", default=default.host, help="default: %(default)s")
    parser.add_argument("--port", type=int, default=default.port, help="0: any free one")
    parser.add_argument("--tls", action="store_true", help="https and wss")
    parser.add_argument("--extensions", type=int, metavar="N", default=default.extensions)
    parser.add_argument("--contacts", type=int, metavar="N", default=default.contacts)
    parser.add_argument("--scenario", choices=SCENARIOS, default=default.scenario)
    parser.add_argument("--seed", type=int, metavar="N", default=default.seed)
    parser.add_argument(
        "--control-port", type=int, default=default.control_port, help=argparse.SUPPRESS
    )
    parser.add_argument("--exit-with-stdin", action="store_true", help=argparse.SUPPRESS)
    options = PbxOptions(**vars(parser.parse_args(words)))
    try:
        options.check()
    except OptionsError as err:
        parser.error(str(err))
    from ctiapp.simpbx import server

    return server.main(options)


def _tour(words: Sequence[str]) -> int:
    parser = _parser("ctiapp tour", "A working day in pictures; needs no display.")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True)
    parser.add_argument("--steps", type=_positive, metavar="N", help="only the first N")
    given = parser.parse_args(words)
    _draw_in_memory()
    from ctiapp.tools import tour

    return tour.main(given.out, given.steps)


def _pictures(words: Sequence[str]) -> int:
    parser = _parser("ctiapp pictures", "Every view as a picture; for developers.")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True)
    given = parser.parse_args(words)
    _draw_in_memory()
    from ctiapp.tools import pictures

    return pictures.main(given.out)


def _bench(words: Sequence[str]) -> int:
    parser = _parser("ctiapp bench", "The benchmarks: medians, yardsticks and ratios.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    parser.add_argument("--json", action="store_true", dest="as_json")
    parser.add_argument("--gate", action="store_true", help="exit 1 where a ratio is over budget")
    given = parser.parse_args(words)
    if not has_display(os.environ):
        _draw_in_memory()
    from ctiapp.tools import bench

    return bench.main(given.names, given.as_json, given.gate)


def _replay(words: Sequence[str]) -> int:
    parser = _parser("ctiapp replay", "Feed a captured event stream to the application.")
    parser.add_argument("file", type=Path, metavar="FILE", help="written by: ctiapp ctl capture")
    parser.add_argument("--speed", type=_speed, metavar="X", default=1.0, help="2: twice as fast")
    _add_start_arguments(parser)
    given = parser.parse_args(words)
    if not given.file.is_file():
        raise UsageError(f"no file {given.file}")
    if not has_display(os.environ):
        return _without_display(demo=False)
    _prefer_x11(os.environ)
    from ctiapp.settings import StartOptions
    from ctiapp.tools import replay

    def run(data_dir: Path) -> int:
        options = StartOptions(
            data_dir=data_dir, minimized=given.minimized, log_level=given.log_level
        )
        return replay.main(given.file, given.speed, options)

    return _in_own_dir(run) if given.data_dir is None else run(given.data_dir)


_SUBCOMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "ctl": _ctl,
    "api": _api,
    "pbx": _pbx,
    "tour": _tour,
    "replay": _replay,
    "bench": _bench,
    "pictures": _pictures,
}


# --- small things --------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """Says a usage error in one line, as everything here does."""

    def error(self, message: str) -> NoReturn:
        _say(f"{message}; {self.prog} --help says more")
        raise SystemExit(USAGE)


def _parser(prog: str, description: str, epilog: str | None = None) -> argparse.ArgumentParser:
    return _Parser(
        prog=prog,
        description=description,
        epilog=epilog,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _positive(text: str) -> int:
    found = int(text)
    if found < 1:
        raise ValueError(text)
    return found


def _speed(text: str) -> float:
    found = float(text)
    if not 0 < found <= 1e6:
        raise ValueError(text)
    return found


def _make_output_safe() -> None:
    """A name that the terminal's encoding lacks must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    if sys.stderr is not None:
        print(f"ctiapp: {text}", file=sys.stderr)


def _fail(text: str, code: int) -> int:
    _say(text)
    return code
