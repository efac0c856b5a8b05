"""The passwords of queues that the PBX does not tell: used, kept once one was taken, forgotten.

What the PBX itself tells is read there each time, and never comes here. A password that somebody
typed lies in the key store alone: one entry a password, by extension and queue, and one that names
the queues, since a key store cannot be asked what it has. It is kept where the sign-in is, too;
else it is used once. One that is refused is forgotten, and so are all when the sign-in is.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from ctiapp.model.errors import QueuePasswordWanted, QueuePasswordWrong, SecretStoreError
from ctiapp.model.ids import QueueId
from ctiapp.model.notice import Notice, Severity
from ctiapp.settings import secret_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctiapp.model.commands import LogAgent, LogAgents
    from ctiapp.pbx.interface import Pbx
    from ctiapp.services.connection import SignInRequest
    from ctiapp.services.notices import Notices
    from ctiapp.services.ports import SecretStore
    from ctiapp.state.store import Store

    Make = Callable[[tuple[QueueId, ...], Mapping[QueueId, str]], LogAgent | LogAgents]

log = logging.getLogger("ctiapp.agents")

_LIST = "queue_passwords"
_NOT_KEPT = "queue.password_not_kept"


class QueuePasswords:
    """Sends log-ins and log-outs with the passwords that queues want.

    Args:
        store: what the queues are called.
        secrets: keeps passwords.
        notices: told where one is not kept.
        account: who is signed in; None: nobody.
    """

    def __init__(
        self,
        store: Store,
        secrets: SecretStore,
        notices: Notices,
        account: Callable[[], SignInRequest | None],
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._notices = notices
        self._account = account
        self._writing = asyncio.Lock()
        self._forgotten = 0

    async def send(
        self,
        make: Make,
        queue_ids: tuple[QueueId, ...],
        given: Mapping[QueueId, str],
        taken: dict[QueueId, str],
        pbx: Pbx,
    ) -> None:
        """Log in or out: with what was given, or with what is kept where a queue wants that.

        One queue that wants its password keeps nobody out of the others.

        Args:
            make: makes the command for some of the queues.
            queue_ids: where.
            given: the passwords that somebody gave just now.
            taken: receives those of them that were taken.
            pbx: is sent it.

        Raises:
            QueuePasswordWanted: some of the queues want theirs; ``others`` has all but the first.
            PbxError: as it happened.
        """
        wanted: QueuePasswordWanted | None = None
        if not given:
            try:
                await pbx.execute(make(queue_ids, {}))
                return
            except QueuePasswordWanted as first:
                wanted = first
            queue_ids = queue_ids[queue_ids.index(wanted.queue_id) :]
        refused: list[QueuePasswordWanted] = []
        for queue_id in queue_ids:
            error, wanted = wanted, None
            if error is None:
                error = await self._try(make, queue_id, given.get(queue_id, ""), taken, pbx)
            if error is not None and queue_id not in given:
                error = await self._try_kept(make, error, pbx)
            if error is not None:
                error.params["queue"] = self._name(queue_id)
                refused.append(error)
        if refused:
            refused[0].others = tuple(refused[1:])
            raise refused[0]

    async def _try(
        self,
        make: Make,
        queue_id: QueueId,
        password: str,
        taken: dict[QueueId, str],
        pbx: Pbx,
    ) -> QueuePasswordWanted | None:
        """Log in or out of one queue; what it answers where it wants another password."""
        words = {queue_id: password} if password else {}
        try:
            answer = await pbx.execute(make((queue_id,), words))
        except QueuePasswordWanted as error:
            return error
        if queue_id in answer.took_password:
            taken[queue_id] = password
        return None

    async def _try_kept(
        self, make: Make, wanted: QueuePasswordWanted, pbx: Pbx
    ) -> QueuePasswordWanted | None:
        """Try with what is kept of a queue; it is forgotten where it is refused."""
        queue_id = wanted.queue_id
        kept = await self._kept(queue_id)
        if kept is None:
            return wanted
        error = await self._try(make, queue_id, kept, {}, pbx)
        if isinstance(error, QueuePasswordWrong):
            error.key = "queue.password_changed"
            await self._drop(queue_id)
        return error

    @property
    def account(self) -> SignInRequest | None:
        """Whose passwords these are; None: nobody is signed in."""
        return self._account()

    async def keep(self, taken: Mapping[QueueId, str], account: SignInRequest | None) -> None:
        """Keep passwords that were taken; where one cannot or shall not be, that is said.

        Args:
            taken: they.
            account: who was signed in as they were sent; nobody else's are kept.
        """
        request = self._account()
        if request is None or account is None or _whose(request) != _whose(account):
            return
        for queue_id, password in taken.items():
            key = "queue.password_once"
            if request.remember:
                key = "" if await self._keep(request, queue_id, password) else _NOT_KEPT
            if key:
                name = self._name(queue_id)
                self._notices.post(Notice.of(key, severity=Severity.WARNING, queue=name))

    async def forget(self, request: SignInRequest) -> None:
        """Forget all that is kept of this account.

        Raises:
            SecretStoreError: the key store cannot be asked, or refuses.
        """
        self._forgotten += 1
        async with self._writing:
            for queue_id in await self._listed(request):
                await self._secrets.delete(_key(request, _entry(queue_id)))
            await self._secrets.delete(_key(request, _LIST))

    # ----------------------------------------------------------------------------------------------

    def _name(self, queue_id: QueueId) -> str:
        """What the queue is called, with its number."""
        record = self._store.agents.queues.get(queue_id)
        if record is None:
            return str(queue_id)
        return " ".join(filter(None, (record.queue.name, record.queue.number.text)))

    async def _kept(self, queue_id: QueueId) -> str | None:
        request = self._account()
        if request is None or not request.remember:
            return None
        try:
            return await self._secrets.get(_key(request, _entry(queue_id)))
        except SecretStoreError as error:
            log.info("the key store does not tell the password of a queue: %s", error.code)
            return None

    async def _keep(self, request: SignInRequest, queue_id: QueueId, password: str) -> bool:
        forgotten = self._forgotten
        try:
            async with self._writing:
                if forgotten != self._forgotten:
                    return True  # signed out meanwhile: nobody wants it kept any more
                listed = await self._listed(request)
                if queue_id not in listed:
                    await self._secrets.set(_key(request, _LIST), json.dumps([*listed, queue_id]))
                await self._secrets.set(_key(request, _entry(queue_id)), password)
        except SecretStoreError as error:
            log.info("the key store does not keep the password of a queue: %s", error.code)
            return False
        return True

    async def _drop(self, queue_id: QueueId) -> None:
        """Forget a password that is none any more; its queue stays named, which tells nothing."""
        request = self._account()
        if request is None:
            return
        try:
            async with self._writing:
                await self._secrets.delete(_key(request, _entry(queue_id)))
        except SecretStoreError as error:
            self._notices.post(error.notice(Severity.WARNING))

    async def _listed(self, request: SignInRequest) -> list[QueueId]:
        """The queues of which a password may be kept."""
        text = await self._secrets.get(_key(request, _LIST))
        try:
            listed = json.loads(text or "[]")
        except ValueError:
            listed = None
        if not isinstance(listed, list):
            log.info("the list of the queues with a password cannot be read; it begins anew")
            return []
        return [QueueId(each) for each in listed if isinstance(each, str)]


def _entry(queue_id: QueueId) -> str:
    return f"queue_password-{queue_id}"


def _whose(request: SignInRequest) -> tuple[str, ...]:
    return request.kind, request.address, request.client_id, request.extension


def _key(request: SignInRequest, what: str) -> str:
    # Several extensions may sign in with one client: who was given a password is one of them.
    kind, address, client_id, extension = _whose(request)
    return secret_key(kind, address, client_id, f"{what}-{extension}")
