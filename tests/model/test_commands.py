"""Commands are frozen facts in a closed union."""

from __future__ import annotations

from ctiapp.model import commands
from ctiapp.model.commands import Answer, Capability, Verb
from tests.model.facts import assert_frozen, assert_words_differ


def test_commands_are_frozen() -> None:
    """What was sent is what was asked."""
    assert_frozen(commands)
    assert_words_differ(commands)


def test_each_verb_that_a_pbx_may_lack_is_a_capability_of_the_same_word() -> None:
    """A button is offered where the PBX can do it: both are named alike."""
    for verb in (Verb.DIAL, Verb.HANG_UP, Verb.REJECT, Verb.HOLD, Verb.RESUME):
        assert Capability(verb.value)


def test_an_answer_need_not_name_a_call() -> None:
    """Some PBXs never do."""
    assert Answer().call_id is None
