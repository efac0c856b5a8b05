"""Whose certificate an LDAP directory may show: judged as a PBX's is (`ctiapp.pbx.tls`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctiapp.model.number import Number
from ctiapp.pbx import tls
from ctiapp.pbx.address import Origin
from ctiapp.pbx.interface import Account

if TYPE_CHECKING:
    import ssl

    from ctiapp.model.errors import CertificateRejected
    from ctiapp.model.ldap import LdapDirectory

_TIMEOUT_S = 5.0


class DirectoryTrust:
    """Makes the contexts; see `ctiapp.services.importing.LdapTrust`."""

    async def context(self, directory: LdapDirectory) -> ssl.SSLContext:
        """The context of a directory's connections: the system's CAs, one CA file, or one pin.

        Raises:
            CertificateRejected: it shows another certificate than the pinned one.
            CannotConnect, NotAPbx: with a pin, it did not show any.
            UsageError: key ``address.ca``: the CA file cannot be used.
        """
        return await tls.context_for(*_asked(directory), timeout_s=_TIMEOUT_S)

    async def refused(self, directory: LdapDirectory, reason: str) -> CertificateRejected:
        """What certificate it was that verification refused, so that a person can judge."""
        return await tls.rejection(*_asked(directory), reason, timeout_s=_TIMEOUT_S)


def _asked(directory: LdapDirectory) -> tuple[Account, Origin]:
    account = Account(
        kind="ldap",
        address=directory.host,
        client_id="",
        extension=Number(""),
        ca=None if directory.ca is None else Path(directory.ca),
        pin=directory.pin,
    )
    return account, Origin(secure=True, host=directory.host, port=directory.at_port)
