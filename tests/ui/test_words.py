"""Everything that can be said is said, in both languages, and the translations are up to date."""

from __future__ import annotations

import ast
import os
import re
import shutil
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ctiapp.model.call import CallEnd, EndReason, FailReason, Moment, Phase
from ctiapp.model.commands import Capability, Verb
from ctiapp.model.errors import CertificateRejected, CtiError
from ctiapp.model.notice import Notice, Severity
from ctiapp.model.number import Number
from ctiapp.services.connection import Connection
from ctiapp.settings import Language
from ctiapp.tools import translations
from ctiapp.ui import text, words

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
TABLES = {"SENTENCES": words.SENTENCES, "WORDS": words.WORDS}
KEY = re.compile(r"[a-z]+\.[a-z_]+")


def _errors(kind: type[CtiError]) -> set[str]:
    return {kind.key}.union(*(_errors(sub) for sub in kind.__subclasses__()))


def _first(call: ast.Call, name: str) -> ast.expr | None:
    """The argument that names a key: the first, or the one of that name."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return None


def _keys_in(path: Path) -> set[str]:
    """Every key that a file puts into an error or a notice."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        values: list[ast.expr | None] = []
        if isinstance(node, ast.Call):
            named = ast.unparse(node.func)
            if named in ("Notice.of", "Notice") and node.args:
                values.append(node.args[0])
            if named[:1].isupper():
                values.append(_first(node, "key"))
        if isinstance(node, ast.ClassDef):
            values += [
                item.value
                for item in node.body
                if isinstance(item, ast.Assign) and ast.unparse(item.targets[0]) == "key"
            ]
        found |= {
            value.value
            for value in values
            if isinstance(value, ast.Constant)
            and isinstance(value.value, str)
            and KEY.fullmatch(value.value)
        }
    return found


def _all_keys() -> set[str]:
    parts = [path for path in (ROOT / "ctiapp").rglob("*.py") if "simpbx" not in path.parts]
    return _errors(CtiError).union(*(_keys_in(path) for path in parts))


TOOLS_ALONE = re.compile(r"(replay\.|error\.tour)")
"""What only ends a tool on the command line, in English, with no window to speak."""


def test_every_key_has_its_sentence() -> None:
    keys = {key for key in _all_keys() if not TOOLS_ALONE.match(key)}

    assert len(keys) > 50
    assert sorted(keys - set(words.SENTENCES)) == []


def _literal_keys() -> set[str]:
    used = set()
    for path in (ROOT / "ctiapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) in ("words.word", "word")
                and isinstance(node.args[0], ast.Constant)
            ):
                used.add(node.args[0].value)
    return used


def test_every_word_that_is_asked_for_exists() -> None:
    assert sorted(_literal_keys() - set(words.WORDS)) == []


@pytest.mark.parametrize("table", TABLES)
def test_translations_name_what_the_source_names(table: str, chinese: None) -> None:
    for source in TABLES[table].values():
        there = {name for _, name, _, _ in string.Formatter().parse(source) if name}
        translated = words.translate("words", source)
        here = {name for _, name, _, _ in string.Formatter().parse(translated) if name}
        assert here == there, source


def test_translation_files_are_up_to_date(tmp_path: Path) -> None:
    for ts in FOLDER.glob("*.ts"):
        shutil.copy(ts, tmp_path)

    translations.update(tmp_path, ROOT)

    for made in tmp_path.iterdir():
        assert made.read_bytes() == (FOLDER / made.name).read_bytes(), (
            f"{made.name} is out of date: run python -m ctiapp.tools.translations"
        )


@pytest.mark.parametrize("name", ["ctiapp_en.ts", "ctiapp_zh_CN.ts"])
def test_nothing_is_left_untranslated(name: str) -> None:
    assert translations.unfinished(FOLDER / name) == []


def test_chinese_is_chinese(chinese: None) -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for source in words.SENTENCES.values():
        assert han.search(words.translate("words", source)), source
    assert words.connection(Connection.ONLINE) == "实时"
    assert words.tries_left(3) == "还剩 3 次机会。"


@pytest.mark.parametrize(
    ("kind", "say"),
    [
        (Phase, words.phase),
        (FailReason, words.fail),
        (Severity, words.severity),
        (Verb, words.verb),
        (Verb, words.pending),
        (Connection, words.connection),
    ],
)
def test_every_state_has_a_word_of_its_own(english: None, kind, say) -> None:
    said = [say(value) for value in kind]

    assert all(said)
    if kind is not FailReason:
        assert len(set(said)) == len(said)


def test_a_wrong_secret_says_how_many_tries_are_left(english: None) -> None:
    said = [words.say(Notice.of("error.credentials", attempts_left=left)) for left in (4, 1, 0)]

    assert "blocks the address of your whole office" in said[0]
    assert said[0].endswith("4 tries left.")
    assert said[1].endswith("1 try left.")
    assert "No try is left" in said[2]
    assert "left" not in words.say(Notice.of("error.credentials"))


def test_a_lock_that_ends_is_told_with_its_ten_minutes_and_their_end(english: None) -> None:
    """By the next whole minute: at the time that is told it is over."""
    ends = datetime(2026, 3, 2, 9, 41, 20, tzinfo=UTC)
    time = " ".join(words.clock_time(ends.replace(minute=42, second=0)).split())
    params = {"attempts_left": 0, "lock_s": 600, "locked_until": ends.isoformat()}
    wrong, blocked = (
        text.bare(words.say(Notice.of(key, **params)))
        for key in ("error.credentials", "error.address_blocked")
    )

    assert "lets nobody in your office sign in for ten minutes" in wrong
    assert wrong.endswith(f"No try is left: the PBX refuses every one until {time}.")
    assert f"for ten minutes. These are over by {time}." in blocked
    assert "Security > Blocked IPs" not in blocked
    some = words.say(Notice.of("error.credentials", attempts_left=3, lock_s=600))
    assert "for ten minutes" in some
    assert some.endswith("3 tries left.")


def test_a_block_that_an_administrator_lifts_has_no_end(english: None) -> None:
    said = words.say(Notice.of("error.address_blocked"))

    assert "Ask your administrator to unblock it (PBX: Security > Blocked IPs)." in said
    assert "minutes" not in said
    assert words.tries_left(0) == "No try is left: another wrong one is refused by the PBX."


def test_a_refusal_without_words_of_a_lock_keeps_its_own(english: None) -> None:
    of_a_session = Notice.of("error.token_expired", attempts_left=4, lock_s=600)

    assert words.say(of_a_session) == words.say(Notice.of("error.token_expired"))


@pytest.mark.parametrize("key", ["error.link_lost", "error.link_timeout", "error.not_ready"])
def test_what_ended_a_sign_in_is_not_said_to_be_tried_again(english: None, key: str) -> None:
    """There is no link that could be, and no picture that is old."""
    assert "again" in words.say(Notice.of(key))
    said = words.say(Notice.of(key, ended=1))
    assert "you are not signed in. Nothing is tried again by itself." in said


def test_the_phone_is_named_only_where_its_keys_can_do_it(english: None) -> None:
    """None has a key for the reason of a pause, or to log in to a queue."""
    for key in ("error.not_supported", "error.no_such_function"):
        on_keys = words.say(Notice.of(key, answer="HTTP 404", verb=Verb.HOLD.value))
        assert "keys of the phone" in on_keys
        for params in (
            {},
            {"lacks": Capability.QUEUE_LOG_IN.value},
            {"verb": Verb.ACCEPT_INBOUND.value},
        ):
            said = words.say(Notice.of(key, answer="HTTP 404", **params))
            assert "phone" not in said
            assert "cannot do that" in said or "HTTP 404" in said
    said = words.say(Notice.of("error.not_supported", lacks=Capability.PAUSE_REASONS.value))
    assert "Pause without a reason" in said
    assert "phone" not in said


def test_a_time_is_told_by_the_minute_in_which_it_is_past() -> None:
    nine = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    assert words.by_minute(nine) == words.clock_time(nine)
    for late in (timedelta(microseconds=1), timedelta(seconds=59)):
        assert words.by_minute(nine + late) == words.clock_time(nine + timedelta(minutes=1))


def test_a_certificate_is_described_so_that_it_can_be_compared(english: None) -> None:
    error = CertificateRejected("", host="pbx.example.com", issuer="My <PBX>", sha256="ab12" * 16)
    said = text.bare(words.say(error.notice()))

    assert "issued by My <PBX>." in said
    assert "AB12 AB12 AB12" in said
    assert "trust exactly this one" in said


def test_a_certificate_that_changed_is_no_matter_of_course(english: None) -> None:
    facts = {"host": "pbx", "issuer": "CN=x", "sha256": "cd34" * 16}
    error = CertificateRejected("", **facts, trusted="ab12" * 16)
    said = text.bare(words.say(error.notice()))

    assert said.startswith("The certificate of pbx is not the one that was trusted until now")
    assert "somebody answers in its place" in said
    assert "CD34 CD34" in said
    assert "trust exactly" not in said


def test_a_certificate_that_could_not_be_read_is_not_offered(english: None) -> None:
    said = text.bare(words.say(CertificateRejected("", host="pbx", issuer="", sha256="").notice()))

    assert "could not be read" in said
    assert "trust exactly" not in said


def test_a_silent_pbx_names_the_switches(english: None) -> None:
    said = words.say(Notice.of("session.silent"))

    for switch in ("extension call state", "extension registration", "presence", "trunk"):
        assert switch in said


def test_text_from_outside_cannot_leave_its_place(english: None) -> None:
    name = "{key} <b>\N{RIGHT-TO-LEFT OVERRIDE}x</b>\nsecond"
    said = words.say(Notice.of("dial.nobody", text=name))

    assert f"{text.FSI}{{key}} <b>x</b> second{text.PDI}" in said
    assert text.FSI not in words.say_bare(Notice.of("dial.nobody", text=name))


@pytest.mark.parametrize("key", ["error.credentials", "error.auth", "error.event_port_refused"])
def test_how_many_tries_are_left_is_said_of_what_took_one(english: None, key: str) -> None:
    assert words.say(Notice.of(key, attempts_left=3)).endswith(words.tries_left(3))


def test_a_sentence_of_ours_is_told_whole_within_another(english: None) -> None:
    """It names what to do at its end."""
    why = words.say(Notice.of("queue.password_wanted", queue="6405"))
    assert len(why) > 120
    assert why in words.say(Notice.of("queue.password_stdin", why=why))
    assert why in words.say(Notice.of("voicemail.not_had", why=why))


def test_a_missing_parameter_is_a_gap_and_no_error(english: None) -> None:
    assert "…" in words.say(Notice.of("dial.nobody"))


@pytest.mark.expected_log("no words for no.such_key")
def test_an_unknown_key_still_says_something(english: None) -> None:
    assert words.say(Notice.of("no.such_key")) == words.say(Notice.of("error.internal"))


def test_details_hold_the_code_of_the_pbx(english: None) -> None:
    shown = words.details(Notice.of("error.command", code="10008", detail="<x>"))

    assert text.bare(shown) == "PBX code 10008 · <x>"
    assert words.details(Notice.of("error.command")) == ""


def test_what_the_pbx_refused_need_not_have_been_about_a_call() -> None:
    """An agent's pause, a guest's room."""
    assert "call" not in words.say(Notice.of("error.command")).split()


AT = Moment(1.0, datetime(2026, 1, 1, tzinfo=UTC))


def test_who_answered_elsewhere_is_named(english: None) -> None:
    taken = CallEnd(EndReason.ANSWERED_ELSEWHERE, AT, by=Number("2001"))
    assert text.bare(words.end(taken, "Ana Li")) == "Answered by Ana Li"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (CallEnd(EndReason.CALLER_GAVE_UP, AT), "The caller gave up"),
        (CallEnd(EndReason.FAILED, AT, failed=FailReason.BUSY), "Busy"),
        (CallEnd(EndReason.FAILED, AT), "The call failed"),
        (CallEnd(EndReason.ANSWERED_ELSEWHERE, AT), "Answered elsewhere"),
        (CallEnd(EndReason.ANSWERED_ELSEWHERE, AT, by=Number("2001")), "Answered by 2001"),
    ],
)
def test_ends(english: None, end: CallEnd, said: str) -> None:
    assert text.bare(words.end(end)) == said
    assert all(words.end(CallEnd(reason, AT)) for reason in EndReason)


@pytest.mark.parametrize(
    ("seconds", "shown", "spoken"),
    [
        (None, "–", "length not known"),
        (-1, "0:00", "0 seconds"),
        (4.9, "0:04", "4 seconds"),
        (61, "1:01", "1 minute 1 second"),
        (3753, "1:02:33", "62 minutes 33 seconds"),
    ],
)
def test_ages(english: None, seconds: float | None, shown: str, spoken: str) -> None:
    assert words.age(seconds) == shown
    assert words.age_spoken(seconds) == spoken


def test_plurals(english: None) -> None:
    assert words.more_calls(1) == "+1 more call ringing"
    assert words.more_calls(3) == "+3 more calls ringing"
    assert words.calls_ringing(1) == "1 call ringing"


def test_language_follows_setting_and_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words.locale_of(Language.CHINESE) == "zh_CN"
    assert words.locale_of(Language.ENGLISH) == "en"

    class Locale:
        def __init__(self, *names: str) -> None:
            self._names = names

        def uiLanguages(self) -> list[str]:
            return list(self._names)

    for names, locale in ((("zh-Hans-CN", "en"), "zh_CN"), (("en", "zh"), "en"), ((), "en")):
        monkeypatch.setattr(words.QLocale, "system", lambda names=names: Locale(*names))
        assert words.locale_of(Language.SYSTEM) == locale


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_what_happened_fits_into_one_line_in_every_language(language: Language) -> None:
    """Of each error the first sentence, whole."""
    assert words.install(language) == str(language)
    try:
        for key in sorted(key for key in words.SENTENCES if key.startswith("error.")):
            notice = Notice.of(key, host="pbx.example.test")
            brief, whole = words.brief(notice), words.say(notice)
            assert whole.startswith(brief)
            assert brief[-1] in ".!?。"
            assert len(brief) < 140
    finally:
        words.install(Language.ENGLISH)


def test_an_update_of_the_words_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    """The file is written anew while it is in use: a mapped one would be gone from under us."""
    name = "ctiapp_zh_CN.qm"
    copy = tmp_path / name
    copy.write_bytes(words.resource("translations", name).read_bytes())
    monkeypatch.setattr(words, "resource", lambda *_: copy)
    words.install(Language.CHINESE)
    try:
        os.truncate(copy, 0)
        assert words.word("nav.rooms") == "客房"
    finally:
        monkeypatch.undo()
        words.install(Language.ENGLISH)
