"""The yardsticks are as bare as they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.tools import bench_bare
from ctiapp.tools.bench_bare import WINDOW
from ctiapp.tools.bench_process import running

if TYPE_CHECKING:
    import pytest


def test_neither_imports_anything_of_the_application() -> None:
    source = Path(bench_bare.__file__).read_text(encoding="utf-8")

    assert not re.findall(r"(?:from|import) ctiapp", source)


async def test_the_bare_window_says_when_it_is_painted() -> None:
    async with running("-c", WINDOW) as child:
        assert (await child.heard("painted"))["now_s"] > 0.0


def test_anything_else_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_bare.main(["--nonsense", "more"]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ctiapp.tools.bench_bare"],
        capture_output=True,
        check=False,
        timeout=30,
    )

    assert done.returncode == 2
