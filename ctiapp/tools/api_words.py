"""What an error of a call means, in one line of plain English: for standard error."""

from __future__ import annotations

from typing import Final

from ctiapp.model.errors import (
    AddressBlocked,
    AddressForbidden,
    ApiDisabled,
    CannotConnect,
    CertificateRejected,
    CommandError,
    CredentialsRejected,
    CtiError,
    LinkLost,
    LinkTimeout,
    NoSuchApi,
    NoSuchFunction,
    NotAPbx,
    NoToken,
    NotPermitted,
    NotReady,
    NotSupported,
    OutcomeUnknown,
    PbxError,
    SeatLimit,
    SecretStoreError,
    SessionRenewed,
    TokenExpired,
    WireError,
)

_WORDS: Final[tuple[tuple[type[CtiError], str], ...]] = (
    # the first that fits
    (CannotConnect, "nothing answers at that address"),
    (LinkTimeout, "the PBX did not answer in time"),
    (NotReady, "the PBX answers that it is not ready"),
    (LinkLost, "the connection broke off"),
    (NoToken, "it was let in, and the answer has no token"),
    (NotAPbx, "what answers there does not speak this API"),
    (WireError, "the answer cannot be read"),
    (CredentialsRejected, "client ID or secret is wrong; five times in a row block this address"),
    (SeatLimit, "all tokens of this client are in use"),
    (AddressBlocked, "this address is blocked after too many failed log-ins"),
    (AddressForbidden, "this address is not on the PBX's list"),
    (ApiDisabled, "the PBX's API is switched off"),
    (NoSuchApi, "this PBX has no such API, or has it switched off"),
    (TokenExpired, "the token ended early"),
    (OutcomeUnknown, "it was sent, and no answer says whether it was done"),
    (SessionRenewed, "the token had ended before: it was not done"),
    (NotSupported, "this PBX does not have it"),
    (NoSuchFunction, "there is no such page: it was not done"),
    (NotPermitted, "the PBX does not permit it"),
    (CommandError, "the PBX refused"),
    (PbxError, "the PBX refused"),
    (SecretStoreError, "the key store cannot be asked"),
)


def error_text(err: CtiError) -> str:
    """Say what happened, and in brackets the PBX's own code and words."""
    if isinstance(err, CertificateRejected):
        return (
            f"the certificate of {err.params['host']} is not trusted ({err.detail}); "
            f"--trust {err.sha256} would trust it"
        )
    words = next((words for kind, words in _WORDS if isinstance(err, kind)), "")
    detail = err.detail
    code = err.code if err.code and err.code not in detail else ""
    said = " ".join(part for part in (code, detail) if part)
    said = "".join(char if char.isprintable() else " " for char in said)  # it is the PBX's
    if not words:
        return said or err.key
    return f"{words} ({said})" if said else words
