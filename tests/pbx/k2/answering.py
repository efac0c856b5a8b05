"""A K2 that answers from a table, and keeps what it was asked and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.pbx.k2.asking import Asker
from tests.pbx.answering import Table

if TYPE_CHECKING:
    from tests.pbx.answering import Answers


class Answering(Table):
    """It."""

    def __init__(self, **answers: Answers) -> None:
        super().__init__(**answers)
        self.asker = Asker(self.query, self.command, pytest.fail)
