"""What the simulated PBX can be told at its start. Light: the command line's help needs it."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("p-series", "cloud", "k2", "openvox")
"""The vendors' dialects that the simulated PBX speaks."""

SCENARIOS = ("reception", "queue", "busy-morning", "big", "hotel")
"""The scenarios that can be played, by name."""

USER_EXTENSION = "2000"
"""The extension a person signs in to: it always exists, and no bot ever acts for it."""

BIG_EXTENSIONS = 10_000
"""How many extensions the scenario ``big`` has at least."""

COMPANY_CONTACTS = 17
"""How many company contacts there are where nobody says how many."""

_MAX_EXTENSIONS = 50_000
_MAX_CONTACTS = 1_000_000
_MAX_PORT = 65_535


class OptionsError(ValueError):
    """An option names something that does not exist; the text says what does."""


@dataclass(frozen=True, slots=True)
class PbxOptions:
    """How to start the simulated PBX.

    ``port`` and ``control_port`` 0 mean: any free port. ``exit_with_stdin`` ends the server when
    its standard input does, so that a parent that dies leaves no orphan.
    """

    kind: str = "p-series"
    host: str = "127.0.0.1"
    port: int = 0
    tls: bool = False
    extensions: int = 24
    scenario: str | None = None
    seed: int = 1
    exit_with_stdin: bool = False
    control_port: int = 0
    contacts: int = COMPANY_CONTACTS
    """How many company contacts there are."""

    def check(self) -> None:
        """Raise ``OptionsError`` where a value names nothing that exists."""
        if self.kind not in KINDS:
            message = f"unknown kind of PBX {self.kind!r}; valid: {', '.join(KINDS)}"
            raise OptionsError(message)
        if self.scenario is not None and self.scenario not in SCENARIOS:
            message = f"unknown scenario {self.scenario!r}; valid: {', '.join(SCENARIOS)}"
            raise OptionsError(message)
        if not 1 <= self.extensions <= _MAX_EXTENSIONS:
            message = f"extensions must be 1 to {_MAX_EXTENSIONS}, not {self.extensions}"
            raise OptionsError(message)
        if not 1 <= self.contacts <= _MAX_CONTACTS:
            message = f"contacts must be 1 to {_MAX_CONTACTS}, not {self.contacts}"
            raise OptionsError(message)
        for port in (self.port, self.control_port):
            if not 0 <= port <= _MAX_PORT:
                message = f"a port is 0 to {_MAX_PORT}, not {port}"
                raise OptionsError(message)

    @property
    def directory_size(self) -> int:
        """The number of extensions to make: ``big`` has at least ten thousand."""
        if self.scenario == "big":
            return max(self.extensions, BIG_EXTENSIONS)
        return self.extensions
