"""Answers of a PBX about queues: one closed union of frozen facts."""

from __future__ import annotations

import dataclasses
from typing import get_args

from ctiapp.model.agentanswers import AgentAnswer


def test_every_answer_is_a_frozen_fact_with_something_in_it() -> None:
    """Nobody changes an answer behind the store's back."""
    kinds = get_args(AgentAnswer)
    assert len(kinds) == 5
    for kind in kinds:
        assert kind.__dataclass_params__.frozen
        assert dataclasses.fields(kind)
