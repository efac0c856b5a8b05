"""Each error is one line that says what happened, with the PBX's own code and words behind it."""

from __future__ import annotations

import pytest

from ctiapp.model import errors
from ctiapp.model.errors import CtiError
from ctiapp.tools.api_words import error_text

PIN = "ab" * 32


@pytest.mark.parametrize(
    ("err", "text"),
    [
        (
            errors.CommandError("DATA NOT FOUND; id", code=60001),
            "the PBX refused (60001 DATA NOT FOUND; id)",
        ),
        (errors.NotSupported("", code=10001), "this PBX does not have it (10001)"),
        (
            errors.NotAPbx("HTTP 404: no JSON object", code="HTTP 404"),
            "what answers there does not speak this API (HTTP 404: no JSON object)",
        ),
        (
            errors.OutcomeUnknown("ReadTimeout"),
            "it was sent, and no answer says whether it was done (ReadTimeout)",
        ),
        (
            errors.CommandError("errno 10006\x1b[2J\nctiapp: done", code="10006"),
            "the PBX refused (errno 10006 [2J ctiapp: done)",
        ),
        (errors.LinkTimeout(), "the PBX did not answer in time"),
        (errors.NotReady("a page"), "the PBX answers that it is not ready (HTTP 503 a page)"),
        (errors.NoSuchApi(), "this PBX has no such API, or has it switched off"),
        (errors.NoToken(), "it was let in, and the answer has no token"),
        (errors.StorageError("x cannot be written"), "x cannot be written"),
        (CtiError(), "error.internal"),
        (
            errors.CertificateRejected("self-signed", host="pbx", issuer="me", sha256=PIN),
            f"the certificate of pbx is not trusted (self-signed); --trust {PIN} would trust it",
        ),
    ],
)
def test_an_error_says_what_happened(err: CtiError, text: str) -> None:
    assert error_text(err) == text


def test_every_error_of_a_pbx_has_words() -> None:
    # No call listens, and none is a desk's that logs in to a queue.
    others = {
        *("CertificateRejected", "CannotListen", "EventsBlocked", "EventsSilent"),
        *("QueuePasswordWanted", "QueuePasswordWrong"),
    }
    kinds = [
        kind
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.PbxError) and name not in others
    ]

    assert len(kinds) > 15
    for kind in kinds:
        assert error_text(kind("its detail")).endswith("its detail)"), kind
