"""What happens in a receptionist's hour: each story is a caller or two, from ring to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.receptionist import ME

if TYPE_CHECKING:
    from tests.e2e.receptionist import Receptionist

RECALL_S = 61
"""A little longer than anybody waits in a slot."""
NO_ANSWER_S = 31
"""A little longer than a colleague's phone rings for a call that was passed on."""


# --- those who are talked to ---------------------------------------------------------------------


def short_talk(desk: Receptionist) -> None:
    """A question, an answer."""
    desk.hangs_up(desk.answers())


def caller_hangs_up(desk: Receptionist) -> None:
    """The other side is content first."""
    desk.they_hang_up(desk.answers())


def on_hold(desk: Receptionist) -> None:
    """Something has to be looked up."""
    call = desk.answers()
    desk.key("F9")
    desk.shows(call, "held")
    desk.meanwhile()
    desk.key("F9")
    desk.shows(call, "talking")
    desk.hangs_up(call)


def lost_on_hold(desk: Receptionist) -> None:
    """They do not wait for it."""
    call = desk.answers()
    desk.key("F9")
    desk.shows(call, "held")
    desk.they_hang_up(call)


def changed_mind(desk: Receptionist) -> None:
    """To be transferred, but then one knows it oneself."""
    call = desk.answers()
    desk.key("F4")
    desk.shows(call, "held")
    desk.types("ma")
    desk.key("Escape")
    desk.shows(call, "talking")
    desk.hangs_up(call)


def recorded(desk: Receptionist) -> None:
    """A part of it is nobody's business."""
    call = desk.answers()
    for recording in ("on", "paused", "on"):
        desk.key("F11")
        desk.shows(call, "talking", recording=recording)
    desk.hangs_up(call)


def muted(desk: Receptionist) -> None:
    """A cough."""
    call = desk.answers()
    for mute in (True, False):
        desk.key("ctrl+m")
        desk.shows(call, "talking", muted=mute)
    desk.they_hang_up(call)


def interrupted(desk: Receptionist) -> None:
    """The first waits while the second is helped."""
    first = desk.answers()
    second = desk.rings()
    desk.picks_up(second)
    desk.shows(first, "held")
    desk.hangs_up(second)
    desk.key("F9")
    desk.shows(first, "talking")
    desk.hangs_up(first)


# --- those who are not ---------------------------------------------------------------------------


def rejected(desk: Receptionist) -> None:
    """Nobody is talked to: the key to hang up says no."""
    call = desk.rings(to=ME)
    desk.key("F8")
    desk.gone(call, "rejected")


def rejected_meanwhile(desk: Receptionist) -> None:
    """The talk goes on."""
    talking = desk.answers()
    call = desk.rings(to=ME)
    desk.key("shift+F8")
    desk.gone(call, "rejected")
    desk.shows(talking, "talking")
    desk.hangs_up(talking)


def gives_up(desk: Receptionist) -> None:
    """Too late."""
    desk.they_hang_up(desk.rings(), "caller_gave_up")


def answered_elsewhere(desk: Receptionist) -> None:
    """A colleague of the front desk is quicker."""
    call = desk.rings(to="6300", inside=False)
    legs = next(c["legs"] for c in desk.office.pbx.do("state")["calls"] if c["call_id"] == call)
    others = [leg["number"] for leg in legs if leg["state"] == "ringing" and leg["number"] != ME]
    if not others:
        desk.they_hang_up(call, "caller_gave_up")
        return
    desk.exchange("pickup", extension=others[0], call_id=call)
    desk.gone(call, "answered_elsewhere")
    desk.later(3, "others", lambda: ends(desk, call))


def ends(desk: Receptionist, call: str) -> None:
    """Others end a talk that is no longer one's own."""
    desk.exchange("caller_hangup", call_id=call)
    desk.look()


# --- those who are passed on ---------------------------------------------------------------------


def taken(desk: Receptionist, call: str, number: str) -> None:
    """The colleague answers whom was passed on, and they talk for a while."""
    desk.exchange("pickup", extension=number, call_id=call)
    desk.look()
    desk.later(4, "others", lambda: ends(desk, call))


def sent(desk: Receptionist) -> None:
    """To a colleague who answers at once."""
    call = desk.answers()
    taken(desk, call, desk.sends(call))


def sent_and_taken_later(desk: Receptionist) -> None:
    """To a colleague who lets it ring while the next one calls here."""
    call = desk.answers()
    number = desk.sends(call)
    desk.later(1, "others", lambda: taken(desk, call, number))


def taken_back(desk: Receptionist) -> None:
    """Esc, since nobody answers."""
    call = desk.answers()
    desk.sends(call)
    desk.key("Escape")
    desk.comes_back(call)
    desk.picks_up(call)
    desk.hangs_up(call)


def taken_back_and_sent_elsewhere(desk: Receptionist) -> None:
    """Esc, and to somebody else."""
    call = desk.answers()
    desk.sends(call)
    desk.key("Escape")
    desk.comes_back(call)
    desk.picks_up(call)
    taken(desk, call, desk.sends(call))


def taken_back_while_talking(desk: Receptionist) -> None:
    """Esc in the middle of the next talk."""
    call = desk.answers()
    desk.sends(call)
    other = desk.answers()
    desk.key("Escape")
    desk.comes_back(call)
    desk.picks_up(call)
    desk.shows(other, "held")
    desk.hangs_up(call)
    desk.key("F9")
    desk.shows(other, "talking")
    desk.hangs_up(other)


def refused(desk: Receptionist) -> None:
    """The colleague is busy: they come back by themselves."""
    call = desk.answers()
    number = desk.sends(call)
    desk.exchange("busy", extension=number, call_id=call)
    desk.comes_back(call)
    desk.picks_up(call)
    desk.hangs_up(call)


def not_answered(desk: Receptionist) -> None:
    """The colleague is away: they come back by themselves."""
    desk.tie_up()
    call = desk.answers()
    desk.sends(call)
    desk.exchange("advance", seconds=NO_ANSWER_S)
    desk.comes_back(call)
    desk.picks_up(call)
    desk.they_hang_up(call)


def gives_up_on_the_way(desk: Receptionist) -> None:
    """They hang up while the colleague's phone rings."""
    call = desk.answers()
    desk.sends(call)
    desk.they_hang_up(call, "transferred")


# --- those who wait in a slot --------------------------------------------------------------------


def parks(desk: Receptionist) -> tuple[str, str]:
    """Somebody waits in a slot, now and then with the talk muted or recorded; call and slot."""
    call = desk.answers()
    way = desk.random.choice(("", "", "muted", "recorded"))
    if way == "muted":
        desk.key("ctrl+m")
        desk.shows(call, "talking", muted=True)
    elif way == "recorded":
        desk.key("F11")
        desk.shows(call, "talking", recording="on")
    desk.truth.parked.add(call)
    desk.key("F10")
    return call, str(desk.shows(call, "parked")["slot"])


def fetched(desk: Receptionist, call: str) -> None:
    """One's own phone rings to fetch them; it is lifted, and they talk."""
    due = desk.until("dialling", lambda due: any(d["state"] == "dialing" for d in due.values()))
    dialled = next(each for each, picture in due.items() if picture["state"] == "dialing")
    desk.exchange("pickup", extension=ME, call_id=dialled)
    desk.shows(call, "talking")
    desk.hangs_up(call)


def fetched_by_key(desk: Receptionist) -> None:
    """Their own key, once they are selected."""
    call, _ = parks(desk)

    def fetch() -> None:
        # Nobody is talked to: the first of those who wait is selected.
        for _ in range(list(desk.look()).index(call)):
            desk.key("ctrl+Down")
        desk.key("F10")
        fetched(desk, call)

    desk.later(2, "mine", fetch)


def fetched_by_number(desk: Receptionist) -> None:
    """The slot's number is typed."""
    call, slot = parks(desk)

    def fetch() -> None:
        desk.key("F2")
        desk.types(slot)
        desk.key("Return")
        fetched(desk, call)

    desk.later(2, "mine", fetch)


def fetched_by_a_colleague(desk: Receptionist) -> None:
    """Somebody in the house dials the slot."""
    call, slot = parks(desk)

    def fetch() -> None:
        desk.exchange("dial", extension=desk.colleague(), number=slot)
        desk.gone(call, "answered_elsewhere")
        desk.later(2, "others", lambda: ends(desk, call))

    desk.later(2, "others", fetch)


def recalled(desk: Receptionist) -> None:
    """Nobody fetches them: they ring here again."""
    desk.tie_up()
    call, slot = parks(desk)
    desk.exchange("advance", seconds=RECALL_S)
    desk.shows(call, "ringing", slot=slot)
    desk.picks_up(call)
    desk.hangs_up(call)


def leaves_the_slot(desk: Receptionist) -> None:
    """They do not wait for it."""
    call, _ = parks(desk)
    desk.later(1, "others", lambda: desk.they_hang_up(call))


# --- those who wait while somebody is asked ------------------------------------------------------


def consults(desk: Receptionist) -> tuple[str, str, str]:
    """A colleague is asked while the caller waits; both calls, and the colleague."""
    call = desk.answers()
    number = desk.chooses("F5", call)
    due = desk.until("asking", lambda due: any(d["consult_of"] == call for d in due.values()))
    second = next(each for each, picture in due.items() if picture["consult_of"] == call)
    desk.shows(call, "held")
    return call, second, number


def asks(desk: Receptionist) -> tuple[str, str]:
    """The colleague answers; both calls."""
    call, second, number = consults(desk)
    desk.exchange("pickup", extension=number, call_id=second)
    desk.shows(second, "talking", consult_of=call)
    return call, second


def joins(desk: Receptionist, call: str, second: str) -> None:
    """Both of them talk to each other."""
    desk.truth.reasons[second] = "transferred"
    desk.key("F4")
    desk.gone(call, "transferred")
    desk.later(3, "others", lambda: ends(desk, call))


def completed(desk: Receptionist) -> None:
    """Asked, and passed on."""
    joins(desk, *asks(desk))


def completed_while_it_rings(desk: Receptionist) -> None:
    """Asked and passed on, while the next one rings already."""
    call, second = asks(desk)
    other = desk.rings()
    joins(desk, call, second)
    desk.picks_up(other)
    desk.hangs_up(other)


def aborted(desk: Receptionist) -> None:
    """Nobody answers: Esc brings the caller back."""
    call, second, _ = consults(desk)
    desk.key("Escape")
    desk.gone(second, "hung_up")
    desk.shows(call, "talking")
    desk.hangs_up(call)


def swapped(desk: Receptionist) -> None:
    """A question in between, then passed on."""
    call, second = asks(desk)
    desk.key("F5")
    desk.shows(call, "talking")
    desk.shows(second, "held")
    desk.meanwhile()
    desk.key("F5")
    desk.shows(second, "talking")
    joins(desk, call, second)


def three_way(desk: Receptionist) -> None:
    """All together, until one leaves them alone."""
    call, second = asks(desk)
    desk.key("shift+F5")
    desk.gone(second, "joined")
    desk.shows(call, "talking", parties=3)
    desk.hangs_up(call)
    desk.later(3, "others", lambda: ends(desk, call))
