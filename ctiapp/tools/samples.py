"""Made-up calls for pictures: short and long names, several scripts, nobody known, nothing told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ctiapp.model.call import Direction, Moment, Phase
from ctiapp.model.commands import Verb
from ctiapp.model.ids import CallId
from ctiapp.model.number import Number
from ctiapp.services.cards import Card

NOW_S = 100_000.0
"""The moment of every picture on the monotonic clock."""

_NOW_AT = datetime(2026, 11, 20, 11, 43, tzinfo=UTC)


def moment(seconds_ago: float) -> Moment:
    """A moment before the picture was taken."""
    return Moment(NOW_S - seconds_ago, _NOW_AT)


RINGING = Card(
    call_id=CallId("1650012665.266"),
    sequence=1,
    ring=1,
    phase=Phase.RINGING,
    direction=Direction.INBOUND,
    name="Joseph Goffin",
    company="Ticketsales",
    number=Number("+12354978652"),
    number_text="+1 235 497 8652",
    via_number=Number("6402"),
    via_name="Support",
    did=Number("5503301"),
    trunk="City line 1",
    since=moment(4),
    parties=2,
    own_phone_rings=False,
    held_by_other=False,
    can_answer=False,
    actions=(Verb.REJECT,),
    pending=frozenset(),
    end=None,
    notice=None,
    received_s=NOW_S - 4,
    stale=False,
)
"""A caller whom the directory knows, through a queue."""

DIRECT = replace(RINGING, via_name=None, via_number=None, did=None)
UNKNOWN = replace(
    DIRECT,
    name=None,
    company=None,
    number=Number("13900000002"),
    number_text="13900000002",
    trunk="SIP trunk",
)
WITHHELD = replace(UNKNOWN, number=Number(""), number_text="")
UNREAD = replace(WITHHELD, number=None, trunk=None)
INTERNAL = replace(
    DIRECT,
    direction=Direction.INTERNAL,
    name="Anna Simmons",
    company=None,
    number=Number("2008"),
    number_text="2008",
    trunk=None,
)
LONG = replace(
    RINGING,
    name="Maximiliane Wolfeschlegelsteinhausen-Bergerdorff von und zu Hohenlohe-Langenburg",
    company="Kreissparkasse Donau-Dampfschifffahrts-Elektrizitäten GmbH & Co. KG",
    via_name="Second level support, German-speaking customers",
)
CHINESE = replace(
    RINGING,
    name="王小明",
    company="厦门星纵信息科技有限公司",
    number=Number("+8659212345678"),
    number_text="+86 592 1234 5678",
    via_name="客户服务",
    trunk="中国电信 1",
)
ARABIC = replace(
    RINGING,
    name="محمد عبد الرحمن الخوارزمي",
    company="شركة النور",
    number=Number("+96612345678"),
    number_text="+966 1 234 5678",
    via_name="الدعم",
)
TRICKY = replace(
    DIRECT,
    name="<b>Bold & Co</b> \N{RIGHT-TO-LEFT OVERRIDE}dlrow",
    company="<img src=x>\nsecond line",
)
ANSWERABLE = replace(RINGING, can_answer=True, actions=(Verb.ANSWER, Verb.REJECT))
REJECTING = replace(RINGING, pending=frozenset({Verb.REJECT}))
OFFERED = replace(
    DIRECT,
    ring=0,
    phase=Phase.OFFERED,
    actions=(Verb.ACCEPT_INBOUND, Verb.REFUSE_INBOUND),
    screened=True,
    until_s=NOW_S + 6,
)
"""An outside call that waits to be let in or refused."""
MOVED_ON = (
    ANSWERABLE,
    replace(
        INTERNAL,
        call_id=CallId("2"),
        sequence=2,
        since=moment(1),
        can_answer=True,
        actions=ANSWERABLE.actions,
        marked=True,
    ),
)
"""Two that can be answered; the keys were moved on to the second one."""
UNKNOWN_AGE = replace(INTERNAL, since=None)
