"""One question to the running application. Each start asks it too, so nothing is printed here."""

from __future__ import annotations

import json

from ctiapp.desktop.ctl_channel import (
    ChannelClosedError,
    ChannelTimeoutError,
    NoApplicationError,
    connect,
)
from ctiapp.model.ctl import (
    CLIENT_LIMIT_S,
    CtlExit,
    CtlReply,
    CtlRequest,
    read_reply,
    write_request,
)
from ctiapp.model.ctl_verbs import verb_named


def ask(request: CtlRequest, address: str, timeout_s: float = CLIENT_LIMIT_S) -> CtlReply:
    """Say one request to the application at the address, and return its answer.

    Never raises: where nobody answers, the reply says so, with the exit code for it.
    """
    try:
        channel = connect(address, timeout_s)
    except NoApplicationError:
        return CtlReply.failed("no_application", "no running application", CtlExit.NO_APPLICATION)
    except ChannelTimeoutError:
        return CtlReply.failed("timeout", "the application did not answer in time")
    try:
        channel.send(write_request(request))
        return read_reply(decoded(channel.line(timeout_s)))
    except (ChannelTimeoutError, ChannelClosedError) as err:
        return _unanswered(request, err)
    except ValueError:
        return CtlReply.failed("protocol", "the application's answer cannot be read")
    finally:
        channel.close()


def _unanswered(request: CtlRequest, err: Exception) -> CtlReply:
    """What is known of a request that got no answer: what only asks has failed, the rest may be."""
    timed_out = isinstance(err, ChannelTimeoutError)
    if request.verb == "quit" and not timed_out:
        return CtlReply()
    text = "the application did not answer in time" if timed_out else "the application has ended"
    code = "timeout" if timed_out else "gone"
    if verb_named(request.verb).asks:
        return CtlReply.failed(code, text)
    return CtlReply.failed(code, f"{text}; {request.verb} was sent", CtlExit.UNCONFIRMED)


def decoded(line: bytes) -> object:
    """What the application said.

    Raises:
        ValueError: it cannot be read.
    """
    try:
        found: object = json.loads(line)
    except RecursionError as err:
        raise ValueError("too deep") from err
    return found
