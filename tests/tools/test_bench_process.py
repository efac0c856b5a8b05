"""Children: heard, waited for in vain, ended; and the memory that the system tells of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ctiapp.tools.bench_process import BenchError, memory_mb, running
from ctiapp.tools.bench_report import SkippedError

if TYPE_CHECKING:
    from pathlib import Path

ECHO = """
import json, sys
head = json.loads(sys.stdin.readline())
print("no JSON")
print(json.dumps({"at": "other"}))
print(json.dumps({"at": "head", "is": head}), flush=True)
for line in sys.stdin:
    print(json.dumps({"at": "echo", "word": line.strip()}), flush=True)
"""


async def test_a_child_is_told_and_heard() -> None:
    async with running("-c", ECHO, head={"a": 1}) as child:
        assert await child.heard("head") == {"at": "head", "is": {"a": 1}}
        child.say("hello")
        assert (await child.heard("echo"))["word"] == "hello"


async def test_a_child_ends_with_its_input() -> None:
    async with running("-c", ECHO, head={}) as child:
        await child.heard("head")
        pid = child.pid

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_child_that_dies_says_why() -> None:
    async with running("-c", "raise SystemExit('out of paper')") as child:
        with pytest.raises(BenchError, match=r"ended before it said 'head': out of paper"):
            await child.heard("head")


async def test_what_never_comes_is_not_waited_for_for_ever() -> None:
    async with running("-c", ECHO, head={}) as child:
        await child.heard("head")
        with pytest.raises(BenchError, match="waited in vain for 'else'"):
            await child.heard("else", within_s=0.01)


def test_memory_is_read_as_the_system_tells_it(tmp_path: Path) -> None:
    (tmp_path / "42").mkdir()
    (tmp_path / "42" / "smaps_rollup").write_text(
        "5581-7ffd ---p 00000000 00:00 0    [rollup]\nRss:    2000 kB\nPss:    1000 kB\n"
    )

    assert memory_mb(42, proc=tmp_path) == pytest.approx(1.024)
    assert memory_mb(42, "Rss", proc=tmp_path) == pytest.approx(2.048)


def test_where_the_system_does_not_tell_it_is_skipped(tmp_path: Path) -> None:
    with pytest.raises(SkippedError, match="smaps_rollup"):
        memory_mb(42, proc=tmp_path)
