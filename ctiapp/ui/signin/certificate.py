"""The box of a certificate that is not trusted, on the sign-in page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ctiapp.ui import text, theme, words
from ctiapp.ui.kit import KeyButton, label


class CertificateBox(QFrame):
    """The certificate that may be trusted, and the button that does it.

    One that took another's place is a warning: it looks like one, says what may be behind it, and
    trusting it is not what the page suggests.
    """

    _FACTS = (("host", ""), ("issuer", ""), ("before", "small"), ("sha256", "small"))

    def __init__(self) -> None:
        super().__init__()
        self.lead = label("")
        self.lead.setWordWrap(True)
        self.title = label("", "strong")
        self.title.setWordWrap(True)
        self.facts = {name: label("", role) for name, role in self._FACTS}
        self._captions = {name: label("", "caption") for name in self.facts}
        self.trust = KeyButton("")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(theme.SIZES.gap)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        for name, fact in self.facts.items():
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(self._captions[name])
            pair.addWidget(fact)
            fact.setWordWrap(True)
            fact.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addLayout(pair)
        column.addWidget(self.trust, 0, Qt.AlignmentFlag.AlignLeft)

    def show_certificate(
        self, certificate: tuple[str, str, str] | None, *, changed: bool, before: str
    ) -> None:
        """Show whose it is; None: nothing.

        Args:
            certificate: host, issuer and SHA-256.
            changed: another one was trusted there.
            before: that one's SHA-256; empty where it is not known.
        """
        self.setVisible(certificate is not None)
        if certificate is None:
            return
        host, issuer, sha256 = certificate
        theme.restyle(self, "role", "alarm" if changed else "soft")
        key = "signin.certificate_changed" if changed else "signin.certificate"
        text.put(self.title, words.word(key))
        text.put(self.lead, words.word(f"{key}_lead"))
        theme.restyle(self.title, "role", "error-strong" if changed else "strong")
        self.trust.set_word(
            words.word("signin.certificate_trust_new" if changed else "signin.certificate_trust")
        )
        self.trust.set_kind("plain" if changed else "accent")
        for name, caption in self._captions.items():
            now = "now" if before and name == "sha256" else name
            text.put(caption, words.word(f"signin.certificate_{now}"))
        shown = {
            "host": text.isolate(host),
            "issuer": text.isolate(issuer),
            "before": _in_two_lines(before),
            "sha256": _in_two_lines(sha256),
        }
        for name, fact in self.facts.items():
            text.put(fact, shown[name])
            fact.setVisible(bool(shown[name]))
            self._captions[name].setVisible(bool(shown[name]))


def _in_two_lines(sha256: str) -> str:
    """A fingerprint as it is compared: groups of four, half of them in each line."""
    groups = words.fingerprint(sha256).split(" ")
    half = (len(groups) + 1) // 2
    return f"{' '.join(groups[:half])}\n{' '.join(groups[half:])}".strip()
