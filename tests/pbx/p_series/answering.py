"""A P-Series PBX that answers from a table, and keeps what it was asked and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.pbx.p_series.asking import Asker
from tests.pbx.answering import Table

if TYPE_CHECKING:
    from tests.pbx.answering import Answers


class Answering(Table):
    """It."""

    success = {"errcode": 0}  # noqa: RUF012 - nobody writes it

    def __init__(self, **answers: Answers) -> None:
        super().__init__(**answers)
        self.asker = Asker(self.query, pytest.fail)

    @property
    def params(self) -> list[dict[str, str | int]]:
        """What each command had in its query."""
        return [dict(request.params) for request, _ in self.sent]

    @property
    def bodies(self) -> list[dict[str, object]]:
        """What each command had in its body."""
        return [body for _, body in self.told]
