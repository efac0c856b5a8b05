"""What the tests of ``ctiapp api`` share: a simulated PBX, and the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ctiapp import cli

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.e2e.simulated import Pbx


class Api:
    """``ctiapp api`` with the account of one simulated PBX.

    Args:
        pbx: which.
        folder: where the secret's file goes.
        capsys: what was printed.
        more: words that go with the account.
    """

    def __init__(
        self, pbx: Pbx, folder: Path, capsys: pytest.CaptureFixture[str], *more: str
    ) -> None:
        self.pbx = pbx
        self._more = more
        self.secret_file = folder / "secret"
        self.secret_file.write_text(pbx.client_secret, encoding="utf-8")
        self.secret_file.chmod(0o600)
        self._capsys = capsys
        self.errors = ""

    @property
    def account(self) -> list[str]:
        """The words that name the account."""
        return [
            *("--pbx", self.pbx.url, "--client-id", self.pbx.client_id),
            *("--client-secret-file", str(self.secret_file), *self._more),
        ]

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code and standard output of any command line; what went to the other is kept."""
        self._capsys.readouterr()
        try:
            code = cli.main(["api", *words])
        except SystemExit as end:
            code = int(str(end.code))
        said = self._capsys.readouterr()
        self.errors = said.err
        return code, said.out

    def call(self, *words: str) -> tuple[int, str]:
        """The same of a call with the account."""
        return self.run("call", *self.account, *words)

    def answer(self, *words: str) -> dict[str, Any]:
        """The answer of a call that succeeds."""
        code, out = self.call(*words)
        assert code == 0, self.errors
        answer = json.loads(out)
        assert isinstance(answer, dict)
        return answer
