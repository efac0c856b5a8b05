"""Answers that say no (P handbook, l. 585-650 and 18516-18557)."""

from __future__ import annotations

from typing import Any

ERRORS = {
    -2: "INTERNAL SERVER ERROR",
    -1: "FAILURE",
    0: "SUCCESS",
    2: "PROCESSING",
    10001: "INTERFACE NOT EXISTED",
    10004: "TOKEN EXPIRED",
    10005: "ACCESS DENIED",
    40001: "PARAMETER SYNTAX ERROR",
    40002: "PARAMETER ERROR",
    40003: "DUPLICATE KEY VALUE",
    60001: "DATA NOT FOUND",
    60002: "MAX LIMITATION EXCEEDED",
    60101: "ROLE NOT EXISTED",
    70004: "ACCOUNT IP BLOCKED",
    70084: "ACTION FORBIDDEN",
    70087: "IP FORBIDDEN",
    70091: "CONNECTION_RELATION_EXISTS",
    70093: "PHONEBOOK_NOT_EXISTED",
    70120: "ORGANIZATION DISABLED",
    70123: "API UNAVAILABLE",
    70130: "CAHNNEL ID NOT FOUND",
    70132: "OPERATION NOT SUPPORTED",
    70510: "MAX PARTICIPANTS EXCEEDED",
    70516: "WAKEUP CALL ALARM NOT EXISTED",
    70524: "CAN'T CHECKOUT WHEN PMS CHECKIN",
    70525: "CAN'T OPERATE WITH PMS CONNECT",
}
"""Codes and messages as the handbook prints them, the misspelt one included."""

JsonObject = dict[str, Any]


class ApiError(Exception):
    """A request that fails with an errcode. HTTP says 200 all the same."""

    def __init__(
        self,
        code: int,
        *,
        invalid: list[JsonObject] | None = None,
        duplicate: list[JsonObject] | None = None,
        submsg: str = "",
    ) -> None:
        """Fail with ``code``; the lists become the answer's, naming fields (l. 626-664).

        ``submsg`` says more than the code's message does, where the PBX does (l. 652).
        """
        super().__init__(ERRORS.get(code, str(code)))
        self.code = code
        self.invalid = invalid
        self.duplicate = duplicate
        self.submsg = submsg

    def answer(self) -> JsonObject:
        """Return the body of the answer."""
        body: JsonObject = {"errcode": self.code, "errmsg": ERRORS.get(self.code, "FAILURE")}
        if self.submsg:
            body["submsg"] = self.submsg
        if self.invalid is not None:
            body["invalid_param_list"] = self.invalid
        if self.duplicate is not None:
            body["duplicate_field_list"] = self.duplicate
        return body


def success(**members: object) -> JsonObject:
    """Return the body of a successful answer."""
    return {"errcode": 0, "errmsg": ERRORS[0], **members}


def missing(field: str) -> ApiError:
    """Return the error for a mandatory parameter that is not there (l. 626-638)."""
    return ApiError(40002, invalid=[{"field": field, "validation_type": "required"}])


def invalid(field: str, value: object) -> ApiError:
    """Return the error for a parameter whose value does not do."""
    return ApiError(40002, invalid=[{"field": field, "value": value}])
