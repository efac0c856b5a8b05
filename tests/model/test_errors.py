"""The error tree: whole, documented, and made for people."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime

import pytest

from ctiapp.model import errors
from ctiapp.model.errors import CertificateRejected, CommandError, CtiError
from ctiapp.model.notice import Severity


def tree() -> list[type[CtiError]]:
    """Every error of the module."""
    return [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, CtiError)
    ]


@pytest.mark.parametrize("kind", tree())
def test_the_head_of_the_module_shows_each_error(kind: type[CtiError]) -> None:
    """Whoever reads the tree there sees all of it."""
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__


def test_each_error_that_is_told_has_a_key_of_its_own() -> None:
    """Two errors with one sentence would be one error."""
    keys = [kind.__dict__["key"] for kind in tree() if "key" in kind.__dict__]
    assert len(keys) == len(set(keys))
    assert all(key.startswith(("error.", "queue.password_")) for key in keys)


def test_an_error_becomes_a_notice() -> None:
    """A key, its parameters and a code as text; never ready-made words."""
    error = CommandError("FAILURE", code=70130, verb="hold")
    notice = error.notice(Severity.WARNING)
    assert (notice.key, notice.code, notice.detail) == ("error.command", "70130", "FAILURE")
    assert dict(notice.params) == {"verb": "hold"}
    assert notice.severity is Severity.WARNING
    assert CtiError("x", key="dial.empty").notice().key == "dial.empty"
    assert CtiError().code is None
    assert CtiError.key == "error.internal"


def test_a_later_change_of_the_error_does_not_reach_its_notice() -> None:
    """What was told stays as it was told."""
    error = CommandError("x", tries=1)
    notice = error.notice()
    error.params["tries"] = 2
    assert notice.params["tries"] == 1


def test_a_rejected_certificate_says_what_one_would_trust() -> None:
    """Issuer, fingerprint, and until when."""
    ends = datetime(2020, 1, 1, tzinfo=UTC)
    error = CertificateRejected("old", host="pbx", issuer="CA", sha256="ab", not_after=ends)
    assert (error.issuer, error.sha256, error.not_after) == ("CA", "ab", ends)
    assert error.params == {"host": "pbx", "issuer": "CA", "sha256": "ab"}
