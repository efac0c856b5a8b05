"""What an answer with ``status`` and ``errno`` says of itself: K2 and OpenVox. Pure: no I/O.

Which code means what, their ``wire_rest`` know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ctiapp.model.errors import (
    ApiDisabled,
    AuthError,
    CommandError,
    LinkLost,
    NoSuchApi,
    NotAPbx,
)
from ctiapp.pbx.lenient import MAX_ID, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctiapp.model.errors import PbxError

NOT_LOOKED: Final[Mapping[str, type[PbxError]]] = dict.fromkeys(
    ("10001", "10002", "10003", "20000", "20001"), NoSuchApi
)
"""The codes by which Cloud PBX, K2 and OpenVox say that they do not know what was asked, or not in
this form: to a log-in, that nobody looked at its secret. 10001 is in no list of theirs; with the
P-Series it means what 10003 does here. Any other code may be that of a wrong secret: it is a try.
"""

_SUCCESS: Final = "success"
_FAILED: Final = "failed"


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of a dialect mean.

    Attributes:
        errors: what each means; what is not named is a CommandError.
        log_in: what each means to a log-in, a blank one that there is none; what is not named is an
            AuthError: nobody sends a secret again that was refused somehow.
        not_running: the code of an API that does not run.
        words: for the details, and for the log: the PBX sends a code without words.
        keys: whose message says more than that of its error.
    """

    errors: Mapping[str, type[PbxError]]
    log_in: Mapping[str, type[PbxError]]
    not_running: str
    words: Mapping[str, str]
    keys: Mapping[str, str] = field(default_factory=dict)


def is_one(answer: object) -> bool:
    """Whether an answer is the verdict of a PBX of any family, and not of what stands before it.

    Web servers print a ``status`` of their own (503) where theirs is `Success` or `Failed`.
    """
    if not isinstance(answer, dict):
        return False
    if "errcode" in answer or "errno" in answer:
        return True
    return text_of(answer.get("status")).casefold() in {_SUCCESS, _FAILED}


def checked(answer: Mapping[str, object], codes: Codes, *, log_in: bool) -> Mapping[str, object]:
    """Return an answer that says success.

    Args:
        answer: as it came.
        codes: what its ``errno`` may mean.
        log_in: it answers ``login``.

    Raises:
        NotAPbx: it has no ``status``.
        LinkLost: the PBX's API is not running, as while it starts: it may be soon.
        PbxError: what its ``errno``, where it has one, means.
    """
    status = text_of(answer.get("status")).casefold()
    if status == _SUCCESS:
        return answer
    code = text_of(answer.get("errno"))[:MAX_ID]
    if not status and not code:
        raise NotAPbx("an answer without status")
    words = codes.words.get(code, "")
    if code == codes.not_running:
        raise LinkLost(words, key=ApiDisabled.key, code=code)
    if log_in:
        raise codes.log_in.get(code, AuthError)(words, code=code or None)
    error = codes.errors.get(code, CommandError)
    raise error(words, key=codes.keys.get(code), code=code or None)
