"""Who and what the exchange knows: extensions, trunks, queues, other services, contacts."""

from __future__ import annotations

from dataclasses import dataclass, field

PRESENCES = ("available", "away", "business_trip", "do_not_disturb", "lunch", "off_work")
"""The presence statuses (P handbook, l. 17211-17240)."""

TRUNK_TROUBLES = (41, 42, 43, 44)
"""Trunk statuses that let no call through (P handbook, l. 17317)."""


_CJK = ("\u3040", "\ud7af")


def full_name(first: str, last: str) -> str:
    """Return a name as its bearer writes it: Chinese, Japanese and Korean put the family first."""
    if last and _CJK[0] <= last[0] <= _CJK[1]:
        return last + first
    return f"{first} {last}".strip()


@dataclass(slots=True)
class Device:
    """A device of an extension: kind Sip, Mobile, Desktop, Web or Pad."""

    kind: str = "Sip"
    address: str = ""
    registered: bool = True


@dataclass(frozen=True, slots=True)
class OutboundRoute:
    """A way to the outside, for the numbers that its patterns fit (see ``routes.py``).

    ``position`` counts from 1 in the order in which routes are looked at.
    """

    id: int
    name: str
    patterns: tuple[str, ...]
    trunks: tuple[str, ...]
    position: int
    caller_id: str = ""


OUTBOUND_ROUTES = (
    OutboundRoute(69, "Outside", ("X.", "+X."), ("City-SIP", "Mobile-GW"), 1),
    OutboundRoute(70, "International", ("+X.", "00X."), ("City-SIP",), 2),
    OutboundRoute(73, "City", ("XXXXX.", "+49X."), ("City-SIP",), 3),
)
"""The routes of the demonstration company, with the ids of the handbook's examples (l. 3874)."""

EVERY_ROUTE = tuple(route.id for route in OUTBOUND_ROUTES)


@dataclass(slots=True)
class Extension:
    """An extension with its rights and its devices."""

    id: int
    number: str
    first_name: str
    last_name: str = ""
    email: str = ""
    mobile: str = ""
    role: str = ""
    title: str = ""
    presence: str = "available"
    devices: list[Device] = field(default_factory=list)
    may_call_out: bool = True
    may_dial: bool = True
    """Whether it may call other extensions."""
    call_waiting: bool = True
    csta: bool = False
    """Whether its desk phone can be told to answer."""
    monitored: bool = False
    """Whether a supervisor may listen to its calls."""
    forward_to: str = ""
    """Where all of its calls go instead."""
    recorded: bool = False
    """Whether all of its calls are recorded."""
    voicemail: bool = False
    """Whether a mailbox takes the calls that it does not answer."""
    messages: int = 0
    """How many messages lie in the mailbox."""
    routes: tuple[int, ...] = EVERY_ROUTE
    """The ids of the outbound routes that it may use."""
    user_password: str = "Simulated1secret"  # noqa: S105 - a simulated one
    """What its user signs in to the vendor's own applications with."""
    settings: dict[str, object] = field(default_factory=dict)
    """What was set of it that no call depends on, in the API's words."""

    @property
    def name(self) -> str:
        """The name as the PBX shows it."""
        return full_name(self.first_name, self.last_name)

    @property
    def registered(self) -> bool:
        """Whether any device could ring."""
        return any(device.registered for device in self.devices)


@dataclass(slots=True)
class Trunk:
    """A line to the outside. ``status``: 1 idle, 41-44 in trouble."""

    name: str
    dids: tuple[str, ...] = ()
    channels: int = 30
    status: int = 1
    address: str = ""
    inbound_control: bool = False
    """Whether its calls wait to be accepted or refused."""
    destination_control: bool = False
    """Whether its calls wait to be told where to go."""

    @property
    def usable(self) -> bool:
        """Whether calls can go through it."""
        return self.status not in TRUNK_TROUBLES


@dataclass(slots=True)
class Agent:
    """An extension's part in a queue. Static agents are always logged in.

    ``free_at_s``: the end of the wrap-up time; ``rung_s``: when the queue last rang the agent. Both
    on the exchange's clock.
    """

    number: str
    dynamic: bool = False
    logged_in: bool = True
    paused: bool = False
    pause_reason: str = ""
    """Why, in words; empty where nobody said so."""
    free_at_s: float = 0.0
    missed: list[tuple[str, str]] = field(default_factory=list)
    """The calls missed in a row, oldest first, as (caller, call id)."""
    rung_s: float = 0.0
    served: int = 0
    """How many calls of the queue the agent has answered."""


STRATEGIES = ("ring_all", "least_recent", "fewest_calls", "random", "rrmemory", "linear")
"""How a queue chooses who is rung (P handbook, l. 11216)."""


@dataclass(slots=True)
class Queue:
    """A queue. Times in seconds; ``max_missed`` 0 switches the automatic pause off."""

    id: int
    number: str
    name: str
    agents: list[Agent]
    managers: tuple[str, ...] = ()
    strategy: str = "rrmemory"
    agent_timeout_s: float = 20.0
    retry_s: float = 5.0
    wrap_up_s: float = 0.0
    max_wait_s: float = 1800.0
    max_missed: int = 0
    max_calls: int = 0
    """How many callers may wait at once; 0: any number."""
    ring_in_use: bool = False
    """Whether agents who talk are rung, too."""
    sla_time_s: int = 60
    """In how many seconds a call ought to be answered."""
    sla_alarm_percent: int = 80
    """The share of such calls below which its managers are warned."""
    password: str | None = None
    """With which dynamic agents log in; None: what each kind of PBX has where nobody set one."""
    password_told: bool = True
    """Whether the API tells it to whoever asks how the queue is set; else it leaves it blank."""
    turn: int = 0
    """Whose turn it is, for strategies that remember."""

    def agent(self, number: str) -> Agent | None:
        """Return the agent with an extension number, or None."""
        return next((agent for agent in self.agents if agent.number == number), None)


PAUSE_REASONS = {"*01": "Lunch", "*02": "Break", "*03": "Wrap up", "*04": "Task Transfer"}
"""Code to reason, as the handbook's example has them (P handbook, l. 13110-13130)."""


@dataclass(frozen=True, slots=True)
class RingGroup:
    """Extensions that ring together."""

    id: int
    number: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ivr:
    """A voice menu; a caller who presses nothing goes to ``target`` after ``menu_s`` seconds."""

    id: int
    number: str
    name: str
    target: str
    menu_s: float = 6.0


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference room; ``host`` is the extension that presides over it."""

    id: int
    number: str
    name: str
    host: str = ""


@dataclass(frozen=True, slots=True)
class ParkingSlot:
    """A number under which a call can be parked."""

    number: str


@dataclass(slots=True)
class Department:
    """A department; ``members`` are the ids of the extensions that are in it and in no part of it.

    ``parent_id`` 0 is that of the root; ``order`` counts the parts of one parent from 1.
    """

    id: int
    name: str
    parent_id: int = 0
    order: int = 1
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phonebook:
    """A group of company contacts; ``everybody``: it holds all of them by itself."""

    id: int
    name: str
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A company contact; ``numbers`` holds (type as the PBX calls it, number).

    ``phonebooks`` are the ids of those that it was put into; in those of everybody it is anyway.
    """

    id: int
    first_name: str
    last_name: str = ""
    company: str = ""
    email: str = ""
    remark: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    city: str = ""
    country: str = ""
    phonebooks: tuple[int, ...] = ()
    zip_code: str = ""
    street: str = ""
    state: str = ""

    @property
    def name(self) -> str:
        """The name as the PBX shows it."""
        return full_name(self.first_name, self.last_name)


@dataclass(slots=True)
class Directory:
    """Everything that has a number or a name, by number."""

    extensions: dict[str, Extension] = field(default_factory=dict)
    trunks: dict[str, Trunk] = field(default_factory=dict)
    queues: dict[str, Queue] = field(default_factory=dict)
    ring_groups: dict[str, RingGroup] = field(default_factory=dict)
    ivrs: dict[str, Ivr] = field(default_factory=dict)
    conferences: dict[str, Conference] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    """By their ids, which only grow. To be changed by ``set_contacts`` alone once it is built."""
    last_contact_id: int = 0
    """The highest id that a contact ever had: none is given twice."""
    phonebooks: dict[int, Phonebook] = field(default_factory=dict)
    departments: dict[int, Department] = field(default_factory=dict)
    """By their ids; every parent stands before its parts."""
    has_departments: bool = True
    """Whether the administrator has switched departments on."""
    shows_root: bool = True
    """Whether the department that is the whole company is among them."""
    outbound_routes: tuple[OutboundRoute, ...] = OUTBOUND_ROUTES
    """In the order of their positions."""
    parking_slots: tuple[str, ...] = ()
    pause_reasons: dict[str, str] = field(default_factory=lambda: dict(PAUSE_REASONS))
    """The reasons for a pause by their codes."""

    _named: dict[str, str] | None = field(default=None, init=False, repr=False)

    def set_contacts(self, contacts: list[Contact]) -> None:
        """Have other contacts from now on."""
        self.contacts = contacts
        self._named = None

    def name_of(self, number: str) -> str:
        """Return the name of an extension, a service or a contact; empty for a stranger."""
        extension = self.extensions.get(number)
        if extension is not None:
            return extension.name
        for service in (self.queues, self.ring_groups, self.ivrs, self.conferences):
            if number in service:
                return service[number].name
        return self._contact_names().get(_digits(number), "")

    def _contact_names(self) -> dict[str, str]:
        """Return the contacts' names by the digits of their numbers; the first one has the name."""
        if self._named is None:
            named: dict[str, str] = {}
            for contact in self.contacts:
                for _, written in contact.numbers:
                    named.setdefault(_digits(written), contact.name or contact.company)
            named.pop("", None)
            self._named = named
        return self._named

    def is_service(self, number: str) -> bool:
        """Whether a queue, ring group, IVR or conference has this number."""
        services = (self.queues, self.ring_groups, self.ivrs, self.conferences)
        return any(number in service for service in services)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
