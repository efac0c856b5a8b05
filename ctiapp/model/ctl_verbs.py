"""The ctl verbs: one table of what each takes, and how a command line of them is read.

The client checks a command line against it, the server every request, ``control/`` implements what
it names, and the help is written from it. Only the standard library is imported here, and little of
it: the client has to start quickly.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

PBX_KINDS = ("p-series", "cloud", "k2", "openvox")
"""The dialects that a user can name; the first is the default."""

ANY_KIND = "auto"
"""What stands in place of a dialect where it shall be found out."""


class CtlUsageError(ValueError):
    """A request does not fit the table; the text says how it would."""


@dataclass(frozen=True, slots=True)
class CtlArgument:
    """A place in a verb's line.

    Attributes:
        name: as the help shows it.
        optional: it may be left out.
        blank: nothing at all may be said in its place, and means something: an empty text.
    """

    name: str
    optional: bool = False
    blank: bool = False

    def __str__(self) -> str:
        """As the help shows it."""
        return f"[{self.name}]" if self.optional else self.name


@dataclass(frozen=True, slots=True)
class CtlOption:
    """An option of a verb.

    Attributes:
        name: as on the command line, e.g. ``--queue``.
        value: what its value is called in the help; ``None``: it is a flag.
        repeated: it may stand several times.
        choices: the only values, or empty.
        content_as: the value names a file (a flag: standard input), and a request carries its
            content under this name.
    """

    name: str
    value: str | None = None
    repeated: bool = False
    choices: tuple[str, ...] = ()
    content_as: str | None = None

    @property
    def carries(self) -> bool:
        """Whether a request has a value with it: the given one, or what was read for it."""
        return self.value is not None or self.content_as is not None

    @property
    def wire(self) -> str:
        """Its name in a request: ``--client-id`` is ``client_id``."""
        return self.content_as or self.name.removeprefix("--").replace("-", "_")

    def __str__(self) -> str:
        """As the help shows it."""
        inner = f"{self.name} {self.value}" if self.value else self.name
        return f"[{inner}]…" if self.repeated else f"[{inner}]"


@dataclass(frozen=True, slots=True)
class CtlForm:
    """One way to use a verb; ``word`` is the fixed first argument that chooses it among several."""

    word: str | None = None
    arguments: tuple[CtlArgument, ...] = ()
    options: tuple[CtlOption, ...] = ()

    @property
    def most(self) -> int:
        """The largest number of arguments, the fixed word included."""
        return len(self.arguments) + (self.word is not None)

    @property
    def fewest(self) -> int:
        """The smallest number of arguments, the fixed word included."""
        return self.most - sum(argument.optional for argument in self.arguments)

    def misses(self, args: Sequence[str]) -> bool:
        """Whether one of as many arguments as it takes says nothing where something is needed."""
        places = self.arguments if self.word is None else (CtlArgument(self.word), *self.arguments)
        return any(
            not arg.strip() and not place.blank for arg, place in zip(args, places, strict=False)
        )


@dataclass(frozen=True, slots=True)
class CtlVerb:
    """A verb of ``ctl``.

    Attributes:
        name: the word of the command line.
        summary: one line for the help.
        forms: the ways to use it.
        asks: it only asks; after a silence nothing was sent that might still happen.
        takes_s: so many seconds longer than others it may take.
        streams: it answers with many lines.
        internal: for the application itself; not in the help and not taken from a command line.
    """

    name: str
    summary: str
    forms: tuple[CtlForm, ...] = (CtlForm(),)
    asks: bool = False
    takes_s: float = 0.0
    streams: bool = False
    internal: bool = False

    def usages(self) -> list[str]:
        """One line a form, as the help shows it."""
        lines = []
        for form in self.forms:
            parts: list[object] = [self.name, *([form.word] if form.word else [])]
            parts += [*form.arguments, *form.options]
            lines.append(" ".join(str(part) for part in parts))
        return lines

    def form_for(self, args: Sequence[str]) -> CtlForm:
        """The form that these arguments choose.

        Raises:
            CtlUsageError: none does, or there are too few or too many of them.
        """
        words = [form.word for form in self.forms if form.word is not None]
        chosen = self.forms[0]
        if words:
            matching = [form for form in self.forms if args and form.word == args[0]]
            if not matching:
                raise CtlUsageError(f"{self.name} takes one of: {', '.join(words)}")
            chosen = matching[0]
        if not chosen.fewest <= len(args) <= chosen.most or chosen.misses(args):
            what = "too many arguments" if len(args) > chosen.most else "an argument is missing"
            usage = self.usages()[self.forms.index(chosen)]
            raise CtlUsageError(f"{what}: {usage}")
        return chosen


_CALL = CtlArgument("CALL", optional=True)
_THIS_CALL = CtlArgument("CALL")
_NUMBER = CtlArgument("NUMBER")
_FILE = CtlArgument("FILE")
_YES = CtlOption("--yes")
_QUEUES = CtlOption("--queue", "NUMBER", repeated=True)
_PASSWORD = CtlOption("--password-stdin", content_as="password")
_REASON = CtlOption("--reason", "TEXT-or-CODE")
_WHO = CtlArgument("WHO")
_MESSAGE = CtlArgument("MESSAGE")
_WHY = CtlOption("--reason", "TEXT")
_WHEN = ("hour", "afternoon", "tomorrow")
_ROOM = CtlArgument("ROOM")
_ROOMS = CtlArgument("ROOMS")
_CHECK_IN = (
    CtlOption("--guest", "NAME", repeated=True),
    CtlOption("--language", "CODE"),
    CtlOption("--outside"),
    CtlOption("--arrival", "DATE"),
    CtlOption("--departure", "DATE"),
    CtlOption("--email", "ADDRESS"),
    CtlOption("--mobile", "NUMBER"),
    CtlOption("--wake", "TIME"),
    CtlOption("--again"),
)
_WAKE_UP = (
    CtlOption("--days", "mon,tue…"),
    CtlOption("--on", "DATE"),
    CtlOption("--snoozes", "0-3"),
    CtlOption("--every", "MINUTES"),
    CtlOption("--group", "NAME"),
)
_SEEN_TO = (
    CtlOption("--how", "HOW", choices=("called", "in_person", "other")),
    CtlOption("--by", "WHO"),
    CtlOption("--note", "TEXT"),
)

SIGN_IN_OPTIONS = (
    CtlOption("--pbx", "URL"),
    CtlOption("--client-id", "ID"),
    CtlOption("--client-secret-file", "FILE|-", content_as="client_secret"),
    CtlOption("--extension", "N"),
    CtlOption("--kind", "KIND", choices=(*PBX_KINDS, ANY_KIND)),
    CtlOption("--listen", "[HOST:]PORT"),
    CtlOption("--listen-told", "HOST:PORT"),
    CtlOption("--event-port", "PORT"),
    CtlOption("--allow-clear-event-password"),
    CtlOption("--ca", "FILE"),
    CtlOption("--trust", "SHA256"),
    CtlOption("--remember"),
)
"""What says whom to sign in, where."""

_NEEDED_TO_SIGN_IN = {"--pbx", "--client-id", "--client-secret-file", "--extension"}

_IDENTITY = tuple(
    option
    for option in SIGN_IN_OPTIONS
    if option.name in {"--pbx", "--client-id", "--extension", "--kind"}
)


def _on_call(name: str, summary: str) -> CtlVerb:
    return CtlVerb(name, summary, (CtlForm(None, (_CALL,)),))


def _asking(name: str, summary: str, *arguments: CtlArgument) -> CtlVerb:
    return CtlVerb(name, summary, (CtlForm(None, arguments),), asks=True)


_TABLE = (
    _asking("status", "connection, extension, calls, queues, in one picture"),
    _asking("calls", "the calls of one's own extension"),
    CtlVerb("watch", "one line a change, until interrupted", asks=True, streams=True),
    CtlVerb(
        "dial",
        "ring one's own phone, then call NUMBER; --yes for feature codes and premium numbers",
        (CtlForm(None, (_NUMBER,), (_YES,)),),
    ),
    _on_call("answer", "answer a ringing call"),
    _on_call("reject", "refuse a ringing call"),
    _on_call("hangup", "end a call"),
    _on_call("hold", "put a call on hold"),
    _on_call("resume", "take a call off hold"),
    _on_call("mute", "mute one's own microphone"),
    _on_call("unmute", "be heard again"),
    CtlVerb(
        "transfer",
        "pass a call on to NUMBER; --consult asks them first, --safe connects once they answer",
        (CtlForm(None, (_NUMBER, _CALL), (CtlOption("--consult"), CtlOption("--safe"), _YES)),),
    ),
    _on_call("complete", "connect the two parties of a consultation"),
    _on_call("abort", "end a consultation and return to the caller"),
    _on_call("swap", "change between caller and consulted party"),
    _on_call("conference", "bring caller and consulted party together"),
    CtlVerb("park", "park a call", (CtlForm(None, (_CALL,), (CtlOption("--slot", "S"),)),)),
    _asking("parked", "the parked calls"),
    CtlVerb("retrieve", "take a parked call", (CtlForm(None, (CtlArgument("SLOT"),)),)),
    CtlVerb(
        "record",
        "record a call",
        tuple(CtlForm(word, (_CALL,)) for word in ("start", "pause", "resume")),
    ),
    CtlVerb("add", "add NUMBER to a call", (CtlForm(None, (_NUMBER, _CALL), (_YES,)),)),
    CtlVerb("accept-inbound", "accept an offered call", (CtlForm(None, (_THIS_CALL,)),)),
    CtlVerb("refuse-inbound", "refuse an offered call", (CtlForm(None, (_THIS_CALL,)),)),
    CtlVerb(
        "queue",
        "one's own queues: who one is in them, log in and out, pause",
        (
            CtlForm("list"),
            CtlForm("login", (), (_QUEUES, _PASSWORD)),
            CtlForm("logout", (), (_QUEUES, _PASSWORD)),
            CtlForm("pause", (), (_QUEUES, _REASON)),
            CtlForm("resume", (), (_QUEUES,)),
        ),
    ),
    CtlVerb(
        "presence",
        "show one's presence, or set it",
        (CtlForm(None, (CtlArgument("STATUS", optional=True),)),),
    ),
    _asking("find", "search extensions, contacts and queues", CtlArgument("TEXT")),
    CtlVerb(
        "note",
        'write a note on a call; "" takes it away',
        (CtlForm(None, (CtlArgument("TEXT", blank=True), _CALL)),),
    ),
    _asking("history", "past calls", CtlArgument("TEXT", optional=True)),
    _asking("followups", "who tried in vain and waits to be called back"),
    CtlVerb(
        "followup",
        "somebody who waits to be called back, by number or id: nothing to do, later, or now",
        (
            CtlForm("done", (_WHO,), (_WHY,)),
            CtlForm("later", (_WHO,), (CtlOption("--until", "WHEN", choices=_WHEN), _WHY)),
            CtlForm("now", (_WHO,)),
        ),
    ),
    CtlVerb(
        "voicemail",
        "one's own messages, by id or the caller's number: list, keep one as FILE, delete it for"
        " good (--yes)",
        (
            CtlForm("list"),
            CtlForm("save", (_MESSAGE, _FILE)),
            CtlForm("delete", (_MESSAGE,), (_YES,)),
        ),
    ),
    CtlVerb(
        "room",
        "a hotel's rooms: who is in them; check in, check out (--yes: what it erases is known)",
        (
            CtlForm("list", (CtlArgument("TEXT", optional=True),)),
            CtlForm("show", (_ROOM,)),
            CtlForm("checkin", (_ROOM, CtlArgument("NAME")), _CHECK_IN),
            CtlForm("checkout", (_ROOMS,), (_YES,)),
        ),
    ),
    CtlVerb(
        "wakeup",
        "a hotel's wake-up calls; ROOMS as in 101,103-109; ID all takes all of a room's away",
        (
            CtlForm("add", (_ROOMS, CtlArgument("TIME")), _WAKE_UP),
            CtlForm("list", (CtlArgument("ROOM", optional=True),)),
            CtlForm("remove", (_ROOM, CtlArgument("ID"))),
            CtlForm("ack", (_ROOM,), _SEEN_TO),
        ),
    ),
    CtlVerb(
        "events",
        "ring one's own phone for a moment, to see whether the PBX's events reach this computer",
        (CtlForm("test"),),
        asks=True,
        takes_s=25.0,
    ),
    CtlVerb(
        "signin",
        "sign in, with the last profile where nothing is named",
        (CtlForm(None, (), SIGN_IN_OPTIONS),),
    ),
    CtlVerb("signout", "sign out"),
    CtlVerb(
        "capture",
        "record the event stream, without secrets",
        (CtlForm("start", (_FILE,)), CtlForm("stop")),
    ),
    CtlVerb(
        "screenshot", "the windows as they are painted now", (CtlForm(None, (_FILE,)),), asks=True
    ),
    CtlVerb("quit", "end the application"),
    CtlVerb(
        "raise",
        "a second start: show the window",
        (CtlForm(None, (), (*_IDENTITY, CtlOption("--demo"))),),
        internal=True,
    ),
    CtlVerb(
        "prefill",
        "a link: put a number into the search box, without dialling",
        (CtlForm(None, (_NUMBER,)),),
        internal=True,
    ),
)

VERBS: Mapping[str, CtlVerb] = MappingProxyType({verb.name: verb for verb in _TABLE})
"""Every verb, in the order of the help."""


def verb_named(name: str) -> CtlVerb:
    """The verb of that name.

    Raises:
        CtlUsageError: there is none.
    """
    try:
        return VERBS[name]
    except KeyError:
        raise CtlUsageError(f"unknown verb {name[:40]!r}; ctiapp ctl --help lists them") from None


def parse_words(
    words: Sequence[str], content_of: Callable[[str], str]
) -> tuple[CtlVerb, tuple[str, ...], dict[str, object]]:
    """Read a command line ``VERB …``: the verb, its arguments, its options by their wire names.

    Options may stand anywhere behind the verb; ``--`` ends them. ``content_of`` reads a file that
    an option names, once the line is known to be right.

    Raises:
        CtlUsageError: it does not fit the table.
    """
    if not words:
        raise CtlUsageError("which verb? ctiapp ctl --help lists them")
    verb = verb_named(words[0])
    if verb.internal:
        raise CtlUsageError(f"{verb.name} is for the application itself")
    args, pairs = _sort_words(verb, words[1:])
    form = verb.form_for(args)
    options: dict[str, object] = {}
    allowed = {option.name: option for option in form.options}
    for name, given in pairs:
        if name not in allowed:
            raise CtlUsageError(f"{verb.name} {form.word} has no option {name}")
        _add(options, allowed[name], given)
    check_together(verb, options)
    for option in form.options:
        named = options.get(option.wire)
        if option.content_as is not None and named is not None:
            options[option.wire] = content_of(named if isinstance(named, str) else "-")
    return verb, tuple(args), options


def public_verbs() -> Iterable[CtlVerb]:
    """The verbs that a command line may use, in the order of the help."""
    return (verb for verb in _TABLE if not verb.internal)


def _sort_words(
    verb: CtlVerb, words: Sequence[str]
) -> tuple[list[str], list[tuple[str, str | None]]]:
    """Tell the arguments from the options, each with its value."""
    args: list[str] = []
    pairs: list[tuple[str, str | None]] = []
    known = {option.name: option for form in verb.forms for option in form.options}
    rest = iter(words)
    for word in rest:
        if word == "--":
            args += rest
        elif word.startswith("--"):
            name, joined, value = word.partition("=")
            option = known.get(name)
            if option is None:
                raise CtlUsageError(f"{verb.name} has no option {name[:40]}")
            pairs.append((name, _value(option, value if joined else None, rest)))
        else:
            args.append(word)
    return args, pairs


def _value(option: CtlOption, joined: str | None, rest: Iterator[str]) -> str | None:
    """The value of an option on a command line: behind ``=``, or the next word."""
    if option.value is None:
        if joined is not None:
            raise CtlUsageError(f"{option.name} takes no value")
        return None
    value = joined if joined is not None else next(rest, None)
    if value is None or not value.strip() or (joined is None and value.startswith("--")):
        raise CtlUsageError(f"{option.name} needs {option.value}")
    return value


def _add(options: dict[str, object], option: CtlOption, given: str | None) -> None:
    if given is None:
        options[option.wire] = True
        return
    check_choice(option, given)
    if option.repeated:
        before = options.get(option.wire, ())
        options[option.wire] = (*(before if isinstance(before, tuple) else ()), given)
    elif option.wire in options:
        raise CtlUsageError(f"{option.name} stands twice")
    else:
        options[option.wire] = given


def check_choice(option: CtlOption, value: str) -> None:
    """Refuse a value that is not among the option's choices.

    Raises:
        CtlUsageError: it is not.
    """
    if option.choices and value not in option.choices:
        raise CtlUsageError(f"{option.name} takes one of: {', '.join(option.choices)}")


def check_together(verb: CtlVerb, options: Collection[str]) -> None:
    """Refuse options that make no sense together.

    Raises:
        CtlUsageError: they make none.
    """
    if verb.name == "transfer" and {"consult", "safe"} <= set(options):
        raise CtlUsageError("--consult and --safe exclude each other")
    if verb.name != "signin" or not options:
        return
    missing = missing_sign_in_options(options)
    if missing:
        raise CtlUsageError(f"signin also needs {', '.join(missing)}")
    if "ca" in options and "trust" in options:
        raise CtlUsageError("--ca and --trust exclude each other")


def missing_sign_in_options(given: Collection[str]) -> list[str]:
    """Which of the options that must stand together are missing; ``given`` has wire names."""
    return [
        option.name
        for option in SIGN_IN_OPTIONS
        if option.name in _NEEDED_TO_SIGN_IN and option.wire not in given
    ]
