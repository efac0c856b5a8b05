"""What services need of the outside is filled as they ask for it."""

from __future__ import annotations

import inspect

import pytest

from ctiapp.desktop import keystore, running
from ctiapp.services import ports


@pytest.mark.parametrize(
    ("port", "filled"),
    [
        (ports.SecretStore, keystore.MemorySecrets),
        (ports.SecretStore, keystore.KeyringSecrets),
        (ports.Starter, running.Starter),
    ],
)
def test_a_port_is_filled_with_the_same_questions(port: type, filled: type) -> None:
    """The same methods with the same arguments: what is passed by name arrives."""
    asked = {name: what for name, what in vars(port).items() if not name.startswith("_")}

    assert asked
    for name, what in asked.items():
        there = getattr(filled, name)
        assert list(inspect.signature(there).parameters) == list(inspect.signature(what).parameters)
        assert inspect.iscoroutinefunction(there) == inspect.iscoroutinefunction(what)
