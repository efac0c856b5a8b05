"""Which kinds of PBX there are."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from ctiapp.model.errors import UsageError
from ctiapp.pbx.interface import Pbx
from ctiapp.pbx.registry import KINDS, create
from tests.pbx.small_server import account


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_is_known_makes_a_pbx(kind: str) -> None:
    who = replace(account("pbx.example.com"), kind=kind)
    pbx = create(who)

    assert isinstance(pbx, Pbx)
    assert pbx.account is who
    assert pbx.tokens is None


def test_a_kind_that_nobody_speaks_is_named() -> None:
    with pytest.raises(UsageError) as caught:
        create(replace(account("pbx.example.com"), kind="abacus"))

    assert caught.value.key == "account.kind"
    assert caught.value.params["text"] == "abacus"


@pytest.mark.parametrize("kind", KINDS)
def test_neither_the_registry_nor_a_pbx_loads_what_only_a_connection_needs(kind: str) -> None:
    code = (
        "import sys; from ctiapp.pbx import link, registry, interface\n"
        "assert 'ctiapp.pbx.p_series' not in sys.modules\n"
        "from ctiapp.model.number import Number\n"
        f"registry.create(interface.Account('{kind}', 'pbx', 'client', Number('2000')))\n"
        "heavy = {'httpx', 'httpcore', 'websockets', 'truststore', 'aiohttp'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
