"""Which verbs a PBX can do, by its capabilities: what it cannot do is offered nowhere.

A verb needs what stands here, and nothing else decides it: cards, keys, menus and ``ctl`` all ask
`able`. What cannot be done is left out of what is shown; who asks for it all the same is told in
plain words that this PBX cannot do that.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ctiapp.model.agents import AgentVerb
from ctiapp.model.commands import Capability, ListenMode, Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

EVERY_CAPABILITY = frozenset(Capability)
"""What is offered where nobody is signed in: nothing is known to be missing then."""

_ONE = {Verb(word.value): word for word in Capability if word.value in {v.value for v in Verb}}

NEEDS: Mapping[Verb, frozenset[Capability]] = MappingProxyType(
    {
        **{verb: frozenset({one}) for verb, one in _ONE.items()},
        Verb.UNMUTE: frozenset({Capability.MUTE}),
        Verb.PAUSE_RECORDING: frozenset({Capability.RECORD}),
        Verb.RESUME_RECORDING: frozenset({Capability.RECORD}),
        Verb.RETRIEVE: frozenset({Capability.PARK, Capability.DIAL}),
        Verb.TAKE_BACK: frozenset({Capability.TRANSFER}),
        Verb.SAFE_TRANSFER: frozenset({Capability.CONSULT}),
        Verb.COMPLETE: frozenset({Capability.CONSULT}),
        Verb.ABORT: frozenset({Capability.CONSULT}),
        Verb.SWAP: frozenset({Capability.CONSULT}),
        Verb.CONFERENCE: frozenset({Capability.CONSULT, Capability.CONFERENCE}),
    }
)
"""What each verb needs."""

LISTENING: Mapping[ListenMode, Capability] = MappingProxyType(
    {mode: Capability(mode.value) for mode in ListenMode}
)
"""What each way of taking part in somebody else's call needs."""

FOR_AGENTS: Mapping[AgentVerb, Capability] = MappingProxyType(
    {
        AgentVerb.LOG_IN: Capability.QUEUE_LOG_IN,
        AgentVerb.LOG_OUT: Capability.QUEUE_LOG_IN,
        AgentVerb.PAUSE: Capability.PAUSE,
        AgentVerb.READY: Capability.PAUSE,
    }
)
"""What each thing that is asked of an agent needs."""


_STANDING_ON: Mapping[Capability, frozenset[Capability]] = MappingProxyType(
    {
        Capability.CONTACTS: frozenset({Capability.EDIT_CONTACTS}),
        # Whom nobody could take back again is not put on hold.
        Capability.RESUME: frozenset({Capability.HOLD}),
        Capability.PAUSE: frozenset({Capability.PAUSE_REASONS}),
        Capability.VOICEMAIL: frozenset({Capability.VOICEMAIL_FILES}),
        Capability.QUEUES: frozenset(
            {
                Capability.QUEUE_LOG_IN,
                Capability.PAUSE,
                Capability.PAUSE_REASONS,
                Capability.SUPERVISE,
                Capability.LISTEN,
                Capability.WHISPER,
                Capability.BARGE,
                Capability.REPORTS,
            }
        ),
    }
)

"""What each needs that is offered nowhere without it."""


def able(verb: Verb, capabilities: Collection[Capability]) -> bool:
    """Whether a PBX that can do these can do that verb."""
    return NEEDS[verb].issubset(capabilities)


def whole(capabilities: Collection[Capability]) -> frozenset[Capability]:
    """The same less what makes no sense without what it stands on."""
    found = frozenset(capabilities)
    lacking = (those for needed, those in _STANDING_ON.items() if needed not in found)
    return found.difference(*lacking)
