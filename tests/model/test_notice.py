"""What to tell the user: a key and its parameters, never words."""

from __future__ import annotations

import pytest

from ctiapp.model.notice import Notice, Severity


def test_a_notice_is_built_with_its_parameters_by_name() -> None:
    """And cannot be changed afterwards."""
    notice = Notice.of("directory.partial", severity=Severity.WARNING, code="10005", loaded=3)
    assert (notice.key, notice.code, notice.severity) == (
        "directory.partial",
        "10005",
        Severity.WARNING,
    )
    assert dict(notice.params) == {"loaded": 3}
    with pytest.raises(TypeError):
        notice.params["loaded"] = 4  # type: ignore[index]


def test_notices_with_the_same_content_are_the_same() -> None:
    """A store that is told twice does not change twice."""
    assert Notice.of("a", call_id="1", x=1) == Notice.of("a", call_id="1", x=1)
    assert Notice.of("a") != Notice.of("a", detail="b")
