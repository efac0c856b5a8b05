"""Who rang in vain stands in the history and on the follow-up list, at every kind of PBX."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ctiapp.model.call import EndReason, FailReason, Phase
from ctiapp.model.commands import Capability
from ctiapp.model.history import Fate
from ctiapp.model.historyfold import Reading
from ctiapp.model.number import Number
from ctiapp.model.numberplan import NumberPlan
from ctiapp.services.calljournal import CallJournal
from ctiapp.services.historyseen import seen_here
from ctiapp.services.journal import CALL, Journal
from ctiapp.services.notices import Notices
from ctiapp.storage.followups import FollowUpFile
from ctiapp.storage.history import HistoryFile
from tests.contract.kinds import able
from tests.contract.office import CALLER, COLLEAGUE, ME
from tests.services.journaling import Keeper

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.office import Office


def journal_of(office: Office) -> tuple[Keeper, Journal]:
    """What this desk writes down of its calls."""
    kept = Keeper()
    journal = Journal(kept, office.now, Notices())
    CallJournal(office.store, journal, lambda _number: None, lambda _call_id: None)
    return kept, journal


@pytest.mark.parametrize("inside", [False, True], ids=["outside", "colleague"])
@able()
async def test_a_call_that_rang_out_here_was_missed(
    office: Office, inside: bool, tmp_path: Path
) -> None:
    """Nobody refused it: whoever called is to be called back."""
    kept, journal = journal_of(office)
    caller = COLLEAGUE.text if inside else CALLER
    async with office.linked():
        if inside:
            office.do("dial", extension=COLLEAGUE.text, number=ME.text)
        else:
            office.rings()
        await office.until_phase(Phase.RINGING, caller)
        office.do("advance", seconds=office.pbx.exchange.ring_timeout_s + 1)
        call = await office.until_phase(Phase.ENDED, caller)
    await journal.close()

    assert call.end is not None
    assert call.end.reason is not EndReason.REJECTED
    (entry,) = kept.of(CALL)
    reading = Reading(NumberPlan("DE"), frozenset({ME}), frozenset())
    seen = seen_here(entry, reading)
    assert seen is not None
    assert seen.fate is Fate.MISSED
    history = HistoryFile(tmp_path / "history.sqlite")
    await history.see("me", [seen], reading)
    misses = await FollowUpFile(history.worker, history.reader).misses(
        "me", seen.at - timedelta(hours=1)
    )
    await history.close()
    assert [miss.number for miss in misses] == [Number(caller)]


@able(Capability.DIAL)
async def test_a_colleague_whose_phone_rang_out_did_not_answer(office: Office) -> None:
    async with office.linked():
        await office.calls.dial(COLLEAGUE)
        office.do("pickup", extension=ME.text)
        await office.until(lambda: not office.call.own_phone_rings, "off the hook")
        await office.until_true()
        office.do("advance", seconds=office.pbx.exchange.ring_timeout_s + 1)
        call = await office.until_phase(Phase.ENDED)

    assert call.end is not None
    assert call.end.failed in (None, FailReason.NO_ANSWER)
    assert call.end.failed is not None or call.end.reason is EndReason.NO_ANSWER
