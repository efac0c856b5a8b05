"""The box of a certificate that may be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctiapp.ui import text
from ctiapp.ui.signin.certificate import CertificateBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("scheme")

SHOWN = ("pbx.example.com", "CN=<b>pbx</b>", "ab12cd34" * 8)


@pytest.fixture
def box(qtbot: QtBot) -> CertificateBox:
    made = CertificateBox()
    qtbot.addWidget(made)
    return made


def test_it_is_there_while_there_is_one(box: CertificateBox) -> None:
    """With host, issuer and fingerprint, as plain text and to be copied."""
    box.show_certificate(SHOWN, changed=False, before="")
    assert not box.isHidden()
    assert text.bare(box.facts["host"].text()) == "pbx.example.com"
    assert text.bare(box.facts["issuer"].text()) == "CN=<b>pbx</b>"
    assert box.facts["sha256"].text().startswith("AB12 CD34")
    assert box.facts["before"].isHidden()
    box.show_certificate(None, changed=False, before="")
    assert box.isHidden()


def test_one_that_took_anothers_place_is_an_alarm(box: CertificateBox) -> None:
    """Both fingerprints stand there, and trusting it is no accent."""
    box.show_certificate(SHOWN, changed=False, before="")
    calm = box.title.text(), box.property("role")
    box.show_certificate(SHOWN, changed=True, before="98fe76dc" * 8)
    assert (box.title.text(), box.property("role")) != calm
    assert box.facts["before"].text().startswith("98FE 76DC")
    assert not box.facts["before"].isHidden()
