"""The control API: what a test or a demonstration may do to the simulated PBX from outside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiohttp import web

from ctiapp.simpbx.control_args import Args, ControlError
from ctiapp.simpbx.control_verbs import VERBS
from ctiapp.simpbx.errors import ExchangeError
from ctiapp.simpbx.options import OptionsError

if TYPE_CHECKING:
    from ctiapp.simpbx.server import RunningPbx


class Control:
    """Serves one PBX's control API: ``POST /VERB`` with a JSON object, ``GET /`` for a list."""

    def __init__(self, pbx: RunningPbx) -> None:
        """Control ``pbx``."""
        self._pbx = pbx

    def application(self) -> web.Application:
        """Return the web application."""
        app = web.Application()
        app.router.add_get("/", self._list)
        app.router.add_post("/{verb}", self._do)
        return app

    def run(self, verb: str, body: object) -> dict[str, object]:
        """Do one verb. Raises ``ControlError`` naming what is wrong with it."""
        entry = VERBS.get(verb)
        if entry is None:
            message = f"no verb {verb!r}; valid: {', '.join(VERBS)}"
            raise ControlError(message)
        if not isinstance(body, dict):
            message = "the body must be a JSON object"
            raise ControlError(message)
        args = Args(body, entry.arguments)
        self._pbx.pump()
        try:
            return entry.act(self._pbx, args)
        except (ExchangeError, OptionsError) as error:
            raise ControlError(str(error)) from error
        finally:
            self._pbx.pump()

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response({name: verb.help for name, verb in VERBS.items()})

    async def _do(self, request: web.Request) -> web.Response:
        text = await request.text()
        try:
            body = json.loads(text) if text.strip() else {}
            return web.json_response(self.run(request.match_info["verb"], body))
        except ControlError as error:
            return web.json_response({"error": str(error)}, status=400)
        except (ValueError, RecursionError):
            return web.json_response({"error": "the body is no JSON"}, status=400)
